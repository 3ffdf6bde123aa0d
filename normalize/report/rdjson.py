"""Findings as rdjson, the Reviewdog Diagnostic Format: `reviewdog -f=rdjson` puts them on a code review.

The convention is reviewdog's `proto/rdf/reviewdog.proto` (DiagnosticResult): lines and columns count from 1, columns
are bytes of UTF-8, and the end of a range is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NotRequired, TypedDict

from normalize.model import Applicability, Conflict, Correction, Document, Edit, Evidence, Report, Span
from normalize.report.change import change_in_words
from normalize.report.lines import Lines

Severity = Literal["ERROR", "WARNING", "INFO"]
_SEVERITY: dict[Applicability, Severity] = {
    Applicability.SAFE: "WARNING",
    Applicability.SUGGEST: "INFO",
    Applicability.FLAG: "INFO",
}
_CONFIDENCE: dict[str, Severity] = {"certain": "ERROR", "likely": "WARNING", "review": "INFO"}


class Position(TypedDict):
    """A line, and a byte of it, both from 1."""

    line: int
    column: int


class Range(TypedDict):
    """A stretch of a file; its end is open."""

    start: Position
    end: Position


class Location(TypedDict):
    """A file, and the stretch where its text is at hand."""

    path: str
    range: NotRequired[Range]


class Code(TypedDict):
    """The rule."""

    value: str


class Suggestion(TypedDict):
    """A text to write in place of a stretch."""

    range: Range
    text: str


class Diagnostic(TypedDict):
    """A finding."""

    message: str
    location: Location
    severity: Severity
    code: Code
    suggestions: NotRequired[list[Suggestion]]


class Source(TypedDict):
    """The program."""

    name: str


class Result(TypedDict):
    """Everything of one run."""

    source: Source
    diagnostics: list[Diagnostic]


def rdjson(reports: Sequence[Report], conflicts: Iterable[Conflict]) -> Result:
    """The findings of documents and the conflicts among them; what is no conflict but a notice is left out."""
    places = _Places(reports)
    return {
        "source": {"name": "normalize"},
        "diagnostics": [
            *(_correction(places, report.document, c) for report in reports for c in report.corrections),
            *(_conflict(places, c) for c in conflicts if c.status == "conflict"),
        ],
    }


class _Places:
    """Ranges of spans of documents."""

    def __init__(self, reports: Iterable[Report]) -> None:
        documents = [report.document for report in reports]
        self._texts = {document.name: document.text for document in documents if document.is_file_text}
        self._lines = {name: Lines(text) for name, text in self._texts.items()}

    def range(self, name: str, span: Span) -> Range:
        return {"start": self._position(name, span.start), "end": self._position(name, span.end)}

    def location(self, name: str, span: Span) -> Location:
        if not self.known(name):
            return {"path": name}
        return {"path": name, "range": self.range(name, span)}

    def known(self, name: str) -> bool:
        """Whether a place in the text of a document is one in its file."""
        return name in self._texts

    def suggestion(self, name: str, edit: Edit) -> Suggestion:
        return {"range": self.range(name, edit.span), "text": edit.replacement}

    def told(self, evidence: Evidence) -> str:
        if evidence.span is None:
            return f"fact {evidence.fact}"
        line = (
            f":{self._lines[evidence.document].line(evidence.span.start)}" if evidence.document in self._texts else ""
        )
        return f"{evidence.document}{line}: “{evidence.quote}”"

    def _position(self, name: str, offset: int) -> Position:
        line, column = self._lines[name].place(offset)
        before = self._texts[name][offset - column + 1 : offset]
        return {"line": line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}


def _correction(places: _Places, document: Document, correction: Correction) -> Diagnostic:
    """A correction; one in a page or a Word file is told in words, as its place is one in the text that was read."""
    name, known = document.name, places.known(document.name)
    found: Diagnostic = {
        "message": correction.message + ("" if known else change_in_words(correction, document.text)),
        "location": places.location(name, correction.span),
        "severity": _SEVERITY[correction.applicability],
        "code": {"value": correction.rule},
    }
    if correction.fixes and known:
        found["suggestions"] = [places.suggestion(name, edit) for edit in correction.fixes]
    return found


def _conflict(places: _Places, conflict: Conflict) -> Diagnostic:
    """A conflict at its first passage; older readers know no related places, so the message quotes the others."""
    first = next((e for e in conflict.evidence if e.span is not None), conflict.evidence[0])
    others = "".join(f"\n{places.told(e)}" for e in conflict.evidence if e is not first)
    told = " ".join(part for part in (conflict.message, conflict.resolution) if part)
    return {
        "message": told + others,
        "location": places.location(first.document, first.span) if first.span is not None else {"path": first.fact},
        "severity": _CONFIDENCE[conflict.confidence],
        "code": {"value": f"conflict:{conflict.kind}"},
    }
