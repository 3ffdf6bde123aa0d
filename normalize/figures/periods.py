"""Periods: the stretches of time that a text names, as dates where the words settle them.

Conventions: ends are inclusive; quarters are calendar quarters unless the text says `fiscal`, in which case no
dates are
given, because fiscal years begin when their owner says; relative periods need the date of the document.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

import regex

from normalize.figures.words import UNITS
from normalize.model import Span

PeriodKind = Literal["day", "month", "quarter", "half", "year", "fiscal", "years", "months", "decade", "span"]


@dataclass(frozen=True, slots=True)
class Period:
    """A named stretch of time.

    `start` and `end` are its first and last day, None where the words or a missing date leave them open.
    A `span` (`the next four years`) has a `length` in `unit` (day, week, month or year).
    """

    span: Span
    text: str
    kind: PeriodKind
    start: date | None = None
    end: date | None = None
    length: int | None = None
    unit: str = ""


_MONTHS: Final = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS_SHORT: Final = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_WORDS: Final = {
    **{word: n for n, word in enumerate((*UNITS, "ten", "eleven", "twelve"), 1)},
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
}
_RANKS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}
_M = "|".join(sorted((*_MONTHS, *_MONTHS_SHORT), key=lambda name: (-len(name), name)))
_YEAR = "(?:1[5-9][0-9]{2}|20[0-9]{2})"

_PERIOD = regex.compile(
    rf"""(?<![\w.,$£€-])(?:
      (?P<iso>{_YEAR}-[01][0-9]-[0-3][0-9])(?![\w-])
    | (?P<d1>[0-3]?[0-9])(?:st|nd|rd|th)?[ ](?:of[ ])?(?P<m1>(?i:{_M}))\.?,?[ ](?P<y1>{_YEAR})(?!\w)
    | (?P<m2>(?i:{_M}))\.?[ ](?P<d2>[0-3]?[0-9])(?:st|nd|rd|th)?,?[ ](?P<y2>{_YEAR})(?!\w)
    | (?P<m3>(?i:{_M}))\.?(?:[ ]of)?,?[ ](?P<y3>{_YEAR})(?!\w)
    | (?P<fiscal>(?i:(?:financial|fiscal)(?:[ ]year)?|FY)[ ]?(?:{_YEAR}(?:[-/–][0-9]{{2,4}})?
        |[0-9]{{2}}(?:[-/–][0-9]{{2}})?))(?!\w)
    | (?:(?i:Q(?P<q1>[1-4])|(?:the[ ])?(?P<q2>first|second|third|fourth|final
        |last)[ -]quarter)(?:[ ]of)?[ ](?P<yq>{_YEAR}))(?!\w)
    | (?:(?i:H(?P<h1>[12])|(?:the[ ])?(?P<h2>first|second)[ -]half)(?:[ ]of)?[ ](?P<yh>{_YEAR}))(?!\w)
    | (?i:(?:the[ ])?(?P<edge>first|last|final)[ ](?P<count>[0-9]{{1,2}}|{"|".join(_WORDS)})[ ]months[ ]of)
      [ ](?P<ym>{_YEAR})(?!\w)
    | (?i:(?P<from>from|between)[ ])?(?P<a>{_YEAR})(?:[ ]?[-–/][ ]?|[ ](?:to|through|and
        |until)[ ])(?P<b>{_YEAR}|[0-9]{{2}})(?![\w-])
    | (?P<decade>{_YEAR})[’']?s(?!\w)
    | (?i:(?:over|in|for|during|within)[ ])?(?i:the[ ])?(?P<way>(?i:next|coming|following|last|past|previous))[ ]
      (?P<n>[0-9]{{1,3}}|(?i:{"|".join(_WORDS)}))[ ](?P<unit>(?i:day|week|month|year|decade))s?
      (?!\w|[ ]of[ ]{_YEAR})
    | (?P<rel>(?i:last|this|next))[ ](?P<relunit>(?i:week|month|quarter|year))(?!\w)
    | (?P<y>{_YEAR})(?![\w%]|[-–/.,][0-9]|[ ][a-z]{{2,14}}s\b)
    )""",
    regex.VERBOSE,
)


def periods(text: str, as_of: date | None = None) -> tuple[Period, ...]:
    """The periods that a text names, in order. `as_of` is the day on which it was written, for `last year`."""
    found: list[Period] = []
    for match in _PERIOD.finditer(text):
        read = _read(match, as_of)
        if read is not None:
            found.append(read)
    return tuple(found)


def _read(match: regex.Match[str], as_of: date | None) -> Period | None:
    for reader in (_day, _month, _part_of_year, _years, _relative):
        period = next(iter(reader(match, as_of)), None)
        if period is not None:
            return period
    return None


def _period(match: regex.Match[str], kind: PeriodKind, start: date | None = None, end: date | None = None) -> Period:
    return Period(Span(*match.span()), match[0], kind, start, end)


def _month_number(name: str) -> int:
    return _MONTHS.get(name.lower()) or _MONTHS_SHORT[name.lower()]


def _day(match: regex.Match[str], _as_of: date | None) -> Iterator[Period]:
    if match["iso"]:
        year, month, day = map(int, match["iso"].split("-"))
    elif match["d1"]:
        year, month, day = int(match["y1"]), _month_number(match["m1"]), int(match["d1"])
    elif match["d2"]:
        year, month, day = int(match["y2"]), _month_number(match["m2"]), int(match["d2"])
    else:
        return
    if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]:
        when = date(year, month, day)
        yield _period(match, "day", when, when)


def _months(year: int, first: int, count: int) -> tuple[date, date]:
    last = first + count - 1
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _month(match: regex.Match[str], _as_of: date | None) -> Iterator[Period]:
    if match["m3"]:
        yield _period(match, "month", *_months(int(match["y3"]), _month_number(match["m3"]), 1))


def _part_of_year(match: regex.Match[str], _as_of: date | None) -> Iterator[Period]:
    if match["fiscal"]:
        yield _period(match, "fiscal")
    elif match["yq"]:
        rank = int(match["q1"]) if match["q1"] else _RANKS[match["q2"].lower()]
        yield _period(match, "quarter", *_months(int(match["yq"]), 3 * rank - 2, 3))
    elif match["yh"]:
        rank = int(match["h1"]) if match["h1"] else _RANKS[match["h2"].lower()]
        yield _period(match, "half", *_months(int(match["yh"]), 6 * rank - 5, 6))
    elif match["edge"]:
        count = _length(match["count"])
        if 1 <= count <= 12:
            first = 1 if match["edge"].lower() == "first" else 13 - count
            yield _period(match, "months", *_months(int(match["ym"]), first, count))


def _years(match: regex.Match[str], _as_of: date | None) -> Iterator[Period]:
    if match["a"]:
        first = int(match["a"])
        last = int(match["b"]) if len(match["b"]) == 4 else first - first % 100 + int(match["b"])
        if first < last:
            yield _period(match, "years", date(first, 1, 1), date(last, 12, 31))
    elif match["decade"]:
        first = int(match["decade"])
        if first % 10 == 0:
            yield _period(match, "decade", date(first, 1, 1), date(first + 9, 12, 31))
    elif match["y"]:
        yield _period(match, "year", date(int(match["y"]), 1, 1), date(int(match["y"]), 12, 31))


def _relative(match: regex.Match[str], as_of: date | None) -> Iterator[Period]:
    if match["way"]:
        yield _span(match, as_of)
    elif match["rel"] and as_of is not None:
        step = {"last": -1, "this": 0, "next": 1}[match["rel"].lower()]
        unit = match["relunit"].lower()
        if unit == "year":
            year = as_of.year + step
            yield _period(match, "year", date(year, 1, 1), date(year, 12, 31))
        elif unit == "month":
            moved = _moved(as_of.replace(day=1), step, "month")
            yield _period(match, "month", *_months(moved.year, moved.month, 1))
        elif unit == "quarter":
            moved = _moved(as_of.replace(day=1), 3 * step, "month")
            yield _period(match, "quarter", *_months(moved.year, 3 * ((moved.month - 1) // 3) + 1, 3))
        else:
            monday = as_of - timedelta(days=as_of.weekday()) + timedelta(weeks=step)
            yield _period(match, "span", monday, monday + timedelta(days=6))


def _length(said: str) -> int:
    return int(said) if said.isdecimal() else _WORDS[said.lower()]


def _span(match: regex.Match[str], as_of: date | None) -> Period:
    length = _length(match["n"])
    unit = match["unit"].lower()
    if unit == "decade":
        length, unit = 10 * length, "year"
    start = end = None
    if as_of is not None:
        ahead = match["way"].lower() in ("next", "coming", "following")
        other = _moved(as_of, length if ahead else -length, unit)
        start, end = (as_of, other) if ahead else (other, as_of)
    return Period(Span(*match.span()), match[0], "span", start, end, length, unit)


def _moved(day: date, count: int, unit: str) -> date:
    """`day` moved by a number of calendar units; the last days of a month stay inside their month."""
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = min(max(months // 12, 1), 9999), months % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
