"""Many figures for one thing are told once, as one disagreement with all its passages."""

from __future__ import annotations

import normalize
from normalize.model import Conflict


def told(*texts: str) -> list[Conflict]:
    """The conflicts of values among articles."""
    return [conflict for conflict in normalize.find_conflicts(texts) if conflict.kind == "value"]


def test_three_figures_for_one_thing_are_one_conflict() -> None:
    """Three articles with three budgets of one project make one conflict that quotes all three."""
    budgets = ("4", "9", "12")
    (conflict,) = told(*(f"The Harbour Project has a budget of ${each} million." for each in budgets))
    assert [e.quote.rsplit("$", 1)[-1] for e in conflict.evidence] == [f"{each} million" for each in budgets]
    assert conflict.message.startswith("3 figures are given for one thing")


def test_an_article_that_agrees_with_one_side_stands_beside_it() -> None:
    """Two articles that agree against a third make one conflict of three passages."""
    (conflict,) = told(
        "The Harbour Project has a budget of $4 million.",
        "Officials said on Monday that the budget of the Harbour Project was $9 million.",
        "With its budget of $4 million, the Harbour Project is the largest in the county.",
    )
    assert len(conflict.evidence) == 3
    assert conflict.message.startswith("Two figures are given for one thing")


def test_two_things_are_two_conflicts() -> None:
    """Budgets of two projects that are each given twice stay two conflicts."""
    texts = [f"The {name} Project has a budget of ${n} million." for name in ("Harbour", "Meadow") for n in (4, 9)]
    assert [len(conflict.evidence) for conflict in told(*texts)] == [2, 2]
