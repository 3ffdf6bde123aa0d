"""One quantity in two units (`5 ft 2 in`, `2 hours 14 minutes`), with a part (`two years and a half`), or by marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

import regex

from normalize.figures.number import Number
from normalize.figures.quantity import Quantity
from normalize.figures.units import unit_at

_ONE: Final = Decimal(1)

_OLDS = regex.compile(r"[ -](?:olds?|of[ ]age)(?!\w)", regex.IGNORECASE)
_AND_PART = regex.compile(
    r"[ ]and[ ](?:a[ ](?P<half>half|quarter|third)|(?P<three>three[ -]quarters))(?!\w)", regex.IGNORECASE
)
_ONE_AND = regex.compile(r"(?<!\w)(?:an?|one)(?P<unit>[ -][a-z]{3,12})[ ]and[ ]\Z", regex.IGNORECASE)
_PARTS: Final = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "third": _ONE / 3}
_FEET_INCHES = regex.compile(r"['’′][ ]?(?P<inches>[0-9]|1[01])(?:[\"”″]|['’′]{2})")
_INCHES = regex.compile(r"[ ]?[\"”″](?=[ ](?:long|wide|tall|high|deep|thick|screen|display|diameter|across|by|x)\b)")
_DIGITS = regex.compile(r"[ ](?:and[ ])?[0-9]{1,2}")
#: Two quantities that are told apart although a lesser unit follows.
_APART_BEFORE = regex.compile(r"(?<!\w)(?:between|either|both|from)[ ]\Z", regex.IGNORECASE)
_APART_AFTER = regex.compile(r"[^.;\n]{0,60}?\brespectively\b", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Lesser:
    """The unit that may follow another one in the same quantity: how many make up the greater, and its words."""

    name: str
    per: int
    words: regex.Pattern[str]


def _words(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern, regex.IGNORECASE)


_LESSER: Final = {
    "foot": _Lesser("inch", 12, _words(r"[ \u00a0-]?(?:inches|inch|ins?)(?!\w)|[ ]?[\"”″]")),
    "pound": _Lesser("ounce", 16, _words(r"[ \u00a0-]?(?:ounces?|oz)(?!\w)")),
    "stone": _Lesser("pound", 14, _words(r"[ \u00a0-]?(?:pounds?|lbs?)(?!\w)")),
    "year": _Lesser("month", 12, _words(r"[ \u00a0-]?(?:months?|mths?)(?!\w)")),
    "week": _Lesser("day", 7, _words(r"[ \u00a0-]?days?(?!\w)")),
    "day": _Lesser("hour", 24, _words(r"[ \u00a0-]?(?:hours?|hrs?)(?!\w)")),
    "hour": _Lesser("minute", 60, _words(r"[ \u00a0-]?(?:minutes?|mins?)(?!\w)")),
    "minute": _Lesser("second", 60, _words(r"[ \u00a0-]?(?:seconds?|secs?)(?!\w)")),
}


def has_lesser(text: str, end: int, unit: str) -> bool:
    """Whether digits and the next lesser unit follow a unit that ends at `end` (`12 stone 4 pounds`)."""
    digits = _DIGITS.match(text, end) if unit in _LESSER else None
    return digits is not None and _LESSER[unit].words.match(text, digits.end()) is not None


def in_unit(quantity: Quantity, unit: str) -> Decimal | None:
    """The value of a stretch of time or a length in a greater or lesser unit of its kind; None for another kind."""
    for greater, lesser, down in ((quantity.unit, unit, True), (unit, quantity.unit, False)):
        per, at = 1, greater
        while at != lesser and at in _LESSER:
            per, at = per * _LESSER[at].per, _LESSER[at].name
        if at == lesser:
            return quantity.value * per if down else quantity.value / per
    return None


def joined(text: str, numbers: Sequence[Number], quantity: Quantity, limit: int) -> Quantity:
    """The quantity with all lesser units that continue it; itself when none does."""
    if quantity.number.step != 1 or quantity.number.form != "plain" or quantity.unit not in _LESSER:
        return quantity
    if quantity.kind == "duration" and _APART_BEFORE.search(text, max(limit, quantity.start - 9), quantity.start):
        return quantity
    longest, unit, share, gap = quantity, quantity.unit, _ONE, ""
    while unit in _LESSER and longest.after < len(numbers):
        lesser, part = _LESSER[unit], numbers[longest.after]
        gap = text[longest.end : part.start]
        match = lesser.words.match(text, part.end)
        if gap not in (" ", " and ", ", ", "", ", and ") or match is None or not _fits(part, lesser.per):
            break
        assert part.value is not None
        if quantity.kind == "duration" and _told_apart(text, longest, part, match):
            break
        share /= lesser.per
        longest = replace(
            longest, end=match.end(), value=longest.value + part.value * share, step=share, after=longest.after + 1
        )
        unit = lesser.name
        if gap == ", " and quantity.kind == "duration" and not _goes_on(text, numbers, longest, unit):
            return quantity  # a list, unless "and" brings its end
    if quantity.kind == "duration" and longest is not quantity and _APART_AFTER.match(text, longest.end):
        return quantity
    return longest


def _fits(part: Number, per: int) -> bool:
    return part.value is not None and 0 <= part.value < per and part.form == "plain"


def _told_apart(text: str, greater: Quantity, part: Number, lesser: regex.Match[str]) -> bool:
    """Whether the lesser unit is an attribute by itself, as in `one year and three month rates`."""
    plural = lesser[0].lower().endswith("s")
    return part.value != 1 and not plural and (greater.value == 1 or text[greater.end - 1] == "s")


def _goes_on(text: str, numbers: Sequence[Number], quantity: Quantity, unit: str) -> bool:
    """Whether `and` and the next lesser unit follow."""
    if unit not in _LESSER or quantity.after >= len(numbers):
        return False
    part = numbers[quantity.after]
    return (
        text[quantity.end : part.start] in (" and ", ", and ") and _LESSER[unit].words.match(text, part.end) is not None
    )


def duration(text: str, numbers: Sequence[Number], quantity: Quantity, limit: int) -> Quantity:
    """A stretch of time with its half, its lesser units, or as an age (`two years and a half`, `18 months old`)."""
    if _OLDS.match(text, quantity.end) is None:
        longer = _with_part(text, numbers, quantity)
        quantity = longer if longer is not None else joined(text, numbers, quantity, limit)
    quantity = _after_one(text, quantity, limit)
    old = _OLDS.match(text, quantity.end)
    return replace(quantity, end=old.end(), kind="age") if old is not None else quantity


def _after_one(text: str, quantity: Quantity, limit: int) -> Quantity:
    """`an hour and 20 minutes` from its minutes on: the article stands for one."""
    match = _ONE_AND.search(text, max(limit, quantity.start - 24), quantity.start)
    found = unit_at(text, match.start("unit")) if match is not None else None
    lesser = _LESSER.get(found.unit.name) if found is not None and found.unit.factor == 1 else None
    if match is None or found is None or lesser is None or lesser.name != quantity.unit:
        return quantity
    if found.end != match.end("unit") or not 0 < quantity.value < lesser.per:
        return quantity
    value = 1 + quantity.value / lesser.per
    return replace(quantity, start=match.start(), value=value, step=quantity.step / lesser.per, unit=found.unit.name)


def _with_part(text: str, numbers: Sequence[Number], quantity: Quantity) -> Quantity | None:
    part = _AND_PART.match(text, quantity.end)
    if part is None:
        return None
    extra = _PARTS[part["half"].lower()] if part["half"] else Decimal("0.75")
    after = quantity.after
    while after < len(numbers) and numbers[after].start < part.end():
        after += 1
    factor = quantity.value / quantity.number.value if quantity.number.value else _ONE
    value, step = quantity.value + extra * factor, Decimal("0.1") * factor
    return replace(quantity, end=part.end(), value=value, step=step, after=after)


def one_and_part(text: str, base: Quantity, limit: int) -> Quantity | None:
    """`a year and a half` from its fraction on: the article stands for one."""
    match = _ONE_AND.search(text, max(limit, base.start - 24), base.start)
    found = unit_at(text, match.start("unit")) if match is not None else None
    if match is None or found is None or found.end != match.end("unit"):
        return None
    factor = found.unit.factor
    value = (base.value + 1) * factor
    number = replace(base.number, form="plain")
    longer = replace(base, start=match.start(), value=value, step=Decimal("0.1") * factor, number=number)
    return replace(longer, unit=found.unit.name, kind=found.unit.kind)


def marked_length(text: str, base: Quantity) -> Quantity | None:
    """`6'2"` and `10" long`: feet and inches by their marks, only where nothing else can be meant."""
    feet = _FEET_INCHES.match(text, base.end)
    if feet is not None and base.number.step == 1 and 0 < base.value < 9 and not base.signed:
        value = base.value + Decimal(feet["inches"]) / 12
        return replace(
            base, end=feet.end(), value=value, step=_ONE / 12, unit="foot", kind="length", after=base.after + 1
        )
    inches = _INCHES.match(text, base.end)
    return replace(base, end=inches.end(), unit="inch", kind="length") if inches is not None else None
