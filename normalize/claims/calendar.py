"""Dates, weekdays and periods in a text, as far as its words settle them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import msgspec
import regex

from normalize.model import Span

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.|Feb\.|Mar\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
_WEEKDAY = r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
_LEAD = rf"(?:{_WEEKDAY},?\s(?:the\s)?)?"
_WHOLE = [
    regex.compile(rf"\b{_LEAD}{_DAY}(?:\sof)?\s{_MONTH}(?:,?\s{_YEAR})?(?![\d\p{{L}}])"),
    regex.compile(rf"\b{_LEAD}{_MONTH}\s{_DAY}(?![\d\p{{L}}])(?!\s?(?:%|per\s?cent))(?:,?\s{_YEAR}(?![\d\p{{L}}]))?"),
    regex.compile(r"\b(?P<year>1[5-9]\d\d|20\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])\b"),
    regex.compile(rf"\b{_MONTH},?\s(?:of\s)?{_YEAR}(?![\d\p{{L}}])"),
    regex.compile(r"\b(?P<year>1[5-9]\d\d|20\d\d)[-–/](?P<to>\d{4}|\d\d)\b(?!-)"),
    regex.compile(rf"\b{_WEEKDAY}(?:\s(?:morning|afternoon|evening|night))?\b"),
    regex.compile(
        r"\b(?:the\s)?(?P<ordinal>first|second|third|fourth|final)\s(?P<span>quarter|half)\b(?:\sof\s(?P<year>20\d\d|19\d\d))?"
        r"|\bQ(?P<q>[1-4])\b(?:\s(?P<year>20\d\d))?",
        regex.IGNORECASE,
    ),
    regex.compile(
        r"\b(?P<rel>last|this|next|previous|current|coming|past)\s"
        r"(?P<span>year|month|week|quarter|season|winter|summer|spring|autumn|fall|term|decade|century"
        r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September"
        r"|October|November|December)\b",
        regex.IGNORECASE,
    ),
    regex.compile(
        r"\b(?P<rel>(?:a|one|the)\s(?:year|month|week|quarter|season)\s(?:earlier|ago|previously|before(?=[.,;:)])|before$))",
        regex.IGNORECASE,
    ),
    regex.compile(
        r"(?<![\d.,$€£¥])\b(?P<year>1[6-9]\d\d|20\d\d)\b(?![.,]?\d)(?!\s?(?:%|percent|per\scent|UTC|GMT|hours|hrs|local\stime)\b)"
    ),
    regex.compile(
        r"\b(?:[Tt]he|[Tt]his|[Ll]ast|[Ii]ts)\s"
        r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December)\b(?=\s\p{Ll})"
    ),
    regex.compile(
        r"\b(?i:in|since|until|from|to|by|last|next|early|late|mid|between|and|of|during|for|before|after)[\s-]"
        r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December)\b(?!\s\d)"
    ),
]
#: What a text must hold for a pattern to match in it. Most sentences lack most of it, and these are found quickly: the
#: standard library's engine goes over a text for a few literals several times as fast as `regex`.
_MONTH_NAMES = re.compile("|".join(month[:3].capitalize() for month in MONTHS))
_DIGITS = re.compile("[0-9]")
_CENTURIES = re.compile("1[5-9]|20")
_DAY_NAMES = re.compile("(?:Mo|Su)nday|sday|Friday|Saturday")
_PARTS = re.compile("quarter|half|q[1-4]")
#: Those in lower case, by the numbers of their patterns: one part of each group.
_LOWERED = {
    7: (
        ("last", "this", "next", "previous", "current", "coming", "past"),
        (
            *("year", "month", "week", "quarter", "season", "winter", "summer", "spring", "autumn", "fall", "term"),
            *("decade", "century", "day", *(month[:3] for month in MONTHS)),
        ),
    ),
    8: (("ago", "earlier", "previously", "before"), ("year", "month", "week", "quarter", "season")),
}
#: From this pattern on a word before the month is no part of the time.
_BARE_MONTH = 10
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4}


class When(msgspec.Struct, frozen=True):
    """A time expression. Fields that its words leave open are 0 or empty; `weekday` is 0 (Monday) to 6, or -1.

    `relative` is a normal form such as `last year` or `year earlier`; `part` is `q1` … `q4`, `h1`, `h2`.
    """

    span: Span
    year: int = 0
    month: int = 0
    day: int = 0
    weekday: int = -1
    relative: str = ""
    part: str = ""
    end_year: int = 0

    @property
    def full(self) -> bool:
        """Whether it names a day of a known year."""
        return bool(self.year and self.month and self.day)

    @property
    def date(self) -> date | None:
        """The day it names, if it names one that exists."""
        try:
            return date(self.year, self.month, self.day) if self.full else None
        except ValueError:
            return None

    @property
    def is_date(self) -> bool:
        """Whether it names a day of a month, with or without the year."""
        return bool(self.month and self.day)


def month_number(name: str) -> int:
    """1 to 12 for a month's English name or abbreviation."""
    low = name.lower().rstrip(".")
    return next(n for n, full in enumerate(MONTHS, 1) if full.startswith(low[:3]))


def find_times(text: str, start: int = 0, end: int | None = None) -> tuple[When, ...]:
    """The time expressions of `text[start:end]`, in order; the longest reading wins."""
    stop = len(text) if end is None else end
    found: list[When] = []
    for number in _possible(text[start:stop]):
        for match in _WHOLE[number].finditer(text, start, stop):
            when = _read(match, number)
            if when is not None and not any(when.span.overlaps(other.span) for other in found):
                found.append(when)
                other_end = _other_end(text, when, number, start, stop)
                if other_end is not None:
                    found.append(other_end)
    return tuple(sorted(found, key=lambda when: when.span))


_DAY_BEFORE = regex.compile(
    r"(?<![\p{L}\d.,:/-])(?P<day>[12]?\d|3[01])(?:st|nd|rd|th)?(?:\s?[-–]\s?|\s(?:to|and|or|until|till|through)\s)\Z"
)
_DAY_BEHIND = regex.compile(
    r"(?:\s?[-–]\s?|\sto\s)(?P<day>[12]?\d|3[01])(?![\p{L}\d])(?:,\s?(?P<year>20\d\d|1[89]\d\d))?"
)


def _other_end(text: str, when: When, number: int, start: int, stop: int) -> When | None:
    """The day that shares its month with a date: the 9 of "9 to 11 May", the 11 of "May 9–11"."""
    if number > 1 or not when.day:
        return None
    if number == 0 and when.weekday < 0:
        match = _DAY_BEFORE.search(text, max(start, when.span.start - 16), when.span.start)
        if match is not None and int(match["day"]) < when.day:
            span = Span(match.start("day"), match.end("day"))
            return When(span, when.year, when.month, int(match["day"]))
    if number == 1 and not when.year:
        match = _DAY_BEHIND.match(text, when.span.end, stop)
        if match is not None and int(match["day"]) > when.day:
            return When(Span(match.start("day"), match.end()), int(match["year"] or 0), when.month, int(match["day"]))
    return None


def _possible(part: str) -> list[int]:
    """The numbers of the patterns that can match in a text, in order."""
    digit, month = _DIGITS.search(part), _MONTH_NAMES.search(part)
    century = digit and _CENTURIES.search(part)
    dashed = century and ("-" in part or "–" in part or "/" in part)
    numbers = [0, 1] if digit and month else []
    if dashed and "-" in part:
        numbers.append(2)
    if century and month:
        numbers.append(3)
    if dashed:
        numbers.append(4)
    if "day" in part and _DAY_NAMES.search(part):
        numbers.append(5)
    lower = part.casefold()
    if _PARTS.search(lower):
        numbers.append(6)
    numbers += [number for number, needs in _LOWERED.items() if _has_each(lower, needs)]
    if century:
        numbers.append(9)
    if month:
        numbers += [10, 11]
    return numbers


def _has_each(lower: str, needs: Sequence[Sequence[str]]) -> bool:
    """Whether a text holds a part of each group; plain loops, for every sentence comes here."""
    for group in needs:
        for part in group:
            if part in lower:
                break
        else:
            return False
    return True


def _read(match: regex.Match[str], number: int) -> When | None:
    groups = match.groupdict()
    span = Span(match.start(), match.end())
    year = int(groups.get("year") or 0)
    if groups.get("rel"):
        return When(span, relative=_relative(match.group()))
    if number == 4:
        return _years(span, year, groups["to"])
    if groups.get("q") or groups.get("ordinal"):
        which = groups.get("q") or _ORDINALS[groups["ordinal"].lower()]
        letter = "h" if (groups.get("span") or "").lower() == "half" else "q"
        return When(span, year, part=f"{letter}{which}")
    month = int(groups["m"]) if groups.get("m") else month_number(groups["month"]) if groups.get("month") else 0
    weekday = WEEKDAYS.index(groups["weekday"].lower()) if groups.get("weekday") else -1
    if number >= _BARE_MONTH:
        span = Span(match.start("month"), match.end("month"))
    return When(span, year, month, int(groups.get("day") or 0), weekday)


def _years(span: Span, year: int, to: str) -> When | None:
    end = int(to) if len(to) == 4 else year // 100 * 100 + int(to)
    return When(span, year, end_year=end) if year < end <= year + 60 else None


def _relative(words: str) -> str:
    low = " ".join(words.lower().split())
    for old, new in (("previous ", "last "), ("past ", "last "), ("current ", "this "), ("coming ", "next ")):
        low = new + low[len(old) :] if low.startswith(old) else low
    for lead in ("a ", "one ", "the "):
        low = low.removeprefix(lead)
    return low.replace(" before", " earlier").replace(" previously", " earlier").replace(" ago", " earlier")


def compatible(one: Sequence[When], other: Sequence[When]) -> bool:
    """Whether figures with these time expressions can be about one period.

    Two expressions of one sort that differ (two years, two quarters, last and this year) cannot; an
    expression that says nothing about the other (a weekday against a year) leaves it open.
    """
    for a in one:
        for b in other:
            if _clash(a, b) and not any(_same(a, c) for c in other) and not any(_same(b, c) for c in one):
                return False
    return True


def one_time(one: Sequence[When], other: Sequence[When]) -> bool:
    """Whether two events can be one: as `compatible`, and no bare weekday stands against a month or year alone.

    An article that puts one act "in March" and another "on Tuesday" tells of two; what it tells without a time is
    of now, not of years ago.
    """
    # What happens in July happens this year: only figures are told apart by that.
    one, other = _without_year(one, other), _without_year(other, one)
    if not compatible(one, other):
        return False
    if any(_same(a, b) for a in one for b in other):
        return True
    if bool(one) != bool(other) and any(when.relative.endswith(" ago") for when in (*one, *other)):
        return False
    return not any((_bare_weekday(a) and _long(b)) or (_bare_weekday(b) and _long(a)) for a in one for b in other)


def _without_year(one: Sequence[When], other: Sequence[When]) -> Sequence[When]:
    """Times without "this year", if the other ones are mere months or days."""
    if any(w.relative or w.year or w.part for w in other):
        return one
    return [w for w in one if w.relative not in ("this year", "next year")]


def only_one_past(one: Sequence[When], other: Sequence[When]) -> bool:
    """Whether one act has a mere year and the other no time: "rejected in 2021" and "has approved" may both hold."""
    return bool(one) != bool(other) and any(w.year and not (w.month or w.part or w.end_year) for w in (*one, *other))


def _bare_weekday(when: When) -> bool:
    return when.weekday >= 0 and not when.month


def _long(when: When) -> bool:
    """Whether a time is a month or longer, or lies that far back."""
    if when.relative:
        return when.relative.split()[-1] == "ago" or bool(_LONG.search(when.relative))
    return bool((when.year or when.month or when.part) and not when.day)


_LONG = regex.compile(r"\b(?:year|month|quarter|season|term|decade|century|winter|summer|spring|autumn|fall)\b")


def _clash(a: When, b: When) -> bool:
    if a.year and b.year and (a.year != b.year or a.end_year != b.end_year):
        return True
    if a.month and b.month and a.month != b.month:
        return True
    if a.part != b.part and ((a.part and b.part) or _yearly(a) or _yearly(b)):
        return True
    if (_months_only(a) and _yearly(b) and b.relative) or (_months_only(b) and _yearly(a) and a.relative):
        return True
    if a.day and b.day and a.month == b.month and a.day != b.day:
        return True
    return bool(a.relative and b.relative and a.relative != b.relative)


def _yearly(when: When) -> bool:
    """Whether a time is one year, by its number or as "last year"."""
    if when.relative:
        return when.relative.endswith((" year", "year earlier"))
    return bool(when.year) and not (when.month or when.part or when.end_year)


def _months_only(when: When) -> bool:
    return bool(when.month) and not (when.day or when.year)


def _same(a: When, b: When) -> bool:
    return not _clash(a, b) and any(
        x and x == y for x, y in ((a.year, b.year), (a.month, b.month), (a.part, b.part), (a.relative, b.relative))
    )
