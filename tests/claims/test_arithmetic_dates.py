"""Dates that do not exist are told; months beside counts, and texts about such dates, are left alone."""

from __future__ import annotations

import pytest

from normalize.claims import find_conflicts, read_claims
from normalize.figures import read_figures
from normalize.ingest import document_from_text
from normalize.model import Conflict, Facts


def dates(text: str) -> list[Conflict]:
    """The date conflicts of a text that are more than something to look at."""
    document = document_from_text(text, "a")
    found = find_conflicts([read_claims(document, read_figures(document), Facts())], Facts())
    return [c for c in found if c.kind == "date" and c.confidence != "review"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The lease ran out on 31 February 2020 and was not renewed.", "31 February 2020"),
        ("The ferry will not sail until 31 April.", "31 April"),
        ("The library closes on June 31, and opens again in autumn.", "June 31"),
        ("The tower burned down on 29 February 2019.", "29 February 2019"),
        ("The charter was signed on the 31st of November.", "31st of November"),
        ("Tickets are on sale until September 31, 2021.", "September 31, 2021"),
        ("The treaty, dated 2021-02-30, was never ratified.", "2021-02-30"),
        ("Invoice of 31/06/2022: paid.", "31/06/2022"),
        ("The hearing was held on Tuesday 30 February 2021.", "Tuesday 30 February 2021"),
        ("The mine was shut on 34 March 1987.", "34 March 1987"),
    ],
)
def test_impossible_dates_are_told(text: str, date: str) -> None:
    """A day that its month does not have is pointed at."""
    (found,) = dates(text)
    assert found.evidence[0].quote == date
    assert found.message.startswith("There is no ")


@pytest.mark.parametrize(
    "text",
    [
        "In April 31 people fell ill, and in June 31 more.",
        "The tower burned down on 29 February 2020, and again on 29 February 2000.",
        "There is no 31 April, as every child knows.",
        "The novel opens on the fictional date of 30 February 2013.",
        "The office is closed on 31 December, 30 June and 28 February 2023.",
        "At 31 April Hayes was the youngest member of the cabinet.",
        "Of the 31 June weddings, two were called off.",
        "The files are dated 12/31/2020 and 31/12/2020.",
        "The tsar signed it on 29 February 1900 by the old reckoning.",
        "She ran the course in February 30 minutes faster.",
        "The verdict fell on 30 January 2021 after 29 hearings.",
    ],
)
def test_possible_dates_are_left_alone(text: str) -> None:
    """What the calendar has, or what is no date, stays untold."""
    assert dates(text) == []


def test_a_quoted_or_yearless_date_is_less_than_certain() -> None:
    """Only a whole date in the article's own words is certain."""
    assert [c.confidence for c in dates("It opens on 31 June.")] == ["likely"]
    assert [c.confidence for c in dates("It opened on 31 June 2019.")] == ["certain"]
    assert [c.confidence for c in dates("“We opened the hall on 31 June 2019,” she said.")] == ["likely"]
