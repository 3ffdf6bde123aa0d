"""The first, cheap pass: numerals and number words of a text, and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from normalize.figures.numerals import NUMERAL, is_european, read
from normalize.figures.words import VOCABULARY, VULGAR, Role

# The standard engine is twice as fast as `regex` on this one pattern, which sees every word of every text.
_WORD = re.compile(NUMERAL + r"|(?<![^\W\d_])[A-Za-z]{1,13}+(?![^\W_])|[¼-¾⅐-⅞]")


@dataclass(frozen=True, slots=True)
class Token:
    """A numeral or number word. `step` is the size of one unit in a numeral's last place."""

    role: Role
    start: int
    end: int
    value: Decimal | None
    step: Decimal = Decimal(1)
    grouped: bool = False
    listed: bool = False
    spaced: bool = False


def tokenise(text: str) -> list[Token]:
    """The numerals and number words of a text, in order. One pass, linear in the length of the text."""
    european = is_european(text)
    tokens: list[Token] = []
    for match in _WORD.finditer(text):
        blob = match[0]
        known = VOCABULARY.get(blob)
        if known is None and blob.islower():
            continue  # most words of a text
        start, first = match.start(), blob[0]
        if first.isdecimal() or first == ".":
            tokens.extend(
                Token("num", n.start, n.end, n.value, n.step, n.grouped, n.listed, n.spaced)
                for n in read(blob, start, european=european)
            )
            continue
        known = known or VOCABULARY.get(blob.lower())
        if known is not None:
            tokens.append(Token(known[0], start, match.end(), known[1]))
        elif first in VULGAR:
            over, under = VULGAR[first]
            tokens.append(Token("vulgar", start, match.end(), Decimal(over) / Decimal(under)))
    return tokens
