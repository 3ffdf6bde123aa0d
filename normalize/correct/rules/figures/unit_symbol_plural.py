"""The symbol of a metric unit has a plural ending."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.figureforms.faults import mended
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span

ID = "unit-symbol-plural"

_PLACE = regex.compile(
    r"(?<![\w.,/-])[0-9]{1,12}+(?:[.,][0-9]{1,9}+){0,6}+[ \u00a0]?(?<unit>(?:km|kg|cm)s)(?![\w/'’-]|\.\w)"
)


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Symbols with an s after a number."""
    for match in _PLACE.finditer(document.text):
        yield mended(
            ID,
            document,
            Span(*match.span()),
            match.group()[:-1],
            "Symbols of units have no plural.",
        )


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="The symbol of a metric unit has a plural ending.",
    why="Symbols of units are no abbreviations: the International System gives them one form for any number.",
    safety="Only kilometres, kilograms and centimetres after a figure, which must read the same afterwards.",
    examples=(
        Fixes("The village lies 10 kms from the sea.", "The village lies 10 km from the sea."),
        Fixes("A sack of 25kgs was 60 cms high.", "A sack of 25kg was 60 cm high."),
        Keeps("The village lies 10 km from the sea, 6 lbs of flour and 20 mins away."),
        Keeps("CMS and KMS are software; 5 CMs met."),
    ),
    find=find,
    needs=("kms", "kgs", "cms"),
)
