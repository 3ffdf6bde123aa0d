"""What speaks for and against a flip beyond the model's own odds: the kind of gap, how often the document shows that
kind of damage, what the lexicon says of the pieces, and whether the document uses the same form elsewhere.

Everything is asked for whole arrays of gaps at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from normalize.correct.spacing.gap_odds import GapOdds
from normalize.correct.spacing.hashing import Hashes, SubstringHashes, hash_substrings
from normalize.correct.spacing.protection import guarded_gaps, technical_gaps
from normalize.correct.spacing.stream import APOSTROPHE, DIGIT, MARKS, Stream, read_stream
from normalize.correct.spacing.word_table import ABSENT_COST, WordTable

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]
Index = NDArray[np.int64]
Kinds = NDArray[np.int8]

#: A first answer this likely counts as a fault that the document shows.
_SHOWN = 0.5
#: What is taken for granted of each kind before a text is read: faults seen among so many gaps of the kind.
_PRIOR_FAULTS, _PRIOR_GAPS = 0.05, 40.0
_LONGEST = 24  # letters of a piece that the lexicon is asked about
_UNKNOWN_BASE, _UNKNOWN_LETTER = 9.0, 1.5  # nats: what is no word, and each of its letters
_MOST_GAIN = 20.0
_GREEK, _MARK = 53, 56
_AROUND, _WORD = 12, 3  # symbols either side; letters of a run from which it counts as a word


class Kind(IntEnum):
    """Kinds of gap: what a flip would do, and between what."""

    JOINED_WORDS = 0
    JOINED_CASE = 1
    JOINED_MARK = 2
    JOINED_SIGN = 3
    SPLIT_WORD = 4
    SPLIT_LETTER = 5
    SPLIT_MARK = 6
    SPLIT_SIGN = 7


#: The inputs of the decision, in order.
INPUTS = (
    "odds",
    "first odds",
    "rate of this kind",
    "rate of all kinds",
    "gain in the lexicon",
    "seen form is known",
    "new form is known",
    "form used elsewhere",
    "short piece",
    "capital",
    "technical",
    "guarded",
    "figure",
    "formula",
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """For each candidate: its gap in the odds' stream, its kind, and a row of `inputs` in the order of `INPUTS`.

    `shown` says that the document has another fault of the kind.
    """

    gaps: Index
    kinds: Kinds
    inputs: Floats
    shown: Flags

    def of(self, name: str) -> Floats:
        """One input by its name."""
        column: Floats = self.inputs[:, INPUTS.index(name)]
        return column


def gather(odds: GapOdds, table: WordTable, names: Iterable[str], least: float) -> Evidence:
    """The evidence on all gaps whose flip the model gives at least `least`; `names` are forms known to be right."""
    stream, whole = odds.stream, odds.whole
    gaps = np.flatnonzero(np.maximum(odds.sure, odds.first) >= least)
    here = gaps if stream is whole else np.searchsorted(whole.places, stream.places[gaps])
    if not len(gaps):
        return Evidence(gaps, np.zeros(0, np.int8), np.zeros((0, len(INPUTS)), np.float32), np.zeros(0, bool))
    kinds = kinds_of(whole)
    of_gap = kinds[here]
    inputs = np.empty((len(gaps), len(INPUTS)), np.float32)
    inputs[:, 0] = log_odds(odds.sure[gaps])
    inputs[:, 1] = log_odds(odds.first[gaps])
    inputs[:, 2], inputs[:, 3], shown = _rates(kinds, of_gap, odds.first, gaps)
    _ask_lexicon(inputs, whole, here, odds, table, names)
    inputs[:, 10] = technical_gaps(whole)[here]
    inputs[:, 11] = guarded_gaps(whole)[here]
    digits = whole.symbols == DIGIT
    inputs[:, 12] = digits[here] | digits[np.maximum(here - 1, 0)]
    inputs[:, 13] = _formula(whole, here)
    return Evidence(gaps, of_gap, inputs, shown)


def log_odds(probability: Floats) -> Floats:
    """Log odds of probabilities, bounded."""
    p = np.clip(probability.astype(np.float64), 1e-6, 1 - 1e-6)
    odds: Floats = np.log(p / (1 - p)).astype(np.float32)
    return odds


def kinds_of(stream: Stream) -> Kinds:
    """The kind of the gap before each symbol."""
    symbols, upper, spaced = stream.symbols, stream.upper, stream.spaced
    letter = lettered(stream)
    before = np.concatenate(([False], letter[:-1]))
    between = letter & before
    kinds = np.where(spaced, Kind.SPLIT_SIGN, Kind.JOINED_SIGN).astype(np.int8)
    kinds[between] = np.where(spaced[between], Kind.SPLIT_WORD, Kind.JOINED_WORDS)
    mark = MARKS[symbols]
    after = np.concatenate(([False], mark[:-1]))
    kinds[after & letter & ~spaced] = Kind.JOINED_MARK
    kinds[mark & spaced] = Kind.SPLIT_MARK
    hump = between & ~spaced & upper & np.concatenate(([False], ~upper[:-1]))
    kinds[hump] = Kind.JOINED_CASE
    opens = ~letter | spaced
    ends = np.concatenate((opens[1:], [True]))
    single = letter & ends & (spaced | ~before)
    lonely = between & spaced & (single | np.concatenate(([False], single[:-1])))
    kinds[lonely] = Kind.SPLIT_LETTER
    return kinds


def lettered(stream: Stream) -> Flags:
    """Which symbols are letters, their marks, or apostrophes."""
    symbols = stream.symbols
    return ((symbols > 0) & (symbols <= APOSTROPHE)) | ((symbols >= _GREEK) & (symbols <= _MARK))


def _formula(whole: Stream, here: Index) -> Floats:
    """Share of the symbols around that stand in no run of three letters or more: low in prose, high in formulae."""
    letter = lettered(whole)
    start, end = _piece_ends(whole.spaced, letter)
    loose = np.concatenate(([0], np.cumsum(~letter | (end - start < _WORD))))
    low, high = np.maximum(here - _AROUND, 0), np.minimum(here + _AROUND, len(whole))
    share: Floats = ((loose[high] - loose[low]) / np.maximum(high - low, 1)).astype(np.float32)
    return share


def _rates(kinds: Kinds, of_gap: Kinds, first: Floats, gaps: Index) -> tuple[Floats, Floats, Flags]:
    """Log rates of shown faults, of each gap's kind and of all, and whether there is one; the gap itself left out."""
    own = np.where(first[gaps] >= _SHOWN, first[gaps], 0.0)
    faults = np.bincount(of_gap, own, minlength=len(Kind))
    offered = np.bincount(kinds, minlength=len(Kind))
    others = faults[of_gap] - own
    rate = (others + _PRIOR_FAULTS) / (offered[of_gap] + _PRIOR_GAPS)
    total = (faults.sum() - own + _PRIOR_FAULTS) / (offered[Kind.SPLIT_WORD] + offered[Kind.SPLIT_LETTER] + _PRIOR_GAPS)
    return np.log(rate).astype(np.float32), np.log(total).astype(np.float32), others > _SHOWN / 2


def _ask_lexicon(
    inputs: Floats, whole: Stream, here: Index, odds: GapOdds, table: WordTable, names: Iterable[str]
) -> None:
    """Inputs 4 to 9: the pieces either side as the model would cut them, and the form that is seen or made."""
    count = len(whole)
    hashes = hash_substrings(whole.symbols)
    letter = lettered(whole)
    cuts = whole.spaced.copy()
    flipped = np.flatnonzero(odds.sure > _SHOWN)
    at = flipped if odds.stream is whole else np.searchsorted(whole.places, odds.stream.places[flipped])
    cuts[at] ^= True
    start, end = _piece_ends(cuts, letter)
    low = np.maximum(start[np.maximum(here - 1, 0)], here - _LONGEST)
    high = np.minimum(end[here], here + _LONGEST)
    inner = letter[here] & np.concatenate(([False], letter[:-1]))[here]
    left, left_known = _cost(table, hashes, low, here)
    right, right_known = _cost(table, hashes, here, high)
    joined, joined_known = _cost(table, hashes, low, high)
    insert = ~whole.spaced[here]
    saving = np.clip(joined - left - right, -_MOST_GAIN, _MOST_GAIN)
    apart_known = left_known & right_known
    inputs[:, 4] = np.where(inner, np.where(insert, saving, -saving), 0.0)
    inputs[:, 5] = inner & np.where(insert, joined_known, apart_known)
    inputs[:, 6] = inner & np.where(insert, apart_known, joined_known)
    seen_start, seen_end = _piece_ends(whole.spaced, letter)
    inputs[:, 7] = _used_elsewhere(hashes, seen_start, seen_end, letter, here, low, high, insert, names)
    inputs[:, 8] = np.minimum(here - low, high - here) <= 2
    inputs[:, 9] = np.where(insert, whole.upper[np.minimum(low, count - 1)], whole.upper[here])


def _piece_ends(cuts: Flags, letter: Flags) -> tuple[Index, Index]:
    """Start and end of the piece that each symbol belongs to; signs are pieces by themselves."""
    count = len(cuts)
    here = np.arange(count)
    opens = cuts | ~letter | np.concatenate(([True], ~letter[:-1]))
    start = np.maximum.accumulate(np.where(opens, here, 0))
    closes = np.concatenate((opens[1:], [True]))
    end = np.minimum.accumulate(np.where(closes, here + 1, count)[::-1])[::-1]
    return start, end


def _cost(table: WordTable, hashes: SubstringHashes, low: Index, high: Index) -> tuple[Floats, Flags]:
    """Cost in nats of the pieces, and whether the lexicon has them."""
    cost = table.look_up(hashes.of(low, high))
    known = cost < ABSENT_COST
    unknown = (_UNKNOWN_BASE + _UNKNOWN_LETTER * (high - low)).astype(np.float32)
    return np.where(known, cost, unknown), known


def _used_elsewhere(
    hashes: SubstringHashes, start: Index, end: Index, letter: Flags, here: Index, low: Index, high: Index,
    insert: Flags, names: Iterable[str],
) -> Floats:  # fmt: skip
    """How often the document has the form elsewhere: for a split the seen token, for a join the word it would make."""
    opens = np.flatnonzero(letter & (start == np.arange(len(start))))
    tokens = hashes.of(opens, end[opens])
    forms, counts = np.unique(tokens, return_counts=True)
    known = np.concatenate([forms, _hashed(names)])
    weight = np.concatenate([counts, np.full(len(known) - len(forms), _NAMED)])
    order = np.argsort(known, kind="stable")
    known, weight = known[order], weight[order]
    previous = np.maximum(here - 1, 0)
    asked = np.where(insert, hashes.of(start[previous], np.maximum(end[here], start[previous])), hashes.of(low, high))
    at = np.minimum(np.searchsorted(known, asked, side="right") - 1, len(known) - 1)
    found = np.where((at >= 0) & (known[at] == asked), weight[at], 0) if len(known) else np.zeros(len(asked))
    others: Floats = np.log1p(np.maximum(found - insert, 0)).astype(np.float32)
    return others


_NAMED = 50  # a name of the facts counts like a form that a text uses this often


def _hashed(names: Iterable[str]) -> Hashes:
    words = [word for name in names for word in name.split()]
    out = []
    for word in words:
        stream = read_stream(word)
        if len(stream):
            out.append(hash_substrings(stream.symbols).of(np.array([0]), np.array([len(stream)]))[0])
    return np.array(out, np.uint64)
