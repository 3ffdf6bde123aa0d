"""Decisions are carried over only to what they were made about."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

import normalize
from normalize.ledger import Event, Kind, carry, standings
from normalize.model import Report, Verdict
from normalize.pipeline import decided

TEXT = "The head ofThe company spoke. It was a a good day, said the the mayor.\n"


def report_of(text: str) -> Report:
    """The report of a text, without grammar."""
    return normalize.clean(text, grammar=False)


def said(report: Report, number: int, verdict: str, text: str | None = None) -> Event:
    """A person's decision on correction `number` of a report."""
    correction = report.corrections[number]
    return Event(
        run="r", document=report.document.id, finding=correction.fingerprint, kind=Kind.DECIDE, person="ana",
        at="2026-01-05T10:00:00Z", verdict=verdict, seen=correction.span.of(report.document.text), text=text,
        id=number + 1,
    )  # fmt: skip


def test_what_people_decided_takes_the_place_of_the_policy() -> None:
    """A rejected repair is taken out, a rewritten one reads as the person wrote it, the rest stays."""
    report = report_of(TEXT)
    assert len(report.corrections) >= 2
    events = [said(report, 0, "reject"), said(report, 1, "rewrite", "what a")]
    carried = carry(report, standings(events))
    assert carried.stale == ()
    result = decided(report, carried.decisions)
    assert "ofThe" in result.applied.text
    assert "It was what a good day" in result.applied.text
    assert result.decisions[0].by == "person:ana"
    assert result.decisions[0].verdict is Verdict.REJECT
    assert result.counts.found == len(report.corrections)


def test_what_changed_underneath_is_stale() -> None:
    """When the text of the finding is another, or the finding is gone, the decision does nothing and is told."""
    report = report_of(TEXT)
    event = said(report, 0, "reject")
    other = carry(report, standings([replace(event, seen="something else")]))
    assert (other.decisions, other.stale) == (report.decisions, (replace(event, seen="something else"),))
    gone = report_of("Nothing to mend here.\n")
    gone = replace(gone, document=replace(gone.document, id=report.document.id))
    assert carry(gone, standings([event])).stale == (event,)


@settings(max_examples=12)
@given(st.integers(0, len(TEXT) - 1), st.sampled_from(["x", " ", "\n\nMore words here.\n\n", ""]))
def test_an_edited_document_gets_only_what_still_fits(at: int, put: str) -> None:
    """Whatever is typed into a document, a carried decision writes what the person saw and meant, or is stale."""
    report = report_of(TEXT)
    events = [said(report, n, "rewrite", "[mine]") for n in range(len(report.corrections))]
    changed = report_of(TEXT[:at] + put + TEXT[at + (not put) :])
    changed = replace(changed, document=replace(changed.document, id=report.document.id))
    carried = carry(changed, standings(events))
    mine = [d for d in carried.decisions if d.by == "person:ana"]
    assert len(mine) + len(carried.stale) == len(events)
    for decision in mine:
        correction = next(c for c in changed.corrections if c.fingerprint == decision.key)
        event = next(e for e in events if e.finding == decision.key)
        assert decision.fix is not None
        assert correction.span.of(changed.document.text) == event.seen
        assert decision.fix.within(changed.document.text, correction.span) == "[mine]"
