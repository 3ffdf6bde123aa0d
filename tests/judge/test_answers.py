"""Whatever a model says, reading its answer gives an opinion in the agreed form or refuses it."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.judge.answer import LONGEST_REASON, Opinion, RefusedAnswerError, Verdict, read_answer
from normalize.judge.question import Question, question
from normalize.model import Conflict, Evidence, Span

LEFT, RIGHT = "The mill closed in 1987.", "The mill, closed since 1978, will be a school."
WORDS = st.sampled_from(
    ["verdict", "reason", "quotes", "passage", "quote", "A", "B", "no conflict", LEFT, RIGHT, "1987"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5) | WORDS, inner, max_size=4),
    max_leaves=12,
)


def asked() -> Question:
    """A question about two passages."""
    sides = (
        Evidence(document="a", span=Span(0, len(LEFT)), quote=LEFT),
        Evidence(document="b", span=Span(0, len(RIGHT)), quote=RIGHT),
    )
    made = question(Conflict("date", "likely", sides, "1987 against 1978."))
    assert made is not None
    return made


def read(text: str) -> Opinion | None:
    """The opinion, or None for an answer that is refused."""
    try:
        return read_answer(text, asked())
    except RefusedAnswerError:
        return None


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300) | JSON.map(json.dumps))
def test_any_answer_is_read_or_refused(text: str) -> None:
    """No answer brings about another error."""
    found = read(text)
    assert found is None or (found.verdict in Verdict and 0 < len(found.reason) <= LONGEST_REASON)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(["verdict", "reason", "quotes", "more"]), JSON)
def test_one_wrong_part_spoils_an_answer(key: str, part: object) -> None:
    """A right answer with one part replaced is used only if that part is right as well."""
    quotes = [{"passage": "A", "quote": "closed in 1987"}, {"passage": "B", "quote": "closed since 1978"}]
    right = {"verdict": "unclear", "reason": "Two years.", "quotes": quotes}
    assert read(json.dumps(right)) == Opinion(Verdict.UNCLEAR, "Two years.")
    found = read(json.dumps({**right, key: part}))
    if found is not None:
        assert (key == "verdict" and part == found.verdict.value) or (key == "reason" and isinstance(part, str))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_a_quotation_stands_in_its_passage(words: str) -> None:
    """A quotation that is not a stretch of its passage, letter by letter, is refused."""
    quotes = [{"passage": "A", "quote": words}, {"passage": "B", "quote": "closed since 1978"}]
    found = read(json.dumps({"verdict": "no conflict", "reason": "x", "quotes": quotes}))
    assert (found is not None) <= (words in LEFT)
