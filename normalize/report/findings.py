"""The findings of a document as rows of a table: one a correction, one a conflict."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

from normalize.model import Conflict, Correction, Decision, Report, Verdict
from normalize.report import wire
from normalize.report.lines import Lines


class FindingRow(TypedDict):
    """A finding. `start` and `end` are code points of the document's text, `line` and `column` count from 1.

    `severity` is `error` for what is certain, `warning` for what is likely, `note` for what a person should look at.
    `status` is `applied`, `rejected`, `skipped` (another repair took its place) or `open`; for conflicts what they are:
    `conflict`, `superseded`, `disputed` or `ignored`. Conflicts have no applicability and no confidence as a number.
    """

    document: str
    line: int
    column: int
    start: int
    end: int
    rule: str
    severity: str
    applicability: str | None
    status: str
    original: str
    replacement: str | None
    message: str
    confidence: float | None
    fingerprint: str
    conflict_kind: str | None
    other_documents: str


_SEVERITY = {"SAFE": "error", "SUGGEST": "warning", "FLAG": "note"}
_CONFIDENCE = {"certain": "error", "likely": "warning", "review": "note"}
_STATUS = {Verdict.REJECT: "rejected", Verdict.DEFER: "open"}


def findings_rows(report: Report) -> Iterator[FindingRow]:
    """The rows of a document in the order of its text.

    A conflict is a row of the document that its evidence names first, so that it is one row in a run.
    """
    lines = Lines(report.document.text)
    applied = {keyed.key for keyed in report.applied.edits} - {skipped.key for skipped in report.applied.skipped}
    rows = [
        _correction(report, correction, decision, lines, written=decision.key in applied)
        for correction, decision in zip(report.corrections, report.decisions, strict=True)
    ]
    rows += [row for conflict in report.conflicts if (row := _conflict(report, conflict, lines)) is not None]
    yield from sorted(rows, key=lambda row: (row["start"], row["end"], row["rule"], row["fingerprint"]))


def findings_lines(report: Report) -> str:
    """The rows as JSON Lines, each with its line end; empty when there are none."""
    return "".join(wire.line(row) + "\n" for row in findings_rows(report))


def _correction(
    report: Report, correction: Correction, decision: Decision, lines: Lines, *, written: bool
) -> FindingRow:
    text, span = report.document.text, correction.span
    line, column = lines.place(span.start)
    fix = decision.fix or (correction.fixes[0] if correction.fixes else None)
    return {
        "document": report.document.name,
        "line": line,
        "column": column,
        "start": span.start,
        "end": span.end,
        "rule": correction.rule,
        "severity": _SEVERITY[correction.applicability.name],
        "applicability": correction.applicability.name.lower(),
        "status": "applied" if written else _STATUS.get(decision.verdict, "skipped"),
        "original": span.of(text),
        "replacement": fix.within(text, span) if fix is not None and span.contains(fix.span) else None,
        "message": correction.message,
        "confidence": correction.confidence,
        "fingerprint": correction.fingerprint,
        "conflict_kind": None,
        "other_documents": "",
    }


def _conflict(report: Report, conflict: Conflict, lines: Lines) -> FindingRow | None:
    """The row of a conflict; None when it belongs to another document."""
    places = [evidence for evidence in conflict.evidence if evidence.span is not None]
    name = report.document.name
    if not places or places[0].document != name or places[0].span is None:
        return None
    span = places[0].span
    line, column = lines.place(span.start)
    others = dict.fromkeys(evidence.document for evidence in places if evidence.document != name)
    suggestion = conflict.suggestion
    return {
        "document": name,
        "line": line,
        "column": column,
        "start": span.start,
        "end": span.end,
        "rule": f"conflict:{conflict.kind}",
        "severity": _CONFIDENCE[conflict.confidence] if conflict.status == "conflict" else "note",
        "applicability": None,
        "status": conflict.status,
        "original": places[0].quote,
        "replacement": suggestion.replacement if suggestion else None,
        "message": conflict.message,
        "confidence": None,
        "fingerprint": conflict.fingerprint,
        "conflict_kind": conflict.kind,
        "other_documents": ", ".join(others),
    }
