"""What editors are told beside the articles: the differences from an earlier run, and how far reviewers agreed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import runs

from normalize.errors import UsageError
from normalize.model import Applicability, Verdict
from normalize.publish import Profile, Wishes, publish

MOVED = "People at the harbour say that the ferryOn Monday came three hours later than it should have.\n\n"
BEFORE = f"{MOVED}It carried the the mail to the island.\n"
AFTER = f"A new line at the top.\n\n{MOVED}It carried the mail to the the island.\n"


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A run over a text, and one over the text as it was changed since."""
    place = tmp_path_factory.mktemp("both")
    return (
        runs.make_run(place / "first", {"ferry.txt": BEFORE}, "march"),
        runs.make_run(place / "second", {"ferry.txt": AFTER}, "april"),
    )


def written(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_editors_are_told_what_is_new_and_what_is_gone(both: tuple[Path, Path], tmp_path: Path) -> None:
    """A finding that only moved is as before; one that was mended is gone; one that came with new words is new."""
    earlier, now = both
    wishes = Wishes(Profile.EDITOR, compare_to=earlier)
    done = publish(now, tmp_path / "site", (), runs.JOB, wishes)
    assert done.compared is not None
    assert done.compared.summary == "Since the run “march”: 1 new, 1 gone, 1 finding as before."
    assert [(one.line, one.what) for one in done.compared.new] == [(5, "repair")]
    assert [(one.line, one.what) for one in done.compared.gone] == [(3, "repair")]
    told = written(tmp_path / "site")
    assert "Since the run “march”: 1 new, 1 gone" in told["index.html"].decode()
    assert "New: ferry.txt, line 5 (repair)" in told["index.md"].decode().replace("\\", "")
    assert json.loads(told["machine/compared.json"])["same"] == 1
    publish(now, tmp_path / "again", (), runs.JOB, wishes)
    assert written(tmp_path / "again") == told


def test_nothing_is_compared_unasked_and_readers_are_not_told(both: tuple[Path, Path], tmp_path: Path) -> None:
    """Publishing over an earlier publication gives the same bytes; a comparison is for editors alone."""
    earlier, now = both
    publish(now, tmp_path / "site", (), runs.JOB, Wishes(Profile.EDITOR))
    first = written(tmp_path / "site")
    publish(now, tmp_path / "site", (), runs.JOB, Wishes(Profile.EDITOR))
    assert written(tmp_path / "site") == first
    publish(now, tmp_path / "read", (), runs.JOB, Wishes(compare_to=earlier))
    read = written(tmp_path / "read")
    assert "Since the run" not in read["index.html"].decode()
    assert "machine/compared.json" not in read


def test_a_comparison_needs_a_run(both: tuple[Path, Path], tmp_path: Path) -> None:
    """A folder that holds no run is refused, and nothing is published."""
    with pytest.raises(UsageError):
        publish(both[1], tmp_path / "site", (), runs.JOB, Wishes(Profile.EDITOR, compare_to=tmp_path))
    assert not (tmp_path / "site").exists()


def test_editors_see_how_far_reviewers_agreed(both: tuple[Path, Path], tmp_path: Path) -> None:
    """By rule, over what two people decided: the share of equal verdicts and Cohen's kappa; readers see none of it."""
    _, now = both
    (report,) = runs.reports(now).values()
    ledger = runs.Ledger("april")
    for words in ("ferryOn", "the the"):
        correction = runs.found(report, Applicability.SAFE, words)
        for person in ("ana", "ben"):
            verdict = Verdict.REJECT if person == "ana" or words == "the the" else Verdict.ACCEPT
            ledger.decide(
                report,
                correction,
                verdict,
                correction.fixes[0].replacement if verdict is Verdict.ACCEPT else None,
                person,
            )
    rules = {correction.fingerprint: correction.rule for correction in report.corrections}
    events = tuple(replace(event, rule=rules[event.finding]) for event in ledger.events)
    publish(now, tmp_path / "site", events, runs.JOB, Wishes(Profile.EDITOR))
    page = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "How far reviewers agree" in page
    assert 'data-label="Same verdict">0 %</td><td role="cell" class="num" data-label="Cohen’s kappa">0.00</td>' in page
    assert 'data-label="Same verdict">100 %</td><td role="cell" class="num" data-label="Cohen’s kappa">–</td>' in page
    publish(now, tmp_path / "read", events, runs.JOB)
    assert "reviewers agree" not in (tmp_path / "read" / "index.html").read_text(encoding="utf-8")
