"""Our own LanguageTool server: one for a run, on loopback, gone when the run is."""

from __future__ import annotations

import atexit
import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO

from normalize.correct.grammar.client import answers
from normalize.correct.grammar.install import WITHOUT, Installation
from normalize.errors import ServiceError

HERE = Path(__file__).parent
HOST = "127.0.0.1"
READY_SECONDS = 60
STOP_SECONDS = 8
#: What the server prints when it listens.
STARTED = "Server started"
MOST_OUTPUT = 100_000
#: Another program may take the free port between our look and the server's start.
ATTEMPTS = 3
#: Java's quick compiler halves the processor time up to the first answer; its thorough one makes the server 1.7 times
#: as fast in the end, and has paid for itself after some 150,000 words: news articles in this number.
MANY_DOCUMENTS = 400
QUICKLY = ("-XX:TieredStopAtLevel=1",)
#: The thorough compiler only for what is called ten times as often as Java waits for: with the first 16,000 words the
#: server then takes a seventh less processor time, and what is compiled quickly for longer hardly matters.
THOROUGHLY = (
    "-XX:Tier4InvocationThreshold=50000",
    "-XX:Tier4MinInvocationThreshold=6000",
    "-XX:Tier4CompileThreshold=150000",
    "-XX:Tier4BackEdgeThreshold=400000",
)
#: The analysis looks words up all over the heap; in large pages fewer of these places have to be translated. Only Java
#: for Linux knows the option; a kernel without such pages gets a line in the log and the usual ones.
LARGE_PAGES = ("-XX:+UseTransparentHugePages",) if sys.platform == "linux" else ()


class Server:
    """A running server. Use as a context manager; it also ends with this process, whatever happens to it."""

    def __init__(self, installation: Installation, heap_mb: int, documents: int = 1) -> None:
        """Start the server, for about so many documents, and wait until it answers.

        Raises ServiceError when it does not.
        """
        compiler = THOROUGHLY if documents >= MANY_DOCUMENTS else QUICKLY
        self._owner = os.getpid()
        for attempt in range(1, ATTEMPTS + 1):
            port = _free_port()
            self.address = f"http://{HOST}:{port}/"
            self._log = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the server
            self._keeper = _start(installation, (*compiler, f"-Xmx{heap_mb}m"), port, self._log)
            atexit.register(self.stop)
            try:
                self._wait_until_ready(heap_mb)
                return
            except ServiceError:
                taken = "in use" in self._output()
                self.stop()
                if not taken or attempt == ATTEMPTS:
                    raise

    def _wait_until_ready(self, heap_mb: int) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            if self._keeper.poll() is not None:
                raise ServiceError(
                    f"LanguageTool did not start (heap {heap_mb} MB): {self._complaint()} "
                    f"Try another `grammar.heap_mb`. {WITHOUT}"
                )
            # Its own word first: at this port another LanguageTool may answer.
            if STARTED in self._output() and answers(self.address):
                assert self._keeper.stdin is not None
                self._keeper.stdin.write(b"ready\n")
                self._keeper.stdin.flush()
                return
            time.sleep(0.05)
        raise ServiceError(f"LanguageTool did not answer within {READY_SECONDS} seconds of its start. {WITHOUT}")

    def _output(self) -> str:
        """What the server has printed. Reading must not move the place where it goes on writing."""
        return os.pread(self._log.fileno(), MOST_OUTPUT, 0).decode(errors="replace")

    def _complaint(self) -> str:
        """The line of the server's output that tells most: the first error, else the last line."""
        lines = self._output().strip().splitlines() or ["it said nothing"]
        told = next((line for line in lines if "Exception" in line or "Error" in line), lines[-1])
        return f"{told.strip()[:300]}."

    def stop(self) -> None:
        """End the server; harmless when it has ended, and in a forked child, which does not own it."""
        if os.getpid() != self._owner:
            return
        atexit.unregister(self.stop)
        if self._keeper.stdin is not None and not self._keeper.stdin.closed:
            self._keeper.stdin.close()
        try:
            self._keeper.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._keeper.kill()
            self._keeper.wait()
        self._log.close()

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *details: object) -> None:
        self.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _start(installation: Installation, options: tuple[str, ...], port: int, log: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start the keeper, and through it the server, in a session of its own: Ctrl-C is for us to handle, not for it."""
    command = [
        *(sys.executable, "-I", "-S", str(HERE / "keeper.py")),
        str(installation.java),
        "-XX:+UseSerialGC",
        *LARGE_PAGES,
        *options,
        # A server without memory answers nonsense for minutes; one that ends is started again.
        "-XX:+ExitOnOutOfMemoryError",
        "-Dsun.net.httpserver.nodelay=true",
        "-Djava.net.preferIPv4Stack=true",
        f"-Dlogback.configurationFile={HERE / 'logback.xml'}",
        "org.languagetool.server.HTTPServer",
        *("--config", str(HERE / "server.properties")),
        *("--port", str(port)),
    ]
    # Not on the command line: 130 jars are more than some systems take there.
    environment = os.environ | {"CLASSPATH": os.pathsep.join(str(jar) for jar in installation.classpath)}
    try:
        return subprocess.Popen(  # noqa: S603 - our own command
            command,
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=environment,
            start_new_session=True,
        )
    except OSError as problem:
        raise ServiceError(f"LanguageTool did not start: {problem}. {WITHOUT}") from problem
