"""The JSON forms: as agreed, described by a schema that is not stale, and read back without loss."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from normalize.apply import apply_edits
from normalize.errors import DocumentError
from normalize.model import KeyedEdit, Report, Verdict
from normalize.report import (
    RunSummary,
    check_object,
    check_records,
    document_entry,
    dumps,
    index_object,
    read_report,
    report_object,
)
from normalize.report.schema import COMMAND, PATH, json_schema, schema_text
from normalize.report.wire import figure_object, index_parts


def test_schema_file_is_fresh() -> None:
    """docs/report-schema.json is what the types say."""
    assert PATH.read_text(encoding="utf-8") == schema_text(), f"{PATH.name} is stale, run: {COMMAND}"


def decided() -> Report:
    """A report in which a person rejected one correction and rewrote another."""
    report = samples.harbour()
    decisions = list(report.decisions)
    fix = report.corrections[5].fixes[1]
    decisions[3] = replace(decisions[3], verdict=Verdict.REJECT, by="person:ana", reason="it reads well")
    decisions[5] = replace(decisions[5], verdict=Verdict.REWRITE, fix=fix, by="person:ana", at="2025-03-05T10:00:00Z")
    edits = [KeyedEdit(d.key, d.fix) for d in decisions if d.fix]
    return replace(report, decisions=tuple(decisions), applied=apply_edits(report.document.text, edits))


def hostile() -> Report:
    """The hostile report, but for the lone surrogate, which no source bytes can hold."""
    return samples.hostile(samples.HOSTILE.replace("\ud800", ""))


@pytest.mark.parametrize(
    "made", [samples.harbour, samples.times, hostile, decided], ids=["harbour", "times", "hostile", "decided"]
)
def test_report_is_read_back_whole(made: Any) -> None:
    """A report written as JSON and read back is equal, to the last field."""
    report = made()
    assert read_report(dumps(report_object(report))) == report


@given(st.text(max_size=60))
@settings(max_examples=50, deadline=None)
def test_any_text_survives_json(text: str) -> None:
    """Any text that a file can hold is written and read back."""
    report = samples.report(samples.document("a.txt", text))
    assert read_report(dumps(report_object(report)).encode("utf-8")) == report


def test_a_lone_surrogate_does_not_break_the_file() -> None:
    """Text that no file can hold, handed over as a string, is still written as valid UTF-8 and JSON."""
    written = dumps(report_object(samples.hostile())).encode("utf-8")
    assert "\ud800" in json.loads(written)["document"]["text"]
    with pytest.raises(DocumentError, match="no report of normalize"):
        read_report(written)


@pytest.mark.parametrize(
    ("form", "name"),
    [
        (lambda: check_object([samples.harbour(), samples.hostile()], samples.harbour_conflicts()), "CheckObject"),
        (lambda: report_object(decided()), "ReportObject"),
        (
            lambda: index_object(
                RunSummary("run", (document_entry(samples.harbour()),), samples.harbour_conflicts(), samples.MADE_BY)
            ),
            "IndexObject",
        ),
    ],
)
def test_what_is_written_fits_the_schema(form: Any, name: str) -> None:
    """Each object fits its own definition, and has no key that the schema does not know."""
    schema = json_schema()
    value = json.loads(dumps(form()))
    Draft202012Validator(schema).validate(value)
    Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": schema["$defs"]}).validate(value)
    assert set(value) == set(schema["$defs"][name]["properties"])


def test_check_object_has_the_agreed_keys() -> None:
    """The object of `check --format json` is the one that other programs were promised."""
    checked = check_object([samples.harbour()], samples.harbour_conflicts())
    found = checked["documents"][0]
    assert checked["schema"] == 1
    assert set(found) == {"name", "corrections", "figures"}
    assert found["corrections"][0] == {
        "rule": "case-boundary",
        "start": samples.HARBOUR.index("ferryOn"),
        "end": samples.HARBOUR.index("ferryOn") + 7,
        "text": "ferryOn",
        "replacements": ["ferry on"],
        "applicability": "safe",
        "confidence": 0.9,
        "message": "Two words ran together.",
        "fingerprint": samples.harbour().corrections[0].fingerprint,
    }
    assert set(found["figures"][0]) == {
        "start", "end", "text", "value", "low", "high", "unit", "kind", "approximate",
    }  # fmt: skip
    conflict = checked["conflicts"][0]
    assert set(conflict) == {"kind", "confidence", "evidence", "message", "caveat", "fingerprint"}
    assert set(conflict["evidence"][0]) == {"document", "start", "end", "quote"}
    assert conflict["evidence"][2] == {"fact": "ferry-budget"}


def test_what_differs_without_contradicting_is_no_conflict() -> None:
    """Disputed and superseded statements are notices, apart from the conflicts."""
    checked = check_object([samples.harbour()], samples.harbour_conflicts())
    assert [conflict["kind"] for conflict in checked["conflicts"]] == ["value", "weekday", "direction"]
    assert [(notice["kind"], notice["status"]) for notice in checked["notices"]] == [("change", "disputed")]


def test_decimals_are_strings_in_plain_notation() -> None:
    """No decimal passes through a float or turns up with an exponent, unless its plain form would be endless."""
    figure = samples.harbour_figures()[1]
    assert figure_object(replace(figure, value=Decimal("42E6")))["value"] == "42000000"
    assert figure_object(replace(figure, value=Decimal("0.10")))["value"] == "0.10"
    assert figure_object(replace(figure, low=Decimal("-1E-900")))["low"] == "-1E-900"


def test_records_are_one_json_object_a_line() -> None:
    """JSON lines tell their kind, and the same findings stand in them as in the one object."""
    lines = list(check_records([samples.harbour()], samples.harbour_conflicts()))
    kinds = [json.loads(line)["type"] for line in lines]
    assert (kinds.count("correction"), kinds.count("figure")) == (6, 7)
    assert (kinds.count("conflict"), kinds.count("notice")) == (3, 1)
    assert not any("\n" in line for line in lines)


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lambda o: o.pop("claims"), "This report has no `claims`, so another version of normalize made it"),
        (lambda o: o["document"].pop("notes"), "This report has no `document.notes`, so another version"),
        (lambda o: o.update(schema=2), "schema is 2 and this version of normalize reads 1, so another version made it"),
        (lambda o: o["corrections"][0].update(applicability="maybe"), "corrections.0.applicability"),
        (lambda o: o["applied"].update(text="something else"), "edits do not lead"),
        (lambda o: o["figures"][0].update(kind="vibes"), "unknown kind"),
        (lambda o: o["figures"][0].update(value="many"), "'many' is no number"),
        (lambda o: o["decisions"].pop(), "exactly one decision"),
    ],
)
def test_a_wrong_report_is_refused_with_a_sentence(damage: Any, says: str) -> None:
    """A damaged report is never half read: the error names the place and says what to do."""
    value = json.loads(dumps(report_object(samples.harbour())))
    damage(value)
    with pytest.raises(DocumentError, match=r"Make it again with `normalize clean`\.") as error:
        read_report(json.dumps(value))
    assert says in str(error.value)


@pytest.mark.parametrize("text", ["", "[]", "null", "{", "\x00", "[" * 2000])
def test_no_report_at_all_is_refused(text: str) -> None:
    """What is no report is refused with a sentence, whatever it is."""
    with pytest.raises(DocumentError, match="no report of normalize"):
        read_report(text)


def test_a_read_report_does_not_pretend_to_have_the_source() -> None:
    """Without the source's bytes nothing can be spliced into them."""
    report = read_report(dumps(report_object(samples.harbour())))
    with pytest.raises(DocumentError, match="read the source file again"):
        report.document.origin.splice(())


@pytest.mark.parametrize(
    "documents", [(), (samples.harbour(),), (samples.harbour(), samples.times(), samples.hostile())]
)
def test_index_in_pieces(documents: tuple[Report, ...]) -> None:
    """The index that is written piece by piece is, letter by letter, the one that is written at once."""
    entries = tuple(map(document_entry, documents))
    run = RunSummary("run", entries, samples.harbour_conflicts() if documents else (), samples.MADE_BY, ("“x”",))
    assert "".join(index_parts(run)) == dumps(index_object(run))
