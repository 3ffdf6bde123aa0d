"""The lexicon as a hash table that answers for whole arrays of substrings at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from normalize.correct.spacing.hashing import Hashes, hash_substrings, mix
from normalize.correct.spacing.lexicon import EIGHTHS, Lexicon, load_lexicon
from normalize.correct.spacing.stream import BREAK, read_stream

Costs = NDArray[np.float32]

_BUCKETS = 1 << 18
_WIDTH = 6  # words a bucket holds; with 1.2 on average, about one word in ten thousand finds no room
ABSENT = 255
_BATCH = 20_000  # words hashed at once, to keep memory small
#: Cost of what is no word, in nats.
ABSENT_COST = np.float32(40.0)


@dataclass(frozen=True, slots=True)
class WordTable:
    """Fingerprints and costs (in eighths of a nat), bucket by bucket."""

    marks: NDArray[np.uint32]
    costs: NDArray[np.uint8]

    def look_up(self, hashes: Hashes) -> Costs:
        """Costs in nats of the pieces that `hashes` stand for; `ABSENT_COST` for what is no word."""
        spread = mix(hashes, 1)
        bucket = (spread & np.uint64(_BUCKETS - 1)).astype(np.int64)
        mark = (spread >> np.uint64(32)).astype(np.uint32)
        found = np.full(len(hashes), ABSENT, np.uint8)
        for slot in range(_WIDTH):
            hit = self.marks[bucket, slot] == mark
            if hit.any():
                found[hit] = self.costs[bucket[hit], slot]
        nats = found.astype(np.float32) * np.float32(1 / EIGHTHS)
        nats[found == ABSENT] = ABSENT_COST
        return nats


def build_table(lexicon: Lexicon) -> WordTable:
    """The table of a lexicon's words."""
    words = list(lexicon.entries)
    spread = np.concatenate([_spread(words[at : at + _BATCH]) for at in range(0, len(words), _BATCH)])
    bucket = (spread & np.uint64(_BUCKETS - 1)).astype(np.int64)
    costs = (np.fromiter(lexicon.entries.values(), np.int64, len(words)) >> 4).astype(np.uint8)
    # Cheap words first, so that a full bucket loses the rarest.
    order = np.lexsort((costs, bucket))
    sorted_buckets = bucket[order]
    rank = np.arange(len(order)) - np.searchsorted(sorted_buckets, sorted_buckets)
    order, rank = order[rank < _WIDTH], rank[rank < _WIDTH]
    marks = np.zeros((_BUCKETS, _WIDTH), np.uint32)
    table = np.full((_BUCKETS, _WIDTH), ABSENT, np.uint8)
    marks[bucket[order], rank] = (spread[order] >> np.uint64(32)).astype(np.uint32)
    table[bucket[order], rank] = np.minimum(costs[order], ABSENT - 1)
    return WordTable(marks, table)


def _spread(words: list[str]) -> Hashes:
    stream = read_stream("\n".join(words))
    breaks = np.flatnonzero(stream.symbols == BREAK)
    start = np.concatenate(([0], breaks + 1))
    end = np.concatenate((breaks, [len(stream)]))
    return mix(hash_substrings(stream.symbols).of(start, end), 1)


@cache
def load_table(language: str) -> WordTable:
    """The word table of a language. Raises UsageError when there is none."""
    return build_table(load_lexicon(language))
