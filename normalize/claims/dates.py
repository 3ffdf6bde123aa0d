"""Dates that no calendar has: 31 April, 30 February, 29 February of a common year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import regex

from normalize.claims.analysis import DIGIT, Analysis, Statement
from normalize.claims.calendar import MONTHS, WEEKDAYS, When
from normalize.claims.words import listed
from normalize.model import Conflict, Evidence, Span

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
#: Words of texts about dates that do not exist: there the date is the subject, not a slip.
_ABOUT = regex.compile(
    r"\b(?:no such|there (?:is|was|are|were|will be) (?:no|never)|(?:not|n[’']t|never) exist\w*|fiction\w*|fictitious"
    r"|imagin\w+|impossible|non-?existent|calendars?|leap|jok\w+|typos?|mistak\w+|errors?|erroneous\w*|invalid"
    r"|software|spreadsheets?|would-be)\b",
    regex.IGNORECASE,
)
#: What stands before a day of the month that has no year and no ordinal ending ("until 31 April").
_LEADS = listed("on by until till from to through before after since between and dated of for is was")
#: What follows a day after its month ("on April 31 in"); a noun makes it a count ("in April 31 people").
_TAILS = listed(
    "in at on by until till from to through before after since and or for with when as but is was are were will with"
)
_NUMERIC = regex.compile(r"(?<![\d/.-])(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?![\d/])")
_BEYOND = regex.compile(rf"\b(?:on|dated)\s((?:3[2-9]|[4-9]\d)\s({'|'.join(MONTHS)}),?\s(?:1[5-9]|20)\d\d)\b", regex.I)


def conflicts(analysis: Analysis) -> Iterator[Conflict]:
    """Dates that do not exist."""
    for statement in analysis.statements:
        found = [
            _conflict(analysis, when)
            for when in statement.times
            if when.is_date and not _exists(when) and _meant(analysis, statement, when)
        ]
        found += _numeric(analysis, statement)
        if found and not _ABOUT.search(analysis.text(statement.span)):
            yield from found


def _exists(when: When) -> bool:
    return when.date is not None if when.year else when.day <= _DAYS[when.month - 1]


def _meant(analysis: Analysis, statement: Statement, when: When) -> bool:
    """Whether the words are a date, and no month beside a count ("in April 31 people")."""
    words = analysis.text(when.span)
    if when.year or when.weekday >= 0 or regex.search(r"\d(?:st|nd|rd|th)|\sof\s", words):
        return True
    if words[0].isdigit():
        before = analysis.text(Span(max(statement.span.start, when.span.start - 12), when.span.start)).lower().split()
        return bool(before) and before[-1] in _LEADS
    after = analysis.text(Span(when.span.end, min(statement.span.end, when.span.end + 12)))
    following = after.split()
    return not following or after[0] in ".,;:)?!" or (after[0] == " " and following[0].strip(",") in _TAILS)


def _conflict(analysis: Analysis, when: When) -> Conflict:
    month = MONTHS[when.month - 1].capitalize()
    name = f"{when.day} {month}" + (f" {when.year}" if when.year else "")
    leap = when.month == 2 and when.day == 29
    message = f"There is no {name}: {when.year} was no leap year." if leap else f"There is no {name}."
    said = f"“{WEEKDAYS[when.weekday].capitalize()}” may help to find the day." if when.weekday >= 0 else ""
    # The Julian calendar has a 29 February in 1900, and Sweden had a 30 February in 1712.
    old = when.month == 2 and 0 < when.year < 1924 and when.year % 4 == 0
    sure = bool(when.year) and not analysis.in_speech(when.span)
    return Conflict(
        "date",
        "review" if old else "certain" if sure else "likely",
        (_evidence(analysis, when.span),),
        message,
        caveat="The date may be of another calendar than the Gregorian one.",
        resolution=f"Check the day and the month. {said}".strip(),
    )


def _numeric(analysis: Analysis, statement: Statement) -> Iterator[Conflict]:
    """ "31/02/2020", a date in neither order of day and month; and days beyond 31."""
    text, start, end = analysis.document.text, statement.span.start, statement.span.end
    if not DIGIT.search(text, start, end):
        return
    for match in _NUMERIC.finditer(text, start, end) if text.find("/", start, end) >= 0 else ():
        one, other, year = (int(group) for group in match.groups())
        if {one, other} & set(range(1, 13)) and not (_valid(one, other, year) or _valid(other, one, year)):
            yield _likely(analysis, Span(*match.span()))
    for match in _BEYOND.finditer(text, start, end):
        yield _likely(analysis, Span(match.start(1), match.end(1)))


def _valid(day: int, month: int, year: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _likely(analysis: Analysis, span: Span) -> Conflict:
    return Conflict(
        "date",
        "likely",
        (_evidence(analysis, span),),
        f"There is no {analysis.text(span)}.",
        caveat="The numbers may be no date.",
        resolution="Check the day and the month.",
    )


def _evidence(analysis: Analysis, span: Span) -> Evidence:
    return Evidence(document=analysis.document.name, span=span, quote=analysis.text(span), label="date")
