"""JSON Lines: a record a line, of which one column is an article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, TypeGuard

from normalize.errors import DocumentError
from normalize.ingest.containers.layers import CHUNK, Packed, Stream
from normalize.ingest.containers.parts import Blank, Columns, Member, Place, Refusal, choose_columns, record_name
from normalize.ingest.containers.sliced import Sliced

_SPACE = " \t\r\n"


class _Number(str):
    """A number as it is written: it is never needed as such, and however long, this costs nothing."""

    __slots__ = ()


_DECODER = json.JSONDecoder(parse_int=_Number, parse_float=_Number, parse_constant=_Number)
#: A byte order mark, which some programs write before the first line.
MARK = "\ufeff"
_SIGN = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|.)|[^\\]", re.DOTALL)
#: JSON can write half of a pair; no encoding can.
_HALF_PAIR = re.compile("[\ud800-\udfff]")
#: Longer lines are no records of articles; they are passed over in pieces.
LONGEST = 100_000_000


class Records(Sliced):
    """A file of JSON Lines. What surrounds the text of a record stays as it is, byte for byte."""

    def __init__(self, packed: Packed, name: str, columns: Columns) -> None:
        super().__init__(packed, name)
        self._columns = columns

    def find(self, stream: Stream) -> Iterator[Member | Refusal | Blank]:
        """The records with a text. A line that is no record is told by its number."""
        chosen: tuple[str, str] | None = None
        for number, (offset, line) in enumerate(_lines(stream), 1):
            where = f"{self.name}:{number}"
            if line is None:
                yield Refusal(where, f"{where}: the line is longer than {LONGEST:,} bytes; split the record.")
                continue
            if not line.strip():
                continue
            try:
                record = {key: value for key, value, _, _ in fields(line)}
            except ValueError as error:
                yield Refusal(where, f"{where}: the line is no JSON object ({error}); it stays as it is.")
                continue
            if chosen is None:
                texts = [key for key, value in record.items() if _is_text(value)]
                chosen = choose_columns(list(record), texts, self._columns, self.name)
            text, ident = chosen
            value = record.get(text)
            if value is None and text in record:
                yield Blank()
            elif not _is_text(value):
                yield Refusal(where, f"{where}: there is no text in the column {text!r}; the line stays as it is.")
            elif _HALF_PAIR.search(value):
                yield Refusal(where, f"{where}: the text holds half of a surrogate pair; the line stays as it is.")
            elif value.strip():
                place = Place(offset, len(line), field=text)
                yield Member(record_name(record.get(ident), number), f"{number:07d}.txt", place)
            else:
                yield Blank()

    def content(self, raw: bytes, place: Place) -> bytes:
        """The text of a record, as UTF-8."""
        return _value(raw, place.field)[0].encode("utf-8", "surrogatepass")

    def renewed(self, raw: bytes, place: Place, content: bytes) -> bytes:
        """The line with another text; signs outside ASCII are escaped where the line escapes them."""
        old, start, end = _value(raw, place.field)
        line = raw.decode("utf-8")
        written = _literal(line[start:end], old, content.decode("utf-8"))
        return (line[:start] + written + line[end:]).encode("utf-8")


def fields(line: bytes) -> Iterator[tuple[str, Any, int, int]]:
    """Key, value, and the value's place (in characters) for each field of the object that is the whole of `line`.

    Raises ValueError when it is no JSON object.
    """
    try:
        yield from _fields(line.decode("utf-8"))
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    except UnicodeDecodeError as error:
        raise ValueError(f"its byte {error.start + 1} is no UTF-8") from None


def _fields(text: str) -> Iterator[tuple[str, Any, int, int]]:
    at = _past(text, text.startswith(MARK), "{")
    if text[at : at + 1] == "}":
        at = _past(text, at, "}")
    else:
        sign = ","
        while sign == ",":
            key, at = _DECODER.raw_decode(text, at)
            if not isinstance(key, str):
                raise ValueError("a key is no string")
            start = _past(text, at, ":")
            value, end = _DECODER.raw_decode(text, start)
            yield key, value, start, end
            at = _skip(text, end)
            sign = text[at : at + 1]
            at = _past(text, at, "," if sign == "," else "}")
    if at < len(text):
        raise ValueError("something follows the object")


def _is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and not isinstance(value, _Number)


def _past(text: str, at: int, sign: str) -> int:
    """The place of what follows `sign`. Raises ValueError when it is not there."""
    at = _skip(text, at)
    if text[at : at + 1] != sign:
        raise ValueError(f"{sign!r} is missing at sign {at + 1}")
    return _skip(text, at + 1)


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in _SPACE:
        at += 1
    return at


def _value(raw: bytes, column: str) -> tuple[str, int, int]:
    """The text of a column and the place of its literal; of two columns of one name the last counts, as for readers."""
    found = [(value, start, end) for key, value, start, end in fields(raw) if key == column]
    if not found or not _is_text(found[-1][0]):
        raise DocumentError(f"the record has no text in the column {column!r} any more: it was changed meanwhile.")
    return found[-1]


def _literal(literal: str, old: str, new: str) -> str:
    """The literal of `new`, with the beginning and the end of the old one as they are written."""
    head = _equal(old, new, max(len(old), len(new)))
    tail = _equal(old[::-1], new[::-1], min(len(old), len(new)) - head)
    ascii_only = literal.isascii() and not old.isascii()
    middle = json.dumps(new[head : len(new) - tail], ensure_ascii=ascii_only)[1:-1]
    bounds = _bounds(literal)
    if len(bounds) != len(old) + 1:
        # A pair of escapes stands for one sign outside the first plane: counting would cut it.
        return json.dumps(new, ensure_ascii=ascii_only)
    return literal[: bounds[head]] + middle + literal[bounds[len(old) - tail] :]


def _equal(one: str, two: str, most: int) -> int:
    """How many signs at the beginning are equal, at most `most`."""
    low, high = 0, min(len(one), len(two), most)
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == two[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _bounds(literal: str) -> list[int]:
    """Where each sign of a literal begins, and where the last one ends."""
    return [sign.start() for sign in _SIGN.finditer(literal, 1, len(literal) - 1)] + [len(literal) - 1]


def _lines(stream: Stream) -> Iterator[tuple[int, bytes | None]]:
    """The lines without their line ends, each with its place; None for one that is too long."""
    start, parts, size = 0, list[bytes](), 0
    while chunk := stream.read(CHUNK):
        at = 0
        while (end := chunk.find(b"\n", at)) >= 0:
            size += end - at
            parts.append(chunk[at:end])
            yield start, b"".join(parts) if size <= LONGEST else None
            start, parts, size, at = start + size + 1, [], 0, end + 1
        size += len(chunk) - at
        if size <= LONGEST:
            parts.append(chunk[at:])
        else:
            parts = []
    if size:
        yield start, b"".join(parts) if size <= LONGEST else None
