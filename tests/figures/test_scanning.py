"""A dear pattern tried at cheap places finds what it finds anywhere."""

from __future__ import annotations

import re

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from normalize.correct.rules.figures import ordinal_suffix, small_number
from normalize.figures import ordinals
from normalize.scanning import matches_at

PAIRS = [
    (small_number._ANYWHERE, small_number._PLACE),
    (ordinal_suffix._ANYWHERE, ordinal_suffix._PLACE),
    (ordinals._ANYWHERE, ordinals._RELATIVE),
]
WORDS = """
    two Two three nine 4 1, 21 2nd 3th 1,002nd th boats men sheep last Last next to the The one second before but LAST
    previous current penultimate antepenultimate week - ' . £ é e\u0301 _ x
"""
PIECES = st.sampled_from(WORDS.split())
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from(["", " ", " ", " ", "\n"])), max_size=14).map(
    lambda parts: "".join(piece + gap for piece, gap in parts)
)


@pytest.mark.parametrize(("places", "exact"), PAIRS, ids=["small-number", "ordinal-suffix", "relative-ordinals"])
@given(text=TEXTS)
def test_nothing_is_missed_and_nothing_is_added(places: re.Pattern[str], exact: regex.Pattern[str], text: str) -> None:
    """The places are those of the exact pattern by itself."""
    assert [m.span() for m in matches_at(places, exact, text)] == [m.span() for m in exact.finditer(text)]
