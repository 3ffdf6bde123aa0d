"""The look at the words beside a number never hides what belongs to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.figures import bounds, currency, units

GAPS = st.sampled_from(["", " ", "\u00a0", "-", " -", "  "])
UNITS = sorted({*units._WORDS, *units._SYMBOLS})
SIGNS = currency._tables()
NAMES = sorted({*SIGNS.units, *SIGNS.letters, *currency._TRAILING, *currency._CENTS, "US cents", "$", "US$", "€"})


@given(
    gap=GAPS,
    word=st.sampled_from(UNITS),
    case=st.sampled_from([str.upper, str.lower, str.title, str]),
    rest=st.sampled_from(["", ".", " long", "s", "²"]),
)
def test_every_unit_after_a_number_is_looked_for(gap: str, word: str, case: Callable[[str], str], rest: str) -> None:
    """A unit is found wherever its pattern finds it; symbols that a hyphen goes on from are none."""
    text = f"7{gap}{case(word)}{rest}"
    match = units._UNIT.match(text, 1)
    assert match is None or "-" in text[match.end() :] or units.unit_at(text, 1) is not None


@given(gap=GAPS, word=st.sampled_from(NAMES), million=st.sampled_from(["", "m", "M", "bn"]))
def test_every_currency_after_a_number_is_looked_for(gap: str, word: str, million: str) -> None:
    """A sign or name of a currency is found wherever its pattern finds it."""
    text = f"7{gap}{million}{word} more"
    match = SIGNS.after.match(text, 1)
    assert (match is None) == (currency.Money(text).after(1) is None)


@given(gap=GAPS, word=st.sampled_from(NAMES), million=st.sampled_from(["", "m", "M", "bn"]))
def test_every_currency_before_a_number_is_looked_for(gap: str, word: str, million: str) -> None:
    """The same where the sign comes first."""
    before = f"for {million}{word}{gap}"
    match = SIGNS.before.search(before)
    assert match is None or currency.Money(before + "7").before(len(before), 0) is not None


@pytest.mark.parametrize("phrase", sorted({*bounds._LOW, *bounds._HIGH, *bounds._BOTH}))
def test_every_bound_before_a_number_is_looked_for(phrase: str) -> None:
    """Words that bound a figure do so in capitals and small letters, after a quotation mark as well."""
    for said in (phrase, phrase.upper(), phrase.title()):
        before = f"They counted “{said} "
        bound = bounds.bound_before(before + "4,211 boats.", len(before), 0)
        assert bound is not None
        assert bound.word == phrase
