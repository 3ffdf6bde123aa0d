"""A measure before its noun has no hyphen."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.figureforms.faults import mended
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span

ID = "measure-hyphen"

_UNITS = "(?:kilo|centi)?met(?:re|er)|mile|year|month|week|day|hour|minute|second|page|storey|story|seat|point"
_PLACE = regex.compile(
    rf"\b[Aa]n?[ ](?<measure>(?<number>[1-9][0-9]{{0,3}})[ ](?<unit>{_UNITS})(?<old>[ ]olds?\b)?)"
    rf"(?=[ ]\p{{Ll}}{{3,20}}(?![\w’'-])|(?<=olds?)(?![\w-]))"
)
_NO_NOUN = regex.compile(
    r"[ ](?:later|earlier|ago|before|after|and|or|from|long|well|each|apart|away|per|off|the|that|old)\b"
)


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Measures between an indefinite article and a noun."""
    for match in _PLACE.finditer(document.text):
        if match["number"] == "1" or _NO_NOUN.match(document.text, match.end()):
            continue
        yield mended(
            ID,
            document,
            Span(*match.span("measure")),
            match["measure"].replace(" ", "-"),
            "A measure that describes the noun after it has hyphens.",
            certain=False,
        )


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SUGGEST,
    since="0.1.0",
    summary="A measure before its noun has no hyphen.",
    why="The hyphen shows that number and unit describe the noun together.",
    safety=(
        "Only suggested: where the unit is in the singular after an article and a noun follows. Feet, pounds and "
        "stones, whose plural is often the same, and names are left alone."
    ),
    examples=(
        Fixes("They ran a 10 kilometre race in May.", "They ran a 10-kilometre race in May."),
        Fixes("A 5 year old boy found the coin.", "A 5-year-old boy found the coin."),
        Fixes("The court gave him a 12 month sentence.", "The court gave him a 12-month sentence."),
        Keeps("They ran a 10-kilometre race, 10 kilometres long, for 1 hour."),
        Keeps("He is 5 years old, and it was a 30 minutes well spent; the 10 day later train."),
    ),
    find=find,
)
