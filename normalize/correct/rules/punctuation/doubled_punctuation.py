"""A comma or full stop is written twice, or the two stand together."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.prose import is_table, repair
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Edit, Span

ID = "doubled-punctuation"

_PLACE = regex.compile(r"(?<=[\p{L}\p{Nd})\]”’\"%])(?:,,|\.\.|,\.)(?=[ \t]|[\r\n]|\Z|[”’\"](?:\s|\Z))")
_ABBREVIATION = regex.compile(
    r"(?:\b(?:Inc|Ltd|Corp|Co|Bros|etc|al|Jr|Sr|Esq|St|No|Dr|Mr|Mrs|Prof|vs|approx|dept)|(?<!\p{L})\p{L}\.\p{L})\Z"
)
_ENDS_SENTENCE = regex.compile(r"[”’\"]?+(?:[ \t]*+(?:\r?\n|\Z)|\s++[“‘\"'(]?+\p{Lu})")


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Doubled marks behind a word."""
    text = document.text
    for match in _PLACE.finditer(text):
        if is_table(document, match.start()):
            continue
        marks, shown = match.group(), Span(*match.span())
        ends = _ENDS_SENTENCE.match(text, match.end()) is not None
        if marks == ",,":
            yield repair(ID, text, shown, ",", "The comma is written twice.", safe=not ends, confidence=0.97)
        elif marks == ",.":
            message = "A comma and a full stop stand together; the sentence ends here."
            if ends:
                yield repair(ID, text, shown, ".", message, safe=True, confidence=0.96)
        elif _ABBREVIATION.search(text, max(0, match.start() - 12), match.start()):
            message = "The full stop of the abbreviation is enough."
            yield repair(ID, text, shown, ".", message, safe=True, confidence=0.97)
        elif ends:
            # Two dots may be a full stop typed twice or an ellipsis that lost a dot.
            yield Correction(
                rule=ID,
                span=shown,
                message="Two full stops stand together: one is too many, or an ellipsis lost its third.",
                applicability=Applicability.SUGGEST,
                confidence=0.7,
                fixes=tuple(Edit.replacing(text, shown, mark) for mark in (".", "...")),
            )


RULE = Rule(
    id=ID,
    phase=Phase.SPACING,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="A comma or full stop is written twice, or the two stand together.",
    why="Editing a sentence often leaves its old mark beside the new one.",
    safety=(
        "Ellipses, “?!”, “!!”, paths, ranges and empty fields are left alone; two dots are only suggested: they may "
        "be an ellipsis, except after an abbreviation that has its own dot."
    ),
    examples=(
        Fixes("The council met,, as it does in May.", "The council met, as it does in May."),
        Fixes("She works for Harrow Mills Inc.. The firm is old.", "She works for Harrow Mills Inc. The firm is old."),
        Fixes("They came home late,. Nobody asked why.", "They came home late. Nobody asked why."),
        Fixes("It was the last train.. The station closed.", "It was the last train. The station closed."),
        Keeps("Wait... what?! No!! See ../notes and 1..10, etc., and so on."),
        Keeps("The row reads a,,b and the next one ,,,."),
        Keeps("The firm is Harrow Mills Inc., of Leeds."),
    ),
    find=find,
)
