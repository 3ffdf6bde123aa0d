"""Where a document came from: its bytes, and how edits are written back into them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from normalize.errors import DocumentError
from normalize.model import Edit


@dataclass(frozen=True, slots=True)
class TextOrigin:
    """The source bytes of a text: `mark` (a byte order mark, or nothing) and the text in `encoding`."""

    data: bytes
    encoding: str = "utf-8"
    mark: bytes = b""
    name: str = "text"
    errors: str = "strict"

    @property
    def text(self) -> str:
        """The text of the source, without its mark."""
        return self.data[len(self.mark) :].decode(self.encoding, self.errors)

    def splice(self, edits: Iterable[Edit]) -> bytes:
        """The source bytes with `edits` (sorted, of the original text) written; all other bytes are the source's own.

        Raises DocumentError when a replacement has no form in the source's encoding, or an encoding with shifts
        (ISO-2022, HZ) would change bytes outside an edit; ValueError when the edits do not fit the text.
        """
        text = self.text
        parts: list[bytes] = []
        at, byte = 0, 0
        for edit in edits:
            if edit.span.start < at or edit.span.of(text) != edit.expected:
                raise ValueError(f"edit at {edit.span.start} is stale, unsorted or overlapping")
            start = self._skip(text[at : edit.span.start], byte)
            end = self._skip(edit.expected, start)
            parts += (self.data[byte:start], self._encode(edit.replacement))
            at, byte = edit.span.end, end
        if self._skip(text[at:], byte) != len(self.data):
            raise DocumentError(self._shifted)
        parts.append(self.data[byte:])
        return b"".join(parts)

    def _skip(self, piece: str, byte: int) -> int:
        """Where `piece`, which begins at `byte`, ends in the source."""
        own = (self.mark if byte == 0 else b"") + piece.encode(self.encoding, self.errors)
        if not self.data.startswith(own, byte):
            raise DocumentError(self._shifted)
        return byte + len(own)

    @property
    def _shifted(self) -> str:
        return (
            f"{self.name} cannot be edited in its encoding {self.encoding}, where a character's bytes depend on those "
            "before it: save the file as UTF-8 and run again."
        )

    def _encode(self, replacement: str) -> bytes:
        try:
            return replacement.encode(self.encoding, self.errors)
        except UnicodeEncodeError as error:
            raise DocumentError(
                f"{self.name} is written in {self.encoding}, which has no {replacement[error.start]!r}: "
                "save the file as UTF-8 and run again."
            ) from error
