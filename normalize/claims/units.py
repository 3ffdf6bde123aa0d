"""Comparing figures: one dimension, one unit, intervals that meet or do not."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from normalize.claims.words import listed
from normalize.figures.compare import registry
from normalize.model import Figure

#: Kinds whose unit pint can convert within the kind.
_PHYSICAL = listed("duration age temperature length area volume mass speed power energy data")


@lru_cache(maxsize=4096)
def factor(unit: str, into: str) -> Decimal | None:
    """How many of `into` one of `unit` is; None when they do not convert by a factor."""
    if unit == into:
        return Decimal(1)
    try:
        value = registry().Quantity(Decimal(1), unit).to(into).magnitude
        # Pint raises many sorts of errors for names that it does not know; all mean "does not convert".
        zero = registry().Quantity(Decimal(0), unit).to(into).magnitude
    except Exception:
        return None
    return Decimal(value) if zero == 0 else None


def dimension(figure: Figure) -> str:
    """What figures must share to be compared: money, `%`, a physical kind, or counting."""
    if figure.kind in ("count", "number"):
        return "count"
    if figure.kind in ("points", "fraction"):
        return figure.kind
    return "duration" if figure.kind == "age" else figure.kind


def in_unit(figure: Figure, unit: str) -> tuple[Decimal | None, Decimal | None] | None:
    """The interval of a figure in another unit; None when it does not convert."""
    if figure.kind not in _PHYSICAL or figure.unit == unit:
        return figure.low, figure.high
    by = factor(figure.unit, unit)
    if by is None:
        return None
    return (
        None if figure.low is None else figure.low * by,
        None if figure.high is None else figure.high * by,
    )


def convertible(one: Figure, other: Figure) -> bool:
    """Whether two figures have one unit or units that convert (money of two currencies does not)."""
    if one.unit == other.unit or dimension(one) == "count" == dimension(other):
        return True
    return one.kind in _PHYSICAL and other.kind in _PHYSICAL and factor(other.unit, one.unit) is not None


def agree(one: Figure, other: Figure) -> bool:
    """Whether the intervals of two convertible figures meet."""
    mine, theirs = (one.low, one.high), in_unit(other, one.unit)
    if theirs is None:
        return True
    slack = _slack(one, other)
    if _below(mine[1], theirs[0], slack) or _below(theirs[1], mine[0], slack):
        return False
    return not (_plain(one) and _plain(other) and one.unit == other.unit and _touch(mine, theirs))


def _plain(figure: Figure) -> bool:
    """Whether a figure is one value, rounded: neither a bound nor "about" so much."""
    return figure.value is not None and not figure.approximate and figure.low != figure.high


def _touch(mine: tuple[Decimal | None, Decimal | None], theirs: tuple[Decimal | None, Decimal | None]) -> bool:
    """Whether two intervals have no more than an end in common: what rounds to £3 million is not £4 million."""
    return mine[1] == theirs[0] or theirs[1] == mine[0]


def _slack(one: Figure, other: Figure) -> Decimal:
    """Room for rounding after a conversion: one part in fifty when the units differ, else none."""
    return Decimal("0.02") if one.unit != other.unit and one.kind in _PHYSICAL else Decimal(0)


def _below(high: Decimal | None, low: Decimal | None, slack: Decimal) -> bool:
    if high is None or low is None:
        return False
    return high * (1 + slack) < low if high >= 0 else high * (1 - slack) < low


def digits(value: Decimal) -> str:
    """The significant digits of a value, without zeros at either end."""
    return "".join(str(d) for d in value.as_tuple().digits).strip("0")


def powers_apart(one: Figure, other: Figure) -> int:
    """By how many powers of ten two values with the same digits differ; 0 when their digits differ."""
    if one.value is None or other.value is None or not one.value or not other.value:
        return 0
    if digits(one.value) != digits(other.value) or (one.value < 0) != (other.value < 0):
        return 0
    return abs(one.value.adjusted() - other.value.adjusted())
