"""Sentences of a document, in order, block by block."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import regex

from normalize.claims.words import listed
from normalize.model import BlockKind, Document, Span

_SKIPPED = frozenset({BlockKind.CODE, BlockKind.FRONT_MATTER})
_PARAGRAPH = regex.compile(r"\r?\n[ \t]*+\r?\n\s*+|\r?\n(?=[ \t]*+(?:[|#>*+-]|\d{1,3}[.)])\s?)|(?<=\|)[ \t]*+\r?\n")
_END = regex.compile(r"[.!?…]++[\"”’')\]*_]*+(?=\s++[\"“‘'(\[*_#]*+[\p{Lu}\d])|(?<=[.!?:;”\"])\r?\n(?=\s*+\S)")
#: A full stop after these does not end a sentence: the word is cut short and always stands before another.
_ABBREVIATIONS = listed(
    "mr mrs ms dr prof st mt sen rep gov gen col lt sgt capt rev hon no nos vs jan feb mar apr jun jul aug sep sept "
    "oct nov dec e.g i.e cf approx fig vol pp art messrs mme"
)
_LAST_WORD = regex.compile(r"([\p{L}.]{1,12})\Z")
#: Longer sentences are lists, tables or text without punctuation; they are cut so that work stays linear.
_LONGEST = 1500


class Sentence(msgspec.Struct, frozen=True):
    """One sentence; `number` counts from 0 in the document, `paragraph` likewise."""

    span: Span
    number: int
    paragraph: int
    kind: BlockKind


def sentences(document: Document) -> tuple[Sentence, ...]:
    """The sentences of a document's prose, headings, lists and tables (code and front matter are left out)."""
    found: list[Sentence] = []
    for paragraph, (span, kind) in enumerate(_paragraphs(document)):
        found += [Sentence(s, len(found) + n, paragraph, kind) for n, s in enumerate(_cut(document.text, span))]
    return tuple(found)


def _paragraphs(document: Document) -> Iterator[tuple[Span, BlockKind]]:
    text = document.text
    for block in document.blocks:
        if block.kind in _SKIPPED:
            continue
        at = block.span.start
        for match in _PARAGRAPH.finditer(text, block.span.start, block.span.end):
            yield from _trimmed(text, at, match.start(), block.kind)
            at = match.end()
        yield from _trimmed(text, at, block.span.end, block.kind)


def _trimmed(text: str, start: int, end: int, kind: BlockKind) -> Iterator[tuple[Span, BlockKind]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        kind = BlockKind.TABLE if text[start] == "|" else kind
        yield Span(start, end), kind


def _cut(text: str, span: Span) -> Iterator[Span]:
    at = span.start
    for match in _END.finditer(text, span.start, span.end):
        if _abbreviated(text, match, at):
            continue
        yield from _chopped(text, at, match.end())
        at = match.end()
        while at < span.end and text[at].isspace():
            at += 1
    yield from _chopped(text, at, span.end)


def _abbreviated(text: str, match: regex.Match[str], at: int) -> bool:
    if match.group()[:1] != "." or match.end() - match.start() > 1:
        return False
    before = _LAST_WORD.search(text, max(at, match.start() - 12), match.start())
    if before is None:
        return False
    word = before.group(1)
    return word.lower() in _ABBREVIATIONS or (len(word) == 1 and word.isupper())


def _chopped(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > _LONGEST:
        cut = text.rfind(" ", start, start + _LONGEST)
        cut = cut if cut > start else start + _LONGEST
        yield Span(start, cut)
        start = cut
    if start < end:
        yield Span(start, end)
