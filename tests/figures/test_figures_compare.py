"""Comparing figures, converting units, and reading periods."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from normalize.figures import HEDGES, agree, convert, periods, read_figures
from normalize.ingest import document_from_text
from normalize.model import Figure


def first(text: str) -> Figure:
    """The first figure of a text."""
    return read_figures(document_from_text(text))[0]


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("US$4 trillion", "$500bn", False),
        ("$4.2bn", "about $4 billion", True),
        ("12 miles", "19.3 km", True),
        ("12 miles", "30 km", False),
        ("a quarter of them", "25%", True),
        ("30 basis points", "0.3 percentage points", True),
        ("three years", "36 months", True),
        ("more than 70 jobs", "64 jobs", False),
        ("more than 70 jobs", "81 jobs", True),
        ("20 °C", "68 °F", True),
        ("€5m", "$5m", None),
        ("40 goats", "40 sheep", None),
        ("5%", "5 percentage points", None),
        ("the 5th", "5 goats", None),
    ],
)
def test_agreement(one: str, other: str, *, verdict: bool | None) -> None:
    """Figures agree when their intervals meet in one unit; what cannot be compared is no disagreement."""
    assert agree(first(one), first(other)) is verdict
    assert agree(first(other), first(one)) is verdict


def test_conversion_is_exact_where_units_are() -> None:
    """A mile is 1.609344 km, to the last digit."""
    converted = convert(first("10 miles"), "kilometer")
    assert converted is not None
    assert converted.value == Decimal("16.09344")


def test_nothing_converts_between_currencies() -> None:
    """A rate is a claim of its own."""
    assert convert(first("$10"), "EUR") is None


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("on 9 May 2021", "day", date(2021, 5, 9), date(2021, 5, 9)),
        ("on May 9, 2021", "day", date(2021, 5, 9), date(2021, 5, 9)),
        ("in February 2024", "month", date(2024, 2, 1), date(2024, 2, 29)),
        ("in Q3 2022", "quarter", date(2022, 7, 1), date(2022, 9, 30)),
        ("the second half of 2019", "half", date(2019, 7, 1), date(2019, 12, 31)),
        ("in 2017", "year", date(2017, 1, 1), date(2017, 12, 31)),
        ("from 2003 to 2009", "years", date(2003, 1, 1), date(2009, 12, 31)),
        ("the 1980s", "decade", date(1980, 1, 1), date(1989, 12, 31)),
        ("fiscal year 2022-23", "fiscal", None, None),
        ("last year", "year", date(2023, 1, 1), date(2023, 12, 31)),
        ("over the next four years", "span", date(2024, 3, 31), date(2028, 3, 31)),
        ("in the past two months", "span", date(2024, 1, 31), date(2024, 3, 31)),
    ],
)
def test_periods(text: str, kind: str, start: date | None, end: date | None) -> None:
    """Periods have their first and last day where words and date settle them."""
    (period,) = periods(text, date(2024, 3, 31))
    assert (period.kind, period.start, period.end) == (kind, start, end)


def test_a_relative_period_without_a_date_keeps_its_length() -> None:
    """Four years are four years even when nobody knows from when."""
    (period,) = periods("over the next four years")
    assert (period.length, period.unit, period.start) == (4, "year", None)


def test_an_impossible_date_is_no_period() -> None:
    """There is no 31 April."""
    assert [p.kind for p in periods("on 31 April 2020")] == []


def test_every_hedge_is_documented() -> None:
    """The table of hedges names each hedging word with its reach."""
    page = (Path(__file__).parents[2] / "docs" / "figures.md").read_text(encoding="utf-8")
    for word, hedge in HEDGES.items():
        row = next(line for line in page.splitlines() if f"`{word}`" in line and line.endswith("% |"))
        assert row.endswith(f"| {hedge.below * 100:.0f} % | {hedge.above * 100:.0f} % |")
