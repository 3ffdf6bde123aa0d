"""Ages against years of birth: told only when the text says which year an age holds for."""

from __future__ import annotations

import pytest

from normalize.claims import find_conflicts, read_claims
from normalize.figures import read_figures
from normalize.ingest import document_from_text
from normalize.model import Conflict, Facts


def ages(text: str) -> list[Conflict]:
    """The duration conflicts of a text that are more than something to look at."""
    document = document_from_text(text, "a")
    found = find_conflicts([read_claims(document, read_figures(document), Facts())], Facts())
    return [c for c in found if c.kind == "duration" and c.confidence != "review"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Karel Brom died in 1990 aged 45. Brom was born in 1961.", "28 or 29 in 1990"),
        ("Karel Brom was born in 1961 and died in 1990, aged 45.", "28 or 29 in 1990"),
        ("Ana Petrov, 34, won the race in Riga on 12 June 2022. Petrov was born in 1979.", "42 or 43 in 2022"),
        ("Lorne, 4 May 2024\n\nIda Quist, 45, has sold the mill. Quist was born in 1961.", "62 or 63 in 2024"),
        ("The hall opens in May 2024. Ida Quist was born in 1961. Now 45, she will sing there.", "in 2024"),
        ("Lorne, 4 May 2024\n\nIda Quist, 45, was born in 1961 in Brome.", "62 or 63 in 2024"),
    ],
)
def test_wrong_ages_are_told(text: str, told: str) -> None:
    """An age that does not fit the year of birth is told with the year it is reckoned for."""
    (found,) = ages(text)
    assert told in found.message


@pytest.mark.parametrize(
    "text",
    [
        "Ida Quist, 45, was born in 1961, the club wrote in 2020. The hall opens on 5 May 2026.",
        "Ida Quist, 45, was born in 1961. The club plans a new hall for 5 May 2026.",
        "Karel Brom died in 1990 aged 28. Brom was born in 1961.",
        "Lorne, 4 May 2024\n\nIda Quist, 62, has sold the mill. Quist was born in 1961.",
        "Lorne, 4 May 2024\n\nIda Quist was 45, and champion, in 2006. Quist was born in 1961.",
        "Lorne, 4 May 2024\n\nAged 29 in 1990, Ida Quist bought the mill. Quist was born in 1961.",
        "Ida Quist, 45, sang on 3 May 2006. Quist was born in 1961.",
    ],
)
def test_ages_of_other_years_are_left_alone(text: str) -> None:
    """Without the text's own date, or with another year beside the age, nothing is said."""
    assert ages(text) == []
