"""UTF-16 units and code points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.correct.grammar.units import Units
from normalize.model import Span

#: Text as articles have it: emoji with joiners, letters outside plane 0, combining marks, every line end.
PIECES = st.sampled_from(["a", "é", "é", "word ", "\r\n", "\n", "😀", "👩‍👩‍👧", "𝔄", "𠮷", "​", "﷽", "ß"])
TEXTS = st.one_of(st.lists(PIECES, max_size=30).map("".join), st.text(max_size=40))


def units_of(text: str) -> int:
    """How many UTF-16 units a text has, by the codec."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(TEXTS, st.data())
def test_every_span_comes_back(text: str, data: st.DataObject) -> None:
    """A span told in UTF-16 units, as the codec counts them, is the same span in code points."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    offset, length = units_of(text[:start]), units_of(text[start:end])
    assert Units(text).span(offset, length) == Span(start, end)


@given(TEXTS)
def test_a_half_pair_takes_the_whole_character(text: str) -> None:
    """A match that begins or ends inside a character covers all of it."""
    units = Units("x" + text + "😀" + text)
    place = 1 + len(text)
    wide = 1 + units_of(text)
    assert units.span(wide + 1, 1) == Span(place, place + 1)
    assert units.span(wide, 1) == Span(place, place + 1)
    assert units.span(wide - 1, 2).end == place + 1


@pytest.mark.parametrize(("offset", "length"), [(-1, 1), (0, -1), (0, 4), (9, 0)])
def test_places_outside_the_text_are_refused(offset: int, length: int) -> None:
    """A server that points outside the text is not believed."""
    with pytest.raises(ValueError, match=r"outside|length"):
        Units("a😀").span(offset, length)
