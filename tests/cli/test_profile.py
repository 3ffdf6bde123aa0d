"""`clean --profile`: where the processor time went."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cli.conftest import FAULTY, GOOD, Call

from normalize.cli.profile import RULES, profile_text
from normalize.stopwatch import Stopwatch, staged


@pytest.fixture
def articles(place: Path) -> Path:
    """A folder with two articles."""
    folder = place / "articles"
    folder.mkdir()
    (folder / "one.txt").write_text(GOOD)
    (folder / "two.txt").write_text(FAULTY)
    return folder


def test_profile_tells_stages_and_rules(call: Call, articles: Path) -> None:
    """Stages and the dearest rules are told on stderr; the files are those of a run without."""
    call("clean", str(articles), "--no-grammar", "--out", "plain")
    said = call("clean", str(articles), "--no-grammar", "--out", "timed", "--profile")
    assert said.code == 0
    assert "Processor time of 2 documents" in said.err
    assert "Processor time" not in said.out
    stages = ("read", "correct: characters", "correct: spacing", "correct: language", "figures", "claims", "compare")
    for stage in (*stages, "write the reports", "repeated-word"):
        assert re.search(rf"^{stage} +\d+\.\d+ +\d+\.\d%", said.err, re.MULTILINE), (stage, said.err)
    assert _files(Path("plain")) == _files(Path("timed"))


def _files(folder: Path) -> dict[str, bytes]:
    shown = (path for path in folder.rglob("*") if path.is_file() and ".normalize" not in path.parts)
    return {str(path.relative_to(folder)): path.read_bytes() for path in shown if path.name != "run.json"}


def test_shares_and_order() -> None:
    """Shares are those of the whole; of the rules the dearest are listed first, and not all."""
    watch = Stopwatch(documents=1, size=2_000)
    watch.stages |= {"read": 1.0, "claims": 3.0}
    watch.rules |= {f"rule-{number}": float(number) for number in range(RULES + 5)}
    lines = profile_text(watch).splitlines()
    assert [line.split()[:3] for line in lines[2:4]] == [["read", "1.000", "25.0%"], ["claims", "3.000", "75.0%"]]
    rules = [line.split()[0] for line in lines if line.startswith("rule-")]
    assert rules == [f"rule-{number}" for number in range(RULES + 4, 4, -1)]


def test_nothing_examined_divides_by_nothing() -> None:
    """A run without documents has a profile too."""
    assert "0 documents" in profile_text(Stopwatch())


def test_time_is_added_up() -> None:
    """What runs inside a stage is added to it, also when it fails; without a stopwatch nothing happens."""
    watch = Stopwatch()

    def fail(seen: Stopwatch | None) -> None:
        with staged(seen, "work"):
            int("x" * sum(range(20_000)).bit_length())

    for seen in (watch, watch, None):
        with pytest.raises(ValueError, match="invalid literal"):
            fail(seen)
    assert list(watch.stages) == ["work"]
    assert watch.stages["work"] > 0
