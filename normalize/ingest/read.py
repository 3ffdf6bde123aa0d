"""Make documents from text, bytes and files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from normalize.model import Block, BlockKind, Document, Edit, Span, write


@dataclass(frozen=True, slots=True)
class TextOrigin:
    """A source whose bytes are its text in one encoding."""

    text: str
    encoding: str = "utf-8"

    def splice(self, edits: Iterable[Edit]) -> bytes:
        """The source bytes with `edits` written."""
        return write(self.text, edits).encode(self.encoding)


def document_from_text(text: str, name: str = "text", media: str = "text/plain") -> Document:
    """A document of `text`."""
    data = text.encode("utf-8", "surrogatepass")
    return Document(
        id=name,
        name=name,
        text=text,
        blocks=(Block(Span(0, len(text)), BlockKind.PARAGRAPH),),
        protected=(),
        origin=TextOrigin(text),
        sha256=hashlib.sha256(data).hexdigest(),
        media=media,
    )


def read_document(source: Path | bytes, name: str = "", max_bytes: int = 20_000_000) -> Document:
    """A document from a file or its bytes."""
    data = source if isinstance(source, bytes) else source.read_bytes()
    return document_from_text(data.decode(), name or (str(source) if isinstance(source, Path) else "text"))


def retext(document: Document, text: str) -> Document:
    """The same document with another text: its blocks and zones are found anew."""
    fresh = document_from_text(text, document.name, document.media)
    return replace(fresh, id=document.id, origin=document.origin, sha256=document.sha256)
