"""The audit log: who said what, when, from what to what; filtered, and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from normalize.ledger.event import Event
from normalize.ledger.state import undone

COLUMNS = ("id", "at", "person", "what", "rule", "document", "from", "to", "reason", "group", "taken_back")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events to look at; an empty field keeps all.

    `since` is included and `before` is not; both are the beginning of an ISO 8601 time in UTC, such as `2026-01-05`.
    """

    person: str = ""
    rule: str = ""
    document: str = ""
    finding: str = ""
    since: str = ""
    before: str = ""

    def keeps(self, event: Event) -> bool:
        """Whether an event is one of those."""
        named = ("person", "rule", "document", "finding")
        if any(getattr(self, name) not in ("", getattr(event, name)) for name in named):
            return False
        return event.at >= self.since and (not self.before or event.at < self.before)


def log_rows(events: Iterable[Event], wanted: Wanted = Wanted()) -> Iterator[tuple[str, ...]]:
    """The events that are wanted, oldest first, as texts in the order of COLUMNS.

    `events` are all of a run: whether one is taken back is told by others. An undo has in `to` the number of the
    event that it takes back.
    """
    told = tuple(events)
    back = undone(told)
    for event in told:
        if wanted.keeps(event):
            to = f"#{event.undoes}" if event.undoes is not None else event.text or ""
            yield (
                str(event.id), event.at, event.person, event.verdict or event.kind.value, event.rule, event.document,
                event.seen, to, event.reason, event.group, "yes" if event.id in back else "",
            )  # fmt: skip


def csv_lines(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Rows as lines of CSV (RFC 4180) with their line ends, which no spreadsheet takes for formulas."""
    for row in rows:
        line = io.StringIO()
        csv.writer(line).writerow([_inert(cell) for cell in row])
        yield line.getvalue()


def _inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe stands before one that looks like it."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
