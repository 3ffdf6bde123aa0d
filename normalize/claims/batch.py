"""The readings of a batch by number, in memory or in shards on disk: comparing does not know which."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from normalize.claims.blocks import Comparison
from normalize.claims.reading import Reading
from normalize.claims.rows import ROW, Row, Rows, as_rows, rows_of
from normalize.claims.shards import PARTITIONS, Shard

#: So many statements and outlines are kept read.
_KEPT = 20_000


class Batch(Protocol):
    """Readings in order. `rows` are those of a table whose keys fall into a partition, in order of their documents."""

    @property
    def partitions(self) -> int:
        """How many parts the keys are cut into."""

    def __len__(self) -> int:
        """How many documents there are."""

    def reading(self, number: int, *fields: str) -> Reading:
        """The reading of a document; only these fields of it are filled for certain."""

    def statement(self, comparison: Comparison[Any], number: int, at: int) -> Any:
        """One statement of a document."""

    def rows(self, table: str, partition: int) -> Rows:
        """The rows of a table, as far as they belong to a partition."""


class Held:
    """A batch in memory."""

    partitions = 1

    def __init__(self, readings: Sequence[Reading], comparisons: Iterable[Comparison[Any]]) -> None:
        self._readings = readings
        tables: dict[str, list[Row]] = defaultdict(list)
        for number, reading in enumerate(readings):
            for table, row in rows_of(number, reading, comparisons):
                tables[table].append(row)
        self._tables = {table: as_rows(rows) for table, rows in tables.items()}

    def __len__(self) -> int:
        return len(self._readings)

    def reading(self, number: int, *_: str) -> Reading:
        """The reading of a document."""
        return self._readings[number]

    def statement(self, comparison: Comparison[Any], number: int, at: int) -> Any:
        """One statement of a document."""
        return comparison.statements(self._readings[number])[at]

    def rows(self, table: str, _: int) -> Rows:
        """The rows of a table."""
        return self._tables.get(table, np.empty(0, ROW))


class Shards:
    """A batch in shards, which hold its documents in order."""

    partitions = PARTITIONS

    @staticmethod
    def name_of(first: int) -> str:
        """The name of the file of the shard that begins with this document."""
        return f"{first:012}.shard"

    def __init__(self, paths: Iterable[Path]) -> None:
        self._paths = tuple(paths)
        self._shards = sorted(map(Shard, self._paths), key=lambda shard: shard.first)
        self._starts = [shard.first for shard in self._shards]
        self._item = lru_cache(maxsize=_KEPT)(self._read_item)

    def __reduce__(self) -> tuple[type[Shards], tuple[tuple[Path, ...]]]:
        return Shards, (self._paths,)

    def __len__(self) -> int:
        return sum(shard.documents for shard in self._shards)

    def reading(self, number: int, *fields: str) -> Reading:
        """The reading of a document, with these fields only."""
        return self._shard(number).reading(number, fields)

    def statement(self, comparison: Comparison[Any], number: int, at: int) -> Any:
        """One statement of a document."""
        shard = self._shard(number)
        for field in comparison.fields:
            count = shard.count(number, field)
            if at < count:
                return self._item(number, field, at)
            at -= count
        raise IndexError(at)

    def rows(self, table: str, partition: int) -> Rows:
        """The rows of a table, as far as they belong to a partition."""
        return np.concatenate([shard.rows(table, partition) for shard in self._shards] or [np.empty(0, ROW)])

    def _shard(self, number: int) -> Shard:
        return self._shards[bisect_right(self._starts, number) - 1]

    def _read_item(self, number: int, field: str, at: int) -> Any:
        return self._shard(number).item(number, field, at)
