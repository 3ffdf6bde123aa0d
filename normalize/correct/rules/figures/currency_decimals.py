"""A whole sum has empty decimals, while others in the text have none."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.figureforms.consistency import Use, consistent
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span

ID = "currency-decimals"

_PLACE = regex.compile(
    r"(?<![\w$£€])(?<sign>[$£€])(?<whole>[0-9]{1,3}(?:,[0-9]{3}){0,3}|[0-9]{1,9})(?<cents>\.[0-9]{2})?"
    r"(?![\w.]*[0-9]|[ ]?(?:m|bn|million|billion|trillion)\b)"
)


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Sums below a million, in texts where no sum has cents."""
    uses = []
    for match in _PLACE.finditer(document.text):
        cents = match["cents"]
        if cents not in (None, ".00"):
            return iter(())
        uses.append(Use(Span(*match.span()), "cents" if cents else "whole", {"whole": match["sign"] + match["whole"]}))
    return consistent(ID, document, context, uses)


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SUGGEST,
    since="0.1.0",
    summary="A whole sum has empty decimals, while others in the text have none.",
    why="Two zeros claim a precision that the other sums do not have.",
    safety=(
        "Only suggested, by the document's own majority: the zeros may be meant. Sums beside others with cents "
        "keep theirs."
    ),
    examples=(
        Fixes("Tea is $2, soup $5, bread $3 and cake $4.00 here.", "Tea is $2, soup $5, bread $3 and cake $4 here."),
        Fixes(
            "A seat costs £20, a box £90, a stall £30 and a glass £5.00.",
            "A seat costs £20, a box £90, a stall £30 and a glass £5.",
        ),
        Keeps("Tea is $2, soup $5.50, bread $3 and cake $4.00 here."),
        Keeps("Tea is $2.00, soup $5.00 and bread $3.00."),
    ),
    find=find,
    needs=("$", "£", "€"),
)
