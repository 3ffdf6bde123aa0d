"""Doing again what failed, and the words of progress."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from normalize.batch.watch import Tally
from normalize.cli.progress import LINE_SECONDS, Lines, told

Call = Callable[..., Any]
OFF = "--no-grammar"


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_failed_document_is_folded_in(articles: Path, call: Call) -> None:
    """What failed is done again as the run was made, nothing else is, and the run is as if nothing had failed."""
    bad = articles / "bad.md"
    good = (articles / "good.md").read_bytes()
    bad.write_bytes(b"")
    first = call("clean", "news", OFF, "--run", "first")
    assert first.code == 3
    assert "bad.md is empty" in first.err
    pages = [path for path in Path("out/first/reports").glob("*.html") if "good" in path.name]
    before = [path.stat().st_mtime_ns for path in pages]
    assert pages
    bad.write_bytes(good)
    again = call("retry", "out/first")
    assert again.code == 0
    assert [path.stat().st_mtime_ns for path in pages] == before
    call("clean", "news", OFF, "--run", "first", "--out", "other", "--no-cache")
    assert contents(Path("out/first")) == contents(Path("other/first"))


def test_no_run_to_do_again(articles: Path, call: Call) -> None:
    """2: a folder that is no run is told."""
    said = call("retry", "news")
    assert said.code == 2
    assert "name the folder of a run" in said.err


def test_limit_of_time_is_an_option(articles: Path, call: Call) -> None:
    """A limit that is no number is a wrong call; a number is taken."""
    assert call("clean", "news", OFF, "--document-timeout-s", "soon").code == 2
    assert call("clean", "news", OFF, "--document-timeout-s", "600").code in (0, 3)


@pytest.mark.parametrize(
    ("tally", "words"),
    [
        (Tally(), ""),
        (Tally(repairs=1), "1 repair"),
        (Tally(repairs=1200, failed=2, done=30), "30 done before, 1,200 repairs, 2 failed"),
    ],
)
def test_tally_in_words(tally: Tally, words: str) -> None:
    """What came out so far is told in words, and nothing of what is nought."""
    assert told(tally) == words


def test_lines_now_and_then() -> None:
    """Without a terminal a line comes every thirty seconds, with rate and time left; short work says nothing."""
    now, said = 0.0, list[str]()
    lines = Lines(said.append, clock=lambda: now)
    for done in range(101):
        lines("examining", done, 1000, Tally(repairs=done))
        now += LINE_SECONDS / 50
    assert said == [
        "examining: 50 of 1,000, 2 a second, 10 min left, 50 repairs",
        "examining: 100 of 1,000, 2 a second, 9 min left, 100 repairs",
    ]
    lines("writing", 0, 5)
    lines("writing", 5, 5)
    assert len(said) == 2
