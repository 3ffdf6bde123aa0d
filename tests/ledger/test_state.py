"""Where findings stand: undo and redo of any event, disputes, a lead's last word."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.ledger import Event, Kind, State, standing, standings, touching, undone


def told(*parts: dict[str, object]) -> list[Event]:
    """Events numbered from 1, each with what is named."""
    plain: dict[str, object] = {
        "run": "news", "document": "a", "finding": "f", "kind": Kind.DECIDE, "person": "ana",
        "at": "2026-01-05T10:00:00Z", "verdict": "accept", "seen": "ofThe", "text": "of the",
    }  # fmt: skip
    return [Event(**{**plain, **part}, id=number) for number, part in enumerate(parts, 1)]  # type: ignore[arg-type]


ACCEPT: dict[str, object] = {}
REJECT: dict[str, object] = {"verdict": "reject", "text": None}


def undo(number: int, **more: object) -> dict[str, object]:
    """An event that takes back event `number`."""
    return {"kind": Kind.UNDO, "verdict": "", "text": None, "undoes": number, **more}


def test_the_newest_of_one_person_holds() -> None:
    """Who changes their mind is taken at their last word."""
    events = told(ACCEPT, REJECT)
    assert standing(("a", "f"), events).event == events[1]


def test_undo_in_the_middle_leaves_the_rest() -> None:
    """Taking back one decision leaves those on other findings, and redo brings it back."""
    events = told(ACCEPT, {"finding": "g"}, undo(1))
    held = standings(events)
    assert held["a", "f"].state is State.OPEN
    assert held["a", "g"].state is State.DECIDED
    assert held["a", "f"].last == 3
    again = told(ACCEPT, {"finding": "g"}, undo(1), undo(3))
    assert standings(again)["a", "f"].event == again[0]


def test_undoing_the_newest_brings_back_the_one_before() -> None:
    """A person's earlier decision holds again when their later one is taken back."""
    events = told(ACCEPT, REJECT, undo(2))
    assert standing(("a", "f"), events).event == events[0]


def test_people_who_disagree_make_a_dispute_until_the_lead_speaks() -> None:
    """Different verdicts, or different words, are disputed; white space is no difference; a final word settles."""
    ben = {"person": "ben"}
    assert standing(("a", "f"), told(ACCEPT, {**ben, "text": "of  the"})).state is State.DECIDED
    assert standing(("a", "f"), told(ACCEPT, {**ben, "text": "of a"})).state is State.DISPUTED
    disputed = standing(("a", "f"), told(ACCEPT, {**REJECT, **ben}))
    assert (disputed.state, disputed.event) == (State.DISPUTED, None)
    events = told(ACCEPT, {**REJECT, **ben}, {"kind": Kind.FINAL, "person": "lea"})
    assert standing(("a", "f"), events).state is State.FINAL
    assert standing(("a", "f"), events).event == events[2]
    taken_back = told(ACCEPT, ACCEPT, ACCEPT, undo(3))[3]
    assert standing(("a", "f"), [*events, taken_back]).state is State.DISPUTED


def test_a_skip_leaves_it_open() -> None:
    """Who skips has decided nothing, and does not contradict who decides."""
    skip = {"verdict": "defer", "text": None}
    assert standing(("a", "f"), told(skip)).state is State.OPEN
    assert standing(("a", "f"), told(ACCEPT, {**skip, "person": "ben"})).state is State.DECIDED
    assert standing(("a", "f"), told(ACCEPT, skip)).state is State.OPEN


def test_comments_and_flags() -> None:
    """Comments are kept, taken back like anything else; a flag stands until it is lifted."""
    comment = {"kind": Kind.COMMENT, "verdict": "", "text": None, "reason": "see page 3"}
    flag = {"kind": Kind.FLAG, "verdict": "", "text": None}
    held = standing(("a", "f"), told(comment, flag))
    assert [c.reason for c in held.comments] == ["see page 3"]
    assert held.flagged
    assert held.last == 0
    assert not standing(("a", "f"), told(comment, flag, {**flag, "kind": Kind.UNFLAG})).flagged
    assert standing(("a", "f"), told(comment, undo(1))).comments == ()


@pytest.mark.parametrize(
    "parts",
    [
        {"verdict": "maybe"},
        {"verdict": "reject"},
        {"text": None},
        {"undoes": 1},
        {"kind": Kind.UNDO, "verdict": "", "text": None},
        {"verdict": "both", "text": None},
        {"kind": Kind.COMMENT, "verdict": "", "text": None, "reason": " "},
    ],
)
def test_parts_that_do_not_go_together_are_refused(parts: dict[str, object]) -> None:
    """An event that says nothing, or two things at once, cannot be made."""
    with pytest.raises(ValueError, match=r"go together|names the event|needs"):
        told(parts)


def test_undo_warns_of_later_decisions_on_the_same_place() -> None:
    """Only later decisions that are in force and overlap are told."""
    events = told(ACCEPT, {"finding": "g"}, {"finding": "h"}, {"finding": "g2"}, undo(4, finding="g2"))
    near = {("a", "f"): frozenset({("a", "g"), ("a", "g2")})}
    assert touching(events[0], events, near) == (events[1],)


def test_a_group_is_taken_back_as_one() -> None:
    """Undoing every member of a bulk decision leaves what was decided before and after it, one by one."""
    group = {"group": "bulk"}
    events = told(
        ACCEPT, {**REJECT, **group}, {"finding": "g", **group}, {"finding": "h"}, undo(2), undo(3, finding="g")
    )
    held = standings(events)
    assert held["a", "f"].event == events[0]
    assert held["a", "g"].state is State.OPEN
    assert held["a", "h"].state is State.DECIDED


FINDINGS = st.sampled_from(["f", "g", "h"])
DECISIONS = st.builds(
    lambda finding, person, accept: {"finding": finding, "person": person, **(ACCEPT if accept else REJECT)},
    FINDINGS,
    st.sampled_from(["ana", "ben"]),
    st.booleans(),
)


@given(st.lists(DECISIONS, min_size=1, max_size=12), st.data())
def test_undoing_any_and_redoing_is_as_if_nothing_had_been(parts: list[dict[str, object]], data: st.DataObject) -> None:
    """Any subset taken back is as if it had never been said; taking back the undos restores every standing."""
    events = told(*parts)
    chosen = data.draw(st.lists(st.sampled_from(events), unique_by=lambda e: e.id))
    count = len(events)
    undos = [replace(told(undo(e.id, finding=e.finding))[0], id=count + n) for n, e in enumerate(chosen, 1)]
    without = standings([e for e in events if e not in chosen])
    for finding, held in standings([*events, *undos]).items():
        alone = without.get(finding, standing(finding, []))
        assert (held.state, held.event, held.verdicts) == (alone.state, alone.event, alone.verdicts)
    redos = [replace(told(undo(u.id, finding=u.finding))[0], id=count + len(undos) + n) for n, u in enumerate(undos, 1)]
    again = standings([*events, *undos, *redos])
    before = standings(events)
    assert {f: (s.state, s.event) for f, s in again.items()} == {f: (s.state, s.event) for f, s in before.items()}
    assert undone([*events, *undos, *redos]) == {u.id for u in undos}


@given(st.lists(DECISIONS, min_size=1, max_size=15), st.data())
def test_folding_as_events_arrive_is_folding_them_all(parts: list[dict[str, object]], data: st.DataObject) -> None:
    """Standings that are renewed for the findings of each new event are those of all events, undos and finals too."""
    events: list[Event] = []
    spoken: dict[tuple[str, str], list[Event]] = {}
    arrived = {}
    for part in parts:
        deed = data.draw(st.sampled_from(["decide", "final", "undo"]))
        if deed == "undo" and events:
            earlier = data.draw(st.sampled_from(events))
            part = undo(earlier.id, finding=earlier.finding)
        elif deed == "final":
            part = {**part, "kind": Kind.FINAL}
        new = replace(told(part)[0], id=len(events) + 1)
        events.append(new)
        spoken.setdefault(new.place, []).append(new)
        arrived[new.place] = standing(new.place, spoken[new.place])
        assert arrived == standings(events)
