"""Blocks of Markdown, and the stretches of each that are markup and no prose.

markdown-it-py finds the blocks (its tokens know their lines); the signs inside a line are found by `inline`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from normalize.ingest.inline import find_markup
from normalize.model import Block, BlockKind, Span, Zone, ZoneKind

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

LINE_END = re.compile(r"\r\n?|\n")
FRONT_MATTER = re.compile(r"(---|\+\+\+)[ \t]*(?:\r\n?|\n)")
CLOSINGS = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*+$", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*+$", re.MULTILINE),
}
# What stands before the prose of a line: quote marks, list markers, heading signs, indentation.
PREFIX = re.compile(
    r"[ \t]*+(?:>[ \t]*+)*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++(?:\[[ xX]\][ \t]++)?)*+(?:\#{1,6}(?:[ \t]++|$))?"
)
CONTINUED = re.compile(r"[ \t]*+(?:>[ \t]*+)*+")
HEADING_TAIL = re.compile(r"[ \t]++#++[ \t]*+$")
CELL_BORDER = re.compile(r"[ \t]*+(?<!\\)\|[ \t]*+")
KINDS = {"fence": BlockKind.CODE, "code_block": BlockKind.CODE, "html_block": BlockKind.OTHER}


@dataclass(frozen=True, slots=True)
class Parsed:
    """Blocks, markup zones, and the block quotes of a Markdown text."""

    blocks: tuple[Block, ...]
    zones: tuple[Zone, ...]
    quotes: tuple[Span, ...]


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # not needed for plain text

    # Inline markup is not parsed: its tokens have no places.
    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def parse(text: str) -> Parsed:
    """The parts of a Markdown `text`."""
    lines = _Lines(text)
    blocks: list[Block] = []
    zones: list[Zone] = []
    quotes: list[Span] = []
    body = _front_matter_end(text, lines)
    if body:
        span = lines.span(0, body)
        blocks.append(Block(span, BlockKind.FRONT_MATTER))
        zones.append(Zone(span, ZoneKind.FRONT_MATTER))
    environment: dict[str, Any] = {}
    tokens = _parser().parse(text[lines.starts[body] :], environment)
    for token, kind in _leaves(tokens):
        assert token.map is not None
        first, last = token.map[0] + body, token.map[1] + body
        span = lines.span(first, last)
        if token.type == "heading_open":
            if token.markup in ("=", "-"):
                zones.append(Zone(lines.line(last - 1), ZoneKind.MARKUP))
        elif kind is None:
            quotes.append(span)
        elif len(span):
            blocks.append(Block(span, kind))
            zones.extend(_block_zones(text, lines, first, last, token, kind))
    for first, last in _references(environment):
        span = lines.span(first + body, last + body)
        blocks.append(Block(span, BlockKind.OTHER))
        zones.append(Zone(span, ZoneKind.MARKUP))
    disjoint = _disjoint(blocks)
    zones.extend(_between(text, disjoint))
    return Parsed(disjoint, tuple(zones), tuple(quotes))


def _between(text: str, blocks: tuple[Block, ...]) -> Iterator[Zone]:
    """What stands in no block: empty list items, rules of quotes, and nesting deeper than the parser follows."""
    at = 0
    for span in (*(block.span for block in blocks), Span(len(text), len(text))):
        gap = text[at : span.start]
        kept = gap.strip()
        if kept:
            start = at + gap.index(kept)
            yield Zone(Span(start, start + len(kept)), ZoneKind.MARKUP)
        at = span.end


class _Lines:
    """Where the lines of a text begin and end; numbers count from 0."""

    def __init__(self, text: str) -> None:
        ends = [match.span() for match in LINE_END.finditer(text)]
        self.starts = [0, *(end for _, end in ends), len(text)]
        self.ends = [*(start for start, _ in ends), len(text), len(text)]

    def line(self, number: int) -> Span:
        """One line without its line end."""
        number = min(number, len(self.ends) - 1)
        return Span(self.starts[number], self.ends[number])

    def span(self, first: int, last: int) -> Span:
        """Lines from `first` up to but not including `last`, without the last line end."""
        start = self.line(first).start
        return Span(start, max(start, self.line(max(first, last - 1)).end))

    def number(self, offset: int) -> int:
        """The line that `offset` stands in or before."""
        return bisect_left(self.starts, offset)


def _front_matter_end(text: str, lines: _Lines) -> int:
    """The number of the first line after YAML (`---`) or TOML (`+++`) front matter; 0 when there is none."""
    opening = FRONT_MATTER.match(text)
    if opening is None or text[opening.end() : opening.end() + 1] in ("", "\n", "\r"):
        return 0
    closing = CLOSINGS[opening.group(1)].search(text.replace("\r", "\n") if "\r" in text else text, opening.end())
    return lines.number(closing.start()) + 1 if closing else 0


def _leaves(tokens: Iterable[Token]) -> Iterator[tuple[Token, BlockKind | None]]:
    """The tokens that hold text, each with its kind; block quotes and headings as a whole have None."""
    depth = {"list_item": 0, "heading": 0, "table": 0}
    for token in tokens:
        name, _, edge = token.type.rpartition("_")
        if name in depth and edge in ("open", "close"):
            depth[name] += 1 if edge == "open" else -1
        if token.type == "table_open":
            yield token, BlockKind.TABLE
        elif token.type in ("blockquote_open", "heading_open"):
            yield token, None
        elif token.type in KINDS:
            yield token, KINDS[token.type]
        elif token.type == "hr":
            yield token, BlockKind.OTHER
        elif token.type == "inline" and not depth["table"]:
            if depth["heading"]:
                yield token, BlockKind.HEADING
            else:
                yield token, BlockKind.LIST_ITEM if depth["list_item"] else BlockKind.PARAGRAPH


def _block_zones(text: str, lines: _Lines, first: int, last: int, token: Token, kind: BlockKind) -> Iterator[Zone]:
    span = lines.span(first, last)
    if kind is BlockKind.CODE:
        yield Zone(span, ZoneKind.CODE)
        return
    if kind is BlockKind.OTHER:
        yield Zone(span, ZoneKind.MARKUP)
        return
    for number in range(first, last):
        yield from _line_markup(text, lines.line(number), PREFIX if number == first else CONTINUED, kind)
    if kind is BlockKind.TABLE:
        yield Zone(lines.line(first + 1), ZoneKind.MARKUP)
        for number in (first, *range(first + 2, last)):
            yield from find_markup(text, lines.line(number))
        return
    yield from find_markup(text, span)


def _line_markup(text: str, line: Span, before: re.Pattern[str], kind: BlockKind) -> Iterator[Zone]:
    prefix = before.match(text, line.start, line.end)
    if prefix is not None and prefix.end() > line.start:
        yield Zone(Span(line.start, prefix.end()), ZoneKind.MARKUP)
    kept = text[line.start : line.end].rstrip(" \t")
    if line.start + len(kept) < line.end:
        # Two spaces at the end of a line are a line break in Markdown.
        yield Zone(Span(line.start + len(kept), line.end), ZoneKind.MARKUP)
    if kind is BlockKind.HEADING:
        tail = HEADING_TAIL.search(text, line.start, line.end)
        if tail:
            yield Zone(Span(*tail.span()), ZoneKind.MARKUP)
    if kind is BlockKind.TABLE:
        for border in CELL_BORDER.finditer(text, line.start, line.end):
            yield Zone(Span(*border.span()), ZoneKind.MARKUP)


def _references(environment: dict[str, Any]) -> Iterator[tuple[int, int]]:
    """The lines of the link reference definitions."""
    for entry in (*environment.get("references", {}).values(), *environment.get("duplicate_refs", ())):
        if entry.get("map"):
            yield entry["map"][0], entry["map"][1]


def _disjoint(blocks: list[Block]) -> tuple[Block, ...]:
    """Sorted blocks; one that begins inside the block before it is dropped."""
    kept: list[Block] = []
    for block in sorted(blocks, key=lambda b: b.span):
        if not kept or block.span.start >= kept[-1].span.end:
            kept.append(block)
    return tuple(kept)
