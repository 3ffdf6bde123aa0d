"""When corrections want one place: one winner, and the loser names it."""

from __future__ import annotations

from normalize.decide import Policy, Ranked, decide, settle
from normalize.model import Applicability, Correction, Edit, Span, Verdict

SAFE, SUGGEST, FLAG = Applicability.SAFE, Applicability.SUGGEST, Applicability.FLAG
TEXT = "one two three"


def correction(key: str, start: int, end: int, to: str, how: Applicability = SAFE) -> Correction:
    """A correction of TEXT."""
    span = Span(start, end)
    fixes = (Edit(span, span.of(TEXT), to),) if how is not FLAG else ()
    return Correction(f"rule-{key}", span, "because", how, 0.9, fixes, fingerprint=key)


def test_safe_wins_over_a_suggestion() -> None:
    """A safe repair takes the place, whatever the order in which the two were found."""
    found = [Ranked(correction("maybe", 0, 5, "x", SUGGEST), 0), Ranked(correction("sure", 2, 3, "E"), 2)]
    assert settle(found) == {"maybe": "sure"}


def test_earlier_phase_wins_among_equals() -> None:
    """Of two safe repairs that collide, the one of the earlier phase is written."""
    found = [Ranked(correction("late", 0, 3, "x"), 2), Ranked(correction("early", 2, 5, "y"), 1)]
    assert settle(found) == {"late": "early"}


def test_repair_that_took_up_an_earlier_one_replaces_it() -> None:
    """A later repair which contains the earlier one's effect stands for both."""
    early = correction("early", 3, 4, "-")
    late = correction("late", 0, 7, "one-TWO")
    assert settle([Ranked(early, 1), Ranked(late, 2, swallows=early.fixes)]) == {"early": "late"}


def test_suggestion_does_not_displace_the_repair_it_builds_on() -> None:
    """A suggestion that contains an applied repair waits; the repair stays applied."""
    early = correction("early", 3, 4, "-")
    late = correction("late", 0, 7, "one-TWO", SUGGEST)
    assert settle([Ranked(early, 1), Ranked(late, 2, swallows=early.fixes)]) == {"late": "early"}


def test_wider_repair_of_the_same_white_space_stands_for_both() -> None:
    """A repair that takes out a space with others wins over the one that takes out only that space."""
    letters = Edit(Span(3, 8), " t wo", "two")
    wide = Correction("wide", Span(3, 8), "because", SAFE, 0.9, (letters,), fingerprint="wide")
    first = Correction("first", Span(3, 4), "because", SAFE, 1.0, (Edit(Span(3, 4), " ", ""),), fingerprint="first")
    assert settle([Ranked(first, 1), Ranked(wide, 1)]) == {"first": "wide"}


def test_wider_repair_that_puts_another_space_there_does_not_stand_for_it() -> None:
    """Two repairs that disagree about one space are settled by order, not by width."""
    letters = Edit(Span(3, 8), " t wo", "\ntwo")
    wide = Correction("wide", Span(3, 8), "because", SAFE, 0.9, (letters,), fingerprint="wide")
    first = Correction("first", Span(3, 4), "because", SAFE, 1.0, (Edit(Span(3, 4), " ", ""),), fingerprint="first")
    assert settle([Ranked(first, 1), Ranked(wide, 1)]) == {"wide": "first"}


def test_touching_and_flagged_corrections_do_not_overlap() -> None:
    """Side by side is not overlapping, and a flag takes no place."""
    found = [
        Ranked(correction("a", 0, 3, "1"), 1),
        Ranked(correction("b", 3, 7, "-2"), 1),
        Ranked(correction("c", 0, 7, "", FLAG), 1),
    ]
    assert settle(found) == {}


def test_policy_decides_every_applicability() -> None:
    """Safe is accepted with its fix; suggestions, flags and blocked repairs are deferred with a reason."""
    policy = Policy()
    verdicts = {how: decide(correction("k", 0, 3, "x", how), policy).verdict for how in Applicability}
    assert verdicts == {SAFE: Verdict.ACCEPT, SUGGEST: Verdict.DEFER, FLAG: Verdict.DEFER}
    blocked = decide(correction("k", 0, 3, "x"), policy, blocked_by="winner")
    assert blocked.verdict is Verdict.DEFER
    assert "winner" in blocked.reason
    assert decide(correction("k", 0, 3, "x"), Policy(apply_safe=False)).verdict is Verdict.DEFER
