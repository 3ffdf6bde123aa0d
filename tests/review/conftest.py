"""A run to review, and the app served over it for real."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from reviewed_run import TEXTS, make_run

from normalize.ledger import Ledger, open_ledger, sqlite_url
from normalize.review import Book, Reviewing, access_for, listen, make_app, open_book


@pytest.fixture(scope="session")
def run_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run that no test changes."""
    return make_run(tmp_path_factory.mktemp("review"), TEXTS)


@pytest.fixture
def book(run_once: Path) -> Book:
    """The run, opened."""
    return open_book(run_once)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger."""
    with open_ledger(sqlite_url(tmp_path / "ledger.sqlite")) as opened:
        yield opened


class Served(threading.Thread):
    """The app behind a real server on a free port, until `stop`."""

    def __init__(self, book: Book, ledger: Ledger, port: int = 0, reviewing: Reviewing = Reviewing()) -> None:  # noqa: B008
        super().__init__(daemon=True)
        app = make_app(book, ledger, access_for("127.0.0.1", ledger), reviewing)
        self.server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        self.socket = listen("127.0.0.1", port)
        self.port = self.socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/"

    def run(self) -> None:
        """Serve."""
        self.server.run(sockets=[self.socket])

    def stop(self) -> None:
        """End it and let go of the port."""
        self.server.should_exit = True
        self.server.force_exit = True
        self.join()
        self.socket.close()


@pytest.fixture
def serve(book: Book, ledger: Ledger) -> Iterator[Callable[..., Served]]:
    """A function that serves the run; the socket listens before it returns."""
    running: list[Served] = []

    def start(**options: Any) -> Served:
        served = Served(book, ledger, **options)
        served.start()
        running.append(served)
        return served

    yield start
    for served in running:
        if served.is_alive():
            served.stop()
