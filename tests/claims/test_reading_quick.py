"""What is skipped or taken a short way when claims are read makes no difference to what is read."""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex
from hypothesis import given
from hypothesis import strategies as st

from normalize.claims import calendar, tokens

_PARTS = st.sampled_from(
    [
        "3",
        "14",
        "1987",
        "2024-05-06",
        "1999-2003",
        "May",
        "june",
        "Sept.",
        "Oct",
        "Tuesday",
        "sunday",
        "the",
        "second",
        "quarter",
        "half",
        "Q3",
        "q1",
        "last",
        "This",
        "coming",
        "year",
        "Week",
        "season",
        "a",
        "ago",
        "before",
        "in",
        "Since",
        "early",
        "of",
        "December",
        "FALL",
        "31",
        "nd",
        ",",
        "–",
        "/",
        "today",
        "Strasse",
        "ſeaſon",
        "İ",
    ]
)
_SPACES = st.sampled_from([" ", " ", " ", "", "\n", "-"])


def _plain() -> Iterator[str]:
    return (chr(code) for code in range(0x3000) if tokens._PLAIN.fullmatch(chr(code)))


def test_plain_letters_are_the_same_to_both_engines() -> None:
    """Each character that the quick pattern may meet is of the same classes in both engines."""
    pairs = ((r"[^\W\d_]", r"\p{L}"), (r"[^\W_]", r"[\p{L}\p{M}\d]"), (r"\d", r"\d"), (r"\s", r"\s"), (r"\w", r"\w"))
    for quick, full in pairs:
        one, other = re.compile(quick), regex.compile(full)
        assert [c for c in _plain() if one.match(c)] == [c for c in _plain() if other.match(c)]


@given(st.text(st.sampled_from([*_plain()][::7] + list("sS's’.-& 3aE,:")), max_size=40))
def test_plain_text_has_the_same_tokens_by_both_patterns(text: str) -> None:
    """The quick pattern cuts plain text as the full one does."""
    quick, full = (
        [(m.span(), m.lastindex) for m in pattern.finditer(text)] for pattern in (tokens._PLAIN_TOKEN, tokens._TOKEN)
    )
    assert quick == full


@given(st.lists(st.tuples(_PARTS, _SPACES), max_size=12).map(lambda parts: "".join(a + b for a, b in parts)))
def test_no_time_is_missed_for_want_of_a_sign(text: str) -> None:
    """Whatever pattern of times matches in a text is one that its signs let through."""
    matching = [number for number, pattern in enumerate(calendar._WHOLE) if pattern.search(text)]
    assert set(matching) <= set(calendar._possible(text))
