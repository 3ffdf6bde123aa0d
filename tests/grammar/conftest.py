"""A real LanguageTool server for the session, a fake one that answers what a test wants, a small Maven repository."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from normalize.config import GrammarConfig
from normalize.correct.grammar import Session, grammar_session
from normalize.correct.rule import Context
from normalize.ingest import document_from_text
from normalize.model import Correction, Facts

Checks = Callable[..., list[Correction]]


@pytest.fixture(scope="session")
def session() -> Iterator[Session]:
    """The real thing: installed, started, stopped at the end."""
    with grammar_session(GrammarConfig(require=True)) as running:
        yield running


@pytest.fixture
def check(session: Session) -> Checks:
    """A function that checks a text and returns its corrections."""

    def run(text: str, *, media: str = "text/plain", facts: Facts = Facts(), language: str = "en") -> list[Correction]:
        assert session.check is not None
        return list(session.check(document_from_text(text, media=media), Context(facts, language)))

    return run


@contextmanager
def serving(handler: Callable[..., BaseHTTPRequestHandler]) -> Iterator[str]:
    """A loopback HTTP server in a thread; gives its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def fake_server() -> Iterator[Callable[[str, int], str]]:
    """A function: start a server that knows English and answers every check with this body and status."""
    stack: list[contextmanager] = []

    def start(body: str, status: int = 200) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.answer(200, '[{"code": "en", "longCode": "en-US"}]')

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                self.answer(status, body)

            def answer(self, code: int, text: str) -> None:
                self.send_response(code)
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *arguments: object) -> None:
                """Say nothing."""

        running = serving(Handler)
        stack.append(running)
        return running.__enter__()

    yield start
    for running in stack:
        running.__exit__(None, None, None)


class QuietFiles(SimpleHTTPRequestHandler):
    """Files of a folder, without a log."""

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of a Maven repository on loopback that jgo is configured to use."""
    folder = tmp_path / "maven"
    folder.mkdir()
    with serving(functools.partial(QuietFiles, directory=str(folder))) as address:
        settings = tmp_path / "jgo.conf"
        settings.write_text(f"[repositories]\ntest = {address.rstrip('/')}\n", encoding="utf-8")
        monkeypatch.setenv("JGO_CONFIG_FILE", str(settings))
        yield folder
