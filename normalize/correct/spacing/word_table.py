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
Index = NDArray[np.int64]

_BUCKETS = 1 << 18
_CODE_BITS = 21  # of a fingerprint, for the flags; about one code in seven is taken
_WIDTH = 6  # words a bucket holds; with 1.2 on average, about one word in ten thousand finds no room
ABSENT = 255
_BATCH = 20_000  # words hashed at once, to keep memory small
#: Cost of what is no word, in nats.
ABSENT_COST = np.float32(40.0)
_NATS = np.arange(ABSENT + 1, dtype=np.float32) * np.float32(1 / EIGHTHS)
_NATS[ABSENT] = ABSENT_COST


@dataclass(frozen=True, slots=True)
class WordTable:
    """Fingerprints and costs (in eighths of a nat), bucket by bucket. `taken` flags the codes of fingerprints that
    occur, so that most of what is no word is told from one byte.

    Words that differ in accents alone share a fingerprint; the costs of a bucket rise.
    """

    marks: NDArray[np.uint32]
    costs: NDArray[np.uint8]
    taken: NDArray[np.bool_]

    def look_up(self, hashes: Hashes) -> Costs:
        """Costs in nats of the pieces that `hashes` stand for; `ABSENT_COST` for what is no word.

        Of words that share a fingerprint (`the` and the French `thé`) the commonest answers.
        """
        found = np.full(len(hashes), ABSENT, np.uint8)
        place, cost = self._hits(hashes)
        found[place[::-1]] = cost[::-1]  # the last one written stays
        return _NATS[found]

    def _hits(self, hashes: Hashes) -> tuple[Index, NDArray[np.uint8]]:
        """Which of the pieces are words, and what they cost: cheap before dear where several answer for one piece."""
        spread = mix(hashes, 1)
        likely = np.flatnonzero(self.taken.take(_code(spread)))
        spread = spread[likely]
        bucket = _bucket(spread)
        same = self.marks.take(bucket, axis=0) == _mark(spread)[:, None]
        piece, slot = np.divmod(np.flatnonzero(same), _WIDTH)
        return likely[piece], self.costs[bucket[piece], slot]


def _bucket(spread: Hashes) -> Index:
    return (spread & np.uint64(_BUCKETS - 1)).astype(np.int64)


def _mark(spread: Hashes) -> NDArray[np.uint32]:
    return (spread >> np.uint64(32)).astype(np.uint32)


def _code(spread: Hashes) -> Index:
    return (spread >> np.uint64(64 - _CODE_BITS)).astype(np.int64)


def build_table(lexicon: Lexicon) -> WordTable:
    """The table of a lexicon's words."""
    words = list(lexicon.entries)
    spread = np.concatenate([_spread(words[at : at + _BATCH]) for at in range(0, len(words), _BATCH)])
    bucket = _bucket(spread)
    costs = (np.fromiter(lexicon.entries.values(), np.int64, len(words)) >> 4).astype(np.uint8)
    # Cheap words first, so that a full bucket loses the rarest.
    order = np.lexsort((costs, bucket))
    sorted_buckets = bucket[order]
    rank = np.arange(len(order)) - np.searchsorted(sorted_buckets, sorted_buckets)
    order, rank = order[rank < _WIDTH], rank[rank < _WIDTH]
    marks = np.zeros((_BUCKETS, _WIDTH), np.uint32)
    table = np.full((_BUCKETS, _WIDTH), ABSENT, np.uint8)
    marks[bucket[order], rank] = _mark(spread[order])
    table[bucket[order], rank] = np.minimum(costs[order], ABSENT - 1)
    taken = np.zeros(1 << _CODE_BITS, np.bool_)
    taken[_code(spread[order])] = True
    return WordTable(marks, table, taken)


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
