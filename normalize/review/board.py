"""The run and the ledger together: where every finding stands, kept up to date as events are added."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from normalize.ledger import Event, Ledger, Place, Standing, State, standing
from normalize.ledger.agreement import hidden_from, is_shared
from normalize.review.book import Book
from normalize.review.finding import Finding
from normalize.review.query import Query, Seen

STALE = "stale"
#: States of findings that somebody has yet to look at; what was decided about another text is one.
WAITING = frozenset({State.OPEN.value, STALE})


@dataclass(frozen=True, slots=True)
class Reviewing:
    """How a run is reviewed: the share (in percent) of findings that two people decide blind.

    `publish` publishes it and gives sentences that say how that went; None where there is no folder to publish into.
    """

    double_percent: int = 0
    publish: Callable[[], tuple[str, ...]] | None = None


class Board:
    """Standings of a run, folded as events arrive. Safe to use from several threads."""

    def __init__(self, book: Book, ledger: Ledger, reviewing: Reviewing) -> None:
        self.book, self.ledger, self.reviewing = book, ledger, reviewing
        self._events: dict[Place, list[Event]] = {}
        self._told: list[Event] = []
        self._standings: dict[Place, Standing] = {}
        percent = reviewing.double_percent
        self._shared = frozenset(
            f.fingerprint for f in book.findings if percent and is_shared(book.run, f.fingerprint, percent)
        )
        #: Each person's own view of all findings, in the order of the book: verdicts may be hidden from some.
        self._seen: dict[str, list[Seen]] = {}
        self._last = 0
        self._lock = threading.Lock()
        self.refresh()

    @property
    def last(self) -> int:
        """The number of the newest event that was read."""
        return self._last

    def refresh(self) -> int:
        """Read what others have added since; the number of the newest event."""
        with self._lock:
            touched = set()
            for event in self.ledger.events(self.book.run, since=self._last):
                self._events.setdefault(event.place, []).append(event)
                self._told.append(event)
                self._last = max(self._last, event.id)
                touched.add(event.place)
            for place in touched:
                self._standings[place] = standing(place, self._events[place])
                at = self.book.order.get(place)
                if at is not None:
                    for person, seen in self._seen.items():
                        seen[at] = seen[at].now(*self._states(seen[at].finding, person))
            return self._last

    def standing(self, finding: Finding) -> Standing:
        """Where a finding stands."""
        place = finding.ledger_place
        return self._standings.get(place) or Standing(place)

    def events(self, finding: Finding) -> tuple[Event, ...]:
        """Everything that was said of a finding."""
        return tuple(self._events.get(finding.ledger_place, ()))

    def all_events(self) -> tuple[Event, ...]:
        """Everything that was said in this run, in order."""
        return tuple(self._told)

    def events_since(self, number: int) -> tuple[Event, ...]:
        """What was said after event `number`, in order."""
        return tuple(self._told[bisect_right(self._told, number, key=lambda event: event.id) :])

    def is_shared(self, finding: Finding) -> bool:
        """Whether two people are to decide this one without seeing each other's verdict."""
        return finding.fingerprint in self._shared

    def is_hidden(self, finding: Finding, person: str) -> bool:
        """Whether others' verdicts are kept from a person for now."""
        return hidden_from(self.standing(finding), person, shared=self.is_shared(finding))

    def state(self, finding: Finding, person: str) -> str:
        """The state of a finding as a person may see it."""
        held = self.standing(finding)
        if held.event is not None and held.event.seen != finding.seen and finding.conflict is None:
            return STALE
        if self.is_hidden(finding, person):
            return State.OPEN.value
        if self.is_shared(finding) and held.state is State.DECIDED and len(held.verdicts) < 2:
            return "waits for a second"
        return held.state.value

    def _states(self, finding: Finding, person: str) -> tuple[str, str]:
        held = self.standing(finding)
        hidden = self.is_hidden(finding, person)
        return self.state(finding, person), "" if hidden or held.event is None else held.event.person

    def everything(self, person: str) -> tuple[Seen, ...]:
        """Every finding with its state as a person may see it, in the order of the book."""
        with self._lock:
            if person not in self._seen:
                self._seen[person] = [Seen.of(f, *self._states(f, person)) for f in self.book.findings]
            return tuple(self._seen[person])

    def next_open(self, query: Query, finding: Finding, person: str) -> str:
        """The key of the next open finding that a query keeps, from one on and round; itself when nothing is open."""
        told = self.everything(person)
        at = self.book.order[finding.ledger_place]
        following = (told[n % len(told)] for n in range(at + 1, at + len(told)))
        found = (seen.key for seen in following if seen.state in WAITING and query.keeps(seen))
        return next(found, finding.key)
