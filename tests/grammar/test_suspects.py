"""Which words the speller is asked about: those alone that its answer could change something for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from normalize.correct.grammar.spelling import SELDOM, SHORTEST, Suspect, mended, suspects
from normalize.correct.rule import Context
from normalize.correct.spacing.lexicon import load_lexicon
from normalize.ingest import document_from_text
from normalize.model import Span

LETTERS = "abcdefghijklmnopqrstuvwxyz"
#: Plain words of everyday texts.
WORDS = ("government", "kitchen", "remember", "library", "mountain", "colourful", "station", "separate", "beautiful")


def asked(text: str) -> list[str]:
    """The words of a text that the speller is asked about."""
    document = document_from_text(text)
    return [suspect.word for suspect in suspects(document, [Span(0, len(text))], Context())]


@pytest.mark.parametrize("word", ["goverment", "kitchn", "libary", "beautifull", "sepaarte"])
def test_a_slip_is_asked_about(word: str) -> None:
    """A letter too many, too few or other, or two swapped."""
    assert asked(f"It was the {word} of the town and of its people.") == [word]


@pytest.mark.parametrize("word", ["government", "zxqwvutsrk", "perovskite", "tagliatelle"])
def test_a_word_in_use_or_like_nothing_is_not(word: str) -> None:
    """The lexicon knows a word, or knows none near it: the speller could say nothing that is shown."""
    assert asked(f"It was the {word} of the town and of its people.") == []


@given(
    st.sampled_from(WORDS), st.integers(1, 8), st.sampled_from(("drop", "double", "swap", "other", "more")), st.data()
)
def test_no_suggestion_is_lost(word: str, at: int, how: str, data: st.DataObject) -> None:
    """Whatever `mended` would make a suggestion of, when the speller proposes the right word, is asked about."""
    at = min(at, len(word) - 1)
    letter = data.draw(st.sampled_from(LETTERS))
    slip = {
        "drop": word[:at] + word[at + 1 :],
        "double": word[:at] + word[at] + word[at:],
        "swap": word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :] if at > 1 else word,
        "other": word[:at] + letter + word[at + 1 :],
        "more": word[:at] + letter + word[at:],
    }[how]
    assert OSA.distance(word, slip) <= 1
    text = f"It was the {slip} of the town and of its people."
    place = Span(text.index(slip), text.index(slip) + len(slip))
    would_be_asked = len(slip) >= SHORTEST and load_lexicon("en").cost(slip) >= SELDOM
    if would_be_asked and mended(Suspect(place, slip, repeated=False), [word], Context()):
        assert asked(text) == [slip]
