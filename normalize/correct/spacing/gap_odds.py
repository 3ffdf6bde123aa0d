"""Odds of a space at every gap: the classifier finds the gaps that may be wrong, the context network reads those, and
the damage that both show together is told to both, who answer again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from normalize.correct.spacing.context_network import ContextNetwork, load_context
from normalize.correct.spacing.features import Features, extract
from normalize.correct.spacing.first_pass import narrowed, suspicious_windows
from normalize.correct.spacing.network import Network, load_network, rate_feature
from normalize.correct.spacing.protection import technical_gaps
from normalize.correct.spacing.stream import BREAK, Places, Stream, read_stream
from normalize.correct.spacing.word_table import WordTable, load_table

Floats = NDArray[np.float32]

#: A flip this likely counts towards the damage of the document.
_COUNTED = 0.7
#: What is taken for granted before a text is read: flips seen among so many spaces and other gaps.
_PRIOR_LOST, _PRIOR_SPACES = 0.2, 100.0
_PRIOR_ADDED, _PRIOR_OTHERS = 0.1, 500.0
#: Gaps that the classifier alone thinks less likely wrong than this are left to it: by the damage that it sees, between
#: the points on a line in logarithms. In a text that looks clean the context network is too dear to be asked often.
_RATES, _ASKED = (0.0015, 0.004, 0.03), (0.15, 0.015, 0.002)
#: The same where signs of mathematics stand near: the classifier knows prose and is no judge of formulae.
_ASKED_IN_FORMULA = 0.0005
#: Gaps that both together think less likely wrong than this are not asked about again when the damage is known.
_ASKED_AGAIN = 0.02
#: A text whose windows show this much damage is read whole: the cheap first pass overlooks some of its faults.
_DAMAGED = 0.003
_LIGHT, _RUIN = 0.045, 0.3  # faults per word
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

    @property
    def is_light(self) -> bool:
        """Whether most of the text is as it was written: what looks like a fault may then be meant."""
        return self.total < _LIGHT

    @property
    def is_ruin(self) -> bool:
        """Whether hardly a word is left as it was: nothing that the text shows is then meant."""
        return self.total >= _RUIN


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

    `inside` flags the gaps with a symbol either side on one line.
    """

    def __init__(self, stream: Stream, whole: Stream, features: Features, models: Models) -> None:
        self.stream, self.whole, self.numbers, self.models = stream, whole, features.numbers, models
        inner = stream.symbols != BREAK
        self.inside = inner & np.concatenate(([False], inner[:-1]))
        self._technical = technical_gaps(stream)
        self._body = models.classifier.body(features)

    def classifier(self, damage: Damage | None) -> Floats:
        """The classifier's log odds of a space at all gaps, in a document with this damage."""
        return self.models.classifier.head(self._body, _hint(damage))

    def context(self, damage: Damage | None, asked: Places) -> Floats:
        """The context network's log odds at the gaps `asked`."""
        return self.models.context.odds(self.stream, self.numbers, _hint(damage), asked)

    def alone(self) -> Floats:
        """What the classifier alone thinks of each gap, before anything is known of the damage."""
        return self.wrong(None, np.zeros(0, np.int64))

    def doubtful(self, alone: Floats) -> Places:
        """The gaps at which the classifier, told of the damage that it sees, has reason to ask the context network."""
        damage = self.damage(alone)
        told = self.wrong(damage, np.zeros(0, np.int64))
        enough = np.exp(np.interp(np.log(damage.total), np.log(_RATES), np.log(_ASKED)))
        return np.flatnonzero(told > np.where(self._technical, np.minimum(enough, _ASKED_IN_FORMULA), enough))

    def first(self) -> tuple[Floats, Places]:
        """What is thought of each gap before anything is known of the damage, and where both models were asked."""
        alone = self.alone()
        asked = self.doubtful(alone)
        return (self.wrong(None, asked) if len(asked) else alone), asked

    def wrong(self, damage: Damage | None, asked: Places) -> Floats:
        """How likely what is seen at each gap is wrong; 0 beside line ends. Both models answer for the gaps `asked`."""
        odds = self.classifier(damage)
        odds[asked] = self.models.context.joined(odds[asked], self.context(damage, asked))
        signed = np.where(self.stream.spaced, -odds, odds)
        probability = 1.0 / (1.0 + np.exp(-np.clip(signed, -30, 30)))
        return np.where(self.inside, probability, 0.0).astype(np.float32)

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


def _hint(damage: Damage | None) -> Floats:
    return rate_feature(None if damage is None else (damage.lost, damage.added))


def weigh_gaps(text: str, language: str) -> Iterator[GapOdds]:
    """Read a text slab by slab and weigh its gaps. Raises UsageError when the language has no model.

    A slab without much damage is weighed at its suspicious places only; the stream of the answer holds those windows.
    """
    table, models = load_table(language), Models(load_network(language), load_context(language))
    for start, end in _slabs(text):
        whole = read_stream(text[start:end], start)
        places = suspicious_windows(whole, table) if len(whole) else whole.places
        if places is None or len(places):
            yield _weigh(whole, places, table, models)


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


def _weigh(whole: Stream, places: Places | None, table: WordTable, models: Models) -> GapOdds:
    # One thread: a batch has a process for each core already, threads that wait for each other on busy cores took five
    # times the processor time, and sums come out the same to the last bit on every machine.
    with _linear_algebra().limit(limits=1):
        return _weighed(whole, places, table, models)


@cache
def _linear_algebra() -> ThreadpoolController:
    return ThreadpoolController()


def _weighed(whole: Stream, places: Places | None, table: WordTable, models: Models) -> GapOdds:
    weigher = _weigher(whole, places, table, models)
    first, asked = weigher.first()
    damage = weigher.damage(first)
    if places is not None and damage.total > _DAMAGED:
        weigher = _weigher(whole, None, table, models)
        first, asked = weigher.first()
        damage = weigher.damage(first)
    again = asked[first[asked] > _ASKED_AGAIN]
    sure = weigher.wrong(damage, again)
    settled = asked[first[asked] <= _ASKED_AGAIN]
    sure[settled] = first[settled]
    return GapOdds(weigher.stream, sure, damage, first, whole)


def _weigher(whole: Stream, places: Places | None, table: WordTable, models: Models) -> Weigher:
    stream = whole if places is None else narrowed(whole, places)
    return Weigher(stream, whole, extract(stream, table, models.classifier.bits), models)
