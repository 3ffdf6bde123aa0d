"""A sentence begins with a numeral."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.figureforms.consistency import in_prose
from normalize.correct.figureforms.faults import mended
from normalize.correct.figureforms.numerals import in_words
from normalize.correct.rule import Context, Fixes, Flags, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span

ID = "numeral-opens-sentence"

_PLACE = regex.compile(
    r"(?<=\p{Ll}{3}[.!?]”?[ ])(?<number>[1-9][0-9]{0,2}(?:,[0-9]{3}){0,3})"
    r"(?=[ ](?!(?:to|or|and|in)[ ][$£€]?[0-9])\p{Ll}{2,20}\b)"
)

_LAST_WORD = regex.compile(r"(?<![\w.’'-])(?<word>\p{Ll}{3,20}|\p{Lu}\p{Ll}{5,20})[.!?]”?[ ]\Z")
_ABBREVIATIONS = frozenset(
    ["fig", "figs", "sec", "secs", "ref", "refs", "eqs", "vol", "vols", "nos", "approx", "est", "etc"]
)


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Numerals behind the end of a sentence, before a word in small letters."""
    text = document.text
    for match in _PLACE.finditer(text):
        span, number = Span(*match.span("number")), match["number"]
        last = _LAST_WORD.search(text, max(0, match.start() - 24), match.start())
        if last is None or last["word"] in _ABBREVIATIONS or not in_prose(document, span):
            continue
        message = "A numeral opens the sentence."
        if number.isdecimal() and int(number) <= 100:
            words = in_words(int(number)).capitalize()
            yield mended(ID, document, span, words, message, certain=False)
        else:
            yield Correction(ID, span, message, Applicability.FLAG, 0.6)


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SUGGEST,
    since="0.1.0",
    summary="A sentence begins with a numeral.",
    why="After a full stop a numeral hides where the sentence begins; most houses write it out.",
    safety=(
        "Only suggested for numbers up to a hundred, and pointed at for larger ones, where a sentence of the same "
        "paragraph stands before. Years, dates, lists and headings are left alone."
    ),
    examples=(
        Fixes("The hall was full. 15 people stood outside.", "The hall was full. Fifteen people stood outside."),
        Flags("The hall was full. 250 people stood outside.", "250"),
        Keeps("The hall was full. 2019 was a good year. 5 May was best. 3. The end."),
        Keeps("15 people stood outside.\n\n20 people stood inside."),
        Keeps("Ask how many came. 3 to 4 million did. 1 in 20 left."),
    ),
    find=find,
)
