"""Findings for people at a terminal: one line each, conflicts with all their passages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from normalize.model import Applicability, Conflict, Correction, Evidence, Report, Span
from normalize.report import wire
from normalize.report.lines import Lines
from normalize.report.visible import spelled_out, visible

_AROUND = 20  # characters
_LAST, _FIRST = re.compile(r"\S*\Z"), re.compile(r"\S*")
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
    change = f" {_change(correction, text)}" if correction.fixes else ""
    kind = _WORDS[correction.applicability]
    return f"{where} {correction.rule} {_flat(correction.message)}{change} [{kind}, {correction.confidence:.2f}]"


def _change(correction: Correction, text: str) -> str:
    """What stands there and what could; where only white space differs, with the words around it, letter by letter."""
    span = correction.span
    if all(_flat(fix.within(text, span)) != _flat(span.of(text)) for fix in correction.fixes):
        return _arrow(correction, text, span, _flat)
    before, after = text[max(0, span.start - _AROUND) : span.start], text[span.end : span.end + _AROUND]
    wide = Span(span.start - len(_LAST.findall(before)[0]), span.end + len(_FIRST.findall(after)[0]))
    return _arrow(correction, text, wide, lambda part: spelled_out(part).replace("\t", "⇥"))


def _arrow(correction: Correction, text: str, span: Span, show: Callable[[str], str]) -> str:
    fixed = " / ".join(f"“{show(fix.within(text, span))}”" for fix in correction.fixes)
    return f"“{show(span.of(text))}” → {fixed}"


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
