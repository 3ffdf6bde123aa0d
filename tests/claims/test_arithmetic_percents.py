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
