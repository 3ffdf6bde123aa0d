"""Times of day: "1:34 PM", "19.30", "half past six", "at 7", noon."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from normalize.claims.words import CARDINALS
from normalize.model import Span

_HOURS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_HALF = r"(?P<half>[ap])\.?\s?m\b\.?"
_SHAPES = (
    regex.compile(rf"\b(?P<hour>[01]?\d|2[0-4])[:.](?P<minute>[0-5]\d)\s?(?:{_HALF})", regex.IGNORECASE),
    regex.compile(r"(?<![\d:.,$€£¥])\b(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::\d\d)?\b(?![:%\d])"),
    regex.compile(rf"(?<![\d:.,$€£¥])\b(?P<hour>1[0-2]|0?[1-9])\s?(?:{_HALF})", regex.IGNORECASE),
    regex.compile(
        rf"\b(?P<lead>half\spast|quarter\spast|quarter\sto|ten\spast|ten\sto|twenty\spast|twenty\sto|half)\s"
        rf"(?P<word>{'|'.join(_HOURS)}|1[0-2]|[1-9])\b",
        regex.IGNORECASE,
    ),
    regex.compile(rf"\b(?P<word>{'|'.join(_HOURS)}|1[0-2]|[1-9])\s?o['’]clock\b", regex.IGNORECASE),
    regex.compile(r"\b(?P<noon>noon|midday|midnight)\b", regex.IGNORECASE),
    regex.compile(
        r"\b(?:at|by|until|till?|before|after|around|from)\s(?:about\s)?(?P<bare>1[0-2]|[1-9])"
        r"(?=\s*+(?:[.,;!?)]|\Z|\n|in\sthe|on\s|tonight|tomorrow|today|sharp|then|and\s|or\s|but\s|if\s|at\s"
        # "From 5 to 7" may be hours; "from 5 to 7 May" and "from 5 to 75 kilos" are none.
        r"|to\s(?!\d[\d.,]*+(?!\d)(?!\s?[ap]\.?m\b|\so['’]clock|\sin\sthe|\son\s)\s?+[%\p{L}])))",
        regex.IGNORECASE,
    ),
)
_LEADS = {
    "half past": 30,
    "half": 30,
    "quarter past": 15,
    "quarter to": -15,
    "ten past": 10,
    "ten to": -10,
    "twenty past": 20,
    "twenty to": -20,
}
_HALF_DAY = 720
assert set(_HOURS) <= CARDINALS


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day: `minute` after twelve, 0 to 719; `half` is `a`, `p`, or empty when the words leave it open."""

    span: Span
    minute: int
    half: str = ""


def find_clocks(text: str, start: int, end: int) -> tuple[Clock, ...]:
    """The times of day of `text[start:end]`, in order; the longest reading wins."""
    found: list[Clock] = []
    for shape in _SHAPES:
        for match in shape.finditer(text, start, end):
            clock = _read(match)
            if not any(clock.span.overlaps(other.span) for other in found):
                found.append(clock)
    return tuple(sorted(found, key=lambda clock: clock.span))


def same_time(one: Clock, other: Clock) -> bool:
    """Whether two times of day can be one: "7" is "7 pm" and "19:00", but "7 am" is not "7 pm"."""
    return one.minute == other.minute and not (one.half and other.half and one.half != other.half)


def _read(match: regex.Match[str]) -> Clock:
    groups = {name: value for name, value in match.groupdict().items() if value}
    if "noon" in groups:
        return Clock(Span(match.start(), match.end()), 0, "a" if groups["noon"].lower() == "midnight" else "p")
    if "bare" in groups:
        return Clock(Span(match.start("bare"), match.end("bare")), int(groups["bare"]) * 60 % _HALF_DAY)
    if "word" in groups:
        word = groups["word"].lower()
        hour = int(word) if word.isdigit() else _HOURS.index(word) + 1
        minute = hour * 60 + _LEADS.get(" ".join(groups.get("lead", "").lower().split()), 0)
        return Clock(Span(match.start(), match.end()), minute % _HALF_DAY)
    minute = int(groups["hour"]) * 60 + int(groups.get("minute", 0))
    half = groups.get("half", "").lower() or ("p" if 780 <= minute < 1440 else "a" if 0 < minute < 60 else "")
    return Clock(Span(match.start(), match.end()), minute % _HALF_DAY, half)
