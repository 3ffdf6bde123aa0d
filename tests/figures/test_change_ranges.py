"""The two values of a change, each with its year, are two figures and never a range."""

from __future__ import annotations

import pytest

from normalize import find_figures

CHANGES = [
    ("Visits rose from 50,000 in 2021 to 65,000 in 2022.", ["50,000", "65,000"]),
    ("It grew from $2bn in 2020 to $3bn in 2021.", ["$2bn", "$3bn"]),
    ("Staff fell from 12 in May 2020 to 30 in 2021.", ["12", "30"]),
    ("A drop from 9% in early 2019 to 7% in late 2021.", ["9%", "7%"]),
    ("Sales grew in 2021 to 65,000 units.", ["65,000"]),
    ("The crossing is shut from 9 to 11 May.", []),
    ("It fell 12% between 2019 and 2021.", ["12%"]),
    ("The index was up 20 per cent to 60.", ["20 per cent", "60"]),
]


@pytest.mark.parametrize(("text", "figures"), CHANGES)
def test_a_year_between_two_values_is_no_end_of_a_range(text: str, figures: list[str]) -> None:
    """The year belongs to the first value, and no figure holds it."""
    assert [figure.text for figure in find_figures(text)] == figures


RANGES = [
    ("Sales of 2000 to 3000 units are usual.", "2000 to 3000"),
    ("There is room for 1500 to 2500 people.", "1500 to 2500"),
    ("The seats range from 1900 to 2400 in number.", "from 1900 to 2400"),
    ("It costs from $2bn to $3bn a year.", "from $2bn to $3bn"),
]


@pytest.mark.parametrize(("text", "figure"), RANGES)
def test_a_range_of_numbers_that_look_like_years_is_kept(text: str, figure: str) -> None:
    """Without a change that begins in a year, the two numbers are one figure."""
    assert [found.text for found in find_figures(text) if found.kind != "identifier"] == [figure]
