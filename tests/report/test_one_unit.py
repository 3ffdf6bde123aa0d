"""Conflict cards tell figures in one unit where they can."""

from __future__ import annotations

from decimal import Decimal

import samples

from normalize.model import Conflict, Evidence, Figure, Span
from normalize.report import Place, RunSummary, card, render_index


def length(amount: str, unit: str, kind: str = "length") -> Figure:
    """A figure whose wording allows a tenth more or less."""
    value = Decimal(amount)
    return Figure(Span(0, 3), f"{amount} {unit}", value, value - Decimal("0.1"), value + Decimal("0.1"), unit, kind)


def conflict(*figures: Figure) -> Conflict:
    """A conflict of these figures."""
    evidence = tuple(Evidence(document=f"{n}.txt", span=Span(0, 3), quote="x", figure=f) for n, f in enumerate(figures))
    return Conflict("value", "likely", evidence, "Two figures.", fingerprint="ab")


def test_figures_are_told_in_the_unit_of_the_first() -> None:
    """Miles stand in kilometres beside kilometres, with the words of the text; the plot has both."""
    told = card(conflict(length("3.2", "kilometer"), length("5", "mile")), 1, lambda *_: Place())
    assert [(v.text, v.value, v.unit) for v in told.values] == [
        ("3.2 kilometer", "3.2", "kilometer"),
        ("5 mile", "8.047", "kilometer"),
    ]
    assert told.values[1].allowed == "7.886 to 8.208"
    assert told.one_unit
    assert told.plot


def test_what_does_not_convert_stays() -> None:
    """Two currencies are shown as they are, and the caption does not speak of one unit."""
    money = length("3", "EUR", "money"), length("4", "USD", "money")
    told = card(conflict(*money), 1, lambda *_: Place())
    assert [v.unit for v in told.values] == ["EUR", "USD"]
    assert not told.one_unit
    page = render_index(RunSummary("May", (), (conflict(*money),), samples.MADE_BY)).html
    assert "The figures, and the range that their wording allows" in page
