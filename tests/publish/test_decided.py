"""People's decisions in place of the policy's: what they say is what the text becomes."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.model import Applicability, Decision, Edit, Report, Verdict, write
from normalize.pipeline import decided

sys.path.insert(0, str(Path(__file__).parent.parent / "report"))

import samples

TEXT = "The the ferryOn Monday. A a boat ,and more."


def report() -> Report:
    """A report with safe repairs, a suggestion with two alternatives, a flag, and one that overlaps another."""
    return samples.report(
        samples.document("ferry.txt", TEXT),
        [
            samples.correction(TEXT, "repeated-word", "The the", "The", safe=True),
            samples.correction(TEXT, "lost-break", "ferryOn", "ferry. On", "ferry on"),
            samples.correction(TEXT, "case", "On Monday", "on Monday"),
            samples.correction(TEXT, "long", "A a boat"),
            samples.correction(TEXT, "space", "boat ,and", "boat, and", safe=True),
        ],
    )


def decide(of: Report, rule: str, verdict: Verdict, text: str | None = None) -> tuple[Decision, ...]:
    """The report's decisions with a person's on the correction of a rule."""
    correction = next(c for c in of.corrections if c.rule == rule)
    fix = None if text is None else Edit.replacing(of.document.text, correction.span, text)
    mine = Decision(correction.fingerprint, verdict, fix, "person:ana", "", "2026-03-01T10:00:00Z")
    return tuple(mine if d.key == mine.key else d for d in of.decisions)


@pytest.mark.parametrize(
    ("rule", "verdict", "text", "reads"),
    [
        ("lost-break", Verdict.ACCEPT, "ferry. On", "The ferry. On Monday. A a boat, and more."),
        ("lost-break", Verdict.ACCEPT, "ferry on", "The ferry on Monday. A a boat, and more."),
        ("lost-break", Verdict.REWRITE, "ferry: on", "The ferry: on Monday. A a boat, and more."),
        ("lost-break", Verdict.REJECT, None, "The ferryOn Monday. A a boat, and more."),
        ("repeated-word", Verdict.REJECT, None, "The the ferryOn Monday. A a boat, and more."),
        ("repeated-word", Verdict.DEFER, None, "The the ferryOn Monday. A a boat, and more."),
        ("repeated-word", Verdict.REWRITE, "the", "the ferryOn Monday. A a boat, and more."),
        ("long", Verdict.REWRITE, "A boat", "The ferryOn Monday. A boat, and more."),
    ],
)
def test_decision_of_a_person_is_carried_out(rule: str, verdict: Verdict, text: str | None, reads: str) -> None:
    """An alternative, an own text, a refusal and a delay each give the text that they say."""
    source = report()
    done = decided(source, decide(source, rule, verdict, text))
    assert done.applied.text == reads
    assert write(done.applied.text, done.applied.inverse) == TEXT
    assert done.counts.found == len(source.corrections)


def test_person_goes_before_the_policy_and_the_loser_is_told() -> None:
    """Where a person and the policy want one place, the person's text is written and the other edit told as skipped."""
    source = report()
    done = decided(source, decide(source, "long", Verdict.REWRITE, "A a ship ,and"[:8]))
    assert done.applied.text == "The ferryOn Monday. A a ship, and more."
    clash = decided(source, decide(source, "repeated-word", Verdict.REWRITE, "A"))
    assert clash.applied.text.startswith("A ferryOn")
    both = replace(source, decisions=decide(source, "lost-break", Verdict.ACCEPT, "ferry on"))
    done = decided(both, decide(both, "case", Verdict.ACCEPT, "on Monday"))
    assert done.applied.text == "The ferry on Monday. A a boat, and more."
    assert [skipped.key for skipped in done.applied.skipped] == [
        next(c.fingerprint for c in source.corrections if c.rule == "case")
    ]
    assert done.counts.skipped == 1


def test_decisions_of_another_report_are_refused() -> None:
    """Decisions that are not one for each correction, in order, are a mistake of the caller."""
    source = report()
    with pytest.raises(ValueError, match="decision"):
        decided(source, source.decisions[1:])


@given(st.lists(st.sampled_from(["accept", "reject", "defer", "rewrite"]), min_size=5, max_size=5), st.text(max_size=5))
def test_any_decisions_keep_the_sums_and_the_way_back(verdicts: list[str], text: str) -> None:
    """Whatever people decide: nothing is lost or counted twice, and the original comes back exactly."""
    source, decisions = report(), []
    for correction, verdict in zip(source.corrections, map(Verdict, verdicts), strict=True):
        fix = None
        if verdict is Verdict.ACCEPT and correction.applicability is not Applicability.FLAG:
            fix = correction.fixes[-1]
        elif verdict is Verdict.REWRITE and correction.span.of(TEXT) != text:
            fix = Edit.replacing(TEXT, correction.span, text)
        said = verdict if fix is not None or verdict in (Verdict.REJECT, Verdict.DEFER) else Verdict.DEFER
        decisions.append(Decision(correction.fingerprint, said, fix, "person:ana", ""))
    done = decided(source, decisions)
    assert write(done.applied.text, done.applied.inverse) == TEXT
    assert done.counts.found == 5
    written = {keyed.key for keyed in done.applied.edits} | {skipped.key for skipped in done.applied.skipped}
    assert written == {decision.key for decision in decisions if decision.fix is not None}
