"""Odds of a space at every gap: the classifier finds the gaps that may be wrong, the context network reads those, and
the damage that both show together is told to both, who answer again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from normalize.correct.spacing.context_network import ContextNetwork, load_context
from normalize.correct.spacing.features import Features, extract
from normalize.correct.spacing.first_pass import narrowed, suspicious_windows
from normalize.correct.spacing.network import Network, load_network, rate_feature
from normalize.correct.spacing.stream import BREAK, Stream, read_stream
from normalize.correct.spacing.word_table import WordTable, load_table

Floats = NDArray[np.float32]

#: A flip this likely counts towards the damage of the document.
_COUNTED = 0.7
#: What is taken for granted before a text is read: flips seen among so many spaces and other gaps.
_PRIOR_LOST, _PRIOR_SPACES = 0.2, 100.0
_PRIOR_ADDED, _PRIOR_OTHERS = 0.1, 500.0
#: Gaps that the classifier alone thinks less likely wrong than this are left to it.
_ASKED = 0.0005
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


@dataclass(frozen=True, slots=True)
class Models:
    """The two models of a language."""

    classifier: Network
    context: ContextNetwork


class Weigher:
    """A stream as both models read it, to be asked with one guess of the damage after another.

    `inside` flags the gaps with a symbol either side on one line; `asked` are the gaps that both models answer for.
    """

    def __init__(self, stream: Stream, whole: Stream, features: Features, models: Models) -> None:
        self.stream, self.whole, self.numbers, self.models = stream, whole, features.numbers, models
        inner = stream.symbols != BREAK
        self.inside = inner & np.concatenate(([False], inner[:-1]))
        self._body = models.classifier.body(features)
        alone = self._wrong(models.classifier.head(self._body, rate_feature(None)))
        self.asked = np.flatnonzero(alone > _ASKED)

    def answers(self, damage: Damage | None) -> tuple[Floats, Floats]:
        """Log odds of a space by the classifier at all gaps, and by the context network at those `asked`."""
        hint = rate_feature(None if damage is None else (damage.lost, damage.added))
        own = self.models.context.odds(self.stream, self.numbers, hint, self.asked)
        return self.models.classifier.head(self._body, hint), own

    def wrong(self, damage: Damage | None) -> Floats:
        """How likely what is seen at each gap is wrong, in a document with this damage; 0 beside line ends."""
        odds, own = self.answers(damage)
        odds[self.asked] = self.models.context.joined(odds[self.asked], own)
        return self._wrong(odds)

    def damage(self, wrong: Floats) -> Damage:
        """What these answers say of the whole text's damage."""
        spaced = self.stream.spaced
        flips = wrong > _COUNTED
        lost, added = int((flips & ~spaced).sum()), int((flips & spaced).sum())
        spaces = int(self.whole.spaced.sum()) + lost - added
        others = max(0, len(self.whole) - spaces)
        return Damage(
            (lost + _PRIOR_LOST) / (spaces + _PRIOR_SPACES), (added + _PRIOR_ADDED) / (others + _PRIOR_OTHERS)
        )

    def _wrong(self, odds: Floats) -> Floats:
        signed = np.where(self.stream.spaced, -odds, odds)
        probability = 1.0 / (1.0 + np.exp(-np.clip(signed, -30, 30)))
        return np.where(self.inside, probability, 0.0).astype(np.float32)


def weigh_gaps(text: str, language: str) -> Iterator[GapOdds]:
    """Read a text slab by slab and weigh its gaps. Raises UsageError when the language has no model.

    A mostly clean slab is weighed at its suspicious places only; the stream of the answer then holds those windows.
    """
    table, models = load_table(language), Models(load_network(language), load_context(language))
    for start, end in _slabs(text):
        whole = read_stream(text[start:end], start)
        places = suspicious_windows(whole, table)
        stream = whole if places is None else narrowed(whole, places)
        if len(stream):
            yield _weigh(stream, whole, table, models)


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


def _weigh(stream: Stream, whole: Stream, table: WordTable, models: Models) -> GapOdds:
    weigher = Weigher(stream, whole, extract(stream, table, models.classifier.bits), models)
    first = weigher.wrong(None)
    damage = weigher.damage(first)
    return GapOdds(stream, weigher.wrong(damage), damage, first, whole)
