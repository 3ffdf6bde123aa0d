"""A decimal comma stands in a text with decimal points."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.figureforms.consistency import Use, consistent
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span

ID = "decimal-comma"

_UNIT = (
    r"(?=[ \u00a0]?%|[ ](?:percent|per[ ]cent|million|billion|trillion)\b|[ \u00a0]?(?:km|kg|cm|mm|ha|tonnes"
    r"|metres|meters|kilometres|kilometers)\b)"
)
_PLACE = regex.compile(rf"(?<![\w.,]|[0-9][ ])[0-9]{{1,3}}(?<mark>[.,])[0-9]{{1,2}}{_UNIT}")


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Decimals with a unit."""
    uses = []
    for match in _PLACE.finditer(document.text):
        written = match.group()
        form = "point" if match["mark"] == "." else "comma"
        uses.append(Use(Span(*match.span()), form, {"point": written.replace(",", ".")}))
    return consistent(ID, document, context, uses)


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SUGGEST,
    since="0.1.0",
    summary="A decimal comma stands in a text with decimal points.",
    why="English readers take the comma for a mark between thousands, or for a slip.",
    safety=(
        "Only suggested, and only beside a unit or scale word, where the text has at least three decimal points "
        "and no other comma of this kind."
    ),
    examples=(
        Fixes(
            "Pay rose 2.5%, rents 3.5%, fuel 1.5% and food 4,5%.", "Pay rose 2.5%, rents 3.5%, fuel 1.5% and food 4.5%."
        ),
        Fixes(
            "The road is 2.5 km long, the path 3.5 km, the lane 1.5 km and the track 4,7 km.",
            "The road is 2.5 km long, the path 3.5 km, the lane 1.5 km and the track 4.7 km.",
        ),
        Keeps("Rooms 4,5 and 6 were full; pay rose 2.5%, rents 3.5% and fuel 1.5%."),
        Keeps("Pay rose 2,5%, rents 3,5% and fuel 1.5%."),
    ),
    find=find,
)
