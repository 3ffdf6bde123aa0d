"""Two accounts of one story: what is said in both is held against each other, in whatever words.

Newsrooms word one thing in two ways, so that no key need be shared. What two accounts do share is the story: names,
most of their figures, what they begin with. Where that is beyond doubt, the gates between statements may ask for less.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from normalize.claims import account_acts, account_dates, account_figures, account_names, harm, synonyms, tallies
from normalize.claims.durations import account_ages
from normalize.claims.names import match
from normalize.claims.percents import account_shifts
from normalize.claims.reading import Reading
from normalize.model import Conflict

#: What is looked at of a reading.
FIELDS = (
    "measured",
    "dated",
    "days",
    "stances",
    "changes",
    "relations",
    "orders",
    "mentions",
    "outline",
    "topic",
    "lead",
    "unharmed",
    "tallies",
    "shifts",
    "ages",
)
#: What speaks for one story, in points, must come to this. Figures, names and changes in percent need less: each is
#: held to its own words besides, while acts and days recur (two studies are published, two budgets passed).
_ONE_STORY, _ITS_FIGURES = 4.0, 2.5
#: So much of its words any text may have in common with a longer one; each tenth above the second is half a point.
_BY_CHANCE, _NO_MORE_BY_CHANCE = 0.2, 0.25


def conflicts(one: Reading, other: Reading) -> Iterator[Conflict]:
    """What two documents say differently, if they tell one story."""
    if one.outline is None or other.outline is None:
        return
    alike = _alike(one, other)
    aligned = account_figures.align(one, other) if alike is not None else None
    points = _points(alike, aligned.distinct) if alike is not None and aligned is not None else 0.0
    one_story = points >= _ONE_STORY
    if one_story or not one.topic.isdisjoint(other.topic):
        yield from harm.conflicts(one.unharmed, one.measured, other.measured, one_story=one_story)
        yield from harm.conflicts(other.unharmed, other.measured, one.measured, one_story=one_story)
        yield from tallies.conflicts(one.tallies, other.tallies)
    if points < _ITS_FIGURES or aligned is None:
        return
    yield from account_figures.conflicts(aligned, surely=one_story)
    if one_story:
        yield from account_dates.conflicts(one, other)
        yield from account_acts.conflicts(one, other)
    yield from account_names.conflicts(one, other)
    yield from account_shifts(one.shifts, other.shifts)
    yield from account_ages(one.ages, other.ages)


@dataclass(frozen=True, slots=True)
class _Alike:
    """What two documents have in common but for figures: names of their topics and wherever, words of their first
    sentences, and the share of all words."""

    names: int
    wide: int
    things: int
    common: float


def _alike(one: Reading, other: Reading) -> _Alike | None:
    """What two documents have in common; None where no figures could show that they tell one story."""
    assert one.outline is not None
    assert other.outline is not None
    mine, theirs = set(one.outline.stems), set(other.outline.stems)
    common = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
    if common < _BY_CHANCE:
        return None
    names = sum(match(frozenset({name}), other.topic) for name in one.topic)
    wide = len(set(one.outline.names) & set(other.outline.names))
    things = len(synonyms.shared(one.lead, other.lead))
    return _Alike(names, wide, things, common) if names or wide >= 2 or things >= 3 else None


def _points(alike: _Alike, figures: int) -> float:
    """What speaks for two documents telling one story: names, equal figures, first sentences and words."""
    if (not alike.names and alike.wide < 2 and figures < 2) or alike.common < _BY_CHANCE:
        return 0.0
    found = min(alike.names, 2) + min(alike.wide, 4) * 0.5 + min(figures, 4) + min(alike.things, 6) * 0.5
    more = min(2.0, 5 * max(0.0, alike.common - _NO_MORE_BY_CHANCE))
    # Below what any two texts may share, nothing but names and figures of that sort would speak for one story.
    return found + more if alike.common >= _NO_MORE_BY_CHANCE else min(found, _ITS_FIGURES)
