"""A million that describes a noun stands without its hyphen: "a million dollar house"."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Edit, Span

ID = "million-dollar-hyphen"

_PLACE = regex.compile(
    r"(?<![0-9][ ])\b(?:multi-)?(?:million|billion)(?<gap>[ ])(?:dollar|euro|pound)"
    r"(?=[ ](?!and\b|or\b|(?:bill|note|coin)s?\b|question)\p{Ll}{3})"
)


def find(document: Document, context: Context) -> Iterator[Correction]:
    """The singular of a currency between a scale word and a noun: only a modifier has that form."""
    for match in _PLACE.finditer(document.text):
        gap = Span(*match.span("gap"))
        yield Correction(
            rule=ID,
            span=Span(*match.span()),
            message="As a modifier before its noun the amount has a hyphen.",
            applicability=Applicability.SUGGEST,
            confidence=0.8,
            fixes=(Edit(gap, " ", "-"),),
        )


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SUGGEST,
    since="0.1.0",
    summary="A million that describes a noun stands without its hyphen.",
    why="The singular shows that it is a modifier; the hyphen keeps “a million” from being read by itself.",
    safety="Only suggested: “two million dollar bills” are bills.",
    examples=(
        Fixes("He bought a million dollar house by the lake.", "He bought a million-dollar house by the lake."),
        Fixes("It is a multi-billion euro market now.", "It is a multi-billion-euro market now."),
        Keeps("He paid a million dollars for a million-dollar house."),
        Keeps("A loan of 38 million euro notes and a 38 million euro loan are another matter."),
        Keeps("They printed two million dollar bills; a million pound and more were lost."),
    ),
    find=find,
)
