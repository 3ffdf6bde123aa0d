"""Blocks of plain text: paragraphs, headings and list items, told by lines alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalize.model import Block, BlockKind, Span

# A line of text without the white space before it. `\x0b`, `\x0c` and the Unicode separators end lines too.
LINE = re.compile(r"\S[^\n\r\x0b\x0c\x85\u2028\u2029]*+")
LIST_ITEM = re.compile(r"(?:[-*+•‣▪◦·]|\d{1,3}[.)]|[a-z][.)])[ \t\xa0]")
FIRST_WORD = re.compile(r"\S{1,80}")
SENTENCE_END = (".", "!", "?", "…", ":", ";", ",", '"', "”", "’", "'", "»", ")", "]")
LONG_LINE = 120  # nobody wraps by hand wider than this, so such a line is a paragraph of its own
HEADING_LENGTH = 100


def find_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of plain `text`, sorted.

    An empty line always ends a block. A single line end does too, unless the lines are wrapped by hand: the next
    line's first word would not have fitted, or goes on in lower case.
    """
    blocks: list[Block] = []
    for chunk in _chunks(text):
        blocks.extend(_paragraphs(text, chunk))
    return tuple(blocks)


def _chunks(text: str) -> Iterator[list[Span]]:
    """Lines that no empty line separates."""
    chunk: list[Span] = []
    for match in LINE.finditer(text):
        start, end = match.start(), match.start() + len(match.group().rstrip())
        if chunk and _empty_line_between(text, chunk[-1].end, start):
            yield chunk
            chunk = []
        chunk.append(Span(start, end))
    if chunk:
        yield chunk


def _empty_line_between(text: str, end: int, start: int) -> bool:
    gap = text[end:start]
    ends = gap.count("\n") + gap.count("\r") - gap.count("\r\n")
    return ends > 1 or "\x0c" in gap or "\u2029" in gap


def _paragraphs(text: str, lines: list[Span]) -> Iterator[Block]:
    width = max(len(line) for line in lines)
    paragraph = [lines[0]]
    for line in lines[1:]:
        if width > LONG_LINE or not _goes_on(text, paragraph[-1], line, width):
            yield _block(text, paragraph)
            paragraph = []
        paragraph.append(line)
    yield _block(text, paragraph)


def _goes_on(text: str, before: Span, line: Span, width: int) -> bool:
    """Whether `line` belongs to the paragraph of the line before it."""
    if LIST_ITEM.match(text, line.start):
        return False
    if text[line.start].islower():
        return True
    word = FIRST_WORD.match(text, line.start)
    return word is not None and len(before) + 1 + len(word.group()) > width


def _block(text: str, lines: list[Span]) -> Block:
    start, end = lines[0].start, lines[-1].end
    if LIST_ITEM.match(text, start, end):
        kind = BlockKind.LIST_ITEM
    elif (
        len(lines) == 1
        and end - start <= HEADING_LENGTH
        and not text[start].islower()
        and not text.endswith(SENTENCE_END, start, end)
    ):
        kind = BlockKind.HEADING
    else:
        kind = BlockKind.PARAGRAPH
    return Block(Span(start, end), kind)
