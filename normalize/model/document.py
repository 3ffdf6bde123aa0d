"""A document as every stage sees it: one frozen text, its blocks, and the zones that rules must respect."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from normalize.model.edit import Edit
from normalize.model.span import Span


class BlockKind(Enum):
    """What a block of text is, as far as rules care."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list-item"
    TABLE = "table"
    CODE = "code"
    FRONT_MATTER = "front-matter"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or the like; blocks are sorted and do not overlap."""

    span: Span
    kind: BlockKind


class ZoneKind(Enum):
    """Why a stretch of text is treated with care."""

    CODE = "code"
    URL = "url"
    EMAIL = "email"
    PATH = "path"
    HASHTAG = "hashtag"
    IDENTIFIER = "identifier"
    FORMULA = "formula"
    FRONT_MATTER = "front-matter"
    MARKUP = "markup"
    QUOTATION = "quotation"

    @property
    def untouchable(self) -> bool:
        """Whether no correction may be made or even suggested inside (all kinds but quotations)."""
        return self is not ZoneKind.QUOTATION


@dataclass(frozen=True, slots=True)
class Zone:
    """A protected stretch of text."""

    span: Span
    kind: ZoneKind


#: The media types of files that are read as they are.
_TEXTS = ("text/plain", "text/markdown")


class Origin(Protocol):
    """Knows the bytes that a document came from and writes edits back into them."""

    def splice(self, edits: Iterable[Edit]) -> bytes:
        """The source bytes with `edits` written; bytes outside the edits stay equal.

        Raises DocumentError when a replacement cannot be written in the source's encoding.
        """
        ...


@dataclass(frozen=True, slots=True)
class Document:
    """One article. `text` is the decoded source, line ends included; spans count its code points.

    `id` is safe as a file name and unique within a run; `name` is what people call it (its path);
    `media` is the source's media type (`text/plain`, `text/markdown`, `text/html` …); `sha256` is that of the source
    bytes. `notes` says in words what ingest had to assume (an uncertain encoding, say). `seams` are places where the
    source has more than the text shows (a tag between two letters): an edit across one is never written unasked.
    """

    id: str
    name: str
    text: str
    blocks: tuple[Block, ...]
    protected: tuple[Zone, ...]
    origin: Origin
    sha256: str
    media: str = "text/plain"
    notes: tuple[str, ...] = ()
    seams: tuple[Span, ...] = field(default=(), repr=False, compare=False)
    _untouchable: tuple[Span, ...] = field(init=False, repr=False, compare=False)
    _quotations: tuple[Span, ...] = field(init=False, repr=False, compare=False)
    _seams: tuple[Span, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for span in (*(block.span for block in self.blocks), *(zone.span for zone in self.protected)):
            if span.end > len(self.text):
                raise ValueError(f"{span} reaches past the end of the text")
        object.__setattr__(self, "_untouchable", _merged(z.span for z in self.protected if z.kind.untouchable))
        object.__setattr__(self, "_quotations", _merged(z.span for z in self.protected if not z.kind.untouchable))
        object.__setattr__(self, "_seams", _merged(self.seams))

    @property
    def is_file_text(self) -> bool:
        """Whether the text is its file's, sign for sign; of a page or a Word file it is only what people read."""
        return self.media in _TEXTS

    def is_untouchable(self, span: Span) -> bool:
        """Whether `span` meets a zone in which nothing may change (code, URL, path …)."""
        return _meets(self._untouchable, span)

    def in_quotation(self, span: Span) -> bool:
        """Whether `span` meets somebody's quoted words."""
        return _meets(self._quotations, span)

    def on_seam(self, span: Span) -> bool:
        """Whether `span` reaches across a seam of the source; a place beside one does not."""
        return _meets(self._seams, span)

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Line and column of a code point, both from 1."""
        line = self.text.count("\n", 0, offset) + 1
        return line, offset - (self.text.rfind("\n", 0, offset) + 1) + 1


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = merged[-1].hull(span)
        else:
            merged.append(span)
    return tuple(merged)


def _meets(merged: tuple[Span, ...], span: Span) -> bool:
    at = bisect_right(merged, span.start, key=lambda zone: zone.start)
    return any(zone.overlaps(span) for zone in merged[max(0, at - 1) : at + 1])
