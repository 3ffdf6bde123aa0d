"""Readings on disk: each statement by itself, and the rows of all statements sorted into partitions.

A shard is written once, by one process, and read at random places by any number. It holds values of a fixed schema
with checksums, and no code, so a damaged or forged one is refused or yields wrong statements at worst.
"""

from __future__ import annotations

import os
import struct
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import IO, Any, get_args, get_origin, get_type_hints

import msgspec
import numpy as np

from normalize.claims.blocks import Comparison
from normalize.claims.reading import Reading
from normalize.claims.rows import ROW, Row, Rows, as_rows, rows_of
from normalize.errors import NormalizeError

#: Into so many parts the keys are cut; each part is compared by itself.
PARTITIONS = 32
#: So many bytes are read at once: most items are shorter.
_GUESSED = 2048
_MAGIC = b"NRMSHRD1"
_HEAD = struct.Struct("<II")
_TAIL = struct.Struct("<QII8s")
_encode = msgspec.msgpack.Encoder().encode


class _Footer(msgspec.Struct):
    """What a shard holds and where: by field the `counts` of items up to each document and the places of `items`."""

    first: int
    documents: int
    counts: dict[str, bytes]
    items: dict[str, int]
    rows: dict[str, tuple[int, list[int], list[int]]]


@cache
def _fields() -> dict[str, tuple[bool, Any]]:
    """The fields of a reading: whether each is a sequence, and the decoder of its items."""
    hints = get_type_hints(Reading)
    found = {}
    for field in fields(Reading):
        many = get_origin(hints[field.name]) is tuple
        kind = get_args(hints[field.name])[0] if many else hints[field.name]
        found[field.name] = many, msgspec.msgpack.Decoder(kind)
    return found


def write_shard(path: Path, first: int, readings: Iterable[Reading], comparisons: Sequence[Comparison[Any]]) -> None:
    """Write the readings of the documents from number `first` on. Raises OSError when `path` exists or has no room."""
    tables: dict[str, list[Row]] = defaultdict(list)
    counts: dict[str, array[int]] = {name: array("I") for name in _fields()}
    starts: dict[str, array[int]] = {name: array("Q") for name in _fields()}
    documents = 0
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(_MAGIC)
        for number, reading in enumerate(readings, first):
            documents += 1
            for name, (many, _) in _fields().items():
                value = getattr(reading, name)
                items = value if many else () if value is None else (value,)
                counts[name].append(len(items))
                for item in items:
                    starts[name].append(_frame(file, _encode(item)))
            for table, row in rows_of(number, reading, comparisons):
                tables[table].append(row)
        footer = _Footer(first, documents, {}, {}, {})
        for name in _fields():
            footer.counts[name] = np.r_[0, np.cumsum(np.array(counts[name], "<u4"))].astype("<u4").tobytes()
            footer.items[name] = file.tell()
            file.write(np.array(starts[name], "<u8").tobytes())
        for table in sorted(tables):
            footer.rows[table] = _write_rows(file, as_rows(tables.pop(table)))
        data = _encode(footer)
        at = file.tell()
        file.write(data)
        file.write(_TAIL.pack(at, len(data), zlib.crc32(data), _MAGIC))


def _frame(file: IO[bytes], data: bytes) -> int:
    start = file.tell()
    file.write(_HEAD.pack(len(data), zlib.crc32(data)))
    file.write(data)
    return start


def _write_rows(file: IO[bytes], rows: Rows) -> tuple[int, list[int], list[int]]:
    """Where the rows are, how many each partition has, and their checksums."""
    part = (rows["key"] % PARTITIONS).astype("u1")
    ordered = rows[np.argsort(part, kind="stable")]
    sizes = np.bincount(part, minlength=PARTITIONS)
    start, sums = file.tell(), []
    for piece in np.split(ordered, np.cumsum(sizes)[:-1]):
        data = piece.tobytes()
        sums.append(zlib.crc32(data))
        file.write(data)
    return start, sizes.tolist(), sums


class Shard:
    """A shard for reading. Raises NormalizeError when it is damaged, OSError when it cannot be read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with open(path, "rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size < _TAIL.size:
                raise self._damaged()
            at, length, checksum, magic = _TAIL.unpack(os.pread(file.fileno(), _TAIL.size, size - _TAIL.size))
            data = os.pread(file.fileno(), length, at) if magic == _MAGIC else b""
        if magic != _MAGIC or zlib.crc32(data) != checksum:
            raise self._damaged()
        try:
            self._footer = msgspec.msgpack.Decoder(_Footer).decode(data)
        except msgspec.DecodeError as error:
            raise self._damaged() from error
        self._counts = {name: np.frombuffer(held, "<u4") for name, held in self._footer.counts.items()}

    def __reduce__(self) -> tuple[type[Shard], tuple[Path]]:
        return Shard, (self.path,)

    @property
    def first(self) -> int:
        """The number of the first document."""
        return self._footer.first

    @property
    def documents(self) -> int:
        """How many documents there are."""
        return self._footer.documents

    def count(self, number: int, field: str) -> int:
        """How many items a document has in a field."""
        counts = self._counts[field]
        return int(counts[number - self.first + 1]) - int(counts[number - self.first])

    def item(self, number: int, field: str, at: int) -> Any:
        """One item of a field of a document."""
        place = self._footer.items[field] + 8 * (int(self._counts[field][number - self.first]) + at)
        with open(self.path, "rb", buffering=0) as file:
            (start,) = struct.unpack("<Q", os.pread(file.fileno(), 8, place))
            data = os.pread(file.fileno(), _GUESSED, start)
            length, checksum = _HEAD.unpack_from(data)
            data = data[_HEAD.size : _HEAD.size + length]
            if len(data) < length:
                data = os.pread(file.fileno(), length, start + _HEAD.size)
        if zlib.crc32(data) != checksum:
            raise self._damaged()
        try:
            return _fields()[field][1].decode(data)
        except msgspec.DecodeError as error:
            raise self._damaged() from error

    def reading(self, number: int, wanted: Iterable[str]) -> Reading:
        """The reading of a document with these fields."""
        values: dict[str, Any] = {"document": self.item(number, "document", 0)}
        for name in wanted:
            items = [self.item(number, name, at) for at in range(self.count(number, name))]
            values[name] = tuple(items) if _fields()[name][0] else items[0] if items else None
        return Reading(**values)

    def rows(self, table: str, partition: int) -> Rows:
        """The rows of a table that belong to a partition."""
        if table not in self._footer.rows:
            return np.empty(0, ROW)
        start, sizes, sums = self._footer.rows[table]
        with open(self.path, "rb", buffering=0) as file:
            data = os.pread(
                file.fileno(), sizes[partition] * ROW.itemsize, start + sum(sizes[:partition]) * ROW.itemsize
            )
        if zlib.crc32(data) != sums[partition]:
            raise self._damaged()
        return np.frombuffer(data, ROW)

    def _damaged(self) -> NormalizeError:
        return NormalizeError(f"{self.path}: this working file is damaged; check the disk and run again")
