"""Agreement between two people, as the textbook counts it."""

from __future__ import annotations

import pytest

from normalize.ledger import Event, Kind, standings
from normalize.ledger.agreement import agreement, cohens_kappa, hidden_from, is_shared


def said(finding: str, person: str, verdict: str, number: int) -> Event:
    """A decision without text."""
    return Event(
        run="r", document="a", finding=finding, kind=Kind.DECIDE, person=person, at="", verdict=verdict, rule="glue",
        id=number,
    )  # fmt: skip


def test_kappa_by_hand() -> None:
    """20 both yes, 15 both no, 5 and 10 mixed: observed 0.7, expected 0.5, kappa 0.4."""
    pairs = [("y", "y")] * 20 + [("n", "n")] * 15 + [("y", "n")] * 5 + [("n", "y")] * 10
    assert cohens_kappa(pairs) == pytest.approx(0.4)
    assert cohens_kappa([]) is None
    assert cohens_kappa([("y", "y")] * 3) is None


def test_agreement_is_told_by_rule() -> None:
    """Only findings that both decided count; a skip is no verdict."""
    events = [
        said("f", "ana", "reject", 1), said("f", "ben", "reject", 2), said("g", "ana", "reject", 3),
        said("h", "ana", "defer", 4), said("h", "ben", "reject", 5),
    ]  # fmt: skip
    (told,) = agreement(standings(events).values())
    assert (told.rule, told.shared, told.agreed, told.share) == ("glue", 1, 1, 1.0)
    assert told.kappa is None


def test_the_share_for_two_is_drawn_alike_everywhere() -> None:
    """About the asked share is drawn, always the same findings, and verdicts stay hidden until one's own is given."""
    drawn = [n for n in range(4000) if is_shared("run", f"f{n}", 10)]
    assert 300 < len(drawn) < 500
    assert not any(is_shared("run", f"f{n}", 0) for n in range(100))
    assert all(is_shared("run", f"f{n}", 100) for n in range(100))
    held = standings([said("f", "ana", "reject", 1)])["a", "f"]
    assert hidden_from(held, "ben", shared=True)
    assert not hidden_from(held, "ana", shared=True)
    assert not hidden_from(held, "ben", shared=False)
