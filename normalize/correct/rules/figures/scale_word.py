"""Millions of money are written with a word here and a letter there."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.figureforms.consistency import Use, consistent
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span

ID = "scale-word"

_WORDS = {"m": "million", "mn": "million", "bn": "billion", "b": "billion", "tn": "trillion", "trn": "trillion"}
_LETTERS = {"million": "m", "billion": "bn", "trillion": "tn"}
_PLACE = regex.compile(
    r"(?<=[$£€¥₹][0-9]{1,6}+(?:[.,][0-9]{1,6}+)?)(?<space>[ \u00a0]?)(?<scale>million|billion|trillion|mn?|bn?"
    r"|trn|tn)(?![\w’'-])"
)


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Scale words and letters after amounts with a currency sign."""
    uses = []
    for match in _PLACE.finditer(document.text):
        scale = match["scale"]
        word = _WORDS.get(scale, scale)
        letter = "trn" if context.house_style == "economist" and word == "trillion" else _LETTERS[word]
        form = "word" if scale in _LETTERS else "letter"
        rewrites = {"word": f" {word}", "letter": f"{letter}"}
        uses.append(Use(Span(*match.span()), form, {**rewrites, form: match.group()}))
    return consistent(ID, document, context, uses)


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="Millions of money are written with a word here and a letter there.",
    why="Sums that are set side by side should look alike.",
    safety=(
        "Suggested by the document's own majority, at least three uses and twice as many as the others; by itself "
        "only for a house style, and when the figure reads the same afterwards. Counts of people and things are "
        "left alone: many houses write those out."
    ),
    examples=(
        Fixes(
            "It cost $5 million, then $6 million, then $9 million, and at last $12m.",
            "It cost $5 million, then $6 million, then $9 million, and at last $12 million.",
        ),
        Fixes(
            "The port cost £2bn, the bridge £3bn, the tunnel £4bn and the road £1.5 billion.",
            "The port cost £2bn, the bridge £3bn, the tunnel £4bn and the road £1.5bn.",
        ),
        Keeps("It cost $5 million, then $6m, and 3 million people saw it."),
        Keeps("It cost $5m, then $6m, then $9m, for 3 million people."),
    ),
    find=find,
    needs=("$", "£", "€", "¥", "₹"),
)
