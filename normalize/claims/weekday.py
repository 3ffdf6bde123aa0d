"""Weekdays against dates: the calendar decides."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.claims.analysis import Analysis
from normalize.claims.calendar import MONTHS, WEEKDAYS, When
from normalize.model import Conflict, Evidence, Span

#: What leads from a date to its weekday in apposition: "on 16 August 2022, a Wednesday", "(a Friday)".
_APPOSED = regex.compile(r"(?:,|\s\()\s?(?:which was |it was )?a\s")


def conflicts(analysis: Analysis) -> Iterator[Conflict]:
    """Dates with a year whose weekday is another than the one written with them."""
    for statement in analysis.statements:
        for number, when in enumerate(statement.times):
            if not when.full:
                continue
            if when.weekday >= 0:
                yield from _against(analysis, when, when.weekday, when.span)
                continue
            following = statement.times[number + 1] if number + 1 < len(statement.times) else None
            if following is not None and following.weekday >= 0 and not following.is_date:
                gap = analysis.text(Span(when.span.end, following.span.start))
                if _APPOSED.fullmatch(gap):
                    yield from _against(analysis, when, following.weekday, Span(when.span.start, following.span.end))


def _against(analysis: Analysis, when: When, weekday: int, span: Span) -> Iterator[Conflict]:
    day = when.date
    if day is None or day.weekday() == weekday:
        return
    name = f"{when.day} {MONTHS[when.month - 1].capitalize()} {when.year}"
    yield Conflict(
        "weekday",
        "certain",
        (Evidence(document=analysis.document.name, span=span, quote=analysis.text(span), label="date"),),
        f"{name} is a {WEEKDAYS[day.weekday()].capitalize()}, not a {WEEKDAYS[weekday].capitalize()}.",
        caveat="The date may be of another calendar than the Gregorian one.",
        resolution="Check which of the two is meant: the weekday or the date.",
    )
