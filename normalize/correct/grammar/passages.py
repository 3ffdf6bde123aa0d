"""Cut a document into requests: prose as text, everything protected as markup that stands for something plain."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import regex

from normalize.correct.grammar.client import Piece
from normalize.model import Block, BlockKind, Document, Span, Zone, ZoneKind

#: Requests of 10 to 50 kB are the fastest; a paragraph is never cut unless it alone is longer than the limit.
TARGET = 20_000
LIMIT = 40_000

#: Blocks that hold no sentences.
SKIPPED = frozenset({BlockKind.CODE, BlockKind.FRONT_MATTER, BlockKind.TABLE})
#: Zones that a sentence is read without; any other protected zone stands in it like a name.
SILENT = frozenset({ZoneKind.MARKUP, ZoneKind.FRONT_MATTER})
NAME = "Alpha"
BREAK = "\n\n"

PARAGRAPH_END = regex.compile(r"\n[ \t]*+\r?\n\s*+")
CUT = regex.compile(r"(?r)[.!?]\s|\s")


@dataclass(frozen=True, slots=True)
class Passage:
    """One request: `pieces` together are the document's text from `span.start` to `span.end`."""

    span: Span
    pieces: tuple[Piece, ...]

    def halves(self) -> tuple[Passage, ...]:
        """The passage in two, parted after the paragraph that ends nearest its middle; itself alone when it is one."""
        middle, at = (self.span.start + self.span.end) / 2, self.span.start
        ends: list[tuple[float, int, int]] = []
        for number, piece in enumerate(self.pieces[:-1], 1):
            at += len(piece.text)
            read = piece.stands_for if piece.is_markup else piece.text
            if read[len(read.rstrip()) :].count("\n") > 1:
                ends.append((abs(at - middle), at, number))
        if not ends:
            return (self,)
        _, at, number = min(ends)
        return (
            Passage(Span(self.span.start, at), self.pieces[:number]),
            Passage(Span(at, self.span.end), self.pieces[number:]),
        )


def passages(document: Document) -> Iterator[Passage]:
    """The document in requests, each with whole paragraphs where possible; passages without prose are left out."""
    zones = [zone for zone in document.protected if zone.kind.untouchable]
    prose = [span for span in _prose(document) if _is_prose(span.of(document.text))]
    group: list[Span] = []
    for span in prose:
        if group and span.end - group[0].start > TARGET:
            yield _passage(document, group, zones)
            group = []
        group.append(span)
    if group:
        yield _passage(document, group, zones)


def _is_prose(text: str) -> bool:
    """Whether at least half of the signs are letters: rows of figures or of signs take the server minutes."""
    letters = sum(map(str.isalpha, text))
    return letters > 0 and letters * 2 >= len(text) - sum(map(str.isspace, text))


def _prose(document: Document) -> Iterator[Span]:
    """The paragraphs, in order; those over the limit in parts."""
    whole = (Block(Span(0, len(document.text)), BlockKind.OTHER),)
    for block in document.blocks or whole:
        if block.kind in SKIPPED:
            continue
        at = block.span.start
        for gap in PARAGRAPH_END.finditer(document.text, block.span.start, block.span.end):
            yield from _parts(document.text, Span(at, gap.end()))
            at = gap.end()
        yield from _parts(document.text, Span(at, block.span.end))


def _parts(text: str, span: Span) -> Iterator[Span]:
    """`span` in parts within the limit, cut after a sentence or at white space if there is any."""
    start = span.start
    while span.end - start > LIMIT:
        gap = CUT.search(text, start + LIMIT // 2, start + LIMIT)
        end = gap.end() if gap else start + LIMIT
        yield Span(start, end)
        start = end
    yield Span(start, span.end)


def _passage(document: Document, group: list[Span], zones: Sequence[Zone]) -> Passage:
    pieces: list[Piece] = []
    at = group[0].start
    for span in group:
        if at < span.start:
            pieces.append(Piece(document.text[at : span.start], is_markup=True, stands_for=BREAK))
        pieces += _pieces(document, span, zones)
        at = span.end
    return Passage(Span(group[0].start, at), tuple(pieces))


def _pieces(document: Document, span: Span, zones: Sequence[Zone]) -> Iterator[Piece]:
    """One paragraph in pieces: its protected zones become markup."""
    at = span.start
    # Untouchable zones are sorted and never contain each other, so their ends are sorted, too.
    first = bisect_right(zones, span.start, key=lambda zone: zone.span.end)
    for zone in islice(zones, first, None):
        if zone.span.start >= span.end:
            break
        start, end = max(at, zone.span.start), min(span.end, zone.span.end)
        if at < start:
            yield Piece(document.text[at:start])
        if start < end:
            yield Piece(document.text[start:end], is_markup=True, stands_for="" if zone.kind in SILENT else NAME)
        at = end
    if at < span.end:
        yield Piece(document.text[at : span.end])
