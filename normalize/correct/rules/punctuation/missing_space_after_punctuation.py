"""Two words stand on both sides of a mark without the space after it."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.prose import FUNCTION_WORDS, OPENERS, is_table, repair
from normalize.correct.rule import Context, Fixes, Keeps, Misses, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span

ID = "missing-space-after-punctuation"

_PLACE = regex.compile(r"(?<=[\p{Ll}\p{Nd})])[,.;!?](?=\p{L}{1,40}+(?![\p{L}\p{Nd}_(=/@\\&]))")
_LEFT = regex.compile(r"(?:(?<![^\s(“‘\"'\[—–])|(?<=\w-)|(?<=\w['’]))(?:\p{L}{2,40}+|\p{Nd}{1,4}+)\)?+\Z")
_RIGHT = regex.compile(r"(\p{L}++)(?:['’]\p{Ll}{1,3})?+(?=[\s)”\"’']|[.,;:?!](?:\s|\Z)|-\p{Ll}|\Z)")
_NOT_PROSE = regex.compile(r"[/\\@_=<>{}|&#*+~`]|\w\(")


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Marks between two words that both belong to prose."""
    text = document.text
    for match in _PLACE.finditer(text):
        at = match.start()
        start = _token_start(text, at)
        left, right = _LEFT.search(text, start, at), _RIGHT.match(text, match.end(), match.end() + 45)
        if left is None or right is None or _NOT_PROSE.search(text, start, match.start()):
            continue
        safe = _is_certain(match.group(), left.group().rstrip(")"), right[1], text[start:at])
        if safe is None or (not safe and not _in_clause(text, start)) or is_table(document, at):
            continue
        shown = Span(left.start(), right.end(1))
        yield repair(
            ID,
            text,
            shown,
            f"{text[shown.start : match.end()]} {right[1]}",
            f"A space belongs after “{match.group()}”.",
            safe=safe,
            confidence=0.97 if safe else 0.6,
        )


def _token_start(text: str, at: int) -> int:
    """Where the unbroken run of characters that holds `at` begins (looking back at most 80)."""
    start = at
    while start > 0 and at - start < 80 and not text[start - 1].isspace():
        start -= 1
    return start


def _in_clause(text: str, start: int) -> bool:
    """Whether the line already holds a few words before the doubtful place, as a sentence does."""
    before = text[max(0, start - 80) : start].rpartition("\n")[2]
    return len(before.split()) >= 3


def _is_certain(mark: str, left: str, right: str, before: str) -> bool | None:
    """True for a certain fault, False for a likely one, None for none."""
    if mark in ".?!":
        if not right[0].isupper() or (not right[1:].islower() and right not in ("I", "A")):
            return None
        if "." in before or left[0].isupper() or (left.isdecimal() and len(left) < 4):
            # An abbreviation, a file, a version, or a brand such as "Node.JS" and "Yahoo!".
            return None
        if right in OPENERS:
            return True
        return False if left.islower() and len(left) > 2 and len(right) > 2 and mark == "." else None
    if "," in before or ";" in before or (left.isdecimal() and not right.islower()):
        return None
    small = {left, right} & FUNCTION_WORDS
    if len(right) == 1 and right not in ("a", "I"):
        return None
    if small or (mark == "," and left.islower() and right[0].isupper() and right[1:].islower()):
        return True
    return False if mark == "," and left.isalpha() and before == left else None


RULE = Rule(
    id=ID,
    phase=Phase.SPACING,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="The space after a comma, full stop or other mark is gone.",
    why="Text loses its spaces where lines and links are glued together, and readers stumble there.",
    safety=(
        "Only between two words of prose of which one is a small word or a sentence opener; hosts, files, versions, "
        "initials, abbreviations, numbers and lists of terms are left alone; what could be a name is only "
        "suggested."
    ),
    examples=(
        Fixes("The bill passed in the end.The mayor signed it.", "The bill passed in the end. The mayor signed it."),
        Fixes("It rained all day,but nobody left.", "It rained all day, but nobody left."),
        Fixes("Is that so?He did not answer.", "Is that so? He did not answer."),
        Fixes("The treaty dates from 1998.It was never signed.", "The treaty dates from 1998. It was never signed."),
        Fixes("They met in Lyon;the others stayed away.", "They met in Lyon; the others stayed away."),
        Fixes("The match reached its end.Nobody cheered.", "The match reached its end. Nobody cheered."),
        Keeps("The U.S.A. and e.g. Node.js, ASP.NET and Booking.com, at 9.30 a.m. in 1,000 towns."),
        Keeps("See config.The_File, notes.txt, index.html and v2.The1 at example.com/a.The?In=1,and."),
        Keeps("Call errors.Is and open config.yml, says Python 3.12."),
        Keeps("The tags red,green,blue and the points x,y and f(a,b) are data."),
        Keeps("J.R.R. Tolkien and Ph.D. students at St.John's met Yahoo!Japan."),
        Misses("We came home late.nobody spoke.", "We came home late. nobody spoke.", why="it reads like a host name"),
    ),
    find=find,
    spacing_engine=True,
)
