"""Stated changes against the values they lead between, and shares of one whole."""

from __future__ import annotations

import pytest

from normalize.claims import find_conflicts, read_claims
from normalize.figures import read_figures
from normalize.ingest import document_from_text
from normalize.model import Conflict, Facts


def percents(text: str) -> list[Conflict]:
    """The percent conflicts of a text that are more than something to look at."""
    document = document_from_text(text, "a")
    found = find_conflicts([read_claims(document, read_figures(document), Facts())], Facts())
    return [c for c in found if c.kind == "percent" and c.confidence != "review"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Backing for the tunnel rose from 3% to 5%, up 2%.", "is 2 percentage points, or +66.7%, not +2%."),
        ("Turnout fell 20%, from 60% to 40%.", "is 20 percentage points, or -33.3%, not -20%."),
        ("The duty was raised by 1% from 2% to 3%.", "is 1 percentage point, or +50%, not +1%."),
        ("Prices rose by 0.4% from 3.1% to 3.5%.", "is 0.4 percentage points, or +12.9%, not +0.4%."),
        ("Takings rose 30% from $10 million to $11 million.", "a change of +10%, not +30%."),
        ("Visits grew 50% last year, from 1,000 to 1,200.", "a change of +20%, not +50%."),
        ("The herd was cut by a third from 90 to 80.", "a change of -11.1%, not -33.3%."),
        ("Exports rose from 100 to 120, a 40% increase.", "a change of +20%, not +40%."),
        ("The number of lynx doubled, from 40 to 60.", "a change of +50%, not +100%."),
    ],
)
def test_changes_are_computed_from_the_stated_values(text: str, told: str) -> None:
    """The message has the change between the values as they are written."""
    (found,) = percents(text)
    assert found.message.endswith(told)


def test_percent_for_points_is_likely_and_says_what_to_write() -> None:
    """Between two percentages, points may be meant."""
    (found,) = percents("Backing for the tunnel rose from 3% to 5%, up 2%.")
    assert (found.confidence, found.resolution) == ("likely", "Write “2 percentage points”.")
    assert "points may be meant" in found.caveat


@pytest.mark.parametrize(
    "text",
    [
        "Turnout fell 33%, from 60% to 40%.",
        "Turnout fell 20 points, from 60% to 40%.",
        "Unemployment doubled from 4% to 8%.",
        "The rate rose by 25 basis points, from 3% to 3.25%.",
        "Takings rose 30% from $10 million to $13 million.",
        "Fares rose by 3%, and a pass costs from $10 to $20.",
        "Exports rose 4%, while imports went from $10 million to $20 million.",
        "Exports rose from 10 to 12, imports fell 4%.",
        "The share edged up 2% from 50% to 51%.",
    ],
)
def test_right_changes_are_left_alone(text: str) -> None:
    """Right arithmetic, points and changes of other things stay untold."""
    assert percents(text) == []


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("In the ballot, 55% of staff voted yes, 38% voted no and 12% abstained.", 105),
        ("Of the tenants, 62% were in favour, 31% against and 14% undecided.", 107),
        ("The poll found that 60% backed the plan, 30% opposed it and 20% had no opinion.", 110),
        ("The alloy is made up of 60% copper, 30% zinc and 20% tin.", 110),
        ("Of the levy, 60% goes to roads, 30% to schools and the remaining 20% to parks.", 110),
        ("Of the levy, 40% goes to roads, 30% to schools and the remaining 10% to parks.", 80),
        ("Of the levy, 60% goes to roads, 30% to schools and 20% to parks, with the rest saved.", 110),
    ],
)
def test_shares_of_one_whole_are_added_up(text: str, total: int) -> None:
    """Shares that exclude each other are a hundred percent at most."""
    (found,) = percents(text)
    assert f"add up to {total}%" in found.message


@pytest.mark.parametrize(
    "text",
    [
        "Some 60% drink tea, 55% drink coffee and 40% drink milk.",
        "Asked what worries them, 55% named rents, 48% jobs and 31% the climate.",
        "In the ballot, 55% of staff voted yes, 38% voted no and 7% abstained.",
        "Of the levy, 40% goes to roads, 30% to schools and 10% to parks, with the rest saved.",
        "Of those under 25, 48% voted, against 79% of those over 60 and 74% of the rest.",
        "In the north 60% were for it, in the south 55% against, and 20% of the clergy did not vote.",
        "60% of men approved, 55% of women disapproved and 12% were undecided.",
        "The alloy is made up of 33.4% copper, 33.3% zinc and 33.4% tin.",
        "Yes rose from 50% to 55%, no stood at 40% and 12% abstained last year.",
        "The jury could name several: 60% chose yes, 40% no and 30% abstained.",
    ],
)
def test_shares_of_several_wholes_are_left_alone(text: str) -> None:
    """Several answers, several groups, rounding and an open rest are no conflict."""
    assert percents(text) == []


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("The share of part-time pupils fell from 34% to 22%, a drop of nine percentage points.", 1),
        ("The share of part-time pupils fell from 34% to 22%, a drop of 12 percentage points.", 0),
        ("Support rose by 6.5 percentage points, from 41.2% to 45.1%.", 1),
        ("Support rose by 3.9 percentage points, from 41.2% to 45.1%.", 0),
        ("Support rose by four percentage points, from 41.4% to 44.6%.", 0),
    ],
)
def test_points_are_those_between_the_percentages(text: str, flagged: int) -> None:
    """Percentage points that are not the difference of the two percentages are told; rounding is allowed for."""
    assert len(percents(text)) == flagged
