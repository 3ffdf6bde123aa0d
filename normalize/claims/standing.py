"""Statements beside the user's facts: which fact each is about, and how it stands to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from normalize.claims.calendar import When
from normalize.claims.dating import Dated
from normalize.claims.direction import Relation, Stated, any_same, stated_relations
from normalize.claims.factual import (
    Sought,
    about,
    agrees,
    dates_of,
    difference,
    event_about,
    is_expected,
    is_later,
    of_its_time,
    other_day,
    sought_of,
)
from normalize.claims.measures import Measured
from normalize.claims.vocabulary import SAME_STATES
from normalize.model import Fact, Facts, Standing

#: Of several facts about one figure (revenue of two years, say) the one is told that comes first here.
_FIRST = (
    Standing.AGREES,
    Standing.DIFFERS,
    Standing.LATER,
    Standing.EXPECTED,
    Standing.OTHER_UNIT,
    Standing.OTHER_TIME,
)


@dataclass(frozen=True, slots=True)
class Stand:
    """A fact, and how a statement stands to it."""

    fact: Fact
    standing: Standing


@dataclass(frozen=True, slots=True)
class Yardstick:
    """The user's facts, prepared to be held beside the statements of a document."""

    figures: tuple[Sought, ...]
    dates: tuple[tuple[Sought, When], ...]
    relations: Stated

    @classmethod
    def of(cls, facts: Facts) -> Yardstick:
        """The yardstick of these facts."""
        sought = sought_of(facts)
        return cls(tuple(one for one in sought if one.is_figure), dates_of(sought), stated_relations(facts))

    def measured(self, claims: Sequence[Measured]) -> list[Stand | None]:
        """For each figure of a document, in order, the fact that it is about."""
        found = [self._figure(claim) for claim in claims]
        agreed = {stand.fact.id for stand in found if stand and stand.standing is Standing.AGREES}
        return [
            Stand(stand.fact, Standing.BESIDE)
            if stand and stand.standing is Standing.DIFFERS and stand.fact.id in agreed
            else stand
            for stand in found
        ]

    def dated(self, events: Iterable[Dated]) -> Iterator[tuple[Dated, Stand]]:
        """The events whose time a fact gives, each day once."""
        told: set[tuple[int, str]] = set()
        for event in events:
            for one, when in self.dates:
                key = (event.when.span.start, one.fact.id)
                if key not in told and _comparable(event.when, when) and event_about(event, one, when):
                    told.add(key)
                    yield event, Stand(one.fact, _agreeing(not other_day(event.when, when)))

    def relation(self, relation: Relation) -> Stand | None:
        """The fact that has the same two sides as a relation, whichever way round."""
        for fact, doers, targets in self.relations.get(relation.relation, ()):
            for does, undergoes, same in ((doers, targets, True), (targets, doers, False)):
                if any_same(relation.doer, does) and any_same(relation.target, undergoes):
                    return Stand(fact, _agreeing(same))
        return None

    def _figure(self, claim: Measured) -> Stand | None:
        stands = [Stand(one.fact, _standing(claim, one)) for one in self.figures if about(claim, one)]
        return min(stands, key=lambda stand: _FIRST.index(stand.standing), default=None)


def is_comparable(fact: Fact) -> bool:
    """Whether anything that an article can say is held against a fact."""
    yardstick = Yardstick.of(Facts((fact,)))
    steady = fact.value.lower().startswith(SAME_STATES)
    return bool(yardstick.figures or yardstick.dates or yardstick.relations or steady)


def _standing(claim: Measured, sought: Sought) -> Standing:
    if not of_its_time(claim, sought):
        return Standing.OTHER_TIME
    if difference(claim, sought):
        return Standing.LATER if is_later(claim, sought.fact) else Standing.DIFFERS
    if agrees(claim, sought):
        return Standing.AGREES
    return Standing.EXPECTED if is_expected(claim) else Standing.OTHER_UNIT


def _comparable(mine: When, theirs: When) -> bool:
    return (mine.is_date and theirs.is_date) or bool(mine.year and theirs.year)


def _agreeing(same: bool) -> Standing:  # noqa: FBT001 - the very value that is told
    return Standing.AGREES if same else Standing.DIFFERS
