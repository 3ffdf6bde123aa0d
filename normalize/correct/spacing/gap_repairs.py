"""From gap odds to repairs: what may change, how sure is sure enough, which flips belong together, and why."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from normalize.correct.prose import reads_as_english
from normalize.correct.spacing.gap_odds import Damage, GapOdds
from normalize.correct.spacing.lexical_check import lexically_sound
from normalize.correct.spacing.protection import guarded_gaps, technical_gaps
from normalize.correct.spacing.repair import RUN_TOGETHER, SPLIT_WORD, Repair
from normalize.correct.spacing.surroundings import Surroundings
from normalize.model import Span

Flags = NDArray[np.bool_]
Floats = NDArray[np.float32]

#: How sure a flip must be to be written, by faults per word of the document; between the points on a line in log rate.
_RATES = (0.006, 0.015, 0.03, 0.1, 0.5)
_SAFE = (0.985, 0.93, 0.9, 0.75, 0.5)
#: Between mathematical signs words give no hold, and prose has none: there the classifier's better guess is taken,
#: unless the document has fewer faults than this.
_TECHNICAL, _TECHNICAL_FROM = 0.45, 0.0015
#: A split at a guarded gap must be this much surer (on the scale of log odds), in documents below the first rate.
_GATE = 6.0
_GATE_RATES = (0.03, 0.06)
#: Below this damage a flip must also make sense to the lexicon, and nothing changes beside signs.
_DAMAGED = 0.045
#: Below this damage rows of single capitals are left apart.
_RUINED = 0.3
#: A flip in a word that a rule has already repaired must be this sure.
_BESIDE_RULE = 0.9
_SUGGEST = 0.7
_LONGEST_GROUP = 60  # flips that one correction may hold


def safe_from(damage: Damage) -> float:
    """How sure a flip must be to be written by itself in a document with this damage."""
    return float(np.interp(np.log(max(damage.total, 1e-6)), np.log(_RATES), _SAFE))


@dataclass(frozen=True, slots=True)
class _Flip:
    """One gap that should change: where in the text, and how sure."""

    start: int
    end: int
    gap: int
    sure: float

    @property
    def insert(self) -> bool:
        """Whether a space is put in (else one is taken out)."""
        return self.start == self.end


def find_gap_repairs(around: Surroundings, odds: GapOdds, taken: Sequence[tuple[Span, Span]]) -> Iterator[Repair]:
    """Repairs of all gaps that are surely wrong; `taken` are word and edited place of each repair made by rule."""
    threshold = safe_from(odds.damage)
    sure = _gated(odds)
    needed = np.full(len(sure), threshold, np.float32)
    if odds.damage.total >= _TECHNICAL_FROM:
        needed[technical_gaps(odds.stream)] = min(threshold, _TECHNICAL)
    candidates = np.flatnonzero((sure >= needed) | (sure >= _SUGGEST))
    flips = [flip for flip in _flips(odds, sure, candidates) if _is_free(around, flip)]
    flips = _not_taken(flips, taken)
    if odds.damage.total < _RUINED:
        flips = [
            flip
            for flip in flips
            if not _in_row_of_capitals(around.text, flip) and reads_as_english(around.text, flip.start)
        ]
    if odds.damage.total < _DAMAGED:
        flips = [flip for flip in flips if not _beside_code(around.text, flip)]
        flips = [flip for flip in flips if lexically_sound(around, flip.start, flip.end)]
    written = [flip for flip in flips if flip.sure >= needed[flip.gap]]
    doubtful = [flip for flip in flips if flip.sure < needed[flip.gap]]
    walls = sorted([edit.start for _, edit in taken] + [flip.start for flip in doubtful])
    for group in _groups(odds, written, walls):
        yield _repair(around, odds, group, safe=True)
    for flip in doubtful:
        yield _repair(around, odds, [flip], safe=False)


def _gated(odds: GapOdds) -> Floats:
    """Odds with a toll on splits at guarded gaps; the more damaged the document, the smaller the toll."""
    guarded = guarded_gaps(odds.stream)
    relief = float(np.interp(np.log(max(odds.damage.total, 1e-6)), np.log(_GATE_RATES), (1.0, 0.0)))
    sure = odds.sure.copy()
    p = np.clip(sure[guarded], 1e-6, 1 - 1e-6)
    sure[guarded] = np.where(p < 0.01, p, 1 / (1 + np.exp(-(np.log(p / (1 - p)) - _GATE * relief))))
    return sure


def _flips(odds: GapOdds, sure: Floats, gaps: NDArray[np.int64]) -> Iterator[_Flip]:
    stream = odds.stream
    for gap in gaps.tolist():
        end = int(stream.places[gap])
        start = int(stream.places[gap - 1]) + 1 if stream.spaced[gap] else end
        yield _Flip(start, end, gap, float(sure[gap]))


def _is_free(around: Surroundings, flip: _Flip) -> bool:
    place = Span(max(0, flip.start - 1), min(len(around.text), flip.end + 1))
    return not around.document.is_untouchable(place)


def _beside_code(text: str, flip: _Flip) -> bool:
    """Whether signs stand at the gap beside which a space is left as it is found."""
    before, after = text[max(0, flip.start - 1) : flip.start], text[flip.end : flip.end + 1]
    if any(sign in "=_`\\@°" for sign in before + after):
        return True
    wordlike = (before.isalpha() or before in "'’") and (after.isalpha() or after in "'’")
    if flip.insert:
        return not wordlike and not (before in ",.;:!?)" and after.isalpha())
    return not wordlike


def _in_row_of_capitals(text: str, flip: _Flip) -> bool:
    """Whether the space stands between two capitals: initials, an alphabet."""
    return not flip.insert and text[flip.start - 1 : flip.start].isupper() and text[flip.end : flip.end + 1].isupper()


def _not_taken(flips: list[_Flip], taken: Sequence[tuple[Span, Span]]) -> list[_Flip]:
    """Flips that no rule has decided: outside its edits, and in the rest of its word only when very sure."""
    words = sorted(taken, key=lambda pair: pair[0])
    starts = [word.start for word, _ in words]
    kept = []
    for flip in flips:
        at = bisect_right(starts, flip.end) - 1
        word, edit = words[at] if at >= 0 else (Span(0, 0), Span(0, 0))
        if (
            at < 0
            or flip.start > word.end
            or (flip.sure >= _BESIDE_RULE and not (edit.start <= flip.end and flip.start <= edit.end))
        ):
            kept.append(flip)
    return kept


def _groups(odds: GapOdds, flips: list[_Flip], walls: list[int]) -> Iterator[list[_Flip]]:
    """Flips that no kept space and no wall parts, so that one correction tells them together."""
    kept_spaces = odds.stream.spaced.copy()
    kept_spaces[[flip.gap for flip in flips]] = False
    spaces_before = np.cumsum(kept_spaces).tolist()
    breaks_before = np.cumsum(odds.stream.symbols == 0).tolist()
    group: list[_Flip] = []
    for flip in flips:
        if group:
            last = group[-1]
            parted = (
                spaces_before[flip.gap] != spaces_before[last.gap]
                or breaks_before[flip.gap] != breaks_before[last.gap]
                or bisect_left(walls, last.start) != bisect_right(walls, flip.end)
                or len(group) >= _LONGEST_GROUP
            )
            if parted:
                yield group
                group = []
        group.append(flip)
    if group:
        yield group


def _repair(around: Surroundings, odds: GapOdds, group: list[_Flip], *, safe: bool) -> Repair:
    text = around.text
    start, end = _token_around(text, group[0].start, group[-1].end)
    parts, at = [], start
    for flip in group:
        parts += [text[at : flip.start], " " if flip.insert else ""]
        at = flip.end
    fixed = "".join([*parts, text[at:end]])
    insert = group[0].insert
    sure = min(flip.sure for flip in group)
    return Repair(
        RUN_TOGETHER if insert else SPLIT_WORD,
        Span(start, end),
        fixed,
        sure,
        _reason(around, text[start:end], fixed, odds.damage),
        safe=safe,
    )


def _token_around(text: str, start: int, end: int, limit: int = 40) -> tuple[int, int]:
    low, high = start, end
    while low > 0 and start - low < limit and not text[low - 1].isspace():
        low -= 1
    while high < len(text) and high - end < limit and not text[high].isspace():
        high += 1
    return low, high


def _reason(around: Surroundings, seen: str, fixed: str, damage: Damage) -> str:
    lexicon = around.lexicon
    words = [word.strip(".,;:!?()[]“”\"'") for word in fixed.split()]
    known = [word for word in words if word and lexicon.knows(word)]
    shown = "”, “".join(known[:3])
    many = " The text has many such faults." if damage.total > 0.03 else ""
    if len(seen.split()) <= 1:
        if known and not lexicon.knows(seen.strip(".,;:!?()[]")):
            return f"“{shown}” {'are words' if len(known) > 1 else 'is a word'}, what stands there is none.{many}"
        return f"Two or more words fit the text around better than one.{many}"
    if known:
        return f"“{shown}” {'are words' if len(known) > 1 else 'is one word'}; its parts stand apart.{many}"
    return f"The parts make one word that fits the text around.{many}"
