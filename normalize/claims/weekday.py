"""Weekdays against dates: the calendar decides."""

from __future__ import annotations

from collections.abc import Iterator

from normalize.claims.analysis import Analysis
from normalize.claims.calendar import MONTHS, WEEKDAYS
from normalize.model import Conflict, Evidence


def conflicts(analysis: Analysis) -> Iterator[Conflict]:
    """Dates with a year whose weekday is another than the one written."""
    for statement in analysis.statements:
        for when in statement.times:
            if when.weekday < 0 or not when.full:
                continue
            day = when.date
            said = WEEKDAYS[when.weekday].capitalize()
            quote = analysis.text(when.span)
            name = f"{when.day} {MONTHS[when.month - 1].capitalize()} {when.year}"
            if day is None or day.weekday() == when.weekday:
                continue
            message = f"{name} is a {WEEKDAYS[day.weekday()].capitalize()}, not a {said}."
            yield Conflict(
                "weekday",
                "certain",
                (Evidence(document=analysis.document.name, span=when.span, quote=quote, label="date"),),
                message,
                caveat="The date may be of another calendar than the Gregorian one.",
                resolution="Check which of the two is meant: the weekday or the date.",
            )
