"""Sums below one pound or dollar are written in two forms."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.figureforms.consistency import Use, consistent
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span

ID = "cents-form"

_PLACE = regex.compile(
    r"(?=[£1-9])(?<![\w.,£-])(?:£0\.(?<decimal>[0-9]{2})|(?<pence>[1-9][0-9]?)(?<form>p|[ ]pence))(?![\w.]*[0-9]|\w)"
)


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Sums in pence."""
    uses = []
    for match in _PLACE.finditer(document.text):
        pence = int(match["decimal"] or match["pence"])
        if not pence:
            continue
        form = (match["form"] or "£").strip()
        uses.append(
            Use(Span(*match.span()), form, {"£": f"£0.{pence:02}", "p": f"{pence}p", "pence": f"{pence} pence"})
        )
    return consistent(ID, document, context, uses)


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="Sums below one pound or dollar are written in two forms.",
    why="Prices that are compared should look alike.",
    safety=(
        "Suggested by the document's own majority, at least three uses and twice as many as the others; by itself "
        "only for a house style, and when the figure reads the same afterwards."
    ),
    examples=(
        Fixes("Milk is 50p, tea 60p, bread 90p and jam £0.80.", "Milk is 50p, tea 60p, bread 90p and jam 80p."),
        Fixes(
            "Milk is £0.50, tea £0.60, bread £0.90 and jam 80p.", "Milk is £0.50, tea £0.60, bread £0.90 and jam £0.80."
        ),
        Keeps("Milk is 50p, tea £0.60, and bread 90p."),
        Keeps("Pages are 50p, 60p and 90p long; jam is £1.80."),
    ),
    find=find,
)
