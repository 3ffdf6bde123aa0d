"""Percentages are written in two ways."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.figureforms.consistency import Use, consistent
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span

ID = "percent-form"

_PLACE = regex.compile(
    r"(?<=(?<![\w.,])[0-9]{1,6}+(?:[.,][0-9]{1,6}+)?)(?:[ \u00a0]?%|[ ](?:percent|per[ ]cent|pc)\b)(?![\w-])"
)


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Percentages with numerals, by sign or word."""
    uses = []
    for match in _PLACE.finditer(document.text):
        written = match.group()
        sign = written.endswith("%")
        form = "%" if sign else written.strip()
        rewrites = {"%": "%", "percent": " percent", "per cent": " per cent", "pc": " pc"}
        uses.append(Use(Span(*match.span()), form, {**rewrites, form: written}))
    return consistent(ID, document, context, uses)


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="Percentages are written in two ways.",
    why="One article is easier to read, and to search, when a percentage always looks the same.",
    safety=(
        "Suggested by the document's own majority, at least three uses and twice as many as the others; by itself "
        "only for a house style, and when the figure reads the same afterwards. Headings, tables and quotations "
        "are neither counted nor changed."
    ),
    examples=(
        Fixes(
            "Rents rose 3%, food 4% and fuel 6%, but pay only 2 percent.",
            "Rents rose 3%, food 4% and fuel 6%, but pay only 2%.",
        ),
        Fixes(
            "Turnout was 61 per cent, then 64 per cent, then 66 per cent, and now 70 percent.",
            "Turnout was 61 per cent, then 64 per cent, then 66 per cent, and now 70 per cent.",
        ),
        Keeps("Rents rose 3%, food 4 percent and fuel 6%."),
        Keeps("Rents rose 3%, food 4% and fuel 6%; half a percent more would have been too much."),
    ),
    find=find,
    needs=("%", "percent", "per cent", " pc"),
)
