"""Ranges: how two quantities and the words between them become one figure with two ends."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

import regex

from normalize.figures.compound import in_unit
from normalize.figures.measure import Measurer
from normalize.figures.number import Number
from normalize.figures.quantity import Quantity

_JOIN = regex.compile(
    r"(?P<dash>[ \u00a0]?[-–—−\u2010\u2011][ \u00a0]?|[~～](?=[0-9]))|[ ](?:(?P<to>to|through|till)|(?P<and>and)"
    r"|(?P<or>or))[ ]|-(?P<to>to)-",
    regex.IGNORECASE,
)
_BETWEEN = regex.compile(
    r"(?<!\w)between[ ](?:the[ ])?(?:ages?[ ](?:of[ ])?)?(?:about[ ]|around[ ]|roughly[ ]|approximately[ ]"
    r"|an[ ]estimated[ ])?\Z",
    regex.IGNORECASE,
)
_FROM = regex.compile(r"(?<!\w)from[ ](?:about[ ]|around[ ]|roughly[ ]|some[ ])?\Z", regex.IGNORECASE)
#: Verbs and nouns of change: what follows them are a start and an end, not the ends of a range.
_CHANGE = regex.compile(
    r"\b(?:rose|ris(?:e|es|ing|en)|f[ae]ll(?:s|ing|en)?|increas\w+|decreas\w+|drop\w*|jump\w*|climb\w*"
    r"|grew|grow(?:s|ing|n|th)?"
    r"|cut(?:s|ting)?|rais\w+|lower\w*|reduc\w+|slash\w+|slip\w*|sl[iu]d\w*|soar\w*|surg\w+|plung\w+"
    r"|plummet\w*|declin\w+|expand\w*"
    r"|shr[aiu]nk\w*|narrow\w*|widen\w*|doubl\w+|tripl\w+|went|go(?:es|ing)?|gone|chang\w+|mov\w+|up|down"
    r"|improv\w+|eas(?:e|ed|ing)|gain\w*"
    r"|lost|los(?:e|es|ing)|revis\w+|upgrad\w+|downgrad\w+|boost\w*|lift\w*|trim\w*|push\w*|hik\w+"
    r"|adjust\w*|shift\w*|edg\w+"
    r"|tumbl\w+|swell\w*|swollen|dip\w*|recover\w*|rebound\w*|extend\w*|switch\w*|convert\w*|ballooned|quadrupl\w+)\b",
    regex.IGNORECASE,
)
_MOVED = regex.compile(r"\b(?:rose|fell|grew|up|down)[ ](?:by[ ])?\Z", regex.IGNORECASE)
#: What stands before a year that says when, if a change is told: "from 900 in 2021 to 1,200 in 2022".
_IN_YEAR = regex.compile(
    r"(?<!\w)(?:in|during|since|by|until|till|of|for|before|after|early|late|mid|year|spring|summer|autumn|fall|winter"
    r"|January|February|March|April|May|June|July|August|September|October|November|December)[ -]\Z",
    regex.IGNORECASE,
)
#: The value that a change starts from, with a year right behind it or after few words.
_STARTED = regex.compile(r"\bfrom[ ][^.;!?\n]{0,24}?\d[^;!?\n]{0,40}\Z", regex.IGNORECASE)
_CLAUSE = regex.compile(r"[.;:!?\n]")
_STOP = regex.compile(r"[.;:!?](?=\s)|\n")
_REACH = 60
#: The most words between the size of a change and its first value, "from" included ("last year from").
_BRIEF = 4
#: Further apart than a unit and a joining word, two numbers are no range.
_APART = 48


@dataclass(frozen=True, slots=True)
class Range:
    """Two ends of one figure. `low` is None where the words do not settle it."""

    start: int
    low: Decimal | None
    high: Decimal
    last: Quantity


def _changes(text: str, start: int, limit: int, *, came: bool) -> bool:
    """Whether the clause before `start` speaks of a change; `came` when a "from" stands before the first end."""
    before = text[max(limit, start - _REACH) : start]
    if before.endswith((" of ", " by ")) and not _MOVED.search(before):
        return False
    if _CHANGE.search(_CLAUSE.split(before)[-1]) is not None:
        return True
    # "Sales rose 30%, from $10 million to $13 million": the size of the change may stand between.
    if not came or len(before.split()) > _BRIEF or _CLAUSE.search(before):
        return False
    return _CHANGE.search(_STOP.split(text[max(0, limit - _REACH) : limit])[-1]) is not None


def read_range(text: str, numbers: list[Number], measurer: Measurer, i: int, limit: int) -> Range | None:
    """The range that begins with number `i`, if there is one."""
    if i + 1 >= len(numbers) or numbers[i + 1].start - numbers[i].end > _APART:
        return None
    first = measurer.quantity(i, limit, in_range=True)
    if first is None or first.after >= len(numbers) or (first.noun is not None and first.noun.hyphened):
        return None
    join = _JOIN.match(text, first.end)
    if join is None:
        return None
    second = _second(text, numbers, measurer, first, join)
    if second is None or second.start != join.end():
        return None
    before = text[max(limit, first.start - 28) : first.start]
    between, came = _BETWEEN.search(before), _FROM.search(before)
    if join["and"] and between is None:
        return None
    if first.bare and _is_year(first.number) and ((second.bare and _is_year(second.number)) or _dates(text, first)):
        return None
    if not between and not _is_range(text, first, second, join, limit, came is not None):
        return None
    ends = _ends(first, second)
    if ends is None:
        return None
    low, high = ends
    lead = between or came
    start = max(limit, first.start - 28) + lead.start() if lead is not None else first.start
    if second.bare:
        second = replace(second, unit=first.unit, kind=first.kind)
    return Range(start, low, high, replace(second, start=first.start))


def _dates(text: str, year: Quantity) -> bool:
    """Whether a year says when a change began: "from 900 in 2021 to 1,200", "grew in 2021 to 1,200"."""
    before = text[max(0, year.start - _REACH) : year.start]
    if _IN_YEAR.search(before) is None:
        return False
    return _STARTED.search(before) is not None or _CHANGE.search(_CLAUSE.split(before)[-1]) is not None


def _second(
    text: str, numbers: list[Number], measurer: Measurer, first: Quantity, join: regex.Match[str]
) -> Quantity | None:
    j = first.after
    if numbers[j].start < join.end() or numbers[j].form == "ordinal" or numbers[j].start - join.end() > 8:
        return None
    if first.kind == "money":
        tail = measurer.money_tail(j, join.end(), first.unit)
        if tail is not None:
            return tail
    return measurer.quantity(j, join.end(), in_range=True)


def _is_range(text: str, first: Quantity, second: Quantity, join: regex.Match[str], limit: int, came: bool) -> bool:  # noqa: FBT001
    """Whether `A to B`, `A-B` or `A or B` is one figure here and not a change, a score or a choice."""
    own_unit = not first.bare
    if join["or"]:
        if second.number.in_words and first.value < 10 and second.value % 100 == 0:
            return first.bare
        return first.bare and not second.bare and second.mantissa <= first.value + max(first.value, Decimal(2))
    if join["to"]:
        return not ((own_unit or came) and _changes(text, first.start, limit, came=came))
    if came and _changes(text, first.start, limit, came=came):
        return False
    spaced = join["dash"][0] in " \u00a0" and join["dash"][-1] in " \u00a0"
    both_bare = first.bare and second.bare
    if both_bare:
        return spaced and first.number.step == 1 and not first.number.in_words
    return not (spaced and "—" in join["dash"])


def _is_year(number: Number) -> bool:
    value = number.value
    return not number.in_words and not number.grouped and value is not None and 1500 <= value <= 2100


def _ends(first: Quantity, second: Quantity) -> tuple[Decimal | None, Decimal] | None:
    """The ends of a range; the first borrows scale and unit from the second where it has none."""
    if first.bare or (first.kind == second.kind == "money" and first.unit == second.unit and first.scale == 1):
        low = _borrowed(first, second)
    elif (first.unit == second.unit and first.kind == second.kind) or (second.bare and first.kind == "age"):
        low = first.value
    elif first.kind == second.kind == "duration":
        low = in_unit(first, second.unit)  # `18 months to two years`
        if low is None:
            return None
    else:
        return None
    if low is not None and low >= second.value:
        return None
    return low, second.value


def _borrowed(first: Quantity, second: Quantity) -> Decimal | None:
    """The first end with the scale that only the second states: `10 to 12 million` means ten million.

    Where the first end is the larger number (`500 to 1.2 million`) nobody can tell, unless it is written out
    to the last digit (`800,000 to 1.2 million`).
    """
    mantissa = second.mantissa * second.scale
    factor = second.value / mantissa if mantissa and first.bare else Decimal(1)
    if second.scale == 1 or first.scale != 1:
        if second.number.in_words and second.value % 100 == 0 and 0 < first.value < 10 < second.value:
            return None  # "one to two hundred" may begin at one or at one hundred
        return first.value * factor
    if abs(first.value) < abs(second.mantissa):
        return first.value * second.scale * factor
    return first.value * factor if abs(first.value) >= 1000 else None
