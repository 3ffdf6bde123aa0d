"""Findings as workflow commands of GitHub Actions: each becomes a mark at its line of a pull request.

The convention is that of `@actions/core`: `::level key=value,…::message`, with `%`, carriage return and line feed
written as `%25`, `%0D`, `%0A`, and in values `:` and `,` as `%3A`, `%2C` as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from normalize.model import Applicability, Conflict, Report, Span
from normalize.report.change import change_in_words
from normalize.report.lines import Lines
from normalize.report.visible import visible

_LEVELS = {Applicability.SAFE: "warning", Applicability.SUGGEST: "notice", Applicability.FLAG: "notice"}
_CONFIDENCE = {"certain": "error", "likely": "warning", "review": "notice"}
_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_VALUE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def github_lines(reports: Sequence[Report], conflicts: Iterable[Conflict]) -> Iterator[str]:
    """One command for each finding and conflict, in their order, without line ends.

    Of a page or a Word file only the file is told: its lines are not those of the text that was read.
    """
    documents = [report.document for report in reports]
    lines = {document.name: Lines(document.text) for document in documents if document.is_file_text}
    for report in reports:
        text, name = report.document.text, report.document.name
        for c in report.corrections:
            told = c.message + change_in_words(c, text)
            yield _command(_LEVELS[c.applicability], name, c.span, lines, c.rule, told)
    for conflict in conflicts:
        if conflict.status != "conflict":
            continue
        level, title = _CONFIDENCE[conflict.confidence], f"conflict:{conflict.kind}"
        quotes = "".join(f"\n“{evidence.quote or evidence.fact}”" for evidence in conflict.evidence)
        first = next((e for e in conflict.evidence if e.span is not None), None)
        span = first.span if first else None
        yield _command(level, first.document if first else "", span, lines, title, conflict.message + quotes)


def _command(level: str, name: str, span: Span | None, lines: dict[str, Lines], title: str, message: str) -> str:
    values: dict[str, object] = {"file": name} if name else {}
    if name and span is not None and name in lines:
        line, column = lines[name].place(span.start)
        end_line, end_column = lines[name].place(span.end)
        values |= {"line": line, "endLine": end_line}
        if line == end_line:  # columns are read only within one line
            values |= {"col": column, "endColumn": end_column}
    values["title"] = title
    told = ",".join(f"{key}={str(value).translate(_VALUE)}" for key, value in values.items())
    shown = "\n".join(visible(part) for part in message.split("\n"))
    return f"::{level} {told}::{shown.translate(_MESSAGE)}"
