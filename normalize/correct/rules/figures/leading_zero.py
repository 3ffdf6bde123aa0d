"""Some decimals below one begin with a zero, others with the point."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.figureforms.consistency import Use, consistent
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span

ID = "leading-zero"

_UNIT = (
    r"(?=[ \u00a0]?%|[ ](?:percent|per[ ]cent|percentage|points?|million|billion|seconds?|miles?|inch"
    r"(?:es)?)\b|[ \u00a0]?(?:k?m|mm|cm|k?g|mg|ml)\b)"
)
_PLACE = regex.compile(rf"(?<![\w.,:/])(?<zero>0?)\.(?<digits>[0-9]{{1,6}}){_UNIT}")


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Decimals below one with a unit."""
    uses = []
    for match in _PLACE.finditer(document.text):
        digits = match["digits"]
        uses.append(
            Use(Span(*match.span()), "zero" if match["zero"] else "bare", {"zero": f"0.{digits}", "bare": f".{digits}"})
        )
    return consistent(ID, document, context, uses)


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="Some decimals below one begin with a zero, others with the point.",
    why="A bare point is easily overlooked, and two forms in one text make readers look twice.",
    safety=(
        "Suggested by the document's own majority, at least three uses and twice as many as the others; by itself "
        "only for a house style, and when the figure reads the same afterwards. Averages, calibres and the like, "
        "which have no unit, are left alone."
    ),
    examples=(
        Fixes(
            "Pay rose 0.5%, rents 0.7%, fuel 0.2% and food .9%.", "Pay rose 0.5%, rents 0.7%, fuel 0.2% and food 0.9%."
        ),
        Fixes(
            "Roads got 0.4 km longer, then 0.6 km, then 0.8 km, then .3 km.",
            "Roads got 0.4 km longer, then 0.6 km, then 0.8 km, then 0.3 km.",
        ),
        Keeps("He hit .310 with a .22 rifle; pay rose 0.5%, rents 0.7% and fuel 0.2%."),
        Keeps("Pay rose 0.5%, rents .7% and fuel 0.2%."),
    ),
    find=find,
)
