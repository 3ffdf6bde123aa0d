"""Being interrupted, and terminals."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest
from interruptible import hear_ctrl_c

PROGRAM = [sys.executable, "-m", "normalize"]


@dataclass
class Stalling:
    """A grammar server that takes texts and never answers; `asked` is set when the first has come."""

    address: str
    asked: Event


@pytest.fixture
def stalling() -> Iterator[Stalling]:
    """The server, until the test ends."""
    asked, over = Event(), Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            languages = json.dumps([{"name": "English", "code": "en", "longCode": "en-US"}]).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(languages)))
            self.end_headers()
            self.wfile.write(languages)

        def do_POST(self) -> None:
            asked.set()
            over.wait()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield Stalling(f"http://127.0.0.1:{server.server_port}/", asked)
        over.set()
        server.shutdown()


@pytest.mark.parametrize("paths", [["news/good.md"], ["news"]])
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_interrupted(articles: Path, stalling: Stalling, paths: list[str], number: int, code: int) -> None:
    """Ctrl-C ends a run with 130, in one process and in several: at once, without traceback or half files."""
    process = subprocess.Popen(
        [*PROGRAM, "clean", *paths],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "NORMALIZE_GRAMMAR_URL": stalling.address},
        preexec_fn=hear_ctrl_c,
    )
    # From here on the program is in the middle of a document, which would never end by itself.
    assert stalling.asked.wait(60)
    process.send_signal(number)
    # Both streams end only when every process that holds them has: no worker is left behind.
    out, err = process.communicate(timeout=60)
    assert process.returncode == code
    assert out == ""
    assert "Traceback" not in err
    assert ("interrupted" in err) == (code == 130)
    # The run is known as one, and nothing half lies in it.
    assert {path.name for path in Path("out").rglob("*") if path.is_file()} <= {".normalize-files", "run.json"}


def on_a_terminal(*arguments: str, **environment: str) -> str:
    """What the program shows on stderr when that is a terminal."""
    master, slave = pty.openpty()
    inherited = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR", "TERM")}
    process = subprocess.Popen(
        [*PROGRAM, *arguments],
        stdout=subprocess.DEVNULL,
        stderr=slave,
        env={**inherited, "TERM": "xterm-256color", **environment},
    )
    os.close(slave)
    shown = b""
    # Read all along: a terminal holds a few kilobytes, and then its program waits.
    while part := _read(master):
        shown += part
    os.close(master)
    assert process.wait() in (0, 2)
    return shown.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so when the other end is closed
        return b""


COLOR = "\x1b[3"


def test_colors_on_a_terminal(place: Path) -> None:
    """Messages are coloured on a terminal, unless the user says otherwise."""
    assert COLOR in on_a_terminal("check", "missing")
    assert COLOR not in on_a_terminal("check", "missing", NO_COLOR="1")
    assert COLOR not in on_a_terminal("check", "missing", TERM="dumb")
    assert COLOR not in on_a_terminal("--no-color", "check", "missing")
    assert COLOR not in on_a_terminal("check", "missing", "--no-color")


def test_progress_on_a_terminal(articles: Path) -> None:
    """A terminal shows progress while documents are worked on; -q does not."""
    assert "examining" in on_a_terminal("clean", "news", "--no-grammar")
    assert on_a_terminal("clean", "news", "--no-grammar", "-q") == ""


def test_no_progress_into_a_file(articles: Path) -> None:
    """Without a terminal stderr has plain lines only."""
    done = subprocess.run([*PROGRAM, "clean", "news", "--no-grammar"], capture_output=True, text=True, check=True)
    assert "\x1b" not in done.stdout + done.stderr
