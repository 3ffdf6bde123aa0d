"""Which documents may retell which: those that share enough rare words. No document is held against all others."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from normalize.claims.batch import Batch
from normalize.claims.rows import STEMS, Numbers, grouped

#: A word that more documents of a batch hold says nothing about which of them retells which.
_COMMON = 40
#: So many rare words two documents must share to be looked at; …
_SHARED = 3
#: … and so many partners, the likeliest first, are looked at for one document.
_PARTNERS = 12
#: Two documents are compared without any search for partners.
_PAIR = 2
#: The partners of so many documents are counted at a time.
_AT_ONCE = 50_000


def partners(batch: Batch, copies: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Pairs of documents, the earlier one first, in order of the later one; copies have none."""
    if len(batch) - len(copies) == _PAIR:
        one, other = (number for number in range(len(batch)) if number not in copies)
        if all(batch.reading(number, "outline").outline is not None for number in (one, other)):
            yield one, other
        return
    left_out = np.array(sorted(copies), dtype=np.uint64)
    for start in range(0, len(batch), _AT_ONCE):
        yield from _best(*_counted(batch, left_out, start, start + _AT_ONCE))


def _counted(batch: Batch, left_out: Numbers, start: int, end: int) -> tuple[Numbers, Numbers]:
    """Pairs of documents as numbers (the later one in the upper half) and how many rare words each pair shares."""
    parts = [_shared(batch, part, left_out, start, end) for part in range(batch.partitions)]
    pairs = np.concatenate([pairs for pairs, _ in parts])
    counts = np.concatenate([counts for _, counts in parts])
    found, where = np.unique(pairs, return_inverse=True)
    return found, np.bincount(where, weights=counts, minlength=len(found)).astype(np.uint64)


def _shared(batch: Batch, partition: int, left_out: Numbers, start: int, end: int) -> tuple[Numbers, Numbers]:
    rows = batch.rows(STEMS, partition)
    rows = grouped(rows[~np.isin(rows["document"], left_out)])
    changes = np.flatnonzero(rows["key"][1:] != rows["key"][:-1]) + 1
    sizes = np.diff(np.r_[0, changes, len(rows)]) if len(rows) else np.empty(0, np.intp)
    rows = rows[np.repeat(sizes <= _COMMON, sizes)]
    keys, documents = rows["key"], rows["document"].astype(np.uint64)
    found = []
    for apart in range(1, _COMMON):
        same = keys[apart:] == keys[:-apart]
        if not same.any():
            break
        later, earlier = documents[apart:][same], documents[:-apart][same]
        wanted = (later >= start) & (later < end)
        found.append((later[wanted] << np.uint64(32)) | earlier[wanted])
    pairs, counts = np.unique(np.concatenate(found) if found else np.empty(0, np.uint64), return_counts=True)
    return pairs, counts.astype(np.uint64)


def _best(pairs: Numbers, counts: Numbers) -> Iterator[tuple[int, int]]:
    pairs, counts = pairs[counts >= _SHARED], counts[counts >= _SHARED]
    later = pairs >> np.uint64(32)
    order = np.lexsort((pairs, -counts.astype(np.int64), later))
    last, taken = -1, 0
    for one, other in zip(later[order].tolist(), (pairs[order] & np.uint64(0xFFFFFFFF)).tolist(), strict=True):
        taken = taken + 1 if one == last else 1
        last = one
        if taken <= _PARTNERS:
            yield other, one
