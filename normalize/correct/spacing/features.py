"""What the gap classifier sees of each gap: hashed n-grams around it, and a few numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from normalize.correct.spacing.hashing import Hashes, SubstringHashes, hash_substrings, mix
from normalize.correct.spacing.lattice import MARGIN_CAP, Floats, Reading, observed_toll, read_paths, word_costs
from normalize.correct.spacing.stream import APOSTROPHE, BREAK, DIGIT, Stream
from normalize.correct.spacing.word_table import ABSENT_COST, WordTable

Index = NDArray[np.int64]

#: Symbols taken left and right of the gap, in the stream without spaces …
PLAIN = (
    (0, 3), (0, 4), (0, 6), (0, 8),
    (3, 0), (4, 0), (6, 0), (8, 0),
    (2, 2), (3, 3), (4, 4), (2, 5), (5, 2), (6, 6),
)  # fmt: skip
#: … and in the stream with the spaces that are seen.
SEEN = ((1, 1), (2, 2), (3, 3), (5, 5))
TOKENS = 5
WORDS = 10
TEMPLATES = len(PLAIN) + len(SEEN) + TOKENS + WORDS
#: Templates whose embeddings are summed together.
GROUPS = (
    (0, 4),
    (4, 8),
    (8, len(PLAIN)),
    (len(PLAIN), len(PLAIN) + len(SEEN) + TOKENS),
    (len(PLAIN) + len(SEEN) + TOKENS, TEMPLATES),
)
NUMBERS = 32
_LONG_TOKEN = 24
_SPACE_SYMBOL = 63
_INSERT, _DELETE = 2.5, 5.0  # nats
_FLAG = np.uint64(0x5851F42D4C957F2D)
_FACTORS = tuple(np.uint64(f) for f in (0xA0761D6478BD642F, 0xE7037ED1A0B428DB, 0x8EBC6AF09C88C6E3))


@dataclass(frozen=True, slots=True)
class Features:
    """Per gap: `rows[t, i]`, the embedding row of template `t`; `numbers[i]`; `signs[i]`, symbol and case."""

    rows: NDArray[np.int32]
    numbers: Floats
    signs: NDArray[np.uint8]
    margin: Floats


def extract(stream: Stream, table: WordTable, bits: int) -> Features:
    """Features of the gap before each symbol; embedding rows are below `2**bits`."""
    hashes = hash_substrings(stream.symbols)
    start, end, _ = _token_ends(stream)
    rows = np.empty((TEMPLATES, len(stream)), np.int32)
    _plain_rows(rows, hashes, len(stream), bits)
    _seen_rows(rows[len(PLAIN) :], stream, bits)
    tokens = _token_hashes(rows[len(PLAIN) + len(SEEN) :], stream, hashes, start, end, bits)
    costs = word_costs(stream.symbols, hashes, table)
    seen = observed_toll(stream.spaced, _INSERT, _DELETE)
    free, likely = read_paths(stream.symbols, costs, (np.zeros_like(seen), seen))
    _word_rows(rows[TEMPLATES - WORDS :], stream, hashes, likely, bits)
    numbers = _numbers(stream, costs, free, likely, [table.look_up(h) for h in tokens], start, end)
    signs = stream.symbols + np.where(stream.upper, 64, 0).astype(np.uint8)
    return Features(rows, numbers, signs, free.margin)


def _word_rows(rows: NDArray[np.int32], stream: Stream, hashes: SubstringHashes, reading: Reading, bits: int) -> None:
    """Words of the best paths around the gap: with a cut there, and with a word across it."""
    count = len(stream)
    here = np.arange(count)
    left_at, right_at = here - reading.ending, here + reading.starting
    left, right = hashes.of(left_at, here), hashes.of(here, right_at)
    ending = np.append(reading.ending, 0)
    starting = np.append(reading.starting, 0)
    before = hashes.of(np.maximum(left_at - ending[left_at], 0), left_at)
    after = hashes.of(right_at, np.minimum(right_at + starting[right_at], count))
    low, high = reading.across_start, reading.across_end
    across = hashes.of(low, high)
    lead_in = hashes.of(np.maximum(low - ending[low], 0), low)
    follow = hashes.of(high, np.minimum(high + starting[high], count))
    flag = np.where(stream.spaced, _FLAG, np.uint64(0))
    f, g, h = _FACTORS
    for t, mixed in enumerate(
        (
            (left * f + right) ^ flag,
            left * f + right * g + across * h,
            before * f + left,
            right * f + after,
            before * f + left * g + right,
            left * f + right * g + after,
            across ^ flag,
            lead_in * f + across,
            across * f + follow,
            (across * f + left) ^ flag,
        )
    ):
        rows[t] = _row(mixed, 70 + t, bits)


def _row(hashes: Hashes, salt: int, bits: int) -> NDArray[np.int32]:
    return (mix(hashes, salt) >> np.uint64(64 - bits)).astype(np.int32)


def _plain_rows(rows: NDArray[np.int32], hashes: SubstringHashes, count: int, bits: int) -> None:
    here = np.arange(count)
    for t, (left, right) in enumerate(PLAIN):
        rows[t] = _row(hashes.of(np.maximum(here - left, 0), np.minimum(here + right, count)), 10 + t, bits)


def _seen_rows(rows: NDArray[np.int32], stream: Stream, bits: int) -> None:
    """N-grams that hold the spaces and the case that are seen."""
    count = len(stream)
    spaces = np.cumsum(stream.spaced)
    place = np.arange(count) + spaces  # place of each symbol in the stream with spaces
    seen = np.full(count + int(spaces[-1]) if count else 0, _SPACE_SYMBOL, np.uint8)
    seen[place] = stream.symbols + np.where(stream.upper, 64, 0).astype(np.uint8)
    hashes = hash_substrings(seen)
    gap = place - stream.spaced
    for t, (left, right) in enumerate(SEEN):
        after = np.minimum(place + right, len(seen))
        rows[t] = _row(hashes.of(np.maximum(gap - left, 0), after), 40 + t, bits)


def _token_ends(stream: Stream) -> tuple[Index, Index, Index]:
    """Start of the seen token left of each gap, end of the one right of it, and the gap itself."""
    count = len(stream)
    here = np.arange(count)
    is_break = stream.symbols == BREAK
    opens = stream.spaced | is_break
    opens[1:] |= is_break[:-1]
    opens[:1] = True
    token_start = np.maximum.accumulate(np.where(opens, here, 0))
    previous = np.concatenate(([0], token_start[:-1]))
    start = np.maximum(previous, here - _LONG_TOKEN)
    closes = np.concatenate((opens[1:], [True]))
    token_end = np.minimum.accumulate(np.where(closes, here + 1, count)[::-1])[::-1]
    end = np.minimum(token_end, here + _LONG_TOKEN)
    return np.minimum(start, here), end, here


def _token_hashes(
    rows: NDArray[np.int32], stream: Stream, hashes: SubstringHashes, start: Index, end: Index, bits: int
) -> list[Hashes]:
    """Rows for the pieces of seen tokens that meet at the gap; returns the hashes of left, right and both."""
    here = np.arange(len(stream))
    left, right, both = hashes.of(start, here), hashes.of(here, end), hashes.of(start, end)
    flag = np.where(stream.spaced, _FLAG, np.uint64(0))
    before = np.maximum(start - 1, 0)
    opener = hashes.of(start[before], start)
    for t, h in enumerate(
        (left ^ flag, right ^ flag, both ^ flag, left * np.uint64(3) + right, opener * np.uint64(5) + left)
    ):
        rows[t] = _row(h, 50 + t, bits)
    return [left, right, both]


def _numbers(
    stream: Stream, costs: Floats, free: Reading, likely: Reading, tokens: list[Floats], start: Index, end: Index
) -> Floats:
    count = len(stream)
    here = np.arange(count)
    numbers = np.zeros((count, NUMBERS), np.float32)
    numbers[:, 0] = stream.spaced
    numbers[:, 1] = free.margin / 10
    numbers[:, 2] = likely.margin / 10
    numbers[:, 3] = np.clip(likely.margin, -MARGIN_CAP / 5, MARGIN_CAP / 5) / 2
    for t, cost in enumerate(tokens):
        absent = cost == ABSENT_COST
        numbers[:, 4 + 2 * t] = np.where(absent, 0.0, 1.0)
        numbers[:, 5 + 2 * t] = np.where(absent, 1.2, cost / 20)
    numbers[:, 10] = np.minimum(here - start, 12) / 10
    numbers[:, 11] = np.minimum(end - here, 12) / 10
    known = costs < ABSENT_COST
    length = np.arange(1, len(costs) + 1)[:, None]
    longest = (known * length).max(axis=0)
    numbers[:, 12] = longest / 10
    numbers[:, 13] = np.where(longest > 0, costs[np.maximum(longest - 1, 0), here], 30) / 20
    ending = np.zeros(count, np.int64)
    for n in range(1, len(costs) + 1):
        ending[n:] = np.where(known[n - 1, : max(0, count - n)], n, ending[n:])
    numbers[:, 14] = ending / 10
    back = np.maximum(here - ending, 0)
    numbers[:, 15] = np.where(ending > 0, costs[np.maximum(ending - 1, 0), back], 30) / 20
    padded = np.concatenate((costs, np.full((len(costs), 1), ABSENT_COST, np.float32)), axis=1)
    for column, low, length in (
        (24, here - likely.ending, likely.ending),
        (26, here, likely.starting),
        (28, likely.across_start, likely.across_end - likely.across_start),
    ):
        cost = padded[np.clip(length - 1, 0, len(costs) - 1), low]
        numbers[:, column] = np.where(length > 0, np.minimum(cost, 30.0), 35.0) / 20
        numbers[:, column + 1] = np.minimum(length, 12) / 10
    numbers[:, 30] = likely.across_end == likely.across_start
    for column, symbols, upper in (
        (16, stream.symbols, stream.upper),
        (20, np.concatenate(([0], stream.symbols[:-1])), np.concatenate(([False], stream.upper[:-1]))),
    ):
        numbers[:, column] = (symbols > 0) & (symbols < APOSTROPHE)
        numbers[:, column + 1] = symbols == DIGIT
        numbers[:, column + 2] = upper
        numbers[:, column + 3] = symbols > DIGIT
    numbers[:, 31] = (here - start <= 1) | (end - here <= 1)
    return numbers
