"""Parts against the total that they are said to make up."""

from __future__ import annotations

import pytest

from normalize.claims import find_conflicts, read_claims
from normalize.figures import read_figures
from normalize.ingest import document_from_text
from normalize.model import Conflict, Facts


def sums(text: str) -> list[Conflict]:
    """The sum conflicts of a text that are more than something to look at."""
    document = document_from_text(text, "a")
    found = find_conflicts([read_claims(document, read_figures(document), Facts())], Facts())
    return [c for c in found if c.kind == "sum" and c.confidence != "review"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The loan of $12 million is split into $5 million for roads, $4 million for quays and $2 million for dams.",
            11,
        ),
        ("The senate has 60 members, made up of 30 Greens, 20 Liberals and 15 Independents.", 65),
        ("The fleet comprises 40 ships: 20 tankers, 10 ferries and 5 tugs.", 35),
        ("In the fire, 120 people were hurt: 70 men, 40 women and 15 children.", 125),
        ("The $12 million plan, including $8 million for roads and $6 million for canals, was passed.", 14),
        ("The fund is $20 million, of which $12 million goes to roads and $9 million to canals.", 21),
        ("The storm hurt 120 people, including 80 women and 60 children.", 140),
    ],
)
def test_parts_that_miss_their_total_are_told(text: str, told: int) -> None:
    """The message holds the sum of the parts."""
    (found,) = sums(text)
    assert f"= {told}" in found.message


@pytest.mark.parametrize(
    "text",
    [
        "The loan of $12 million is split into $6 million for roads, $4 million for canals and $2 million for locks.",
        "The loan of $12 million is split between $5 million for roads, $4 million for canals and the rest for locks.",
        "The $12 million plan, including $8 million for roads and $3 million for canals, was passed.",
        "The storm hurt 120 people, including 80 women and 60 foreigners.",
        "The $3.4 billion deal is made up of $1.3 billion in cash, $1.1 billion in shares and $0.9 billion in debt.",
        "A parish of 200 houses consists of 3 villages, 2 hamlets and 5 farms.",
        "The team of 12 is divided into 3 groups, 2 shifts and 4 ranks.",
        "The $41 million is split into $20 million for roads, $15 million for canals and $5 million for locks.",
    ],
)
def test_open_rounded_or_unlike_parts_are_left_alone(text: str) -> None:
    """A rest, overlapping groups, rounded figures and parts of another sort are no conflict."""
    assert sums(text) == []
