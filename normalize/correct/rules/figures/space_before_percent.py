"""Some percent signs stand close to their number, others apart."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.figureforms.consistency import Use, consistent
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span

ID = "space-before-percent"

_PLACE = regex.compile(r"(?<=(?<![\w.,])[0-9]{1,6}+(?:[.,][0-9]{1,6}+)?)(?<space>[ \u00a0]?)%(?![\w-])")


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Percent signs after numerals."""
    uses = []
    for match in _PLACE.finditer(document.text):
        form = "spaced" if match["space"] else "closed"
        uses.append(
            Use(
                Span(*match.span()), form, {"spaced": "\u00a0%" if context.house_style == "si" else " %", "closed": "%"}
            )
        )
    return consistent(ID, document, context, uses)


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="Some percent signs stand close to their number, others apart.",
    why="The sign belongs to the number, and a reader should not wonder why it moves.",
    safety=(
        "Suggested by the document's own majority, at least three uses and twice as many as the others; by itself "
        "only for a house style, and when the figure reads the same afterwards."
    ),
    examples=(
        Fixes(
            "Rents rose 3%, food 4% and fuel 6%, but pay only 2 %.",
            "Rents rose 3%, food 4% and fuel 6%, but pay only 2%.",
        ),
        Fixes("One in 4%, 6% or 8 % of the tins, or 9% in May.", "One in 4%, 6% or 8% of the tins, or 9% in May."),
        Keeps("Rents rose 3%, food 4 % and fuel 6%."),
        Keeps("Rents rose 3 %, food 4 % and fuel 6 %."),
    ),
    find=find,
    needs=("%",),
)
