"""A space stands inside a bracket."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.prose import EXPECTANT, is_table, repair
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span

ID = "space-inside-brackets"

#: A bracket whose inside is plain prose: words, figures and their marks, no operators.
_PLACE = regex.compile(
    r"""
    (?<![^\s“"‘'—–]) (?<open>[(\[]) (?<before>[ ]{0,3}+)
    (?<inside> [\p{L}\p{Nd}“"‘'$€£] [\p{L}\p{Nd}\p{M} ,.;:'’"“”‘!?%$€£&\-–—]{0,200}? )
    (?<after>[ ]{0,3}+) (?<close>[)\]]) (?= [\s.,;:!?”"’'] | \Z )
    """,
    regex.VERBOSE,
)
_SPACED = regex.compile(r"[(\[] | [)\]]")
_LAST = regex.compile(r"[\p{L}\p{M}\p{Nd}]++[.!?’'\"”%]{0,2}\Z")
_WORD = regex.compile(r"\p{L}{2}")


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Spaces just inside a pair of brackets around prose."""
    text = document.text
    at = 0
    while spaced := _SPACED.search(text, at):
        at = spaced.end()
        start = spaced.start() if spaced.group()[0] in "([" else _opening(text, spaced.start())
        match = _PLACE.match(text, start, start + 230) if start >= 0 else None
        if match is None or match.end() < at:
            continue
        at = match.end()
        if (match["open"] == "(") != (match["close"] == ")") or not _WORD.search(match["inside"]):
            continue
        if not is_table(document, match.start()):
            yield from _corrections(text, match)


def _opening(text: str, at: int) -> int:
    return max(text.rfind("(", max(0, at - 210), at), text.rfind("[", max(0, at - 210), at))


def _corrections(text: str, match: regex.Match[str]) -> Iterator[Correction]:
    # Square brackets also hold tick boxes, links and placeholders.
    last = _LAST.search(match["inside"])
    dropped = last is None or last.group().lower() in EXPECTANT
    safe = match["open"] == "(" and not dropped
    confidence = 0.97 if safe else 0.6
    if match["before"]:
        shown, bracket = Span(match.start("open"), match.end("before")), match["open"]
        message = f"No space belongs after “{bracket}”."
        yield repair(ID, text, shown, bracket, message, safe=safe, confidence=confidence)
    if match["after"]:
        shown, bracket = Span(match.start("after"), match.end("close")), match["close"]
        message = f"No space belongs before “{bracket}”."
        yield repair(ID, text, shown, bracket, message, safe=safe, confidence=confidence)


RULE = Rule(
    id=ID,
    phase=Phase.SPACING,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="A space stands just inside a bracket.",
    why="Brackets close on their words; a space inside them is left over from a link or a template.",
    safety=(
        "Only a pair of round brackets around plain words: tick boxes, formulae, code, faces and single letters are "
        "left alone. Square brackets are only suggested, and so is a bracket from which a word seems to be missing."
    ),
    examples=(
        Fixes("The bridge ( built in 1890 ) is closed.", "The bridge (built in 1890) is closed."),
        Fixes("The club (founded by miners ) won.", "The club (founded by miners) won."),
        Fixes("He spoke of it [ the bridge] twice.", "He spoke of it [the bridge] twice."),
        Fixes("The firm (founded as ) moved twice.", "The firm (founded as) moved twice."),
        Keeps("Tick [ ] or [ x ], then call f( x ) or compute ( a + b )."),
        Keeps("Well :( that is life (they say)."),
        Keeps("The points a) and b ) stay as they are."),
    ),
    find=find,
    spacing_engine=True,
)
