"""Hashes of all substrings of a stream, by array operations: any piece costs one subtraction and one product."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Index = NDArray[np.int64]

# Odd, so that it has an inverse modulo 2**64; otherwise arbitrary.
_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
_KEPT = 1 << 16  # powers that are kept: enough for what is read at once
_MIX = np.uint64(0xD6E8FEB86659FD93)


def _powers(base: int, count: int) -> Hashes:
    return _first_powers(base)[:count] if count <= _KEPT else _computed_powers(base, count)


@cache
def _first_powers(base: int) -> Hashes:
    return _computed_powers(base, _KEPT)


def _computed_powers(base: int, count: int) -> Hashes:
    steps = np.full(count, base, np.uint64)
    steps[:1] = 1
    return np.cumprod(steps, dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class SubstringHashes:
    """`of(start, end)` hashes `symbols[start:end]`; equal pieces hash equally wherever they stand, in any stream."""

    sums: Hashes
    unshift: Hashes

    def of(self, start: Index, end: Index) -> Hashes:
        """Hashes of the pieces from `start` to `end` (arrays of equal length, 0 <= start <= end <= length)."""
        piece: Hashes = (self.sums[end] - self.sums[start]) * self.unshift[start]
        return piece


def hash_substrings(symbols: NDArray[np.uint8]) -> SubstringHashes:
    """Prepare the hashes of a stream's pieces."""
    count = len(symbols)
    terms = (symbols.astype(np.uint64) + np.uint64(1)) * _powers(_BASE, count)
    sums = np.zeros(count + 1, np.uint64)
    np.cumsum(terms, out=sums[1:])
    return SubstringHashes(sums, _powers(_INVERSE, count + 1))


def mix(hashes: Hashes, salt: int) -> Hashes:
    """Spread hashes so that every bit counts; `salt` tells one use from another."""
    mixed = hashes ^ np.uint64((salt * 0xA24BAED4963EE407 + 0x9FB21C651E98DF25) & 0xFFFFFFFFFFFFFFFF)
    mixed ^= mixed >> np.uint64(32)
    mixed *= _MIX
    mixed ^= mixed >> np.uint64(29)
    mixed *= _MIX
    mixed ^= mixed >> np.uint64(32)
    return mixed
