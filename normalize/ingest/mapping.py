"""Articles inside markup: the text that people read, and where each of its characters stands in the source.

Places in the source are offsets of whatever the source is counted in: code points of an HTML page, bytes of a Word
file's XML.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from normalize.errors import DocumentError
from normalize.model import Block, BlockKind, Edit, SourceMap, Span, Zone, ZoneKind

#: Stands for an image, a button, a formula: something in the line that is no text.
OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text and the stretches of the source that it was read from.

    With `literal`, text and source have one unit for each other: a place inside can be found by counting. Otherwise
    they belong together as wholes (a character reference). A piece without sources stands nowhere in the source (the
    empty line between two paragraphs). `join` is where the source takes what is inserted before the piece.
    """

    text: Span
    sources: tuple[Span, ...]
    literal: bool
    join: int


@dataclass(frozen=True, slots=True)
class SourceEdit:
    """Replace a stretch of the source by `replacement`, which is text and not yet escaped."""

    span: Span
    replacement: str


@dataclass(frozen=True, slots=True)
class Layout:
    """What only the markup tells of a text: its blocks, closed zones, others' words, and its seams.

    A seam is a place where the source has something between two characters (a tag), or a stretch that the source has
    in several pieces: an edit across it cannot be written as one stretch.
    """

    blocks: tuple[Block, ...]
    zones: tuple[Zone, ...]
    quotes: tuple[Span, ...]
    seams: tuple[Span, ...]

    def moved(self, edits: SourceMap) -> Layout:
        """The layout of the text that `edits` lead to."""
        if not edits.edits:
            return self
        blocks = (Block(edits.to_new(block.span), block.kind) for block in self.blocks)
        zones = (Zone(edits.to_new(zone.span), zone.kind) for zone in self.zones)
        return Layout(
            tuple(blocks), tuple(zones), tuple(map(edits.to_new, self.quotes)), tuple(map(edits.to_new, self.seams))
        )


@dataclass(frozen=True, slots=True)
class Mapping:
    """The pieces of a text, in order and without gaps."""

    pieces: tuple[Piece, ...]
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(piece.text.start for piece in self.pieces))

    def source_edits(self, edit: Edit, name: str) -> Iterator[SourceEdit]:
        """How `edit` is written into the source: what it replaces goes from every piece, what it writes into the first.

        Raises DocumentError when the source has no place for it.
        """
        stretches = _joined(self._covered(edit.span))
        if not stretches and len(edit.span):
            raise DocumentError(
                f"{name}: {edit.expected!r} is not text of the file, so it cannot be replaced; reject this change."
            )
        if not stretches:
            at = self._insertion(edit.span.start)
            stretches = [Span(at, at)]
        for number, stretch in enumerate(stretches):
            yield SourceEdit(stretch, "" if number else edit.replacement)

    def _covered(self, span: Span) -> Iterator[Span]:
        for number in range(max(0, bisect_right(self._starts, span.start) - 1), len(self.pieces)):
            piece = self.pieces[number]
            if piece.text.start >= span.end:
                break
            if piece.text.end <= span.start:
                continue
            if piece.literal:
                shift = piece.sources[0].start - piece.text.start
                yield Span(max(span.start, piece.text.start) + shift, min(span.end, piece.text.end) + shift)
            else:
                yield from piece.sources

    def _insertion(self, at: int) -> int:
        number = bisect_right(self._starts, at) - 1
        piece = self.pieces[number]
        if piece.text.start < at and piece.literal:
            return piece.sources[0].start + at - piece.text.start
        if piece.text.start < at:  # at the end of the text, or inside a whole
            return piece.sources[-1].end if piece.sources else piece.join
        before = self.pieces[number - 1] if number else None
        if piece.sources and before is not None and before.sources:
            return piece.join
        if piece.sources:
            return piece.sources[0].start
        return before.sources[-1].end if before is not None and before.sources else piece.join


_UNCOUNTED = str.maketrans("", "", OBJECT)


def counted_signs(text: str) -> str:
    """What a source that was written anew must read as before: every sign but white space, and what is no text."""
    return "".join(text.translate(_UNCOUNTED).split())


def _joined(spans: Iterator[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].end == span.start:
            joined[-1] = joined[-1].hull(span)
        else:
            joined.append(span)
    return joined


class TextBuilder:
    """Puts a text together from pieces of markup, in the order of the source.

    `closing` and `opening` tell of markup between two pieces: what is inserted there goes behind tags that close and
    before those that open.
    """

    def __init__(self) -> None:
        self.length = 0
        self._parts: list[str] = []
        self._pieces: list[Piece] = []
        self._blocks: list[Block] = []
        self._zones: list[Zone] = []
        self._quotes: list[Span] = []
        self._seams: list[Span] = []
        self._end = 0
        self._join = 0
        self._frozen = False
        self._block = 0
        self._separator = ""

    def literal(self, text: str, start: int) -> None:
        """Text that stands in the source as it is, one unit for each character."""
        self._begin_block()
        last = self._pieces[-1] if self._pieces else None
        source = Span(start, start + len(text))
        if last is not None and last.literal and last.sources[0].end == start and last.text.end == self.length:
            whole = Span(last.text.start, self.length + len(text))
            self._pieces[-1] = Piece(whole, (last.sources[0].hull(source),), literal=True, join=last.join)
            self._parts.append(text)
            self.length += len(text)
            self.passed(source.end)
            return
        self._append(text, (source,), literal=True)

    def whole(self, text: str, *sources: Span) -> None:
        """Text that the source writes in another way: a character reference, a run of white space."""
        self._begin_block()
        start = self.length
        self._append(text, sources, literal=False)
        if len(text) > 1:
            self._zones.append(Zone(Span(start, self.length), ZoneKind.MARKUP))
        elif len(sources) > 1:
            self._seams.append(Span(start, self.length))

    def stand_in(self, text: str, source: Span) -> None:
        """Text for something that is no text in the source and that no rule may touch."""
        self._begin_block()
        self._zones.append(Zone(Span(self.length, self.length + len(text)), ZoneKind.MARKUP))
        self._append(text, (source,), literal=False)

    def closing(self, end: int) -> None:
        """Markup that closes something and ends at `end`."""
        if not self._frozen:
            self._join = end

    def opening(self) -> None:
        """Markup that opens something."""
        self._frozen = True

    def zone(self, start: int, kind: ZoneKind) -> None:
        """The text since `start` is closed to rules, or others' words."""
        if start >= self.length:
            return
        if kind is ZoneKind.QUOTATION:
            self._quotes.append(Span(start, self.length))
        else:
            self._zones.append(Zone(Span(start, self.length), kind))

    def seam(self, start: int) -> None:
        """The text since `start` may be changed by people alone."""
        if start < self.length:
            self._seams.append(Span(start, self.length))

    def end_block(self, kind: BlockKind, separator: str) -> None:
        """The block that was begun, if any, is complete; the widest of several separators counts."""
        if self.length > self._block:
            self._blocks.append(Block(Span(self._block, self.length), kind))
            self._block = self.length
            self._separator = ""
        if self.length and _WIDTH[separator] > _WIDTH[self._separator]:
            self._separator = separator

    def passed(self, end: int) -> None:
        """What stands before `end` in the source is dealt with; nothing is inserted before it any more."""
        self._end = self._join = end
        self._frozen = False

    @property
    def next_start(self) -> int:
        """Where the next text will begin, white space apart."""
        return self.length + len(self._separator)

    @property
    def in_block(self) -> bool:
        """Whether the block at hand has any text."""
        return self.length > self._block and not self._separator

    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    def mapping(self) -> Mapping:
        """Where the text stands."""
        return Mapping(tuple(self._pieces))

    def layout(self) -> Layout:
        """What the markup told of the text."""
        return Layout(tuple(self._blocks), tuple(self._zones), tuple(self._quotes), tuple(sorted(set(self._seams))))

    def _begin_block(self) -> None:
        separator, self._separator = self._separator, ""
        if separator:
            span = Span(self.length, self.length + len(separator))
            self._pieces.append(Piece(span, (), literal=False, join=self._end))
            self._zones.append(Zone(span, ZoneKind.MARKUP))
            self._parts.append(separator)
            self.length += len(separator)
            self._block = self.length

    def _append(self, text: str, sources: tuple[Span, ...], *, literal: bool) -> None:
        if not text:
            return
        last = self._pieces[-1] if self._pieces else None
        if last is not None and last.sources and last.sources[-1].end != sources[0].start:
            self._seams.append(Span(self.length, self.length))
        join = min(self._join, sources[0].start) if last is not None and last.sources else sources[0].start
        self._pieces.append(Piece(Span(self.length, self.length + len(text)), sources, literal, join))
        self._parts.append(text)
        self.length += len(text)
        self.passed(sources[-1].end)


_WIDTH = {"": 0, "\t": 1, "\n": 2, "\n\n": 3}
