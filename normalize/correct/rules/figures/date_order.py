"""Dates have the day first here and the month first there."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.figureforms.consistency import Use, consistent
from normalize.correct.figureforms.ordinals import suffix_of
from normalize.correct.figureforms.same import never
from normalize.correct.prose import MONTHS
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span

ID = "date-order"

_PLACE = regex.compile(
    rf"(?=[0-9JFMASOND])(?<![\w/-])(?<!day,[ ])(?:(?<day>[1-9][0-9]?)[ ](?<month>{MONTHS})[ ](?<year>[12][0-9]{{3}})"
    rf"|(?<month>{MONTHS})[ ](?<day>[1-9][0-9]?)(?:(?<ordinal>st|nd|rd|th),?|,)[ ](?<year>[12][0-9]{{3}})"
    r"(?<comma>,?))(?![\w/-])"
)


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Dates with the month's name and a year."""
    uses = []
    for match in _PLACE.finditer(document.text):
        day, month, year = match["day"], match["month"], match["year"]
        form = _form(match)
        rewrites = {
            "day-month": f"{day} {month} {year}",
            "month-day": f"{month} {day}, {year}",
            "month-ordinal": f"{month} {day}{suffix_of(int(day))} {year}",
        }
        if match["comma"]:
            rewrites = {}  # the comma after the year goes with the order, unless the sentence wants it
        uses.append(Use(Span(*match.span()), form, rewrites))
    return consistent(ID, document, context, uses, proves=never)


def _form(match: regex.Match[str]) -> str:
    if match.group()[0].isdecimal():
        return "day-month"
    return "month-ordinal" if match["ordinal"] else "month-day"


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SUGGEST,
    since="0.1.0",
    summary="Dates have the day first here and the month first there.",
    why="Dates are compared at a glance when they look alike.",
    safety=(
        "Suggested by the document's own majority or a house style, at least three uses and twice as many as the "
        "others. Dates with a weekday or without a year are left alone."
    ),
    examples=(
        Fixes(
            "Built on 3 March 1925, sold on 4 April 1931, shut on 7 May 1960 and razed on June 8, 1972.",
            "Built on 3 March 1925, sold on 4 April 1931, shut on 7 May 1960 and razed on 8 June 1972.",
        ),
        Fixes(
            "It was built by March 3, 1925; sold by April 4, 1931; shut by May 7, 1960; and razed by 8 June 1972.",
            "It was built by March 3, 1925; sold by April 4, 1931; shut by May 7, 1960; and razed by June 8, 1972.",
        ),
        Fixes(
            "Opened by March 3rd 1925; sold by April 1st 1931; shut by May 7th 1960; and razed by 22 June 1972.",
            "Opened by March 3rd 1925; sold by April 1st 1931; shut by May 7th 1960; and razed by June 22nd 1972.",
        ),
        Keeps("It was built on 3 March 1925 and sold on April 4, 1931."),
        Keeps("Monday, March 3, 1925; 4 April; May 5; 3rd of June; 04/05/1931."),
    ),
    find=find,
)
