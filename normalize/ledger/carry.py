"""Carry people's decisions over to a report: only where what they decided on still stands there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from normalize.ledger.event import Event, Place
from normalize.ledger.state import Standing
from normalize.model import Correction, Decision, Edit, Report, Verdict


@dataclass(frozen=True, slots=True)
class Carried:
    """Decisions for a report, in the order of its corrections; `stale` are those that no longer fit and do nothing.

    `rulings` are people's verdicts on its conflicts, by fingerprint.
    """

    decisions: tuple[Decision, ...]
    rulings: Mapping[str, Event]
    stale: tuple[Event, ...]


def carry(report: Report, standings: Mapping[Place, Standing]) -> Carried:
    """People's decisions in place of the policy's.

    A fingerprint holds the rule, the text and 32 characters either side, so equal fingerprints mean equal places; the
    text that was seen is compared as well. Nothing else is tried: a decision that does not fit is stale, never applied.
    """
    decisions: list[Decision] = []
    stale: list[Event] = []
    document = report.document.id
    for correction, policy in zip(report.corrections, report.decisions, strict=True):
        held = standings.get((document, correction.fingerprint))
        event = held.event if held else None
        decision = decided_on(report.document.text, correction, event) if event else None
        if event and decision is None:
            stale.append(event)
        decisions.append(decision or policy)
    here = {c.fingerprint for c in report.corrections} | {c.fingerprint for c in report.conflicts}
    events = [held.event for held in standings.values() if held.event is not None]
    stale += [event for event in events if event.document == document and event.finding not in here]
    # A conflict's fingerprint names its documents, so it is one wherever it is met.
    conflicts = {c.fingerprint for c in report.conflicts}
    rulings = {event.finding: event for event in events}
    return Carried(
        tuple(decisions),
        {finding: event for finding, event in rulings.items() if finding in conflicts},
        tuple(sorted(stale, key=lambda event: event.id)),
    )


def decided_on(text: str, correction: Correction, event: Event) -> Decision | None:
    """The decision of `event` on a correction of `text`; None when it was made about something else."""
    seen = correction.span.of(text)
    if event.seen != seen:
        return None
    verdict = Verdict(event.verdict)
    by = f"person:{event.person}"
    if event.text is None:
        return Decision(correction.fingerprint, verdict, None, by, event.reason, event.at)
    if event.text == seen:
        return None  # an edit must change something
    wanted = (fix for fix in (*correction.fixes, *correction.others) if fix.within(text, correction.span) == event.text)
    fix = next(wanted, None) or Edit.replacing(text, correction.span, event.text)
    return Decision(correction.fingerprint, verdict, fix, by, event.reason, event.at)
