"""The letters after an ordinal number are not those of its last word."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.figureforms.faults import mended
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span

ID = "ordinal-suffix"

_PLACE = regex.compile(
    r"(?<![\w.,:;/#$£€@=+&%\\'’-])(?<number>[0-9]{1,3}(?:,[0-9]{3}){0,2}|[0-9]{1,4})(?<suffix>st|nd|rd|th)"
    r"(?![\w-]|[./]\w)"
)
#: Stones are a weight: twelve of them are written like an ordinal.
_WEIGHT = regex.compile(
    r"\b(?:stones?|lbs?|pounds?|weigh\w*|weight|heav\w+|light\w*|lost|los[et]\w*|shed\w*|gain\w*|scales?"
    r"|jockey|horse)\b|[0-9]st\b.{1,3}[0-9]",
    regex.IGNORECASE,
)
_BEFORE = regex.compile(
    r"\b(?:the|his|her|its|their|our|my|your|a|on|every|each|January|February|March|April|May|June|July|August"
    r"|September"
    r"|October|November|December)[ ]\Z",
    regex.IGNORECASE,
)
_REACH = 80


def suffix_of(number: int) -> str:
    """The English suffix of an ordinal."""
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Ordinals with the wrong suffix."""
    text = document.text
    for match in _PLACE.finditer(text):
        number, suffix = match["number"], match["suffix"]
        right = suffix_of(int(number.replace(",", "")))
        if suffix == right:
            continue
        before = text[max(0, match.start() - _REACH) : match.start()]
        if suffix == "st" and _WEIGHT.search(before + text[match.start() : match.end() + _REACH]):
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
        "ordinal; elsewhere suggested. Weights in stones are left alone."
    ),
    examples=(
        Fixes("She came on the 2th day, in her 23th race.", "She came on the 2nd day, in her 23rd race."),
        Fixes("She came 22st in a race of the club.", "She came 22nd in a race of the club."),
        Fixes("The 11st letter and the 112nd arrived late.", "The 11th letter and the 112th arrived late."),
        Keeps("The 1st, 2nd, 3rd, 4th, 11th, 12th, 13th, 21st, 102nd and 1,003rd letters arrived."),
        Keeps("The jockey weighed 9st 4lb, and lost 2st in a month."),
    ),
    find=find,
)
