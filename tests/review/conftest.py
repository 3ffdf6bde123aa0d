"""A run to review, and the app served over it for real."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn

from normalize.batch import Job, clean_batch, plan_documents, run_folder
from normalize.config import Config
from normalize.ledger import Ledger, open_ledger, sqlite_url
from normalize.review import Book, Reviewing, access_for, make_app, open_book

TEXTS = {
    "ferry.txt": (
        "The head ofThe council spoke. It was a a good day, said the the mayor.\n\n"
        "The ferry will cost 42 million euros, the council said. The budget of the ferry is 24 million euros.\n"
    ),
    "pier.md": "# The pier\n\nThe head ofThe town opened the pier. The length ofThe pier is not known.\n",
    "quay.txt": "The end ofThe quay was closed. The rest ofThe harbour stays open, said the the master.\n",
    "hostile.txt": (
        "Read <script>alert('x')</script> and <img src=x onerror=alert(1)> ofThe [link](javascript:alert(2)) {{ 7*7 }} "
        "{% raw %} \u202etxet sdrawkcab\u202c ofThe end.\n"
    ),
}


def make_run(folder: Path, texts: dict[str, str]) -> Path:
    """The folder of a run over texts, named `news`."""
    sources = folder / "articles"
    sources.mkdir(parents=True)
    for name, text in texts.items():
        (sources / name).write_text(text, encoding="utf-8")
    plan = plan_documents([str(sources)])
    run = run_folder(plan, folder / "out", "news")
    clean_batch(plan, run, Job(Config(jobs=1)))
    return run


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

    def __init__(self, book: Book, ledger: Ledger, port: int = 0, double: int = 0) -> None:
        super().__init__(daemon=True)
        app = make_app(book, ledger, access_for("127.0.0.1", ledger), Reviewing(double))
        config = uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", lifespan="off")
        self.server = uvicorn.Server(config)
        self.socket = config.bind_socket()
        self.socket.listen()
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

    def start(**options: int) -> Served:
        served = Served(book, ledger, **options)
        served.start()
        running.append(served)
        return served

    yield start
    for served in running:
        if served.is_alive():
            served.stop()
