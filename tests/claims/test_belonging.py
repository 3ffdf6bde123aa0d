"""Each figure has its own time: years and days of other figures, of asides and of other halves are not its."""

from __future__ import annotations

import pytest

from normalize.claims import Reading, find_conflicts, read_claims
from normalize.claims.calendar import find_times
from normalize.claims.clock import find_clocks
from normalize.figures import read_figures
from normalize.ingest import document_from_text
from normalize.model import Facts


def read(text: str, name: str = "a") -> Reading:
    """What is read of a text."""
    document = document_from_text(text, name)
    return read_claims(document, read_figures(document), Facts())


TIMES = [
    ("The population of Brome rose from 50,000 in 2021 to 65,000 in 2022.", [["2021"], ["2022"]]),
    ("Revenue of Halvard grew from $2bn in 2020 to $3bn in 2021.", [["2020"], ["2021"]]),
    ("Staff fell from 900 at the end of 2018 to 640 in March 2021.", [["2018"], ["March 2021"]]),
    ("Sales were £4.2 million in May 2020 and £5.1 million in May 2021.", [["May 2020"], ["May 2021"]]),
    ("Unemployment was 4.1% in 2019, 7.3% in 2020 and 5.2% in 2021.", [["2019"], ["2020"], ["2021"]]),
    ("In 2020 the yard built 12 ships and in 2021 it built 17.", [["2020"], ["2021"]]),
    ("Between 2019 and 2021 the club spent £4 million on its hall.", [["2019", "2021"]]),
    ("The club spent £4 million on its hall between 2019 and 2021.", [["2019", "2021"]]),
    ("The bridge, opened in 1932, carries 40,000 cars a day.", [[]]),
    ("The council, which was elected in 2018, spent £3 million on roads in 2021.", [["2021"]]),
    ("Founded in 1999, Halvard of Brome had revenue of £3 million in 2021.", [["2021"]]),
    ("Since it moved to Brome in 2011, the firm has hired 300 people.", [["2011"]]),
    ("Profit rose to £9 million in 2021, up from £6 million.", [["2021"], ["2021"]]),
]


@pytest.mark.parametrize(("text", "times"), TIMES)
def test_a_figure_has_the_times_that_are_said_of_it(text: str, times: list[list[str]]) -> None:
    """The times of each figure of a sentence, in order."""
    found = read(text).measured
    assert [sorted(when.span.of(text) for when in claim.times) for claim in found] == times


def test_two_ends_of_a_change_are_two_claims() -> None:
    """Each value is held against that of its own year alone."""
    change = "The population of Brome rose from 50,000 in 2021 to 65,000 in 2022."
    agreeing = "The population of Brome was 65,000 in 2022, the council said."
    assert find_conflicts([read(change), read(agreeing, "b")], Facts()) == ()


def test_the_table_gives_a_period_as_it_is_written() -> None:
    """The ends of a stretch stand together, in order, and the year of an aside is left out."""
    (claim,) = read("Between 2019 and 2021, the company Halvard, founded in 1950, had costs of £4 million.").claims
    assert claim.period == "2019 and 2021"


DAYS = [
    ("The crossing is shut from 9 to 11 May.", [(5, 9), (5, 11)]),
    ("It ran between 9 and 11 May 2021.", [(5, 9), (5, 11)]),
    ("It ran on 9–11 May.", [(5, 9), (5, 11)]),
    ("It ran from May 9 to 11.", [(5, 9), (5, 11)]),
    ("It ran on May 9-11, 2021.", [(5, 9), (5, 11)]),
    ("Rovers won 3-1 on 11 May.", [(5, 11)]),
    ("Of the 20 on 11 May, two left.", [(5, 11)]),
]


@pytest.mark.parametrize(("text", "days"), DAYS)
def test_days_that_share_a_month_are_both_dates(text: str, days: list[tuple[int, int]]) -> None:
    """ "From 9 to 11 May" is two days, and neither is a count or a time of day."""
    assert [(when.month, when.day) for when in find_times(text)] == days
    assert not find_clocks(text, 0, len(text))


def test_hours_from_and_to_are_times_of_day() -> None:
    """A bare number before "to" is an hour unless a unit or month follows."""
    text = "The hall is open from 5 to 7 on Sundays."
    assert [clock.span.of(text) for clock in find_clocks(text, 0, len(text))] == ["5"]
    text = "The plates weigh from 5 to 75 kilos."
    assert find_clocks(text, 0, len(text)) == ()


def test_a_fair_of_three_days_has_no_single_date() -> None:
    """The first or last day of a stretch does not contradict a day within it."""
    one = "The book fair in Brome is held on 9–11 May in the old market hall of Brome."
    other = "The book fair in Brome on 10 May drew readers to the old market hall of Brome."
    assert find_conflicts([read(one), read(other, "b")], Facts()) == ()
