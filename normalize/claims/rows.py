"""Rows say which statement of a batch lies in which block: what is sorted instead of the statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from normalize.claims.blocks import Comparison, hashed
from normalize.claims.reading import Reading
from normalize.wording import bands

Rows = npt.NDArray[np.void]
Numbers = npt.NDArray[np.uint64]
#: `key`: the hash of a block's key; then the statement's document, its number in it, and the number of its key.
ROW = np.dtype([("key", "<u8"), ("document", "<u4"), ("at", "<u4"), ("rank", "<u4")])
Row = tuple[int, int, int, int]
#: The table of the words by which retellings are found; each comparison has one of its own name.
STEMS = "stems"
#: The table of the bands by which copies are found.
BANDS = "bands"


def rows_of(number: int, reading: Reading, comparisons: Iterable[Comparison[Any]]) -> Iterator[tuple[str, Row]]:
    """The rows of a document, each with its table, in order of statement and key."""
    for comparison in comparisons:
        for at, statement in enumerate(comparison.statements(reading)):
            for rank, key in enumerate(comparison.keys(statement)):
                yield comparison.name, (hashed(key), number, at, rank)
    if reading.outline is not None:
        for rank, stem in enumerate(reading.outline.stems):
            yield STEMS, (hashed(stem), number, 0, rank)
    for rank, band in enumerate(bands(reading.wording)):
        yield BANDS, (hashed(band), number, 0, rank)


def as_rows(rows: Iterable[Row]) -> Rows:
    """Rows as an array."""
    return np.array(list(rows), dtype=ROW)


def grouped(rows: Rows) -> Rows:
    """The rows of blocks with two statements or more, block by block; the order within a block stays."""
    rows = rows[np.argsort(rows["key"], kind="stable")]
    same = rows["key"][1:] == rows["key"][:-1]
    shared = np.zeros(len(rows), dtype=bool)
    shared[1:] |= same
    shared[:-1] |= same
    return rows[shared]


def blocks(rows: Rows) -> Iterator[Rows]:
    """The blocks of grouped rows."""
    cuts = np.flatnonzero(rows["key"][1:] != rows["key"][:-1]) + 1
    return iter(np.split(rows, cuts) if len(rows) else ())


def without(rows: Rows, left_out: Numbers | None) -> Rows:
    """The rows of other statements than these, each of which is its document's number times 2**32 and its own."""
    if left_out is None:
        return rows
    places = (rows["document"].astype(np.uint64) << np.uint64(32)) | rows["at"]
    return rows[~np.isin(places, left_out)]
