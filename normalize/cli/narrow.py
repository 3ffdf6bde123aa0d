"""Findings that are not to be told are taken out of an examination before anything counts or prints them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from normalize.apply import apply_edits
from normalize.cli.reading import Examination
from normalize.model import Conflict, Correction, Document, Report
from normalize.pipeline import decided


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which findings stay: corrections of a document, and conflicts."""

    correction: Callable[[Document, Correction], bool]
    conflict: Callable[[Conflict], bool]


def narrowed(done: Examination, sieve: Sieve) -> tuple[Examination, int]:
    """The examination with the findings that stay, and how many went. Edits of those that went are not applied."""
    reports = tuple(_report(report, sieve) for report in done.reports)
    conflicts = tuple(conflict for conflict in done.conflicts if sieve.conflict(conflict))
    gone = sum(len(old.corrections) - len(new.corrections) for old, new in zip(done.reports, reports, strict=True))
    gone += sum(c.status == "conflict" for c in done.conflicts) - sum(c.status == "conflict" for c in conflicts)
    return replace(done, reports=reports, conflicts=conflicts), gone


def _report(report: Report, sieve: Sieve) -> Report:
    pairs = zip(report.corrections, report.decisions, strict=True)
    kept = [(c, d) for c, d in pairs if sieve.correction(report.document, c)]
    if len(kept) == len(report.corrections):
        return report
    bare = replace(
        report,
        corrections=tuple(c for c, _ in kept),
        decisions=tuple(d for _, d in kept),
        applied=apply_edits(report.document.text, ()),
    )
    return decided(bare, bare.decisions)
