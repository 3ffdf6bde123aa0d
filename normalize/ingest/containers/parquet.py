"""Parquet files: a record a row, of which one column is an article."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from normalize.errors import DocumentError
from normalize.ingest.containers.parts import (
    Blank,
    Columns,
    Member,
    Place,
    Refusal,
    Replace,
    choose_columns,
    record_name,
)

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

ROWS = 1024  # read at a time
#: Unpacked bytes of a row group, which is rewritten as a whole.
LARGEST_GROUP = 2_000_000_000
_ARROW = b"ARROW:schema"


class Parquet:
    """A Parquet file. A place is the number of a row, counted from 0, and the name of the text's column."""

    def __init__(self, path: Path, name: str, columns: Columns) -> None:
        self._path = path
        self._name = name
        self._columns = columns
        self._rows: Iterator[tuple[int, pa.RecordBatch]] | None = None
        self._first = 0
        self._batch: pa.RecordBatch | None = None

    def members(self) -> Iterator[Member | Refusal | Blank]:
        """The rows with a text."""
        with self._opened() as file:
            schema = file.schema_arrow
            texts = [field.name for field in schema if _is_text(field.type)]
            text, ident = choose_columns(schema.names, texts, self._columns, self._name)
            if text not in texts:
                raise DocumentError(
                    f"{self._name}: the column {text!r} holds no text; name another with --text-column."
                )
            for first, batch in _batches(file, [text, ident] if ident else [text]):
                ids = batch.column(ident).to_pylist() if ident else [None] * batch.num_rows
                for number, (words, id_) in enumerate(zip(batch.column(text).to_pylist(), ids, strict=True), first):
                    if words is not None and words.strip():
                        yield Member(record_name(id_, number + 1), f"{number + 1:07d}.txt", Place(number, field=text))
                    else:
                        yield Blank()

    def read(self, place: Place) -> bytes:
        """The text of a row, as UTF-8; rows are read on from the last one, and anew for one that lies behind."""
        if self._rows is None or place.offset < self._first:
            self._rows, self._batch, self._first = self._forward(place.field), None, 0
        with _told(self._name):
            while self._batch is None or place.offset >= self._first + self._batch.num_rows:
                self._first, self._batch = next(self._rows)
            words = self._batch.column(place.field)[place.offset - self._first].as_py()
        return str(words).encode()

    def rewrite(self, target: BinaryIO, places: Collection[Place], new: Replace) -> None:
        """Write the file anew: its schema, notes, packing and row groups stay. A row group is held in memory."""
        import pyarrow.parquet as pq

        by_row = {place.offset: place for place in places}
        with self._opened() as file:
            notes = file.metadata.metadata or {}
            with pq.ParquetWriter(
                target,
                file.schema_arrow,
                compression=_packing(file.metadata),
                version=file.metadata.format_version,
                store_schema=_ARROW in notes,
            ) as writer:
                first = 0
                for number in range(file.num_row_groups):
                    if file.metadata.row_group(number).total_byte_size > LARGEST_GROUP:
                        raise DocumentError(
                            f"{self._name}: a row group is longer than {LARGEST_GROUP:,} bytes; split it."
                        )
                    table = file.read_row_group(number)
                    inside = {row - first: by_row[row] for row in range(first, first + table.num_rows) if row in by_row}
                    table = _renewed(table, {row: (place.field, new(place)) for row, place in inside.items()})
                    writer.write_table(table, row_group_size=max(1, table.num_rows))
                    first += table.num_rows

    def _forward(self, field: str) -> Iterator[tuple[int, pa.RecordBatch]]:
        with self._opened() as file:
            yield from _batches(file, [field])

    @contextmanager
    def _opened(self) -> Iterator[pq.ParquetFile]:
        try:
            import pyarrow.parquet as pq
        except ImportError as error:
            raise DocumentError(
                f"{self._name}: Parquet is read with pyarrow; install it with `pip install 'normalize[parquet]'`."
            ) from error
        with _told(self._name), pq.ParquetFile(self._path, memory_map=False) as file:
            yield file


def _batches(file: pq.ParquetFile, columns: list[str]) -> Iterator[tuple[int, pa.RecordBatch]]:
    """The rows of some columns, piece by piece, with the number of the first."""
    first = 0
    for batch in file.iter_batches(batch_size=ROWS, columns=columns):
        yield first, batch
        first += batch.num_rows


def _renewed(table: pa.Table, new: dict[int, tuple[str, bytes]]) -> pa.Table:
    """The rows of a group with other texts: each with the column that it is for, which is the same for all."""
    import pyarrow as pa

    if not new:
        return table
    at = table.schema.get_field_index(next(iter(new.values()))[0])
    words = table.column(at).to_pylist()
    for row, (_, content) in new.items():
        words[row] = content.decode()
    kind = table.schema.field(at)
    return table.set_column(at, kind, pa.array(words, type=kind.type))


def _packing(metadata: Any) -> str | dict[str, str]:
    """How each column is packed, by its path."""
    if not metadata.num_row_groups:
        return "NONE"
    group = metadata.row_group(0)
    columns = (group.column(number) for number in range(group.num_columns))
    return {c.path_in_schema: "NONE" if c.compression == "UNCOMPRESSED" else c.compression for c in columns}


def _is_text(kind: Any) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Faults of a file as sentences."""
    import pyarrow as pa

    try:
        yield
    except (pa.ArrowException, OSError, UnicodeDecodeError, StopIteration) as error:
        raise DocumentError(f"{name} is no Parquet file, or damaged ({error}): write it again.") from error
