"""A number in words stands before a percent sign."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.figureforms.numerals import WORDS, below_hundred
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Edit, Span

ID = "number-word-percent"

_PLACE = regex.compile(rf"\b(?<number>(?:{WORDS})(?:[ -](?:{WORDS}))?)(?<gap>[ \u00a0]?)%(?!\w)", regex.IGNORECASE)


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Number words before the sign; the numeral is offered first, then the word for the sign."""
    text = document.text
    for match in _PLACE.finditer(text):
        value = below_hundred(match["number"])
        if value is None:
            continue
        span = Span(*match.span())
        british = "per cent" in text
        yield Correction(
            rule=ID,
            span=span,
            message="The sign goes with a numeral, a number in words with a word.",
            applicability=Applicability.SUGGEST,
            confidence=0.8,
            fixes=tuple(
                Edit.replacing(text, span, form)
                for form in (f"{value}%", f"{match['number']} {'per cent' if british else 'percent'}")
            ),
        )


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SUGGEST,
    since="0.1.0",
    summary="A number in words stands before a percent sign.",
    why="Every style sets the sign after numerals only.",
    safety="Only suggested, with both ways out: numeral and sign, or words alone.",
    examples=(
        Fixes("Prices rose by five % in May.", "Prices rose by 5% in May."),
        Fixes("Some twenty-two% of the seats were empty.", "Some 22% of the seats were empty."),
        Keeps("Prices rose by 5%, or five percent, or five per cent."),
        Keeps("Nobody knows which one: % is the sign for it."),
    ),
    find=find,
)
