"""Findings for code hosts: rdjson that reviewdog reads, and workflow commands of GitHub Actions."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import samples

from normalize.report import dumps, github_lines, rdjson, sarif_log

SCHEMA = json.loads((Path(__file__).parents[1] / "data" / "rdjson.schema.json").read_text(encoding="utf-8"))
COMMAND = re.compile(r"::(?:error|warning|notice) (?:[A-Za-z]+=[^:,\r\n]*,?)+::[^\r\n]+")


def diagnostics(*reports: Any) -> Any:
    """The diagnostics of reports and their conflicts as another program reads them."""
    conflicts = {c.fingerprint: c for report in reports for c in report.conflicts}
    result = json.loads(dumps(rdjson(reports, conflicts.values())))
    jsonschema.Draft7Validator(SCHEMA).validate(result)
    return result["diagnostics"]


def test_rdjson_is_valid_even_of_hostile_and_empty_documents() -> None:
    """Every result fits the format."""
    assert diagnostics(samples.harbour(), samples.times(), samples.hostile())
    assert diagnostics(samples.report(samples.document("empty.txt", ""))) == []


def test_a_page_gets_no_places_and_no_fixes() -> None:
    """Places in the text of a page or a Word file are none in its file: a fix written there would damage it."""
    text = "The ferry , late."
    document = replace(samples.document("page.html", text), media="text/html")
    report = samples.report(document, [samples.correction(text, "space", " ,", ",", message="A space.")])
    (found,) = diagnostics(report)
    assert found["location"] == {"path": "page.html"}
    assert "suggestions" not in found
    assert found["message"] == "A space. “ ,” → “,”"
    (result,) = sarif_log([report], ())["runs"][0]["results"]
    assert "region" not in result["locations"][0]["physicalLocation"]
    assert "fixes" not in result
    assert result["message"]["text"] == "A space. “ ,” → “,”"
    (line,) = github_lines([report], ())
    assert line == "::notice file=page.html,title=space::A space. “ ,” → “,”"


def test_rdjson_counts_bytes() -> None:
    """Columns are bytes of UTF-8 from 1, and the end is open."""
    text = "First line.\n\U0001f6a2é The the ferry."
    report = samples.report(
        samples.document("ship.txt", text), [samples.correction(text, "repeated-word", "The the", "The", "Thethe")]
    )
    (found,) = diagnostics(report)
    assert found["location"] == {
        "path": "ship.txt",
        "range": {"start": {"line": 2, "column": 8}, "end": {"line": 2, "column": 15}},
    }
    assert found["code"] == {"value": "repeated-word"}


def test_first_suggestions_carried_out_give_the_repaired_text() -> None:
    """A reader that writes the first suggestion of each safe finding gets the cleaned text."""
    report = samples.harbour()
    lines = [line.encode() for line in report.document.text.splitlines(keepends=True)]
    starts = [sum(map(len, lines[:number])) for number in range(len(lines) + 1)]
    data = b"".join(lines)
    edits = []
    for correction, found in zip(report.corrections, diagnostics(report), strict=False):
        if correction.applicability == 2:
            at = found["suggestions"][0]["range"]
            start, end = (starts[at[e]["line"] - 1] + at[e]["column"] - 1 for e in ("start", "end"))
            edits.append((start, end, found["suggestions"][0]["text"].encode()))
    for start, end, new in sorted(edits, reverse=True):
        data = data[:start] + new + data[end:]
    assert data.decode() == report.applied.text


def test_conflicts_quote_every_passage() -> None:
    """A conflict stands at its first passage, and its message quotes the others."""
    conflict = samples.harbour().conflicts[0]
    found = next(d for d in diagnostics(samples.harbour()) if d["code"]["value"] == f"conflict:{conflict.kind}")
    assert all(e.quote in found["message"] for e in conflict.evidence[1:] if e.span)


def test_github_commands_are_one_line_each() -> None:
    """Whatever a text holds, each finding is one command: no text can begin a command of its own."""
    for report in (samples.harbour(), samples.times(), samples.hostile()):
        commands = list(github_lines([report], report.conflicts))
        counted = sum(conflict.status == "conflict" for conflict in report.conflicts)
        assert len(commands) == len(report.corrections) + counted
        assert all(COMMAND.fullmatch(command) for command in commands)


def test_github_command_escapes_its_values() -> None:
    """Percent signs, commas and colons in names and line feeds in texts are written as the runner reads them."""
    text = "It rose 5%\n5% then."
    report = samples.report(
        samples.document("a,b:c%.txt", text), [samples.correction(text, "repeated-word", "5%\n5%", "5%", "%")]
    )
    (command,) = github_lines([report], [])
    assert command.startswith("::notice file=a%2Cb%3Ac%25.txt,line=1,endLine=2,title=repeated-word::")
    assert "5%25%0A5%25" in command
