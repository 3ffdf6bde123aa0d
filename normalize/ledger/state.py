"""Where every finding stands, folded from the events: who decided what, what is open, what is disputed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from normalize.ledger.event import Event, Kind, Place


class State(Enum):
    """What is known of a finding."""

    OPEN = "open"
    DECIDED = "decided"
    DISPUTED = "disputed"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one finding stands; `place` is its document and fingerprint.

    `event` is the decision that holds: the newest of people who agree, or a lead's last word; None while the finding
    is open or disputed. `verdicts` are everybody's newest decisions, oldest first. `last` is the number of the newest
    event that decided or took back: who decides next must have seen it.
    """

    place: Place
    state: State = State.OPEN
    event: Event | None = None
    verdicts: tuple[Event, ...] = ()
    comments: tuple[Event, ...] = ()
    flagged: bool = False
    last: int = 0

    @property
    def settled(self) -> bool:
        """Whether nobody needs to look again."""
        return self.state in (State.DECIDED, State.FINAL)


def undone(events: Iterable[Event]) -> frozenset[int]:
    """Numbers of the events that are taken back.

    An undo that is itself taken back does nothing, so the order of reading is from the newest to the oldest: an event
    can only be taken back by a later one.
    """
    taken_back: set[int] = set()
    for event in sorted(events, key=lambda e: e.id, reverse=True):
        if event.undoes is not None and event.id not in taken_back:
            taken_back.add(event.undoes)
    return frozenset(taken_back)


def standings(events: Iterable[Event]) -> dict[Place, Standing]:
    """The standing of every finding that `events` (of one run) speak of. Linear in the number of events."""
    by_place: dict[Place, list[Event]] = {}
    for event in sorted(events, key=lambda e: e.id):
        by_place.setdefault(event.place, []).append(event)
    return {place: standing(place, spoken) for place, spoken in by_place.items()}


def standing(place: Place, events: Iterable[Event]) -> Standing:
    """The standing of one finding; `events` are all that speak of it, oldest first.

    An undo speaks of the finding of the event that it takes back, so one finding's events are enough.
    """
    told = list(events)
    back = undone(told)
    held = [event for event in told if event.id not in back]
    result = Standing(
        place,
        comments=tuple(event for event in held if event.kind is Kind.COMMENT),
        flagged=_flagged(held),
        last=max((e.id for e in told if e.kind in (Kind.DECIDE, Kind.FINAL, Kind.UNDO)), default=0),
    )
    finals = [event for event in held if event.kind is Kind.FINAL]
    newest: dict[str, Event] = {}
    for event in held:
        if event.kind is Kind.DECIDE:
            newest.pop(event.person, None)
            newest[event.person] = event
    verdicts = tuple(newest.values())
    result = replace(result, verdicts=verdicts)
    if finals and not finals[-1].leaves_open:
        return replace(result, state=State.FINAL, event=finals[-1])
    closing = [event for event in verdicts if not event.leaves_open]
    if not closing:
        return result
    if any(not event.agrees_with(closing[-1]) for event in closing):
        return replace(result, state=State.DISPUTED)
    return replace(result, state=State.DECIDED, event=closing[-1])


def _flagged(held: list[Event]) -> bool:
    flags = [event.kind is Kind.FLAG for event in held if event.kind in (Kind.FLAG, Kind.UNFLAG)]
    return bool(flags) and flags[-1]


def touching(event: Event, events: Iterable[Event], near: Mapping[Place, frozenset[Place]]) -> tuple[Event, ...]:
    """Later decisions in force about places that overlap the finding of `event`: what an undo should warn of.

    `near` names for a finding those findings of its document whose places overlap it.
    """
    told = list(events)
    back = undone(told)
    others = near.get(event.place, frozenset())
    return tuple(
        other
        for other in told
        if other.id > event.id
        and other.id not in back
        and other.kind in (Kind.DECIDE, Kind.FINAL)
        and other.place in others
    )
