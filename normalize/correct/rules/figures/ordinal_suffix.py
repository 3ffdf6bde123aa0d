"""The letters after an ordinal number are not those of its last word."""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from normalize.correct.figureforms.faults import mended
from normalize.correct.figureforms.ordinals import suffix_of
from normalize.correct.prose import MONTHS
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span
from normalize.scanning import matches_at

ID = "ordinal-suffix"

_PLACE = regex.compile(
    r"(?=[0-9])(?<![\w.,:;/#$£€@=+&%\\'’-])(?<number>[0-9]{1,3}(?:,[0-9]{3}){0,2}|[0-9]{1,4})(?<suffix>st|nd|rd|th)"
    r"(?![\w-]|[./]\w)"
)
_ANYWHERE = re.compile(r"[0-9](?<!\w.)[0-9,]{0,10}(?:st|nd|rd|th)")
#: "A 16st builder" weighs that many stones: after this suffix only such nouns, or a weight nobody has, tell an ordinal.
_ORDINAL_NOUN = regex.compile(
    rf"[ ](?:century|anniversary|birthday|edition|floor|day|year|place|minute|amendment|president|annual|congress"
    rf"|meeting|season|round|week|month|time|of[ ](?:the[ ]month|{MONTHS}))\b"
)
_HEAVIEST = 110
_BEFORE = regex.compile(
    rf"\b(?:the|his|her|its|their|our|my|your|a|on|every|each|{MONTHS})[ ]\Z",
    regex.IGNORECASE,
)
_REACH = 12


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Ordinals with the wrong suffix."""
    text = document.text
    for match in matches_at(_ANYWHERE, _PLACE, text):
        number, suffix = match["number"], match["suffix"]
        right = suffix_of(int(number.replace(",", "")))
        if suffix == right:
            continue
        before = text[max(0, match.start() - _REACH) : match.start()]
        tells = int(number.replace(",", "")) > _HEAVIEST or _ORDINAL_NOUN.match(text, match.end()) is not None
        if suffix == "st" and not tells:
            continue
        yield mended(
            ID,
            document,
            Span(*match.span()),
            number + right,
            f"This ordinal ends in “{right}”.",
            certain=_BEFORE.search(before) is not None,
        )


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="The letters after an ordinal number are not those of its last word.",
    why="The letters are the end of the spoken word; others make readers doubt the number.",
    safety=(
        "The number stays as it is. By itself only after an article, a possessive or a month, where it must be an "
        "ordinal; elsewhere suggested. What may be a weight in stones is left alone."
    ),
    examples=(
        Fixes("She came on the 2th day, in her 23th race.", "She came on the 2nd day, in her 23rd race."),
        Fixes("It was the 22st annual meeting.", "It was the 22nd annual meeting."),
        Fixes("The 11st edition and the 112nd arrived late.", "The 11th edition and the 112th arrived late."),
        Keeps("The 1st, 2nd, 3rd, 4th, 11th, 12th, 13th, 21st, 102nd and 1,003rd letters arrived."),
        Keeps("The jockey weighed 9st 4lb; the 16st prop lost 2st in a month, the 70st man 20st in a year."),
    ),
    find=find,
)
