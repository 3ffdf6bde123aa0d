"""A change from one value to another: what the first number borrows from the second (`from 10 to 12 million`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

import regex

from normalize.figures.measure import Measurer
from normalize.figures.number import Number
from normalize.figures.quantity import Quantity

_FROM = regex.compile(
    r"(?<!\w)from[ ](?:(?:about|around|roughly|some|nearly|almost|just|only|as[ ](?:few|little|many|much)[ ]as)[ ])?\Z",
    regex.IGNORECASE,
)
_TO = regex.compile(
    r"[ ]to[ ](?:(?:about|around|roughly|some|nearly|almost|just|only|as[ ](?:few|little|many|much)[ ]as)[ ])?",
    regex.IGNORECASE,
)
_FALL = regex.compile(
    r"\b(?:f[ae]ll(?:s|en|ing)?|dropp?\w*|declin\w+|decreas\w+|cut\w*|reduc\w+|lower\w*|slash\w+|shr[aiu]nk\w*|down"
    r"|plung\w+|plummet\w*|slump\w*|slip\w*|sl[iu]d\w*|tumbl\w+|trim\w*|narrow\w*|eas(?:e|es|ed|ing)|sank|sink\w*)\b",
    regex.IGNORECASE,
)
_ONE: Final = Decimal(1)
_REACH: Final = 60
#: Written out to its last digit, so a scale word further on is not its own.
_WRITTEN_OUT: Final = 1000


def borrowed(text: str, numbers: Sequence[Number], measurer: Measurer, first: Quantity, limit: int) -> Quantity | None:
    """The first value of a change with scale and unit of the second; itself when there is no change.

    None when the words do not settle whether it shares the scale (`rose from 500 to 1.2 million`).
    """
    priced = first.kind == "money" and first.scale == 1 and first.sign is not None
    if not (first.bare or priced) or first.after >= len(numbers):
        return first
    lead = _FROM.search(text, max(limit, first.start - 24), first.start)
    join = _TO.match(text, first.end) if lead is not None else None
    if lead is None or join is None or numbers[first.after].start < join.end():
        return first
    second = measurer.quantity(first.after, join.end(), in_range=True)
    if second is None or second.start != join.end() or (second.sign is not None) != priced:
        return first
    if priced and (second.unit != first.unit or second.scale == 1):
        return first
    lent = replace(first, unit=second.unit, kind=second.kind, noun=None, bare=second.bare)
    mantissa = second.mantissa * second.scale
    factor = second.value / mantissa if mantissa else _ONE
    if second.scale == 1 or first.scale != 1:
        return replace(lent, value=first.value * factor, step=first.step * factor)
    if abs(first.value) >= _WRITTEN_OUT:
        return lent
    falls = _FALL.search(text, max(0, first.start - _REACH), lead.start()) is not None
    if falls == (abs(first.value) <= abs(second.mantissa)):
        return None
    worth = second.scale * factor
    return replace(lent, value=first.value * worth, step=first.step * worth, scale=second.scale)
