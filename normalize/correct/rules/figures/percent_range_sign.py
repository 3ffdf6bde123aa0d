"""Ranges of percentages repeat the sign here and not there."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.figureforms.consistency import Use, consistent
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span

ID = "percent-range-sign"

_PLACE = regex.compile(
    r"(?<![\w.,–-])(?<low>[0-9]{1,3}(?:\.[0-9]{1,2})?)(?<sign>%?)(?<dash>[-–])(?<high>[0-9]{1,3}"
    r"(?:\.[0-9]{1,2})?)%(?![\w-])"
)


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Ranges between two percentages, joined by a hyphen or a dash."""
    uses = []
    for match in _PLACE.finditer(document.text):
        low, dash, high = match["low"], match["dash"], match["high"]
        form = "twice" if match["sign"] else "once"
        rewrites = {"twice": f"{low}%{dash}{high}%", "once": f"{low}{dash}{high}%"}
        uses.append(Use(Span(*match.span()), form, rewrites))
    return consistent(ID, document, context, uses)


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="Ranges of percentages repeat the sign here and not there.",
    why="A sign at one end or at both: either is clear, but not the two side by side.",
    safety=(
        "Suggested by the document's own majority, at least three uses and twice as many as the others; by itself "
        "only for a house style, and when the figure reads the same afterwards."
    ),
    examples=(
        Fixes(
            "Some grew 3-5%, some 4-6%, some 7-9% and one 10%-12%.",
            "Some grew 3-5%, some 4-6%, some 7-9% and one 10-12%.",
        ),
        Fixes(
            "Some grew 3%-5%, some 4%-6%, some 7%-9% and one 10-12%.",
            "Some grew 3%-5%, some 4%-6%, some 7%-9% and one 10%-12%.",
        ),
        Keeps("Some grew 3-5%, some 4%-6% and some 7%-9%."),
        Keeps("Growth was 3-5%, 4-6%, and 7-9%, from 2% and 1%."),
    ),
    find=find,
)
