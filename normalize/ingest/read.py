"""Make documents from text, bytes and files."""

from __future__ import annotations

import hashlib
import re
import stat
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from normalize.errors import DocumentError
from normalize.ingest import markdown
from normalize.ingest.encoding import decode
from normalize.ingest.endings import HTML, MARKDOWN, PLAIN, WORD, media_of
from normalize.ingest.ids import document_id
from normalize.ingest.mapping import Layout
from normalize.ingest.origin import TextOrigin
from normalize.ingest.quotations import find_quotations
from normalize.ingest.tags import IN_MARKDOWN, IN_PLAIN_TEXT, find_tags
from normalize.ingest.text import find_blocks
from normalize.ingest.web import PageOrigin, decode_page, read_page
from normalize.ingest.word import WordOrigin, read_package, read_word
from normalize.ingest.zones import find_zones
from normalize.model import Block, BlockKind, Document, SourceMap, Span, Zone, ZoneKind

MAX_BYTES = 20_000_000
UNEDITED = SourceMap()
_Own = TextOrigin | PageOrigin | WordOrigin
PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.TABLE})


def read_document(
    source: Path | bytes, name: str = "", max_bytes: int = MAX_BYTES, *, tracked_changes: bool = False
) -> Document:
    """A document from a file or its bytes; its name's ending tells the form, and everything unknown is plain text.

    `name` is what people call it (default: the path). With `tracked_changes`, edits of a Word file are written as such.
    Raises DocumentError for a file that cannot be read, is
    empty, longer than `max_bytes`, binary, or in an encoding that cannot be made out.
    """
    name = name or (str(source) if isinstance(source, Path) else "text")
    data = source if isinstance(source, bytes) else _bytes_of(source, name, max_bytes)
    if len(data) > max_bytes:
        raise DocumentError(_too_long(name, len(data), max_bytes))
    if not data.strip():
        raise DocumentError(f"{name} is empty: there is nothing to read in it.")
    media = media_of(name)
    if media == WORD:
        document = _word(data, name, tracked_changes=tracked_changes)
    else:
        document = _page(data, name) if media == HTML else _text(data, name, media)
    if not document.text.strip("\ufeff \t\r\n"):
        raise DocumentError(f"{name} is empty: there is nothing to read in it.")
    return document


def _text(data: bytes, name: str, media: str) -> Document:
    decoded = decode(data, name)
    origin = TextOrigin(data, decoded.encoding, decoded.mark, name)
    return _document(name, decoded.text, media, _parts(decoded.text, media), origin, decoded.note)


def _page(data: bytes, name: str) -> Document:
    decoded = decode_page(data, name)
    page = read_page(decoded.text)
    source = TextOrigin(data, decoded.encoding, decoded.mark, name)
    origin = PageOrigin(source, page.text, page.mapping, page.layout)
    return _document(name, page.text, HTML, _laid_out(page.text, page.layout), origin, decoded.note)


def _word(data: bytes, name: str, *, tracked_changes: bool) -> Document:
    read = read_word(read_package(data, name), name)
    origin = WordOrigin(data, name, read.text, read.mapping, read.layout, tracked_changes)
    return _document(name, read.text, WORD, _laid_out(read.text, read.layout), origin)


def document_from_text(text: str, name: str = "text", media: str = PLAIN) -> Document:
    """A document of `text`, as if it had been read from a UTF-8 file."""
    # Lone surrogates are legal in `str` and in no encoding; they pass through unharmed.
    data = text.encode("utf-8", "surrogatepass")
    origin = TextOrigin(data, name=name, errors="surrogatepass")
    return _document(name, text, media, _parts(text, media), origin)


def _document(name: str, text: str, media: str, parts: _Parts, origin: _Own, note: str = "") -> Document:
    return Document(
        id=document_id(name),
        name=name,
        text=text,
        blocks=parts.blocks,
        protected=parts.zones,
        origin=origin,
        sha256=hashlib.sha256(origin.data).hexdigest(),
        media=media,
        notes=(note,) if note else (),
        seams=parts.seams,
    )


def retext(document: Document, text: str, edits: SourceMap = UNEDITED) -> Document:
    """The same document with another text: its blocks and zones are found anew, its origin stays.

    What only the source's markup tells moves along `edits`, which lead from the document's text to the new one.
    """
    layout = getattr(document.origin, "layout", None)
    parts = _laid_out(text, layout.moved(edits)) if isinstance(layout, Layout) else _parts(text, document.media)
    return replace(document, text=text, blocks=parts.blocks, protected=parts.zones)


def _bytes_of(path: Path, name: str, max_bytes: int) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise DocumentError(f"{name} is a folder, not a document: name a file in it.")
        if not stat.S_ISREG(status.st_mode):
            raise DocumentError(f"{name} is no ordinary file: copy its content into a file first.")
        if status.st_size > max_bytes:
            raise DocumentError(_too_long(name, status.st_size, max_bytes))
        return path.read_bytes()
    except FileNotFoundError as error:
        raise DocumentError(f"{name} does not exist: check the path.") from error
    except PermissionError as error:
        raise DocumentError(f"{name} may not be read by you: check its permissions.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise DocumentError(f"{name} could not be read ({reason}): check the path and the disk.") from error


def _too_long(name: str, size: int, limit: int) -> str:
    return (
        f"{name} is {size / 1e6:,.1f} MB long and the limit is {limit / 1e6:,.1f} MB: "
        "split it, or check that it is an article."
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    blocks: tuple[Block, ...]
    zones: tuple[Zone, ...]
    seams: tuple[Span, ...] = ()


def _parts(text: str, media: str) -> _Parts:
    """Blocks and zones of a text."""
    if media == MARKDOWN:
        parsed = markdown.parse(text)
        prose = _prose(parsed.blocks)
        # Markdown is read block by block, since code and front matter are no text; plain text in one go.
        return _Parts(parsed.blocks, _zones(text, prose, prose, IN_MARKDOWN, parsed.zones, parsed.quotes))
    blocks = find_blocks(text)
    return _Parts(blocks, _zones(text, _prose(blocks), [Span(0, len(text))], IN_PLAIN_TEXT))


def _laid_out(text: str, layout: Layout) -> _Parts:
    """Blocks and zones of a text whose layout is known from its markup."""
    prose = _prose(layout.blocks)
    zones = _zones(text, prose, prose, IN_PLAIN_TEXT, layout.zones, layout.quotes)
    return _Parts(layout.blocks, zones, layout.seams)


def _prose(blocks: tuple[Block, ...]) -> list[Span]:
    return [block.span for block in blocks if block.kind in PROSE]


def _zones(
    text: str,
    prose: list[Span],
    stretches: list[Span],
    tags: re.Pattern[str],
    markup: tuple[Zone, ...] = (),
    quotes: tuple[Span, ...] = (),
) -> tuple[Zone, ...]:
    """The zones that are known (`markup`, `quotes`) and those that are found in `stretches`."""
    plain = (
        zone
        for s in stretches
        for zone in chain(find_zones(text, s.start, s.end), find_tags(tags, text, s.start, s.end))
    )
    untouchable = _without_contained((*markup, *plain))
    skip = _Inside(untouchable)
    quoted = (*quotes, *find_quotations(text, prose, skip))
    quotations = _without_contained(tuple(Zone(span, ZoneKind.QUOTATION) for span in quoted))
    return tuple(sorted((*untouchable, *quotations), key=_by_place))


def _by_place(zone: Zone) -> tuple[int, int, str]:
    return zone.span.start, zone.span.end, zone.kind.value


def _without_contained(zones: tuple[Zone, ...]) -> tuple[Zone, ...]:
    """Sorted zones without those that lie inside another."""
    kept: list[Zone] = []
    for zone in sorted(zones, key=lambda z: (z.span.start, -z.span.end)):
        if len(zone.span) and (not kept or zone.span.end > kept[-1].span.end):
            kept.append(zone)
    return tuple(kept)


class _Inside:
    """Tells whether a place lies in one of the zones."""

    def __init__(self, zones: tuple[Zone, ...]) -> None:
        self._zones = zones
        self._starts = [zone.span.start for zone in zones]

    def __call__(self, place: int) -> bool:
        at = bisect_right(self._starts, place)
        return at > 0 and place < self._zones[at - 1].span.end
