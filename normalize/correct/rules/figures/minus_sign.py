"""Negative numbers have a hyphen here and another sign there."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.figureforms.consistency import Use, consistent
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span

ID = "minus-sign"

_PLACE = regex.compile(r"(?<=[ (\u00a0])(?<sign>[-–−])(?=[0-9]{1,4}(?:\.[0-9]{1,3})?(?:%|[ \u00a0]?°|[ ]degrees\b))")
_SIGNS = {"-": "hyphen", "–": "en-dash", "−": "minus"}


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Signs before percentages and temperatures."""
    rewrites = {form: sign for sign, form in _SIGNS.items()}
    places = _PLACE.finditer(document.text)
    uses = [Use(Span(*match.span()), _SIGNS[match["sign"]], rewrites) for match in places]
    return consistent(ID, document, context, uses)


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="Negative numbers have a hyphen here and another sign there.",
    why="A hyphen before a number is easily read as a dash or the join of a range.",
    safety=(
        "Suggested by the document's own majority, at least three uses and twice as many as the others; by itself "
        "only for a house style, and when the figure reads the same afterwards."
    ),
    examples=(
        Fixes(
            "Sales changed by −1%, by −2%, by −3% and at last by -4%.",
            "Sales changed by −1%, by −2%, by −3% and at last by −4%.",
        ),
        Fixes(
            "Growth was -1%, then -2%, then -3% and at last –4%.", "Growth was -1%, then -2%, then -3% and at last -4%."
        ),
        Keeps("It was −5 °C, then -7 °C."),
        Keeps("Growth was 2-3%, and -1%, -2% and -4% elsewhere."),
    ),
    find=find,
)
