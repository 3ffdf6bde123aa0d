"""A space stands between a currency sign and its amount."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.figureforms.faults import mended
from normalize.correct.prose import is_table, reads_as_english
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span

ID = "space-after-currency-sign"

_PLACE = regex.compile(
    r"(?=[A-Z$£€])(?<=(?:[\p{L}(“\"‘'][ ]?|[,;:–—][ ]))(?:[A-Z]{1,3})?[$£€][ \u00a0](?=[0-9]{1,12}+"
    r"(?:[.,][0-9]{1,12}+){0,4}+(?![\w$£€(]))"
)

#: "In $ 2015" and "US$ 2010 prices" name the year whose prices are meant, "$ 000" the unit of a column.
_BASE_YEAR = regex.compile(
    r"(?<=\b(?:in|constant|real|at)[ ](?:[A-Z]{1,3})?)[$£€][ \u00a0](?:19|20)[0-9]{2}\b"
    r"|[$£€][ \u00a0](?:(?:19|20)[0-9]{2}[ ](?:prices|terms|values|PPP)\b|000\b)"
)


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Signs with a space after them, in English sentences."""
    text = document.text
    for match in _PLACE.finditer(text):
        if (
            _BASE_YEAR.match(text, match.end() - 2)
            or is_table(document, match.start())
            or not reads_as_english(text, match.start())
        ):
            continue
        yield mended(
            ID,
            document,
            Span(*match.span()),
            match.group().rstrip(),
            "A currency sign stands close to its amount.",
        )


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="A space stands between a currency sign and its amount.",
    why="English sets the sign close to the amount; a space lets the line break between them.",
    safety="The amount must read the same afterwards. Prompts, tables and lines in other languages are left alone.",
    examples=(
        Fixes("The repair cost $ 100 in the end.", "The repair cost $100 in the end."),
        Fixes("They raised £ 2.5 million (€ 3 million).", "They raised £2.5 million (€3 million)."),
        Keeps("The repair cost $100, or Rs 7,000, or kr 900."),
        Keeps("The plan costs 30 million (in $ 2015), or 25 million (US$ 2010 prices); see the column ($ 000)."),
        Keeps("$ 7z x archive.7z"),
        Keeps("Le billet coûte € 20 pour les enfants et € 30 pour les autres."),
    ),
    find=find,
    needs=("$", "£", "€"),
)
