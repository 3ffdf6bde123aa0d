"""A date in numerals can be read in two ways."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.figureforms.consistency import in_prose
from normalize.correct.rule import Context, Flags, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span

ID = "ambiguous-date"

_PLACE = regex.compile(r"(?<![\w./-])(?<one>[0-9]{1,2})/(?<two>[0-9]{1,2})/(?:[12][0-9])?[0-9]{2}(?![\w/-])")


def find(document: Document, context: Context) -> Iterator[Correction]:
    """The first such date, when none tells day from month."""
    first = None
    for match in _PLACE.finditer(document.text):
        one, two = int(match["one"]), int(match["two"])
        if one > 12 or two > 12:
            return
        span = Span(*match.span())
        if first is None and one != two and in_prose(document, span):
            first = span
    if first is not None:
        yield Correction(
            rule=ID,
            span=first,
            message="Day and month cannot be told apart here; a month in words would settle it.",
            applicability=Applicability.FLAG,
            confidence=0.7,
        )


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.FLAG,
    since="0.1.0",
    summary="A date in numerals can be read in two ways.",
    why="Half of the world puts the day first, the other half the month.",
    safety="Only pointed at, once in a text, and only where no other date of the kind shows the order.",
    examples=(
        Flags("The lease ends on 03/04/2025.", "03/04/2025"),
        Flags("It rained on 5/6/2019 and again on 7/8/2019.", "5/6/2019"),
        Keeps("The lease ends on 13/04/2025 and starts on 03/04/2025."),
        Keeps("The lease ends on 2025-03-04, or 4/4/2025, at 3/4 of the price."),
    ),
    find=find,
)
