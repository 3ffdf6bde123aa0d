"""A statement beside the user's fact about the same thing, in words."""

from __future__ import annotations

from decimal import Decimal

from normalize.model import Fact, Figure, Standing
from normalize.report.summary import Statement

_TOLD = {
    Standing.AGREES: "agrees",
    Standing.DIFFERS: "differs",
    Standing.BESIDE: "differs, but the article also gives your value",
    Standing.LATER: "differs, and is of a later day than your fact",
    Standing.OTHER_TIME: "not compared: of another time",
    Standing.EXPECTED: "not compared: only expected",
    Standing.OTHER_UNIT: "not compared: in another unit",
}
#: Units whose differences are told in points: "50 % more" than 10 % would be two things.
_SHARES = ("%", "pp")
#: From here on a multiple says more than per cent.
_TIMES = 2
_TENTHS_BELOW = 10
_HUNDRED = Decimal(100)


def stated(fact: Fact) -> str:
    """What a fact states: its value, or the whole sentence of a relation."""
    return fact.value or f"{fact.subject} {fact.relation} {fact.object}"


def beside(statement: Statement, fact: Fact) -> str:
    """How a statement stands to the fact that it is about; empty when that is not known."""
    if statement.standing is None:
        return ""
    told = _TOLD[statement.standing]
    if statement.standing is Standing.OTHER_UNIT and statement.figure and statement.figure.kind == "money":
        return "not compared: in another currency"
    if statement.standing is not Standing.DIFFERS or statement.figure is None or fact.figure is None:
        return told
    by = difference(statement.figure, fact.figure)
    return f"{told}: {by}" if by else told


def difference(figure: Figure, fact: Figure) -> str:
    """By how much a figure differs from a fact's ("12 % more"); empty where there is no one value or no common unit."""
    value = _in_unit(figure, fact.unit)
    if value is None or fact.value is None:
        return ""
    if fact.unit in _SHARES:
        return f"{_short(abs(value - fact.value))} percentage points {_more(value > fact.value)}"
    if value <= 0 or fact.value <= 0:
        return ""
    ratio = value / fact.value
    if ratio >= _TIMES:
        return f"{_short(ratio)} times as much"
    return f"{_short(abs(ratio - 1) * _HUNDRED)} % {_more(ratio > 1)}"


def _in_unit(figure: Figure, unit: str) -> Decimal | None:
    if figure.unit == unit or {figure.kind} <= {"count", "number"}:
        return figure.value
    # Loaded for units that differ only: figures take longer to load than a page to be made.
    from normalize.figures import convert

    converted = convert(figure, unit)
    return converted.value if converted else None


def _more(more: bool) -> str:  # noqa: FBT001 - which of two words
    return "more" if more else "less"


def _short(number: Decimal) -> str:
    """A number to the digits that a reader wants: 0.04, 3.2, 14, 1,200."""
    if number >= _TENTHS_BELOW:
        return f"{number:,.0f}"
    shown = f"{number:.1f}" if number >= 1 else f"{number:.1g}" if number >= Decimal("0.0001") else "less than 0.0001"
    return shown.removesuffix(".0")
