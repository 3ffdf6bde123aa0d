"""A number of two words has no hyphen."""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from normalize.correct.figureforms.faults import mended
from normalize.correct.figureforms.numerals import TENS, UNITS
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span

ID = "compound-number-hyphen"

_PLACE = regex.compile(
    rf"(?<![\w-])(?:{'|'.join(TENS)})[ ](?:{'|'.join(UNITS[1:10])})(?=[ ](?<next>\p{{L}}{{2,20}})(?![\w’'-])|"
    rf"(?<stop>[.,;:!?)]))",
    regex.IGNORECASE,
)
#: Finds the candidates fifty times as fast as the whole pattern does; the standard engine is quick at plain letters.
_TRIGGER = re.compile(rf"ty (?:{'|'.join(UNITS[1:10])})\b", re.IGNORECASE)
_LONGEST = len("seventy")
#: After these words the first number may stand by itself: "at twenty two things mattered to her".
_AGE_BEFORE = regex.compile(r"\b(?:at|by|in|age|aged|turned|turning|before|after|past|year)[ ]\Z", regex.IGNORECASE)
_NUMBER_BEFORE = regex.compile(rf"\b(?:{'|'.join((*UNITS, *TENS))})[ -]\Z", regex.IGNORECASE)
_SCALES = frozenset(["hundred", "thousand", "million", "billion", "trillion", "percent", "per"])
_PLURALS = frozenset(["people", "men", "women", "children", "members", "police"])
#: Verbs and nouns that end in s and are no counted things.
_NO_NOUN = frozenset(["is", "was", "has", "does", "this", "his", "its", "us", "as", "less", "always", "says"])


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Tens and units side by side."""
    text = document.text
    for trigger in _TRIGGER.finditer(text):
        match = _PLACE.search(text, max(0, trigger.start() - _LONGEST + 2), trigger.end() + 24)
        if match is None or match.end() != trigger.end():
            continue
        if _NUMBER_BEFORE.search(text, max(0, match.start() - 12), match.start()):
            continue  # a year, or a row of numbers
        follower = (match["next"] or "").lower()
        yield mended(
            ID,
            document,
            Span(*match.span()),
            match.group().replace(" ", "-"),
            "Numbers from twenty-one to ninety-nine have a hyphen.",
            certain=follower in _SCALES or (_is_plural(follower) and not _follows_age(text, match.start())),
        )


def _is_plural(word: str) -> bool:
    return word in _PLURALS or (len(word) > 3 and word.endswith("s") and word not in _NO_NOUN)


def _follows_age(text: str, at: int) -> bool:
    return _AGE_BEFORE.search(text, max(0, at - 10), at) is not None


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="A number of two words has no hyphen.",
    why="The hyphen shows that the two words are one number.",
    safety=(
        "By itself only before a noun in the plural or a scale word, where the two cannot be apart, and when the "
        "figure reads the same afterwards; elsewhere suggested. Years in words are left alone."
    ),
    examples=(
        Fixes("There were twenty one boats in the bay.", "There were twenty-one boats in the bay."),
        Fixes("The town spent thirty five million on it.", "The town spent thirty-five million on it."),
        Fixes("They sold forty five dollar tickets.", "They sold forty-five dollar tickets."),
        Keeps("There were twenty-one boats and twenty one-way streets."),
        Keeps("In nineteen eighty four boats were rare."),
    ),
    find=find,
)
