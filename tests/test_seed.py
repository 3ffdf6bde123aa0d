"""The user's own article comes out exactly as it must: these repairs, these conflicts, nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

import normalize
from normalize.correct.grammar import grammar_session
from normalize.model import Applicability, Report, write
from normalize.pipeline import Settings, as_document, as_facts, compare, examine, with_conflicts, with_grammar

SEEDS = Path(__file__).parents[1] / "seeds"
SEED = SEEDS / "000_9a97e82553ffe0b8.txt"
FACTS = SEEDS / "facts.yaml"

REPAIRS = (
    ("oathInaugurated", "oath Inaugurated"),
    ('ofThe "Stargate"', 'of the "Stargate"'),
    ("OpenAIcooperation", "OpenAI cooperation"),
    ("agreementOriginally, OpenAI could", "agreement. Originally, OpenAI could"),
    ("Softbank", "SoftBank"),
)


@pytest.fixture(scope="module")
def report() -> Report:
    """The seed's report with its facts, LanguageTool included."""
    settings = Settings(facts=as_facts(FACTS))
    with grammar_session(settings.config.grammar) as session:
        settings = with_grammar(settings, session.check, session.unchecked, session.service)
        examined = examine(as_document(SEED), settings)
    return with_conflicts(examined.report, compare([examined], settings.facts))


@pytest.mark.grammar
def test_seed_gets_exactly_the_certain_repairs(report: Report) -> None:
    """The whole text equals the source with the listed repairs written, and nothing else changed by itself."""
    golden = SEED.read_text(encoding="utf-8")
    for before, after in REPAIRS:
        assert before in golden
        golden = golden.replace(before, after)
    assert report.applied.text == golden


@pytest.mark.grammar
def test_seed_was_checked_by_languagetool(report: Report) -> None:
    """LanguageTool ran for real: nothing stands under "not checked"."""
    assert report.unchecked == ()
    assert any(service.startswith("LanguageTool") for service in report.made_by.services)


def test_spacing_alone_repairs_the_joins() -> None:
    """`repair_spacing` mends the joins and leaves names and everything else as it is."""
    golden = SEED.read_text(encoding="utf-8")
    for before, after in REPAIRS[:-1]:
        golden = golden.replace(before, after)
    assert normalize.repair_spacing(SEED.read_text(encoding="utf-8")) == golden


@pytest.mark.grammar
def test_softbank_is_corrected_because_a_source_says_so(report: Report) -> None:
    """Each `Softbank` becomes `SoftBank`, and the correction names the fact or table that it rests on."""
    names = [c for c in report.corrections if c.span.of(report.document.text) == "Softbank"]
    applied = [c for c in names if c.applicability is Applicability.SAFE]
    assert len(applied) == SEED.read_text(encoding="utf-8").count("Softbank")
    assert all(e.fact == "SoftBank" and e.source for c in applied for e in c.evidence)
    assert all(c.evidence for c in applied)


@pytest.mark.grammar
def test_seed_shows_its_three_conflicts(report: Report) -> None:
    """Budget against the fact, who funds whom, adjusted against unchanged: each with its passages."""
    found = {c.kind: c for c in report.conflicts if c.confidence != "review" or c.kind == "change"}
    assert set(found) == {"value", "direction", "change"}
    budget, direction, change = found["value"], found["direction"], found["change"]
    assert budget.confidence == "certain"
    assert "US$4 trillion" in budget.evidence[0].quote
    assert any(e.fact == "stargate-budget" for e in budget.evidence)
    assert budget.suggestion is not None
    assert direction.confidence in ("certain", "likely")
    assert "MGX" in direction.evidence[0].quote
    assert {("adjusted" in e.quote, "unchanged" in e.quote) for e in change.evidence} == {(True, False), (False, True)}
    assert all(c.caveat and c.message for c in report.conflicts)


@pytest.mark.grammar
def test_near_miss_is_not_called_certain(report: Report) -> None:
    """Buying elsewhere while the API stays on Azure is at most something to review."""
    others = [c for c in report.conflicts if c.kind not in ("value", "direction", "change")]
    assert all(c.confidence == "review" for c in others)
    assert not any("Azure" in e.quote for c in report.conflicts if c.confidence != "review" for e in c.evidence)


@pytest.mark.grammar
def test_seed_inverse_restores_the_source(report: Report) -> None:
    """Undoing everything gives back the article to the byte."""
    assert write(report.applied.text, report.applied.inverse) == report.document.text
    edits = [keyed.edit for keyed in report.applied.edits]
    assert report.document.origin.splice(edits) == report.applied.text.encode("utf-8")
    assert report.document.origin.splice([]) == SEED.read_bytes()


@pytest.mark.grammar
def test_second_run_changes_nothing(report: Report) -> None:
    """The cleaned seed, cleaned again, is left as it is."""
    settings = Settings(facts=as_facts(FACTS))
    assert examine(as_document(report.applied.text), settings).report.applied.edits == ()


def test_seed_figures() -> None:
    """The budget reads as four trillion US dollars, and "47th" is no quantity."""
    figures = normalize.find_figures(SEED.read_text(encoding="utf-8"))
    money = [f for f in figures if f.kind == "money"]
    assert [(f.value, f.unit) for f in money] == [(4_000_000_000_000, "USD")]
    assert all(f.kind == "ordinal" for f in figures if "47" in f.text)
