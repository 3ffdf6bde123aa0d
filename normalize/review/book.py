"""A run opened for review: every finding in order, and which are alike or in one place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from normalize.batch import run_files, run_report
from normalize.ledger import Place
from normalize.model import Evidence, MadeBy, Report, Span
from normalize.model.conflict import CONFIDENCES
from normalize.pipeline import rule_families
from normalize.report import Lines, Passage, passage
from normalize.review.finding import Finding, findings_of


@dataclass(frozen=True)
class Book:
    """The findings of a run by their order: like cases together, unsure ones first.

    `documents` and `versions` are the name and the hash of each document by its id, `passages` the places that
    conflicts speak of, with their surroundings. Nothing of it changes while the app runs.
    """

    run: str
    findings: tuple[Finding, ...]
    documents: Mapping[str, str]
    versions: Mapping[str, str]
    passages: Mapping[Evidence, Passage]
    made_by: MadeBy
    folder: Path

    @cached_property
    def by_key(self) -> Mapping[str, Finding]:
        """The findings by what addresses them."""
        return {finding.key: finding for finding in self.findings}

    @cached_property
    def order(self) -> Mapping[Place, int]:
        """At which place of `findings` each one stands."""
        return {finding.ledger_place: at for at, finding in enumerate(self.findings)}

    @cached_property
    def clusters(self) -> Mapping[str, tuple[Finding, ...]]:
        """Findings that are alike."""
        return _grouped(self.findings, lambda finding: finding.cluster)

    @cached_property
    def near(self) -> Mapping[Place, frozenset[Place]]:
        """For each correction those of its document whose places overlap it."""
        near: dict[Place, set[Place]] = {}
        for together in _grouped(self.findings, lambda finding: finding.document).values():
            ordered = sorted((f for f in together if f.conflict is None), key=lambda f: f.span)
            for at, finding in enumerate(ordered):
                for other in ordered[at + 1 :]:
                    if other.span.start >= max(finding.span.end, finding.span.start + 1):
                        break
                    near.setdefault(finding.ledger_place, set()).add(other.ledger_place)
                    near.setdefault(other.ledger_place, set()).add(finding.ledger_place)
        return {place: frozenset(others) for place, others in near.items()}


def _urgency(finding: Finding) -> int:
    """Conflicts before corrections, the surest first; differences that explain themselves after the real ones."""
    conflict = finding.conflict
    if conflict is None:
        return 4
    return 3 if conflict.status != "conflict" else CONFIDENCES.index(conflict.confidence)


def _grouped(findings: Iterable[Finding], by: Callable[[Finding], str]) -> dict[str, tuple[Finding, ...]]:
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(by(finding), []).append(finding)
    return {key: tuple(members) for key, members in groups.items()}


def open_book(folder: Path) -> Book:
    """The book of the run in a folder. Raises UsageError or DocumentError when it is none or cannot be read."""
    reports = (run_report(folder, files) for files in run_files(folder))
    return book_of(folder.absolute().name, reports, folder)


def book_of(run: str, reports: Iterable[Report], folder: Path) -> Book:
    """The book of a run's reports. A conflict that several documents share is one finding."""
    found: list[Finding] = []
    documents: dict[str, str] = {}
    versions: dict[str, str] = {}
    passages: dict[Evidence, Passage] = {}
    made_by = MadeBy("", "", "")
    for report in reports:
        made_by = report.made_by
        documents[report.document.id] = report.document.name
        versions[report.document.id] = report.document.sha256
        found += findings_of(report, rule_families())
        lines = Lines(report.document.text)
        for evidence in (e for conflict in report.conflicts for e in conflict.evidence):
            if evidence.span is not None and evidence.document == report.document.name:
                passages[evidence] = passage(report.document.text, evidence.span, lines)
    sizes = Counter(finding.cluster for finding in found)

    def order(finding: Finding) -> tuple[int, int, float, str, str, Span]:
        return (
            _urgency(finding),
            -sizes[finding.cluster],
            finding.sure,
            finding.cluster,
            finding.name,
            finding.span,
        )

    return Book(run, tuple(sorted(found, key=order)), documents, versions, passages, made_by, folder)
