"""`normalize publish`: what it says, how it ends, and that it takes the decisions of the ledger beside the run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import runs

from normalize.cli.main import run as call
from normalize.ledger import Ruling, ledger_url, open_ledger


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a run in it, apart from the user's own configuration."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.chdir(tmp_path)
    runs.make_run(tmp_path, {"harbour.md": runs.HARBOUR})
    return tmp_path


def decide(run: Path) -> None:
    """Somebody settles the conflict of the run, in the ledger where the review app keeps it."""
    (report,) = runs.reports(run).values()
    ledger = runs.Ledger()
    ledger.rule(report, report.conflicts[0], Ruling.NEITHER)
    with open_ledger(ledger_url("", run)) as kept:
        kept.append([replace(event, id=0) for event in ledger.events])


def test_open_conflict_is_named_and_ends_with_1(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """With --require-decided an open conflict is named and nothing is written; once decided, the folder is made."""
    arguments = ["publish", "out/news", "--to", "site", "--require-decided", "--jobs", "1"]
    assert call(arguments) == 1
    told = capfd.readouterr().err
    assert "harbour.md:3: conflict: 4 March 2025 is a Tuesday, not a Monday." in told
    assert "1 finding must be decided first: run `normalize review out/news`" in told
    assert not (place / "site").exists()
    decide(place / "out" / "news")
    assert call(arguments) == 0
    printed = capfd.readouterr()
    assert printed.out.strip().endswith("site/index.html")
    assert "Published 1 document." in printed.err
    page = (place / "site" / "pages" / "harbour.html").read_text(encoding="utf-8")
    assert "The statement does not hold." in page


def test_what_is_left_open_is_counted(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Without --require-decided the run is published, and the number of what is not settled is told."""
    assert call(["publish", "out/news", "--to", "site", "--jobs", "1"]) == 0
    assert "Published 1 document, 1 finding not settled." in capfd.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "epoch", "sentence"),
    [
        (["nowhere", "--to", "site"], "", "name the folder of a finished run"),
        (["out/news", "--to", "out/news/site"], "", "the run itself is there"),
        (["out/news", "--to", "source"], "", "did not publish"),
        (["out/news", "--to", "site", "--templates", "none"], "", "there is no such folder"),
        (["out/news", "--to", "site", "--base-url", "example.org"], "", "write a whole address"),
        (["out/news", "--to", "site"], "yesterday", "number of seconds"),
    ],
)
def test_wrong_call_ends_with_2(
    place: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    epoch: str,
    sentence: str,
) -> None:
    """A wrong call says what is wrong, and leaves everything as it is."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert call(["publish", *arguments]) == 2
    assert sentence in capfd.readouterr().err
    assert not (place / "site").exists()
    assert (place / "source" / "harbour.md").read_text(encoding="utf-8") == runs.HARBOUR
