"""Words and numerals take turns in one series: "four, 13 and 22 boats"."""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from normalize.correct.figureforms.numerals import WORDS, below_hundred
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Edit, Span

ID = "number-series"

_NUMBER = rf"(?:(?:{WORDS})(?:-(?:{WORDS}))?|[0-9]{{1,3}})"
_LAST = r"(?:,?[ ](?:and|or)[ ]|[ ]to[ ])"
#: Numbers that stand side by side and share the noun after the last: nothing else may come between them, and "and",
#: "or" or "to" stands before the last, or "14, two weeks" after a month would be a series.
_SERIES = regex.compile(
    rf"(?=[0-9a-z])(?<![\w.,$£€/-])(?<number>{_NUMBER})(?:,[ ](?<number>{_NUMBER})){{0,6}}{_LAST}"
    rf"(?<number>{_NUMBER})(?=[ ](?!percent|per[ ]cent|million|billion|of\b|in\b|on\b|for\b|at\b)\p{{Ll}}{{3}})",
    regex.IGNORECASE,
)
#: A numeral and a number word side by side, of which a mixed series holds one: sought first, because it is rare and the
#: standard library's engine goes from digit to digit.
_JOINT = r"(?:,?[ ](?:and|or)[ ]|[ ]to[ ]|,[ ])"
_WORD_AFTER = re.compile(rf"[0-9](?i:{_JOINT}(?:{WORDS}))")
_NUMERAL = re.compile(r"[0-9](?<=[ ][0-9])")
_WORD_BEFORE = re.compile(rf"(?i:(?:{WORDS}){_JOINT})\Z")
_REACH = 16


def _may_mix(text: str) -> bool:
    """Whether a numeral and a number word stand side by side as in a series."""
    return _WORD_AFTER.search(text) is not None or any(
        _WORD_BEFORE.search(text, max(0, numeral.start() - _REACH), numeral.start())
        for numeral in _NUMERAL.finditer(text)
    )


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Series of whole numbers below a thousand that mix words and numerals; the numeral is offered for each word."""
    if not _may_mix(document.text):
        return
    for match in _SERIES.finditer(document.text):
        numbers = list(zip(match.captures("number"), match.starts("number"), strict=True))
        words = [(number, start) for number, start in numbers if not number.isdecimal()]
        # "one" is also a pronoun, and "no one to 3 people" is no series.
        if not words or len(words) == len(numbers) or any(word.lower() == "one" for word, _ in words):
            continue
        for word, start in words:
            value = below_hundred(word)
            if value is None:
                continue
            span = Span(start, start + len(word))
            yield Correction(
                rule=ID,
                span=span,
                message=f"“{match.group()}” mixes words and numerals in one series.",
                applicability=Applicability.SUGGEST,
                confidence=0.6,
                fixes=(Edit(span, word, str(value)),),
            )


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SUGGEST,
    since="0.1.0",
    summary="Words and numerals take turns in one series.",
    why="Numbers that are compared with each other are easier to read in one form (Chicago 9.7, AP: casual series).",
    safety=(
        "Only suggested, and only where the numbers stand directly side by side before one noun; some houses set "
        "“nine to 12” on purpose."
    ),
    examples=(
        Fixes("They sold four, 13 and 22 boats in three years.", "They sold 4, 13 and 22 boats in three years."),
        Fixes("Children of eight to 12 years may come.", "Children of 8 to 12 years may come."),
        Keeps("They sold four, six and nine boats, and 13 oars."),
        Keeps("They meet again on October 14, two weeks before the vote."),
        Keeps("In one to 3 cases nobody answered; between four and 13 of them did."),
    ),
    find=find,
)
