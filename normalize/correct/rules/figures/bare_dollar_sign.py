"""A bare dollar sign stands in a text that has dollars of another country."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.figureforms.consistency import in_prose
from normalize.correct.rule import Context, Flags, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span

ID = "bare-dollar-sign"

_BARE = regex.compile(
    r"(?<![\p{L}\p{Nd}$.])\$[0-9]{1,12}+(?:[.,][0-9]{1,9}+){0,6}+(?:[ ](?:million|billion|trillion)\b|(?:m|bn|tn)\b)?"
)
_OTHER = regex.compile(
    r"\b(?:A|AU|C|CA|Can|NZ|HK|S|SG|NT)\$[ ]?[0-9]|[0-9a-z][ ](?:Australian|Canadian|New[ ]Zealand|Hong[ ]Kong"
    r"|Singapore)[ ]dollars?\b"
)
#: What tells the two apart after all: one is the other, converted.
_CONVERTED = regex.compile(
    r"\b(?:about|around|roughly|equivalent|worth|or|converted|equal)\b|[(=≈]|US\$|U\.S\.|American|\bUSD?\b",
    regex.IGNORECASE,
)


def find(document: Document, context: Context) -> Iterator[Correction]:
    """The first bare sign, when other dollars are named and nothing relates the two."""
    text = document.text
    other = _OTHER.search(text)
    if other is None:
        return
    for match in _BARE.finditer(text):
        span = Span(*match.span())
        if not in_prose(document, span):
            continue
        if not _CONVERTED.search(text, max(0, other.start() - 40), other.end() + 40):
            yield Correction(
                rule=ID,
                span=span,
                message=f"The text also has “{other.group().strip()}”; which dollar is meant here?",
                applicability=Applicability.FLAG,
                confidence=0.6,
            )
        return


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.FLAG,
    since="0.1.0",
    summary="A bare dollar sign stands in a text that has dollars of another country.",
    why="Nobody can tell which dollar is meant, and the two may differ by half.",
    safety="Only pointed at, once, at the first bare sign: which currency is meant only the author knows.",
    examples=(
        Flags("The farm sold for A$5 million and the house for $2 million.", "$2 million"),
        Flags("He paid 300 Canadian dollars; the court wants $900 more.", "$900"),
        Keeps("The farm sold for A$5 million and the house for US$2 million."),
        Keeps("The farm sold for $5 million, or about A$7 million."),
    ),
    find=find,
    needs=("$",),
)
