"""Figures for readers: exact words for numbers, and a picture that tells the same as its table."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from decimal import Decimal, localcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.model import Figure, Span
from normalize.report.amounts import interval, number
from normalize.report.plot import LEFT, RIGHT, Row, interval_plot

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("4000000000000", "4 trillion"),
        ("500E9", "500 billion"),
        ("1234567", "1,234,567"),
        ("1250000", "1.25 million"),
        ("-2500000", "-2.5 million"),
        ("1200", "1,200"),
        ("0.050", "0.05"),
        ("0", "0"),
        ("1E+40", "1E+40"),
        ("1234567890123456789.25", "1,234,567,890,123,456,789.25"),
    ],
)
def test_numbers_read_well(value: str, words: str) -> None:
    """Large round numbers take a word, others their digits."""
    assert number(Decimal(value)) == words


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**17), max_value=10**17))
@settings(max_examples=100)
def test_numbers_stay_exact(value: Decimal) -> None:
    """What is shown is the number itself, never a rounded one."""
    words = number(value)
    digits, _, scale = words.replace(",", "").partition(" ")
    power = {"": 0, "million": 6, "billion": 9, "trillion": 12}[scale]
    with localcontext() as context:
        context.prec = 100
        assert Decimal(digits).scaleb(power) == value


def test_intervals_are_told_in_words() -> None:
    """Range, bound and exact value each have their words."""
    figure = Figure(Span(0, 1), "5", Decimal(5), Decimal(5), Decimal(5), "job", "count")
    assert interval(figure) == "exactly 5"
    assert interval(replace(figure, high=Decimal(7))) == "5 to 7"
    assert interval(replace(figure, high=None)) == "at least 5"
    assert interval(replace(figure, low=None)) == "at most 5"
    assert interval(replace(figure, low=None, high=None)) == "no limit"


def rows(*values: tuple[str | None, str | None, str | None], unit: str = "EUR") -> list[Row]:
    """Rows of a plot from value, low and high."""

    def figure(value: str | None, low: str | None, high: str | None) -> Figure:
        parts = [Decimal(x) if x is not None else None for x in (value, low, high)]
        return Figure(Span(0, 1), "x", *parts, unit, "money")

    return [Row("ABCDEFGHIJKLM"[n], f"label {n}", figure(*value)) for n, value in enumerate(values)]


def test_plot_tells_rows_apart_without_colour() -> None:
    """Four rows have four shapes, and the picture has a name, a description and a role."""
    plot = interval_plot(
        rows(("4", "3", "5"), ("9", "8", "10"), ("2", "2", "2"), ("7", None, "8")), "c-1", "They differ."
    )
    root = ElementTree.fromstring(plot)
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "They differ."
    assert "B, “label 1”: 8 to 10" in (root.findtext(f"{SVG}desc") or "")
    shapes = {group.findall(f"{SVG}path")[-1].get("d", "").split("m", 1)[1] for group in root.findall(f"{SVG}g")}
    assert len(shapes) == 4
    assert len(plot.encode()) < 5000


@given(
    st.lists(
        st.tuples(*[st.decimals(-(10**20), 10**20, allow_nan=False, places=2)] * 3).map(sorted),
        min_size=2,
        max_size=12,
    )
)
@settings(max_examples=100)
def test_any_plot_is_small_and_inside_its_frame(values: list[list[Decimal]]) -> None:
    """Whatever the figures, the picture is well-formed, under 5 kB, and every point lies within the axis."""
    made = rows(*((str(mid), str(low), str(high)) for low, mid, high in values))
    plot = interval_plot(made, "c-" + "0" * 18, "Finding " * 10)
    if plot:
        assert len(plot.encode()) < 5000
        root = ElementTree.fromstring(plot)
        bars = [path.get("d", "") for path in root.iter(f"{SVG}path") if path.get("class") == "bar"]
        ends = [float(x) for d in bars for x in (d[1:].split()[0], d.split("H")[1])]
        assert all(LEFT <= x <= RIGHT for x in ends)


def test_no_plot_where_there_is_no_common_scale() -> None:
    """Other units, a single figure or equal figures make no picture; the table shows them."""
    euro, dollar = rows(("4", "4", "4"))[0], rows(("9", "9", "9"), unit="USD")[0]
    assert interval_plot([euro, dollar], "c-1", "x") == ""
    assert interval_plot([euro], "c-1", "x") == ""
    assert interval_plot([euro, euro], "c-1", "x") == ""
    assert interval_plot(rows(("1", "1", "1"), ("1E+60", None, None)), "c-1", "x") == ""


def test_far_apart_values_share_a_logarithmic_scale() -> None:
    """A thousandfold difference leaves both points apart from the border, with round ticks between."""
    plot = interval_plot(rows(("4000", "3900", "4100"), ("4000000", "3.9E6", "4.1E6")), "c-1", "x")
    ticks = [text.text for text in ElementTree.fromstring(plot).iter(f"{SVG}text") if text.get("class") == "tick"]
    assert ticks == ["10,000", "100,000", "1 million"]
