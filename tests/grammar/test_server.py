"""The server's life: it ends with its owner however that goes, and comes back once after a crash."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from interruptible import hear_ctrl_c

from normalize.correct.grammar import connection, server
from normalize.correct.grammar.checker import Checker
from normalize.correct.grammar.client import answers
from normalize.correct.grammar.install import Installation, ensure_installed, java_executable
from normalize.correct.rule import Context
from normalize.errors import ServiceError
from normalize.ingest import document_from_text

OWNER = """
import os, sys, time
from normalize.config import GrammarConfig
from normalize.correct.grammar import grammar_session
with grammar_session(GrammarConfig(require=True)) as session:
    print(session.address, flush=True)
    {then}
"""
WAIT = "sys.stdin.read()"
#: A forked child that outlives the owner holds the owner's end of every pipe.
FORK = "os.fork() or time.sleep(60); sys.stdin.read()"


@pytest.fixture
def fresh() -> Iterator[server.Server]:
    """A server of the test's own, to be broken."""
    with server.Server(ensure_installed(), 512) as running:
        yield running


def processes(address: str) -> list[psutil.Process]:
    """The keeper and the server behind an address: both have its port on their command line."""
    port = address.rstrip("/").split(":")[-1]
    found = psutil.process_iter(["cmdline"])
    return [p for p in found if p.info["cmdline"] and p.info["cmdline"][-1] == port and "HTTPServer" in str(p.info)]


def java(address: str) -> psutil.Process:
    """The Java process behind an address."""
    [found] = [p for p in processes(address) if "keeper.py" not in str(p.cmdline())]
    return found


def rules(checker: Checker) -> list[str]:
    """The rules that find something in a sentence with one slip."""
    return [c.rule for c in checker(document_from_text("She do not like it."), Context())]


@pytest.mark.grammar
@pytest.mark.parametrize(
    ("then", "how"),
    [(WAIT, signal.SIGKILL), (WAIT, signal.SIGTERM), (WAIT, signal.SIGINT), (FORK, signal.SIGKILL)],
    ids=["kill", "term", "ctrl-c", "kill-with-forked-child"],
)
def test_the_server_ends_with_its_owner(then: str, how: signal.Signals) -> None:
    """Whether the owner is interrupted, asked to end, or killed outright: no process of the server is left."""
    command = [sys.executable, "-c", OWNER.format(then=then)]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        preexec_fn=hear_ctrl_c,
    ) as owner:
        assert owner.stdout is not None
        address = owner.stdout.readline().decode().strip()
        running = processes(address)
        assert len(running) == 2
        forked = [p for p in psutil.Process(owner.pid).children() if p not in running]
        owner.send_signal(how)
        owner.wait(30)
        _, alive = psutil.wait_procs(running, timeout=20)
        for child in forked:
            child.kill()
        assert alive == []


@pytest.mark.grammar
def test_a_killed_keeper_takes_the_server_along(fresh: server.Server) -> None:
    """Not even the loss of the process between us leaves a server behind."""
    running = processes(fresh.address)
    [keeper] = [p for p in running if "keeper.py" in str(p.cmdline())]
    keeper.kill()
    _, alive = psutil.wait_procs(running, timeout=10)
    assert alive == [] or sys.platform != "linux"


@pytest.mark.grammar
def test_a_crash_is_survived_once(fresh: server.Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a crash the same address answers again; after a second one a sentence says so, at once from then on."""
    checker = Checker(fresh.address)
    for _ in range(2):
        assert rules(checker) == ["grammar/HE_VERB_AGR"]
        victim = java(fresh.address)
        victim.kill()
        psutil.wait_procs([victim], timeout=10)
    monkeypatch.setattr(connection, "COMEBACK_SECONDS", 0.5)
    for _ in range(2):
        with pytest.raises(
            ServiceError, match=r"Grammar was not checked\. The LanguageTool server at .* has gone away"
        ):
            rules(checker)


@pytest.mark.grammar
def test_a_port_taken_meanwhile_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """When another program takes the port first, the server starts on the next one."""
    with server.Server(ensure_installed(), 256) as first:
        taken = int(first.address.rstrip("/").split(":")[-1])
        ports = iter([taken, server._free_port()])
        monkeypatch.setattr(server, "_free_port", lambda: next(ports))
        with server.Server(ensure_installed(), 256) as second:
            assert first.address != second.address
            assert answers(first.address)
            assert answers(second.address)


@pytest.mark.parametrize(("documents", "compilers"), [(1, server.QUICKLY), (server.MANY_DOCUMENTS, server.THOROUGHLY)])
def test_a_server_for_many_documents_works_faster(
    documents: int, compilers: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """For few documents Java compiles quickly, for many thoroughly; memory is bounded either way."""
    seen: list[list[str]] = []

    def start(command: list[str], **kept: object) -> None:
        seen.append(command)
        raise OSError("enough")

    monkeypatch.setattr(server.subprocess, "Popen", start)
    with pytest.raises(ServiceError, match="enough"):
        server.Server(Installation("6.8", (), Path("java")), 512, documents)
    [command] = seen
    assert tuple(option for option in command if "Tier" in option) == compilers
    assert "-Xmx512m" in command


def test_a_server_that_cannot_start_says_why() -> None:
    """The last line that Java printed is in the sentence, with what to try and what still works."""
    broken = Installation("6.8", (Path("nothing.jar"),), java_executable())
    with pytest.raises(ServiceError, match=r"did not start \(heap 64 MB\).*HTTPServer.*Everything but grammar"):
        server.Server(broken, 64)


def test_a_missing_java_says_so(tmp_path: Path) -> None:
    """A Java that is not there is a sentence, not a traceback."""
    with pytest.raises(ServiceError, match="LanguageTool did not start"):
        server.Server(Installation("6.8", (), tmp_path / "java"), 64)
