"""Figures of a conflict in one unit, so that a reader compares numbers and not units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from normalize.model import Figure
from normalize.report.amounts import measurable

#: Converted values are rounded to so many digits: their words have fewer.
_DIGITS = 4


def in_one_unit(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figures in the unit of the first that has a value; as they are where one of them has no value in it.

    What is converted is rounded. The words stay those of the text.
    """
    unit = next((figure.unit for figure in figures if measurable(figure)), "")
    if all(figure.unit == unit for figure in figures):
        return tuple(figures)
    # Loaded for units that differ only: figures take longer to load than a page to be made.
    from normalize.figures import convert

    converted = [convert(figure, unit) for figure in figures]
    moved = [figure for figure in converted if figure is not None]
    if len(moved) < len(converted):
        return tuple(figures)
    return tuple(new if new is old else _rounded(new) for old, new in zip(figures, moved, strict=True))


def _rounded(figure: Figure) -> Figure:
    return replace(figure, value=_round(figure.value), low=_round(figure.low), high=_round(figure.high))


def _round(number: Decimal | None) -> Decimal | None:
    if number is None or not number or not number.is_finite():
        return number
    return round(number, _DIGITS - 1 - number.adjusted())
