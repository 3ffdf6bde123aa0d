"""Counts of tokens that are looked for are those of a count of all tokens."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from normalize.correct.spacing.token_counts import WORD, TokenCounts


@given(st.text("abA'’ é\u0301.", max_size=60))
def test_as_if_all_were_counted(text: str) -> None:
    """Every token, and every piece of the text that is none, is told as often as it occurs, up to three."""
    every = Counter(WORD.findall(text))
    counts = TokenCounts(text)
    asked = {*every, *text.split(), *(text[at : at + 2] for at in range(len(text)))}
    for token in sorted(asked):
        assert min(3, counts[token]) == min(3, every[token])


def test_many_questions() -> None:
    """Asked about more tokens than are looked for one by one, the answers stay the same."""
    words = [f"w{'abcdefghij'[n % 10]}{'klmnopqrst'[n // 10 % 10]}{'uv'[n // 100]}" for n in range(200)]
    counts = TokenCounts(" ".join(words * 2))
    assert [counts[word] for word in words] == [2] * 200
    assert counts["none"] == 0


def test_a_token_inside_a_million_letters() -> None:
    """A piece of one endless word is no token, and that is told at once."""
    counts = TokenCounts("ab" * 500_000)
    assert counts["ab"] == 0
