"""Findings for people at a terminal: one line each, conflicts with all their passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from normalize.model import Applicability, Conflict, Correction, Evidence, Report
from normalize.report import wire
from normalize.report.lines import Lines
from normalize.report.visible import visible

_WORDS = {Applicability.FLAG: "flag", Applicability.SUGGEST: "suggestion", Applicability.SAFE: "repair"}


def check_lines(reports: Sequence[Report], conflicts: Iterable[Conflict]) -> Iterator[str]:
    """The lines of `check --format text`: `file:line:column rule message`, then the conflicts with their passages."""
    lines = {report.document.name: Lines(report.document.text) for report in reports}
    for report in reports:
        name = report.document.name
        for correction in report.corrections:
            yield _finding(correction, report.document.text, _place(name, correction.span.start, lines))
    for conflict in conflicts:
        first = next((e for e in conflict.evidence if e.span is not None), conflict.evidence[0])
        where = _where(first, lines)
        what = f"conflict:{conflict.kind}" if conflict.status == "conflict" else conflict.status
        yield f"{where} {what} {_flat(conflict.message)} [{conflict.confidence}]"
        for evidence in conflict.evidence:
            yield f"    {_where(evidence, lines)} {_passage(evidence)}"
        if conflict.caveat:
            yield f"    It may be no conflict: {_flat(conflict.caveat)}"


def check_records(reports: Iterable[Report], conflicts: Iterable[Conflict]) -> Iterator[str]:
    """The lines of `check --format jsonl`: JSON objects, one a correction, figure or conflict, told apart by `type`."""
    for report in reports:
        name = report.document.name
        for correction in report.corrections:
            found = wire.correction_object(correction, report.document.text)
            yield wire.line({"type": "correction", "document": name, **found})
        for figure in report.figures:
            yield wire.line({"type": "figure", "document": name, **wire.figure_object(figure)})
    for conflict in conflicts:
        if conflict.status == "conflict":
            yield wire.line({"type": "conflict", **wire.conflict_object(conflict)})
        else:
            yield wire.line({"type": "notice", **wire.notice_object(conflict)})


def _finding(correction: Correction, text: str, where: str) -> str:
    change = ""
    if correction.fixes:
        after = " / ".join(f"“{_flat(fix.within(text, correction.span))}”" for fix in correction.fixes)
        change = f" “{_flat(correction.span.of(text))}” → {after}"
    kind = _WORDS[correction.applicability]
    return f"{where} {correction.rule} {_flat(correction.message)}{change} [{kind}, {correction.confidence:.2f}]"


def _where(evidence: Evidence, lines: dict[str, Lines]) -> str:
    if evidence.span is None:
        return f"fact {_flat(evidence.fact)}:"
    return _place(evidence.document, evidence.span.start, lines)


def _place(name: str, offset: int, lines: dict[str, Lines]) -> str:
    line, column = lines[name].place(offset)
    return f"{_flat(name)}:{line}:{column}:"


def _passage(evidence: Evidence) -> str:
    quote = f"“{_flat(evidence.quote)}”" if evidence.quote else ""
    return " ".join(part for part in (quote, f"({_flat(evidence.source)})" if evidence.source else "") if part)


def _flat(text: str) -> str:
    return " ".join(visible(text).split())
