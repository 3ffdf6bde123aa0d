"""What a user of the odds notices: faults stand out, the document's damage is told, line ends are left alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.correct.spacing.gap_odds import GapOdds, weigh_gaps

PROSE = (
    "The ferry left the island late on Tuesday, because the engineer had found water in one of the tanks. "
    "Nobody on board was told how long the repair would take, and the cafe ran out of sandwiches before noon."
)


def weighed(text: str) -> GapOdds:
    """The odds of a text that is short enough for one slab."""
    (odds,) = weigh_gaps(text, "en")
    return odds


@pytest.mark.parametrize(
    ("fault", "right"),
    [
        ("theferry", "the ferry"),
        ("engi neer", "engineer"),
        ("onboard the", "on board the"),
        ("sandwi ches", "sandwiches"),
    ],
)
def test_a_fault_stands_out(fault: str, right: str) -> None:
    """The likeliest flip of a text with one fault is that fault."""
    text = f"{PROSE} We saw {fault} again. {PROSE}"
    if fault == "onboard the":
        text = text.replace("We saw", "We slept")
    odds = weighed(text)
    gap = int(np.argmax(odds.sure))
    at = int(odds.stream.places[gap])
    low = text.index(fault)
    assert low < at < low + len(fault), f"{fault} should read {right}"


def test_damage_grows_with_the_faults() -> None:
    """More lost spaces are told as more damage, and clean prose as next to none."""
    prose = "\n".join([PROSE] * 3)
    clean = weighed(prose).damage
    some = weighed(prose.replace("the ", "the").replace("of ", "of")).damage
    solid = weighed(prose.replace(" ", "")).damage
    assert clean.lost < 0.01 < some.lost < solid.lost
    assert solid.lost > 0.5


def test_spread_letters_are_added_spaces() -> None:
    """Letters that stand apart count as spaces added, not as spaces lost."""
    spread = weighed(f"{PROSE} {' '.join('unbelievable')} {' '.join('circumstances')}").damage
    assert spread.added > 0.02
    assert spread.lost < 0.03


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.sampled_from("abe THN.,1\n\r\x85\u2028漢é́—'"), max_size=120))
def test_line_ends_are_never_flipped(text: str) -> None:
    """Odds are probabilities, and 0 beside a line end, whatever the text."""
    for odds in weigh_gaps(text, "en"):
        assert ((odds.sure >= 0) & (odds.sure <= 1) & (odds.first >= 0) & (odds.first <= 1)).all()
        ends = odds.stream.symbols == 0
        assert (odds.sure[ends] == 0).all()
        assert (odds.sure[1:][ends[:-1]] == 0).all()


def test_long_texts_are_read_slab_by_slab() -> None:
    """A text longer than a slab comes in several parts that follow each other."""
    text = (PROSE.replace("late on", "lateon") + "\n") * 700
    last = -1
    parts = 0
    for odds in weigh_gaps(text, "en"):
        assert odds.whole.places[0] > last
        last = int(odds.whole.places[-1])
        parts += 1
    assert parts >= 2
    assert last == len(text) - 1, "the last character, a line end, belongs to the last part"
