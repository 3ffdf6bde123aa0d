"""Amounts of rupees are counted in crore here and in millions there."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.figureforms.consistency import in_prose
from normalize.correct.rule import Context, Flags, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span

ID = "lakh-and-million"

_PLACE = regex.compile(
    r"(?:₹|\bRs\.?|\bINR)[ \u00a0]?[0-9]{1,9}+(?:[.,][0-9]{1,9}+){0,4}+[ \u00a0]?(?<scale>lakhs?|crores?"
    r"|million|billion)\b(?<more>[ ]crores?)?"
)


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Amounts of rupees with a scale word, in texts that use both families."""
    ways: dict[str, list[Span]] = {"Indian": [], "Western": []}
    for match in _PLACE.finditer(document.text):
        span = Span(*match.span())
        if in_prose(document, span):
            ways["Indian" if match["scale"][0] in "lc" else "Western"].append(span)
    if not all(ways.values()):
        return
    rarer = min(ways.values(), key=lambda spans: (len(spans), -spans[0].start))
    for span in rarer:
        yield Correction(
            rule=ID,
            span=span,
            message="Rupees are counted in both Indian and Western scale words; ten million are one crore.",
            applicability=Applicability.FLAG,
            confidence=0.6,
        )


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.FLAG,
    since="0.1.0",
    summary="Amounts of rupees are counted in crore here and in millions there.",
    why="Few readers can compare the two: ten million are one crore.",
    safety=(
        "Only pointed at, at the rarer way: the change needs arithmetic and the house decides which public it "
        "writes for."
    ),
    examples=(
        Flags("The road cost Rs 3 crore, the bridge Rs 5 crore and the tunnel Rs 90 million.", "Rs 90 million"),
        Flags("The school got ₹20 lakh, ₹30 lakh and ₹4 million.", "₹4 million"),
        Keeps("The road cost Rs 3 crore ($400,000), and 2 million people used it."),
        Keeps("The school got ₹20 lakh and ₹3 crore, and 90 million dollars."),
    ),
    find=find,
)
