"""Everything known about one document after a run: the only thing that reports and the review app see."""

from __future__ import annotations

from dataclasses import dataclass

from normalize.model.applied import Applied
from normalize.model.claim import Claim
from normalize.model.conflict import Conflict
from normalize.model.correction import Correction
from normalize.model.decision import Decision, Verdict
from normalize.model.document import Document
from normalize.model.figure import Figure

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the corrections found: `found = applied + rejected + deferred + skipped`, asserted."""

    found: int
    applied: int
    rejected: int
    deferred: int
    skipped: int

    def __post_init__(self) -> None:
        if self.found != self.applied + self.rejected + self.deferred + self.skipped:
            raise ValueError(f"a finding got lost or was counted twice: {self}")


@dataclass(frozen=True, slots=True)
class MadeBy:
    """What made a report, so that it can be made again: versions and fingerprints, no time."""

    version: str
    rules: str
    config: str
    services: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The result for one document.

    Spans of `corrections`, `figures`, `claims` and `conflicts` are of `document.text`. `decisions` stand in
    the order of `corrections`, one each. `unchecked` says in sentences what was not looked at and why;
    `ignored` counts the corrections that comments in the document keep from being told.
    """

    document: Document
    corrections: tuple[Correction, ...]
    decisions: tuple[Decision, ...]
    applied: Applied
    figures: tuple[Figure, ...]
    claims: tuple[Claim, ...]
    conflicts: tuple[Conflict, ...]
    made_by: MadeBy
    unchecked: tuple[str, ...] = ()
    schema: int = SCHEMA
    ignored: int = 0

    def __post_init__(self) -> None:
        if [c.fingerprint for c in self.corrections] != [d.key for d in self.decisions]:
            raise ValueError("every correction needs exactly one decision, in the same order")

    @property
    def counts(self) -> Counts:
        """How many corrections ended in which state."""
        skipped = {edit.key for edit in self.applied.skipped}
        applied = {edit.key for edit in self.applied.edits} - skipped
        verdicts = [d.verdict for d in self.decisions]
        return Counts(
            found=len(self.corrections),
            applied=sum(d.key in applied for d in self.decisions),
            rejected=verdicts.count(Verdict.REJECT),
            deferred=verdicts.count(Verdict.DEFER),
            skipped=sum(d.key in skipped for d in self.decisions),
        )
