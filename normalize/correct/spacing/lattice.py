"""The word lattice: the cheapest way to read letter runs as words, with and without a cut at each gap.

A path is a segmentation of the stream into words of the lexicon, unknown words and single signs. The margin of a gap
is what the best path without a cut there costs more than the best path with one: positive where a space belongs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from normalize.correct.spacing.hashing import SubstringHashes
from normalize.correct.spacing.stream import APOSTROPHE, Bytes, Flags
from normalize.correct.spacing.word_table import ABSENT_COST, WordTable

Floats = NDArray[np.float32]
Fixed = NDArray[np.int32]
Index = NDArray[np.int64]

LONGEST = 16  # letters of the longest word a path may use as one piece
_ROW, _SHORT_ROW = 192, 32  # letters a row of the dynamic programme keeps; rows run side by side
_ROWS = 64  # rows that are read at once, to keep memory small
_LONG_STREAM = 2_500  # symbols from which rows are long
_LOOKED_UP = 1024  # symbols whose pieces are looked up at once, to keep memory small
_EDGE = 32  # letters of context either side of a row
_S, _POSSESSIVE = 19, np.float32(2.0)  # the letter's symbol; nats
_UNKNOWN_BASE, _UNKNOWN_LETTER = 9.0, 2.0  # nats: an unknown word, and each of its letters
_UNIT = 64  # fixed-point steps in a nat
_FAR = 5000 * _UNIT
_LENGTH_BITS = 4  # LONGEST is 2 ** 4
MARGIN_CAP = 20.0


def word_costs(symbols: Bytes, hashes: SubstringHashes, table: WordTable) -> Floats:
    """`costs[n - 1, i]`: the cost of the `n` symbols from `i` on as one word; `ABSENT_COST` where it is none."""
    count = len(symbols)
    lettered = ((symbols > 0) & (symbols <= APOSTROPHE)).astype(np.int64)
    reach = _run_length(lettered)
    costs = np.full((LONGEST, count), ABSENT_COST, np.float32)
    lengths = np.arange(1, LONGEST + 1)[:, None]
    for low in range(0, count, _LOOKED_UP):
        near = reach[low : low + _LOOKED_UP]
        step, start = np.divmod(np.flatnonzero(near >= lengths), len(near))
        start += low
        costs[step, start] = table.look_up(hashes.of(start, start + step + 1))
    _add_possessives(symbols, reach, costs)
    return costs


def _add_possessives(symbols: Bytes, reach: Index, costs: Floats) -> None:
    """Let every word take an apostrophe and s, whether or not the table lists that form."""
    marks = np.flatnonzero((symbols[:-1] == APOSTROPHE) & (symbols[1:] == _S))
    for length in range(3, LONGEST + 1):
        start = marks + 2 - length
        start = start[(start >= 0)]
        start = start[reach[start] >= length]
        row = costs[length - 1]
        row[start] = np.minimum(row[start], costs[length - 3, start] + _POSSESSIVE)


def _run_length(lettered: NDArray[np.int64]) -> NDArray[np.int64]:
    """Letters from each place to the end of its run."""
    count = len(lettered)
    stops = np.where(lettered == 0, np.arange(count), count)
    following = np.minimum.accumulate(stops[::-1])[::-1]
    run: NDArray[np.int64] = following - np.arange(count)
    return run


@dataclass(frozen=True, slots=True)
class Reading:
    """The best paths as seen from each gap.

    `margin` in nats, capped. `ending` and `starting` are the lengths of the words that end and start at the gap on the
    best path with a cut there; `across_start` and `across_end` bound the word over the gap on the best path without
    one (both the gap itself where no word can lie over it).
    """

    margin: Floats
    ending: Index
    starting: Index
    across_start: Index
    across_end: Index


def read_paths(symbols: Bytes, costs: Floats, tolls: Sequence[Floats]) -> tuple[Reading, ...]:
    """The best paths with and without a cut at the gap before each symbol, for each of `tolls`.

    `toll[i]` is charged to a path that cuts before `i` (negative: it is rewarded), the noise model's share.
    """
    count = len(symbols)
    # The programme takes a step for each column whatever the number of rows, so a short stream is laid in short rows.
    kept = _ROW if count >= _LONG_STREAM else _SHORT_ROW
    rows = -(-count // kept)
    index = np.arange(rows)[:, None] * kept - _EDGE + np.arange(kept + 2 * _EDGE)[None, :]
    priced = _piece_costs(symbols, costs)
    fixed = [np.clip((priced + toll) * _UNIT, -_FAR, _FAR).astype(np.int32) for toll in tolls]
    blocks = [_block_paths(fixed, index[low : low + _ROWS].T, kept) for low in range(0, rows, _ROWS)]
    found = [np.concatenate(parts, axis=2) for parts in zip(*blocks, strict=True)]
    return tuple(_reading(*(part[:, number].T.reshape(-1)[:count] for part in found)) for number in range(len(tolls)))


def _block_paths(fixed: Sequence[Fixed], index: Index, kept: int) -> list[Fixed]:
    """What `_row_paths` finds in the rows of `index` (`[place, row]`, edges included) for each toll, edges cut off."""
    width, rows = index.shape
    count = fixed[0].shape[1]
    outside = (index < 0) | (index >= count)
    index = np.clip(index, 0, max(0, count - 1))
    pieces = np.empty((width, LONGEST, len(fixed), rows), np.int32)
    for number, costs in enumerate(fixed):
        piece = costs[:, index]  # (LONGEST, width, rows)
        piece[:, outside] = _FAR
        piece[0][outside] = 0
        pieces[:, :, number] = piece.transpose(1, 0, 2)
    paths = _row_paths(pieces.reshape(width, LONGEST, -1))
    return [part[_EDGE : _EDGE + kept].reshape(kept, len(fixed), rows) for part in paths]


def _reading(margin: Fixed, ending: Fixed, starting: Fixed, lead: Fixed, length: Fixed) -> Reading:
    count = len(margin)
    here = np.arange(count)
    start = np.maximum(here - lead, 0)
    return Reading(
        margin=np.clip(margin.astype(np.float32) / _UNIT, -MARGIN_CAP, MARGIN_CAP),
        ending=np.minimum(ending, here),
        starting=np.minimum(starting, count - here),
        across_start=start,
        across_end=np.clip(start + length, here, count),
    )


def _piece_costs(symbols: Bytes, costs: Floats) -> Floats:
    """Costs of pieces: words, unknown words, single signs."""
    lettered = ((symbols > 0) & (symbols <= APOSTROPHE)).astype(np.int64)
    reach = _run_length(lettered)
    length = np.arange(1, LONGEST + 1)[:, None]
    unknown = (_UNKNOWN_BASE + _UNKNOWN_LETTER * length).astype(np.float32)
    piece = np.minimum(costs, np.where(length <= reach[None, :], unknown, np.float32(_FAR)))
    sign = lettered == 0
    piece[0, sign] = 0.0
    piece[1:, sign] = _FAR
    return piece.astype(np.float32)


def _row_paths(piece: Fixed) -> tuple[Fixed, Fixed, Fixed, Fixed, Fixed]:
    """Margin, lengths of the words either side, and lead and length of the word across, each as `[place, row]`.

    `piece[i, n - 1, row]` is the cost of the `n` symbols from `i` on.
    """
    width, longest, rows = piece.shape
    # Read backwards, the pieces that end somewhere are pieces that start there: one loop serves both directions.
    cost, length = _cheapest_ahead(np.concatenate((piece, _by_end(piece)[:0:-1]), axis=2))
    ahead, starting = cost[:, :rows], length[:width, :rows]
    # `back[j + longest]` is the best cost of reading everything before `j`.
    back = cost[::-1, rows:]
    ending = np.ones((width, rows), np.int32)
    ending[1:] = length[:0:-1, rows:]
    across = _best_across(piece, ahead, back)
    lead, span = across & 31, (across >> 5) & 31
    none = (across >> 10) >= _FAR
    lead[none], span[none] = 0, 0
    margin = (across >> 10)[:width] - ahead[:width] - back[longest : longest + width]
    return margin, ending, starting, lead[:width], span[:width]


def _cheapest_ahead(piece: Fixed) -> tuple[Fixed, Fixed]:
    """The cost of reading everything from each place on, `_FAR` past the end, and how long the first piece then is.

    A cost and the length it belongs to share one number, the length in the low bits, so that one minimum finds both.
    """
    width, longest, rows = piece.shape
    coded = (piece << _LENGTH_BITS) | np.arange(longest, dtype=np.int32)[:, None]
    far, cost_bits = np.int32(_FAR << _LENGTH_BITS), np.int32(-1 << _LENGTH_BITS)
    ahead = np.full((width + longest + 1, rows), far, np.int32)
    ahead[width] = 0
    best = np.empty((width, rows), np.int32)
    for i in range(width - 1, -1, -1):
        reach = coded[i]
        reach += ahead[i + 1 : i + 1 + longest]
        np.minimum.reduce(reach, axis=0, out=best[i])
        np.minimum(best[i] & cost_bits, far, out=ahead[i])
    return ahead >> _LENGTH_BITS, (best & np.int32(longest - 1)) + 1


def _best_across(piece: Fixed, ahead: Fixed, back: Fixed) -> Fixed:
    """For each gap the best path with a word over it: cost, length and lead (symbols before the gap) in one number."""
    width, longest, rows = piece.shape
    whole = np.full((width + 1, rows), _FAR << 10, np.int32)
    from_here = np.full((width, rows), (_FAR << 10) | (longest << 5), np.int32)  # best word longer than the lead
    for lead in range(longest - 1, 0, -1):
        length = lead + 1
        path = back[longest : longest + width - length + 1] + piece[: width - length + 1, length - 1]
        path += ahead[length : width + 1]
        longer = from_here[: width - length + 1]
        np.minimum(longer, (np.minimum(path, _FAR) << 10) | (length << 5), out=longer)
        part = whole[lead : lead + len(longer)]
        np.minimum(part, longer | lead, out=part)
    return whole


def _by_end(piece: Fixed) -> Fixed:
    """The same costs by end: `[j, n - 1, row]` is the cost of the `n` symbols before `j`."""
    width, longest, rows = piece.shape
    ending = np.full((width + 1, longest, rows), _FAR, np.int32)
    for length in range(1, longest + 1):
        ending[length:, length - 1] = piece[: width + 1 - length, length - 1]
    return ending


def observed_toll(spaced: Flags, insert: float, delete: float) -> Floats:
    """What a cut costs where none is seen, and what it saves where a space is seen."""
    return np.where(spaced, np.float32(-delete), np.float32(insert)).astype(np.float32)
