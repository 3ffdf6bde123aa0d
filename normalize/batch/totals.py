"""What a run came to, in figures and in a paragraph."""

from __future__ import annotations

from dataclasses import dataclass

from normalize.report import RunSummary
from normalize.report.words import count


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts over a run. `documents` were examined, `failed` were not; `repaired` had at least one repair."""

    documents: int
    failed: int
    repaired: int
    applied: int
    suggested: int
    flagged: int
    conflicts: int
    figures: int


def totals(run: RunSummary) -> Totals:
    """The totals of a run."""
    done = [entry for entry in run.documents if not entry.failure]
    applied = [entry.counts.applied for entry in done if entry.counts is not None]
    return Totals(
        documents=len(done),
        failed=len(run.documents) - len(done),
        repaired=sum(repairs > 0 for repairs in applied),
        applied=sum(applied),
        suggested=sum(entry.suggested for entry in done),
        flagged=sum(entry.flagged for entry in done),
        conflicts=sum(conflict.status == "conflict" for conflict in run.conflicts),
        figures=sum(entry.figures for entry in done),
    )


def paragraph(of: Totals) -> str:
    """The totals in plain words."""
    parts = [
        f"{counted(of.documents, 'document')} examined, {counted(of.applied, 'repair')} written"
        + (f" in {of.repaired:,} of them" if of.documents > 1 and of.applied else "")
        + "."
    ]
    if of.suggested or of.flagged:
        parts.append(
            f"{counted(of.suggested, 'suggestion')} and {counted(of.flagged, 'flagged passage')} wait for a person."
        )
    parts.append(f"{counted(of.conflicts, 'conflict')} found.")
    if of.failed:
        parts.append(f"{counted(of.failed, 'document')} failed.")
    return " ".join(part[0].upper() + part[1:] for part in parts)


def counted(number: int, noun: str) -> str:
    """`1 document`, `2,000 documents`, `no documents`."""
    return count(number, noun) if number else f"no {noun}s"
