"""The letter for millions stands close to some amounts and apart from others."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.figureforms.consistency import Use, consistent
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span

ID = "scale-space"

_PLACE = regex.compile(
    r"(?<=[$£€¥₹][0-9]{1,6}+(?:[.,][0-9]{1,6}+)?)(?<space>[ \u00a0]?)(?<scale>mn?|bn|trn|tn)(?![\w’'-])"
)


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Scale letters after amounts with a currency sign."""
    uses = []
    for match in _PLACE.finditer(document.text):
        scale = match["scale"]
        form = "spaced" if match["space"] else "closed"
        uses.append(Use(Span(*match.span()), form, {"spaced": f" {scale}", "closed": scale}))
    return consistent(ID, document, context, uses)


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="The letter for millions stands close to some amounts and apart from others.",
    why="The letter is part of the amount and should not move.",
    safety=(
        "Suggested by the document's own majority, at least three uses and twice as many as the others; by itself "
        "only for a house style, and when the figure reads the same afterwards."
    ),
    examples=(
        Fixes(
            "It cost $5m, then $6m, then $9m, and at last $12 m.", "It cost $5m, then $6m, then $9m, and at last $12m."
        ),
        Fixes("The mill made £2 bn, £3 bn, £4 bn and then £1bn.", "The mill made £2 bn, £3 bn, £4 bn and then £1 bn."),
        Keeps("It cost $5m, then $6 m, and then $9m."),
        Keeps("It cost $5m, then $6m, then $9m, and at last $12 million."),
    ),
    find=find,
    needs=("$", "£", "€", "¥", "₹"),
)
