"""What one document states, as far as comparing needs it: small and picklable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from normalize.claims import (
    conversions,
    dates,
    direction,
    durations,
    factual,
    lapses,
    lists,
    percents,
    points,
    shares,
    spelling,
    sums,
    tallies,
    weekday,
)
from normalize.claims.analysis import analyse
from normalize.claims.change import Change, changes_of
from normalize.claims.dating import Dated, dated_events
from normalize.claims.days import Day, days_of
from normalize.claims.direction import Relation, relations_of
from normalize.claims.events import find_events
from normalize.claims.harm import Unharmed, unharmed
from normalize.claims.measures import Measured, leading, measured
from normalize.claims.order import Order, orders
from normalize.claims.polarity import Stance, stances_of
from normalize.claims.spelling import Mention, mentions
from normalize.claims.table import claims_of
from normalize.claims.tellings import Outline, Text, outline
from normalize.model import Claim, Conflict, Document, Facts, Figure
from normalize.wording import sketch


@dataclass(frozen=True, slots=True)
class Against:
    """A conflict with the facts. Of those with one `once` a batch tells the first; an empty one stands by itself."""

    conflict: Conflict
    once: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one document states."""

    document: str
    claims: tuple[Claim, ...] = ()
    relations: tuple[Relation, ...] = ()
    changes: tuple[Change, ...] = ()
    stances: tuple[Stance, ...] = ()
    orders: tuple[Order, ...] = ()
    dated: tuple[Dated, ...] = ()
    measured: tuple[Measured, ...] = ()
    days: tuple[Day, ...] = ()
    ages: tuple[durations.Age, ...] = ()
    rosters: tuple[lists.Roster, ...] = ()
    shifts: tuple[percents.Shift, ...] = ()
    columns: tuple[sums.Column, ...] = ()
    mentions: tuple[Mention, ...] = ()
    local: tuple[Conflict, ...] = ()
    against: tuple[Against, ...] = ()
    outline: Outline | None = None
    topic: frozenset[str] = frozenset()
    lead: frozenset[str] = frozenset()
    unharmed: tuple[Unharmed, ...] = ()
    tallies: tuple[tallies.Tally, ...] = ()
    text: Text | None = None
    wording: bytes = b""


def read_claims(document: Document, figures: tuple[Figure, ...], facts: Facts) -> Reading:
    """The claims of a corrected document; `figures` are those that `read_figures` found in it."""
    analysis = analyse(document, figures, facts)
    events = tuple(find_events(analysis))
    relations = tuple(r for event in events for r in relations_of(event))
    found = tuple(measured(analysis))
    dated = tuple(dated_events(analysis, events))
    reading = Reading(
        document.name,
        claims=tuple(claims_of(document, found, dated, relations, facts)),
        relations=relations,
        changes=tuple(c for event in events for c in changes_of(event)),
        stances=tuple(s for event in events for s in stances_of(event)),
        orders=tuple(orders(analysis)),
        dated=dated,
        measured=found,
        mentions=tuple(mentions(analysis)),
        days=tuple(days_of(analysis)),
        ages=tuple(durations.ages(analysis)),
        rosters=tuple(lists.rosters(analysis)),
        shifts=tuple(percents.shifts(analysis)),
        columns=tuple(sums.columns(analysis)),
        local=tuple(
            c
            for found in (dates, conversions, weekday, lists, sums, percents, points, shares, durations, lapses)
            for c in found.conflicts(analysis)
        )
        + tuple(tallies.within(analysis)),
        outline=outline(analysis),
        topic=analysis.topic,
        lead=leading(analysis),
        unharmed=tuple(unharmed(analysis)),
        tallies=tuple(tallies.tallies(analysis)),
        text=Text.of(document),
        wording=sketch(document.text),
    )
    return replace(reading, against=tuple(_against(reading, facts)))


def _against(reading: Reading, facts: Facts) -> Iterator[Against]:
    """What a document says otherwise than the facts."""
    if not facts.facts and not facts.names:
        return
    groups = (
        direction.fact_conflicts(reading.relations, facts),
        factual.conflicts(reading.measured, reading.dated, (), reading.rosters, facts),
        factual.conflicts((), (), reading.changes, (), facts),
        durations.fact_conflicts(reading.ages, facts),
    )
    for group in groups:
        # That a thing is said to be unchanged is told once a batch.
        once = "change" if group is groups[2] else ""
        yield from (Against(conflict, once) for conflict in group)
    names = spelling.fact_conflicts(reading.mentions, facts)
    yield from (Against(conflict, f"name|{key}") for key, conflict in names)
