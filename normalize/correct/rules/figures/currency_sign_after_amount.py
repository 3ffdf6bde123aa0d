"""A currency sign stands after its amount."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.figureforms.faults import mended
from normalize.correct.prose import is_table, reads_as_english
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span

ID = "currency-sign-after-amount"

_PLACE = regex.compile(
    r"(?=[0-9])(?:(?<=[\p{Ll},;:–—][ ])|(?<=\())(?<amount>[0-9]{1,12}+(?:[.,][0-9]{1,9}+){0,6}+)(?<space>[ \u00a0]?)"
    r"(?<sign>[$£€])"
    r"(?=[ ]\p{Ll}|[.,;:!?)](?:\s|\Z)|\s*\Z)"
)
#: Scale words would have to move too: "5$ million".
_SCALE = regex.compile(r"[ ](?:thousand|million|billion|trillion|[mb]n|tn|lakh|crore)\b")


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Amounts with their sign behind them, in English sentences."""
    text = document.text
    for match in _PLACE.finditer(text):
        if is_table(document, match.start()) or not reads_as_english(text, match.start()):
            continue
        yield mended(
            ID,
            document,
            Span(*match.span()),
            match["sign"] + match["amount"],
            "In English the currency sign stands before the amount.",
            certain=match["sign"] != "€" and not match["space"] and _SCALE.match(text, match.end()) is None,
        )


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="A currency sign stands after its amount.",
    why="English sets the sign before the amount; the other order is left over from another language.",
    safety=(
        "Patterns, codes, tables and lines in other languages are left alone, and the amount must read the same "
        "afterwards. The sign of the euro, and a sign with a space before it, are only moved on request."
    ),
    examples=(
        Fixes("The ticket costs 100$ at the door.", "The ticket costs $100 at the door."),
        Fixes("A coffee is 3.50£, a cake 4£.", "A coffee is £3.50, a cake £4."),
        Fixes("The guide asks for 20 € an hour.", "The guide asks for €20 an hour."),
        Keeps("The pattern [0-9]+$ matches 100$HOME and ^42$ alike."),
        Keeps("Le billet coûte 20€ pour les enfants et 30€ pour les autres."),
        Keeps("He had 100 $20 notes."),
    ),
    find=find,
    needs=("$", "£", "€"),
)
