"""A finding as reviewers see it: a correction or a conflict of a run, with what the screen needs of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from normalize.ledger import Place
from normalize.model import Applicability, Conflict, Correction, Decision, Report, Span, Verdict, ZoneKind
from normalize.report import Lines, Passage, passage

CORRECTION, CONFLICT = "correction", "conflict"
#: Code points of a finding that the screen shows; what is longer is cut, with a note.
LONGEST = 400
#: Rules of these families are about names and figures: never decided in bulk.
_SINGLE = ("names", "figures")


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    `seen` is the text at the finding, `choices` are the readings that it could have instead, best first; `made` says
    that the first of them was written by the run. `cluster` is equal for findings that are alike: the same change of
    the same words by the same rule. `sure` is the confidence, from 0 to 1. `alone` findings are never decided in
    bulk: conflicts, quotations, names, figures.
    """

    fingerprint: str
    kind: str
    rule: str
    document: str
    name: str
    place: Passage
    seen: str
    choices: tuple[str, ...]
    made: bool
    message: str
    sure: float
    level: str
    cluster: str
    alone: bool
    span: Span
    conflict: Conflict | None = None

    @property
    def key(self) -> str:
        """What addresses it in a URL."""
        return f"{self.fingerprint}@{self.document}"

    @property
    def ledger_place(self) -> Place:
        """What it is called in the ledger."""
        return self.document, self.fingerprint

    @property
    def short(self) -> str:
        """What the list shows of it."""
        return _shortened(self.seen) or "(nothing)"

    @property
    def after(self) -> str:
        """How the first choice reads, shortened; empty when there is none."""
        return _shortened(self.choices[0]) if self.choices else ""


def _shortened(text: str) -> str:
    return " ".join(text[:LONGEST].split())[:80]


def findings_of(report: Report, families: Mapping[str, str]) -> Iterator[Finding]:
    """The findings of one report, but for what a comment ignores; `families` gives the family of each rule."""
    lines = Lines(report.document.text)
    for correction, decision in zip(report.corrections, report.decisions, strict=True):
        yield _of_correction(report, lines, correction, decision, families)
    for conflict in report.conflicts:
        if conflict.status == "ignored":
            continue
        first = next((e for e in conflict.evidence if e.document == report.document.name and e.span), None)
        if first is not None and first == next(e for e in conflict.evidence if e.document):
            yield _of_conflict(report, lines, conflict, first.span or Span(0, 0))


def _of_correction(
    report: Report, lines: Lines, correction: Correction, decision: Decision, families: Mapping[str, str]
) -> Finding:
    text, span = report.document.text, correction.span
    seen = span.of(text)
    edits = dict.fromkeys((*((decision.fix,) if decision.fix else ()), *correction.fixes, *correction.others))
    choices = dict.fromkeys(edit.within(text, span) for edit in edits if span.contains(edit.span))
    quoted = any(zone.kind is ZoneKind.QUOTATION and zone.span.overlaps(span) for zone in report.document.protected)
    return Finding(
        fingerprint=correction.fingerprint,
        kind=CORRECTION,
        rule=correction.rule,
        document=report.document.id,
        name=report.document.name,
        place=passage(text, span, lines),
        seen=seen,
        choices=tuple(choices),
        made=decision.verdict is Verdict.ACCEPT,
        message=correction.message,
        sure=correction.confidence,
        level=_LEVELS[correction.applicability],
        cluster="\x1f".join((correction.rule, seen, *list(choices)[:1])),
        alone=quoted or families.get(correction.rule, "") in _SINGLE,
        span=span,
    )


def _of_conflict(report: Report, lines: Lines, conflict: Conflict, span: Span) -> Finding:
    return Finding(
        fingerprint=conflict.fingerprint,
        kind=CONFLICT,
        rule=conflict.kind,
        document=report.document.id,
        name=report.document.name,
        place=passage(report.document.text, span, lines),
        seen=span.of(report.document.text),
        choices=(),
        made=False,
        message=conflict.message,
        sure={"certain": 1.0, "likely": 0.9, "review": 0.5}[conflict.confidence],
        level=conflict.status if conflict.status != "conflict" else conflict.confidence,
        cluster=f"conflict\x1f{conflict.fingerprint}",
        alone=True,
        span=span,
        conflict=conflict,
    )


_LEVELS = {Applicability.SAFE: "repair", Applicability.SUGGEST: "suggestion", Applicability.FLAG: "flag"}
