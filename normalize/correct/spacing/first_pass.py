"""The cheap first pass: which places of a text deserve the classifier.

Letter runs are looked up whole, as two words, and joined to their neighbours; all by array operations. A clean text
leaves a few windows; a text full of suspicious places is read whole.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from normalize.correct.spacing.hashing import SubstringHashes, hash_substrings
from normalize.correct.spacing.stream import APOSTROPHE, BREAK, DIGIT, Stream
from normalize.correct.spacing.word_table import ABSENT_COST, WordTable

Flags = NDArray[np.bool_]
Index = NDArray[np.int64]
Floats = NDArray[np.float32]

_MARGIN = 28  # symbols of context that a window keeps either side
_WHOLE = 0.35  # share of the text in windows from which the text is read whole
_SMALL = 600  # symbols below which looking for windows does not pay
_RARE = 11.5  # nats: rarer words may be two
_SPLIT_SLACK, _SPLIT_SLACK_KNOWN = 4.0, 1.0  # nats: of a run that is no word, and of a rare word
_JOIN_GAIN = 5.0
_COMMON = 8.0  # nats: two words this common stand apart because they should
_LONGEST = 24
_UNKNOWN_BASE, _UNKNOWN_LETTER = 9.0, 2.0
_MARKS = (29, 30, 31, 32, 33, 34, 38)  # . , ; : ! ? )


def suspicious_windows(stream: Stream, table: WordTable) -> Index | None:
    """Places of the stream to read, -1 between windows; None when the whole stream should be read."""
    count = len(stream)
    if count < _SMALL:
        return None
    doubt = _doubts(stream, hash_substrings(stream.symbols), table)
    change = np.zeros(count + 1, np.int64)
    np.add.at(change, np.maximum(doubt - _MARGIN, 0), 1)
    np.add.at(change, np.minimum(doubt + _MARGIN, count), -1)
    covered = np.cumsum(change[:-1]) > 0
    if covered.mean() > _WHOLE:
        return None
    inside = np.flatnonzero(covered)
    if not len(inside):
        return inside
    jumps = np.flatnonzero(np.diff(inside) > 1) + 1
    return np.insert(inside, jumps, -1)


def narrowed(stream: Stream, places: Index) -> Stream:
    """The stream of the windows alone, a line end where one stops."""
    real = np.maximum(places, 0)
    parted = places < 0
    symbols = np.where(parted, BREAK, stream.symbols[real]).astype(np.uint8)
    return Stream(symbols, stream.upper[real] & ~parted, stream.spaced[real] & ~parted, stream.places[real])


def _doubts(stream: Stream, hashes: SubstringHashes, table: WordTable) -> Index:
    lettered = (stream.symbols > 0) & (stream.symbols <= APOSTROPHE)
    before = np.concatenate(([False], lettered[:-1]))
    opens = lettered & (~before | stream.spaced)
    start = np.flatnonzero(opens)
    following = np.concatenate((lettered[1:] & ~stream.spaced[1:], [False]))
    end = np.flatnonzero(lettered & ~following) + 1
    cost = table.look_up(hashes.of(start, np.minimum(end, start + _LONGEST)))
    cost = _without_possessive(stream, hashes, table, start, end, cost)
    length = end - start
    known = np.minimum(cost, _UNKNOWN_BASE + _UNKNOWN_LETTER * length)
    absent = cost == ABSENT_COST
    return np.concatenate(
        (
            _splittable(hashes, table, start, end, np.where(absent, known, cost), absent),
            _joinable(stream, hashes, table, start, end, known),
            _odd_marks(stream, lettered),
        )
    )


def _without_possessive(
    stream: Stream, hashes: SubstringHashes, table: WordTable, start: Index, end: Index, cost: Floats
) -> Floats:
    absent = np.flatnonzero((cost == ABSENT_COST) & (end - start > 2))
    for back in (1, 2):
        marked = absent[stream.symbols[end[absent] - back] == APOSTROPHE]
        cost[marked] = np.minimum(cost[marked], table.look_up(hashes.of(start[marked], end[marked] - back)))
    return cost


def _splittable(
    hashes: SubstringHashes, table: WordTable, start: Index, end: Index, cost: Floats, absent: Flags
) -> Index:
    """Runs that two words explain about as well."""
    rare = np.flatnonzero((cost > _RARE) & (end - start >= 4))
    length = np.minimum(end[rare] - start[rare], _LONGEST)
    owner = np.repeat(np.arange(len(rare)), length - 1)
    offset = np.arange(len(owner)) - np.repeat(np.cumsum(length - 1) - (length - 1), length - 1) + 1
    low, high = start[rare][owner], end[rare][owner]
    both = table.look_up(hashes.of(low, low + offset)) + table.look_up(hashes.of(low + offset, high))
    best = np.full(len(rare), 2 * ABSENT_COST, np.float32)
    np.minimum.at(best, owner, both)
    slack = np.where(absent[rare], _SPLIT_SLACK, _SPLIT_SLACK_KNOWN)
    doubtful = (best < cost[rare] + slack) | (absent[rare] & (end[rare] - start[rare] > 15))
    return (start[rare][doubtful] + end[rare][doubtful]) // 2


def _joinable(
    stream: Stream, hashes: SubstringHashes, table: WordTable, start: Index, end: Index, known: Floats
) -> Index:
    """Neighbours that one word explains much better."""
    near = np.flatnonzero((end[:-1] == start[1:]) & (end[1:] - start[:-1] <= _LONGEST))
    joined = table.look_up(hashes.of(start[near], end[near + 1]))
    better = joined < known[near] + known[near + 1] - _JOIN_GAIN
    better &= np.maximum(known[near], known[near + 1]) > _COMMON
    return start[near + 1][better]


def _odd_marks(stream: Stream, lettered: Flags) -> Index:
    """Marks with a letter against them, or with a space before them; a small letter against a capital."""
    marks = np.isin(stream.symbols, _MARKS)
    glued = np.zeros(len(stream), np.bool_)
    glued[1:] = marks[:-1] & lettered[1:] & ~stream.spaced[1:]
    glued[1:] |= lettered[:-1] & lettered[1:] & ~stream.upper[:-1] & stream.upper[1:] & ~stream.spaced[1:]
    glued[1:] |= (stream.symbols[:-1] < DIGIT) & lettered[:-1] & (stream.symbols[1:] == DIGIT) & ~stream.spaced[1:]
    return np.flatnonzero(glued | (marks & stream.spaced))
