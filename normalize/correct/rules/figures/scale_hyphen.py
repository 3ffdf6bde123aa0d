"""An amount before its noun has a hyphen here and none there."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.figureforms.consistency import consistent
from normalize.correct.figureforms.hyphens import joint
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document

ID = "scale-hyphen"

_PLACE = regex.compile(
    r"(?<=\b(?:[Aa]|[Tt]he|his|her|its|their|this|that)[ ](?:US)?[$£€₹][0-9]{1,6}+(?:[.,][0-9]{1,6}+)?)"
    r"(?<join>[ -])(?<scale>million|billion|trillion)(?=[ ]\p{Ll}{3})"
)
_NO_NOUN = regex.compile(
    r"[ ](?:and|or|in|for|from|over|that|which|was|were|will|would|had|has|the|but|with|after|more|into)\b"
)


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Amounts with a scale word between an article and a noun."""
    uses = [
        joint(match, "", match["scale"])
        for match in _PLACE.finditer(document.text)
        if not _NO_NOUN.match(document.text, match.end())
    ]
    return consistent(ID, document, context, uses)


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="An amount before its noun has a hyphen here and none there.",
    why="The same kind of phrase should look the same throughout.",
    safety=(
        "Suggested by the document's own majority, at least three uses and twice as many as the others; by itself "
        "only for a house style, and when the figure reads the same afterwards."
    ),
    examples=(
        Fixes(
            "A $2 billion deal, a $3 billion loan and a $4 billion plan followed a $1.5-billion sale.",
            "A $2 billion deal, a $3 billion loan and a $4 billion plan followed a $1.5 billion sale.",
        ),
        Fixes(
            "A £2-million deal, a £3-million loan and a £4-million plan followed a £9 million sale.",
            "A £2-million deal, a £3-million loan and a £4-million plan followed a £9-million sale.",
        ),
        Keeps("A $2 billion deal and a $3-billion loan cost $5 billion."),
        Keeps("It cost $2 billion, then $3 billion, then $4 billion; a $1.5-billion sale helped."),
    ),
    find=find,
    needs=("$", "£", "€", "₹"),
)
