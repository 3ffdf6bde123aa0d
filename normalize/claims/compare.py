"""Conflicts within documents, across them, and against the facts: every kind in turn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from normalize.claims import (
    change,
    dating,
    direction,
    durations,
    factual,
    order,
    percents,
    polarity,
    retold,
    retold_names,
    retold_words,
    spelling,
    sums,
    values,
)
from normalize.claims.reading import Reading
from normalize.claims.retelling import retellings
from normalize.model import Conflict, Evidence, Facts


def find_conflicts(readings: Sequence[Reading], facts: Facts) -> tuple[Conflict, ...]:
    """Conflicts within and across documents and against facts, in a fixed order."""
    found: list[Conflict] = [conflict for reading in readings for conflict in reading.local]
    found += direction.conflicts((r for reading in readings for r in reading.relations), facts)
    found += change.conflicts(c for reading in readings for c in reading.changes)
    found += polarity.conflicts(s for reading in readings for s in reading.stances)
    found += order.conflicts(o for reading in readings for o in reading.orders)
    found += dating.conflicts(d for reading in readings for d in reading.dated)
    found += values.conflicts(m for reading in readings for m in reading.measured)
    found += percents.shift_conflicts(s for reading in readings for s in reading.shifts)
    tables = [c for reading in readings for c in reading.columns]
    found += sums.table_conflicts(tables, [m for r in readings for m in r.measured] if tables else [])
    found += factual.conflicts(
        (m for reading in readings for m in reading.measured),
        (d for reading in readings for d in reading.dated),
        (c for reading in readings for c in reading.changes),
        (r for reading in readings for r in reading.rosters),
        facts,
    )
    found += durations.fact_conflicts((a for reading in readings for a in reading.ages), facts)
    found += spelling.conflicts((m for reading in readings for m in reading.mentions), facts)
    for pair in retellings([reading.outline for reading in readings if reading.outline is not None]):
        if retold.another_event(pair):
            continue
        for module in (retold, retold_names, retold_words):
            found += [conflict for conflict in module.conflicts(pair) if not _told_already(conflict, found)]
    return tuple(found)


def compare_all(readings: Iterable[Reading], facts: Facts, work: Path) -> tuple[Conflict, ...]:
    """As `find_conflicts`, for readings that come one by one; `work` is a folder for what does not fit into memory."""
    return find_conflicts(tuple(readings), facts)


def _told_already(conflict: Conflict, found: Sequence[Conflict]) -> bool:
    """Whether a conflict that has been found is of the same two passages."""
    return any(
        all(any(_overlap(mine, theirs) for theirs in other.evidence) for mine in conflict.evidence) for other in found
    )


def _overlap(one: Evidence, other: Evidence) -> bool:
    if one.span is None or other.span is None or one.document != other.document:
        return False
    return one.span.overlaps(other.span)
