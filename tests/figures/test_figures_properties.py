"""Properties of figures over generated numbers and arbitrary text."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.figures import read_figures
from normalize.figures.number import Grammar
from normalize.figures.tokens import tokenise
from normalize.ingest import document_from_text
from normalize.model import Figure

_UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = (
    *("two", "and", "a", "half", "million", "hundred", "third", "fifths", "point", "minus", "twenty", "dozen"),
    *("quarter", "of", "3", "4/5", "12,000", "½"),
)


def read(text: str) -> list[Figure]:
    """The figures of a text."""
    return list(read_figures(document_from_text(text)))


def in_words(n: int) -> str:
    """A number below a trillion in words."""
    if n < 20:
        return _UNITS[n]
    if n < 100:
        return _TENS[n // 10] + (f"-{_UNITS[n % 10]}" if n % 10 else "")
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if n >= size:
            rest = n % size
            link = " and " if 0 < rest < 100 else " "
            return f"{in_words(n // size)} {name}" + (link + in_words(rest) if rest else "")
    raise AssertionError(n)


def indian(n: int) -> str:
    """A number in Indian grouping."""
    head, tail = divmod(n, 1000)
    groups = []
    while head >= 100:
        head, last = divmod(head, 100)
        groups.append(f"{last:02}")
    return ",".join([str(head), *reversed(groups), f"{tail:03}"]) if n >= 1000 else str(n)


@settings(max_examples=150, deadline=None)
@given(st.integers(2, 10**12 - 1))
def test_a_number_reads_back_equal_from_every_form(n: int) -> None:
    """Western, Indian, thin-space and spelt-out numbers have one value."""
    forms = [f"{n:,}", indian(n), f"{n:,}".replace(",", "\u202f"), in_words(n)]
    for form in forms:
        figure = read(f"They sold {form} bricks.")[0]
        assert (figure.text, figure.value, figure.unit) == (form, Decimal(n), "brick")


@settings(max_examples=100, deadline=None)
@given(
    st.integers(1, 99999), st.integers(0, 99), st.sampled_from(["", "k", "m", "bn", " million", " trillion", " crore"])
)
def test_money_reads_back_equal(whole: int, cents: int, scale: str) -> None:
    """A sum with any scale is exact, and its interval contains it."""
    worth = {"": 1, "k": 10**3, "m": 10**6, "bn": 10**9, " million": 10**6, " trillion": 10**12, " crore": 10**7}[scale]
    for form in (f"US${whole:,}.{cents:02}{scale}", f"{whole:,}.{cents:02}{scale} euros"):
        figure = read(f"It raised {form}.")[0]
        assert figure.text == form
        assert figure.value == Decimal(f"{whole}.{cents:02}") * worth
        assert figure.low is not None
        assert figure.high is not None
        assert figure.low <= figure.value <= figure.high


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 10**6), st.sampled_from(["about", "nearly", "just over", "some", "almost", ""]))
def test_an_interval_contains_its_value(n: int, hedge: str) -> None:
    """Whatever the hedge, the stated value is allowed."""
    figure = read(f"It lost {hedge} {n:,} sheep.".replace("  ", " "))[0]
    assert figure.value == n
    assert figure.low is not None
    assert figure.high is not None
    assert figure.low <= n <= figure.high
    assert figure.approximate == bool(hedge)


@settings(max_examples=300, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("0123456789.,-–/%$€£ \n()[]'\"abmkntdo+^e"), max_size=60) | st.text(max_size=60)
)
def test_arbitrary_text_is_read_without_a_crash(text: str) -> None:
    """No text raises, and every figure quotes it."""
    for figure in read(text):
        assert figure.text == figure.span.of(text)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), max_size=14))
def test_any_order_of_number_words_is_read_without_a_crash(words: list[str]) -> None:
    """Numbers that the grammar reads do not overlap."""
    text = " ".join(words)
    numbers = Grammar(text, tokenise(text)).numbers()
    assert all(a.after <= b.first for a, b in pairwise(numbers))
    read(text)


def test_work_grows_with_the_text() -> None:
    """Repeated text gives repeated figures: nothing looks further back than its window."""
    piece = "The firm paid $4m to 30 people and lost 5% in three weeks. "
    once = len(read(piece))
    assert len(read(piece * 400)) == 400 * once


def test_long_runs_of_digits_and_number_words_are_bounded() -> None:
    """Hostile runs end quickly: digits are a key, words are many numbers."""
    assert read("9" * 50_000) == []
    assert read("1," * 20_000) is not None
    assert read("twenty hundred " * 3_000) is not None
    assert read("1/" * 20_000) is not None
