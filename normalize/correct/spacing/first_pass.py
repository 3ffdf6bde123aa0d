"""The cheap first pass: which places of a text deserve the classifier.

Letter runs are looked up whole, as two words, and joined to their neighbours; all by array operations. A clean text
leaves a few windows; a text full of suspicious places is read whole.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from normalize.correct.spacing.hashing import SubstringHashes, hash_substrings
from normalize.correct.spacing.protection import mathematical
from normalize.correct.spacing.stream import APOSTROPHE, BREAK, DIGIT, MARKS, SYMBOLS, Stream
from normalize.correct.spacing.word_table import ABSENT_COST, WordTable

Flags = NDArray[np.bool_]
Index = NDArray[np.int64]
Floats = NDArray[np.float32]

_MARGIN = 28  # symbols of context that a window keeps either side
_WHOLE = 0.35  # share of the text in windows from which the text is read whole
_SMALL = 600  # symbols below which looking for windows does not pay
_RARE = 11.5  # nats: rarer words may be two
#: Nats of a run that is no word, of a rare word, and of a rare word that is a title.
_SPLIT_SLACK, _SPLIT_SLACK_KNOWN, _SPLIT_SLACK_TITLE = 4.0, 1.0, -2.0
#: A title is no name where both parts cost no more than this together, or where the first has so many letters.
_NAME_PARTS, _LONG_NAME = 16.0, 6
_JOIN_GAIN = 5.0
_COMMON = 8.0  # nats: two words this common stand apart because they should
_LONGEST = 24
_UNKNOWN_BASE, _UNKNOWN_LETTER = 9.0, 2.0
_STOP = 29
_LETTERS = (np.arange(SYMBOLS) > 0) & (np.arange(SYMBOLS) < APOSTROPHE)


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


@dataclass(frozen=True, slots=True)
class _Words:
    """Runs of letters and apostrophes: ends, cost in nats, whether the table lacks them, whether they are titles."""

    start: Index
    end: Index
    cost: Floats
    absent: Flags
    title: Flags


def _doubts(stream: Stream, hashes: SubstringHashes, table: WordTable) -> Index:
    lettered = (stream.symbols > 0) & (stream.symbols <= APOSTROPHE)
    opens = lettered & stream.spaced
    opens[:1] |= lettered[:1]
    opens[1:] |= lettered[1:] & ~lettered[:-1]
    start = np.flatnonzero(opens)
    closes = lettered.copy()
    closes[:-1] &= ~lettered[1:] | stream.spaced[1:]
    end = np.flatnonzero(closes) + 1
    cost = table.look_up(hashes.of(start, np.minimum(end, start + _LONGEST)))
    cost = _without_possessive(stream, hashes, table, start, end, cost)
    second = np.minimum(start + 1, len(stream) - 1)
    title = stream.upper[start] & (end - start > 1) & ~stream.upper[second]
    words = _Words(start, end, cost, cost == ABSENT_COST, title)
    return np.concatenate(
        (
            _splittable(hashes, table, words),
            _joinable(hashes, table, words),
            _odd_marks(stream),
            _humps(stream, words),
            np.flatnonzero(mathematical(stream)),
        )
    )


def _without_possessive(
    stream: Stream, hashes: SubstringHashes, table: WordTable, start: Index, end: Index, cost: Floats
) -> Floats:
    absent = np.flatnonzero((cost == ABSENT_COST) & (end - start > 2))
    for back in (1, 2):
        marked = absent[stream.symbols[end[absent] - back] == APOSTROPHE]
        if len(marked):
            plain = table.look_up(hashes.of(start[marked], end[marked] - back))
            cost[marked] = np.minimum(cost[marked], plain)
    return cost


def _splittable(hashes: SubstringHashes, table: WordTable, words: _Words) -> Index:
    """Runs that two words explain about as well. A title is a name unless the words are common or the first is long."""
    rare = np.flatnonzero((words.cost > _RARE) & (words.end - words.start >= 4))
    start, end, absent = words.start[rare], words.end[rare], words.absent[rare]
    length = end - start
    cost = np.where(absent, _UNKNOWN_BASE + _UNKNOWN_LETTER * length, words.cost[rare])
    cuts = np.minimum(length, _LONGEST) - 1
    opening = np.cumsum(cuts) - cuts
    owner = np.repeat(np.arange(len(rare)), cuts)
    offset = np.arange(len(owner)) - opening[owner] + 1
    low = start[owner]
    cut = low + offset
    both = table.look_up(np.concatenate((hashes.of(low, cut), hashes.of(cut, end[owner]))))
    both = both[: len(owner)] + both[len(owner) :]
    both += np.where(
        words.title[rare][owner] & (offset < _LONG_NAME) & (both > _NAME_PARTS), ABSENT_COST, np.float32(0)
    )
    best = np.minimum.reduceat(both, opening) if len(rare) else both
    slack = np.where(absent, _SPLIT_SLACK, np.where(words.title[rare], _SPLIT_SLACK_TITLE, _SPLIT_SLACK_KNOWN))
    doubtful = (best < cost + slack) | (absent & (length > 15))
    middle: Index = (start[doubtful] + end[doubtful]) // 2
    return middle


def _joinable(hashes: SubstringHashes, table: WordTable, words: _Words) -> Index:
    """Neighbours that one word explains much better. A title after a space never lost letters before it."""
    start, end = words.start, words.end
    known = np.minimum(words.cost, _UNKNOWN_BASE + _UNKNOWN_LETTER * (end - start))
    near = (end[:-1] == start[1:]) & (end[1:] - start[:-1] <= _LONGEST) & ~words.title[1:]
    near &= np.maximum(known[:-1], known[1:]) > _COMMON
    first = np.flatnonzero(near)
    joined = table.look_up(hashes.of(start[first], end[first + 1]))
    better = first[joined < known[first] + known[first + 1] - _JOIN_GAIN]
    places: Index = start[better + 1]
    return places


def _odd_marks(stream: Stream) -> Index:
    """Marks with a letter against them, or with a space before them; full stops between single letters are none."""
    marks, letter, tight = MARKS[stream.symbols], _LETTERS[stream.symbols], ~stream.spaced
    glued = np.flatnonzero(marks[:-1] & letter[1:] & tight[1:]) + 1
    count = len(stream)
    two_before = np.maximum(glued - 2, 0)
    after = np.minimum(glued + 1, count - 1)
    first = letter[two_before] & ~(letter[np.maximum(glued - 3, 0)] & tight[two_before])
    last = ~(letter[after] & tight[after]) | (after == glued)
    initials = first & last & tight[glued - 1] & (stream.symbols[glued - 1] == _STOP)
    # `.'Then`: a quotation ends at the mark, and its word stands against it.
    quoted = np.flatnonzero(marks[:-2] & (stream.symbols[1:-1] == APOSTROPHE) & letter[2:] & tight[1:-1] & tight[2:])
    return np.concatenate((glued[~initials], quoted + 1, np.flatnonzero(marks & stream.spaced)))


def _humps(stream: Stream, words: _Words) -> Index:
    """A capital, or a figure after two letters, inside a word that begins small: others are names, or left to rules."""
    letter, tight = _LETTERS[stream.symbols], ~stream.spaced
    small = letter & ~stream.upper
    inner = small[:-1] & letter[1:] & stream.upper[1:] & tight[1:]
    inner[1:] |= small[:-2] & small[1:-1] & (stream.symbols[2:] == DIGIT) & tight[1:-1] & tight[2:]
    found = np.flatnonzero(inner)
    word = np.searchsorted(words.start, found, side="right") - 1
    return found[~stream.upper[words.start[word]]] + 1
