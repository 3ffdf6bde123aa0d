"""Odds of a space at every gap: the classifier, then the damage of the whole document, then the classifier again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from normalize.correct.spacing.features import extract
from normalize.correct.spacing.first_pass import narrowed, suspicious_windows
from normalize.correct.spacing.network import Network, load_network, rate_feature
from normalize.correct.spacing.stream import BREAK, Stream, read_stream
from normalize.correct.spacing.word_table import WordTable, load_table

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]

#: A flip this likely counts towards the damage of the document.
_COUNTED = 0.7
#: What is taken for granted before a text is read: flips seen among so many spaces and other gaps.
_PRIOR_LOST, _PRIOR_SPACES = 0.2, 100.0
_PRIOR_ADDED, _PRIOR_OTHERS = 0.1, 500.0
_ROUNDS = 2
_SLAB, _SLACK = 60_000, 2_000  # characters read at once, and how far from its end a slab looks for a space


@dataclass(frozen=True, slots=True)
class Damage:
    """Spaces lost per space and spaces added per other gap, as far as the document tells."""

    lost: float
    added: float

    @property
    def total(self) -> float:
        """Faults per word, roughly: a word has one space and about four other gaps."""
        return self.lost + 4 * self.added


@dataclass(frozen=True, slots=True)
class GapOdds:
    """For each gap of `stream`: `sure`, how likely what is seen there is wrong; 0 where nothing may change.

    `first` is the same before anything is known of the document's damage. `whole` is the text of which `stream` may
    hold only windows.
    """

    stream: Stream
    sure: Floats
    damage: Damage
    first: Floats
    whole: Stream


def weigh_gaps(text: str, language: str) -> Iterator[GapOdds]:
    """Read a text slab by slab and weigh its gaps. Raises UsageError when the language has no model.

    A mostly clean slab is weighed at its suspicious places only; the stream of the answer then holds those windows.
    """
    table, network = load_table(language), load_network(language)
    for start, end in _slabs(text):
        whole = read_stream(text[start:end], start)
        places = suspicious_windows(whole, table)
        stream = whole if places is None else narrowed(whole, places)
        if len(stream):
            yield _weigh(stream, whole, table, network)


def _slabs(text: str) -> Iterator[tuple[int, int]]:
    """Pieces that bound memory, cut at white space where there is any near."""
    start = 0
    while start < len(text):
        end = min(len(text), start + _SLAB)
        if end < len(text):
            near = max(text.rfind("\n", end - _SLACK, end), text.rfind(" ", end - _SLACK, end))
            end = near + 1 if near > start else end
        yield start, end
        start = end


def _weigh(stream: Stream, whole: Stream, table: WordTable, network: Network) -> GapOdds:
    inside = (stream.symbols != BREAK) & np.concatenate(([False], stream.symbols[:-1] != BREAK))
    body = network.body(extract(stream, table, network.bits))
    first = wrong = _wrong(network.head(body, rate_feature(None)), stream.spaced, inside)
    damage = Damage(0.0, 0.0)
    for _ in range(_ROUNDS):
        damage = _damage(wrong, stream.spaced, inside, whole)
        wrong = _wrong(network.head(body, rate_feature((damage.lost, damage.added))), stream.spaced, inside)
    return GapOdds(stream, wrong, damage, first, whole)


def _wrong(odds: Floats, spaced: Flags, inside: Flags) -> Floats:
    signed = np.where(spaced, -odds, odds)
    probability = 1.0 / (1.0 + np.exp(-np.clip(signed, -30, 30)))
    return np.where(inside, probability, 0.0).astype(np.float32)


def _damage(wrong: Floats, spaced: Flags, inside: Flags, whole: Stream) -> Damage:
    flips = wrong > _COUNTED
    lost = int((flips & ~spaced).sum())
    added = int((flips & spaced).sum())
    spaces = int(whole.spaced.sum()) + lost - added
    others = max(0, len(whole) - spaces)
    return Damage((lost + _PRIOR_LOST) / (spaces + _PRIOR_SPACES), (added + _PRIOR_ADDED) / (others + _PRIOR_OTHERS))
