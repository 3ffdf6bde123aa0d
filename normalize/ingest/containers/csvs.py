"""CSV (RFC 4180): a record a row, of which one column is an article. Quotation marks in a field are doubled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from normalize.errors import DocumentError
from normalize.ingest.containers.layers import CHUNK, Packed, Stream
from normalize.ingest.containers.parts import Blank, Columns, Member, Place, Refusal, choose_columns, record_name
from normalize.ingest.containers.records import LONGEST, MARK
from normalize.ingest.containers.sliced import Sliced

DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of a row: how it reads, and where it stands in the row, quotation marks included."""

    text: str
    start: int
    end: int


class Table(Sliced):
    """A CSV file with a row of names. What surrounds the text of a row stays as it is, byte for byte."""

    def __init__(self, packed: Packed, name: str, columns: Columns) -> None:
        super().__init__(packed, name)
        self._columns = columns

    def find(self, stream: Stream) -> Iterator[Member | Refusal | Blank]:
        """The rows with a text. A row that cannot be read is told by the number of its line."""
        head: list[str] = []
        at = ident = -1
        delimiter = ""
        for offset, line, row in _rows(stream):
            where = f"{self.name}:{line}"
            text = _decoded(row)
            if not head:
                if text is None:
                    raise DocumentError(f"{self.name} is no UTF-8: save it again as UTF-8.")
                delimiter = max(DELIMITERS, key=text.count)
                head = [field.text for field in _fields(text, delimiter) or ()]
                chosen, named = choose_columns(head, head, self._columns, self.name)
                at, ident = head.index(chosen), head.index(named) if named else -1
                continue
            fields = None if text is None else _fields(text, delimiter)
            if fields is None or len(fields) != len(head):
                told = "is no UTF-8" if text is None else f"has not {len(head)} fields"
                if row.strip():
                    yield Refusal(where, f"{where}: the row {told}; it stays as it is.")
            elif fields[at].text.strip():
                place = Place(offset, len(row), field=delimiter, skip=at)
                yield Member(record_name(fields[ident].text if ident >= 0 else None, line), f"{line:07d}.txt", place)
            else:
                yield Blank()

    def content(self, raw: bytes, place: Place) -> bytes:
        """The text of a row, as UTF-8."""
        return self._field(raw, place).text.encode()

    def renewed(self, raw: bytes, place: Place, content: bytes) -> bytes:
        """The row with another text, in quotation marks where it was, or now must be."""
        row, field, text = raw.decode(), self._field(raw, place), content.decode()
        if row.startswith('"', field.start) or any(sign in text for sign in (place.field, '"', "\r", "\n")):
            text = '"' + text.replace('"', '""') + '"'
        return (row[: field.start] + text + row[field.end :]).encode()

    def _field(self, raw: bytes, place: Place) -> _Field:
        fields = _fields(_decoded(raw) or "", place.field)
        if fields is None or len(fields) <= place.skip:
            raise DocumentError(f"{self.name}: a row has changed meanwhile; make the run again.")
        return fields[place.skip]


def _decoded(row: bytes) -> str | None:
    try:
        return row.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _fields(row: str, delimiter: str) -> list[_Field] | None:
    """The fields of a row; None when a quotation mark stands where it may not."""
    mark = re.escape(delimiter)
    field = re.compile(rf'(?:"((?:[^"]|"")*+)"|([^"{mark}\r\n][^{mark}\r\n]*+|))(?={mark}|\r?\n?\Z)')
    fields: list[_Field] = []
    at = len(MARK) if row.startswith(MARK) else 0
    while True:
        match = field.match(row, at)
        if match is None:
            return None
        quoted, bare = match.groups()
        fields.append(_Field(bare if quoted is None else quoted.replace('""', '"'), *match.span()))
        if not row.startswith(delimiter, match.end()):
            return fields
        at = match.end() + 1


def _rows(stream: Stream) -> Iterator[tuple[int, int, bytes]]:
    """The rows with their line ends, each with its place and the number of its line.

    A line end in quotation marks belongs to the row, which shows in an odd number of marks before it.
    """
    start, line, lines = 0, 1, 0
    row = bytearray()
    odd = False
    while chunk := stream.read(CHUNK):
        for piece in _by_line_feed(chunk):
            row += piece
            odd ^= piece.count(b'"') % 2 == 1
            if not piece.endswith(b"\n"):
                if len(row) > LONGEST:
                    raise DocumentError(f"a row is longer than {LONGEST:,} bytes: this is no table of articles.")
                continue
            lines += 1
            if not odd or len(row) > LONGEST:
                yield start, line, bytes(row)
                start, line, odd = start + len(row), 1 + lines, False
                row = bytearray()
    if row:
        yield start, line, bytes(row)


def _by_line_feed(chunk: bytes) -> list[bytes]:
    parts = chunk.split(b"\n")
    return [part + b"\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])
