"""The generated pages of the rules: fresh, complete, and rendered as meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.correct.load import load_rules
from normalize.correct.pages import COMMAND, INDEX, main, pages, stale, write_pages
from normalize.correct.rule import Rule


def test_pages_are_fresh() -> None:
    """Every rule has its page, no page is left over, and all say what the rules say."""
    assert stale() == [], f"docs/rules is out of date: run `{COMMAND}`"


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.id)
def test_page_tells_everything(rule: Rule) -> None:
    """A page holds the rule's summary, reason and safety note, and the index links it."""
    made = pages()
    assert all(part in made[f"{rule.id}.md"] for part in (rule.summary, rule.why, rule.safety))
    assert f"({rule.id}.md)" in made[INDEX]


def test_stale_and_foreign_pages_are_renewed(tmp_path: Path) -> None:
    """Writing pages mends an edited one, deletes one of a rule that is gone, and then finds nothing to do."""
    write_pages(tmp_path)
    (tmp_path / INDEX).write_text("edited by hand", encoding="utf-8")
    (tmp_path / "no-such-rule.md").write_text("gone", encoding="utf-8")
    assert stale(tmp_path) == [INDEX, "no-such-rule.md"]
    assert write_pages(tmp_path) == [INDEX, "no-such-rule.md"]
    assert stale(tmp_path) == []


def test_check_says_nothing_when_fresh(capsys: pytest.CaptureFixture[str]) -> None:
    """`--check` is silent and succeeds on fresh pages."""
    assert main(["--check"]) == 0
    assert capsys.readouterr().err == ""
