"""LanguageTool servers to be compared: ours, and one with everything left at its defaults."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psutil

from normalize.correct.grammar.client import Piece, answers
from normalize.correct.grammar.connection import Connection, TooLongError
from normalize.correct.grammar.install import ensure_installed
from normalize.correct.grammar.server import Server

READY_SECONDS = 120
#: How often a server is asked for the first time.
WAKING = 10
HOST = "127.0.0.1"


class Measured:
    """A server's address, and what its Java process has used."""

    def __init__(self, address: str, process: psutil.Process) -> None:
        self.address = address
        self.process = process

    @property
    def seconds(self) -> float:
        """Processor time so far: the program's own and what the system did for it."""
        used = self.process.cpu_times()
        return float(used.user + used.system)

    @property
    def megabytes(self) -> float:
        """Memory that it holds now."""
        return float(self.process.memory_info().rss) / 1e6


@contextmanager
def own_server(documents: int, heap_mb: int = 1024) -> Iterator[Measured]:
    """The server that a run over so many documents starts."""
    with Server(ensure_installed(), heap_mb, documents) as server:
        port = server.address.rstrip("/").rsplit(":", 1)[-1]
        [java] = [
            process
            for process in psutil.Process().children(recursive=True)
            if process.cmdline()[-1:] == [port] and "keeper.py" not in " ".join(process.cmdline())
        ]
        wake(server.address)
        yield Measured(server.address, java)


def wake(address: str) -> None:
    """Let a server load its language; on a busy machine that takes longer than it allows itself for a text."""
    connection = Connection(address)
    for _ in range(WAKING):
        try:
            connection.grammar("en-US", [Piece("She go home.")])
            return
        except TooLongError:
            continue
    raise SystemExit("the LanguageTool server does not wake: try again on a less busy machine")


@contextmanager
def plain_server() -> Iterator[Measured]:
    """The server as `language_tool_python` starts it: the same jars and Java, no option of either."""
    installation = ensure_installed()
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    environment = os.environ | {"CLASSPATH": os.pathsep.join(map(str, installation.classpath))}
    command = [str(installation.java), "org.languagetool.server.HTTPServer", "-p", str(port)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as java:
        try:
            address = f"http://{HOST}:{port}/"
            deadline = time.monotonic() + READY_SECONDS
            while not answers(address):
                if java.poll() is not None or time.monotonic() > deadline:
                    raise SystemExit("the plain LanguageTool server did not start")
                time.sleep(0.2)
            yield Measured(address, psutil.Process(java.pid))
        finally:
            java.kill()
