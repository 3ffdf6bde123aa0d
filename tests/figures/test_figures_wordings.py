"""Less common wordings of one number or quantity, each read as a whole or left alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from normalize.figures import periods, read_figures
from normalize.ingest import document_from_text
from normalize.model import Figure


def quantities(text: str) -> list[Figure]:
    """The figures of a text that are no ordinals."""
    return [figure for figure in read_figures(document_from_text(text)) if figure.kind != "ordinal"]


@pytest.mark.parametrize(
    ("text", "quote", "value", "unit"),
    [
        ("The drive took 3 hours 15 minutes.", "3 hours 15 minutes", "3.25", "hour"),
        ("It ran for one hour, 30 minutes and 36 seconds.", "one hour, 30 minutes and 36 seconds", "1.51", "hour"),
        ("He was jailed for two years and six months.", "two years and six months", "2.5", "year"),
        ("The filly is one year and nine months old.", "one year and nine months old", "1.75", "year"),
        ("The bull weighs 11 stone 7 pounds.", "11 stone 7 pounds", "11.5", "stone"),
        ("The goat weighed 6lb 4oz.", "6lb 4oz", "6.25", "pound"),
        ("The 6'3\" keeper dived.", "6'3\"", "6.25", "foot"),
    ],
)
def test_one_quantity_in_two_units(text: str, quote: str, value: str, unit: str) -> None:
    """Greater and lesser units that follow each other are one quantity in the greater."""
    (figure,) = quantities(text)
    assert (figure.text, figure.value, figure.unit) == (quote, Decimal(value), unit)


@pytest.mark.parametrize(
    "text",
    [
        "They were jailed for two years and six months respectively.",
        "It lasts between one hour and 30 minutes.",
        "He spent two years, six months of it abroad.",
    ],
)
def test_two_stretches_of_time_stay_two(text: str) -> None:
    """A list, the ends of a range and a part of the whole are not added up."""
    assert len(quantities(text)) == 2


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("one and half", "1.5"),
        ("forty and two and a half", "42.5"),
        ("9 point 81", "9.81"),
        ("- 7 1/4", "-7.25"),
        ("- 30  k", "-30000"),
        ("-2/5", "-0.4"),
    ],
)
def test_a_text_that_is_one_number(text: str, value: str) -> None:
    """Old and spoken ways to say a number, and a sign with a space when nothing else stands there."""
    (figure,) = quantities(text)
    assert (figure.text, figure.value) == (text, Decimal(value))


def test_a_list_dash_is_no_sign() -> None:
    """Two lines with dashes are a list, and so is a dash before a counted thing."""
    assert [figure.value for figure in quantities("- 12\n- 14")] == [Decimal(12), Decimal(14)]
    assert [figure.value for figure in quantities("- 12 hens")] == [Decimal(12)]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Sales fell in the first nine months of 2025.", date(2025, 1, 1), date(2025, 9, 30)),
        ("It sold more in the last two months of 2019.", date(2019, 11, 1), date(2019, 12, 31)),
    ],
)
def test_the_first_months_of_a_year_are_a_period(text: str, start: date, end: date) -> None:
    """They are a stretch of the calendar, not a length of time."""
    (period,) = periods(text)
    assert (period.start, period.end) == (start, end)
    assert quantities(text) == []


def test_the_first_months_of_work_are_a_length_of_time() -> None:
    """Without a year nothing ties them to the calendar."""
    (figure,) = quantities("It sold nothing in the first nine months of trading.")
    assert (figure.value, figure.unit) == (Decimal(9), "month")
