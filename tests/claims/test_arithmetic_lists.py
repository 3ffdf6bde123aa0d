"""Counts against the list that follows them, where the verb looks like a noun."""

from __future__ import annotations

import pytest

from normalize.claims import find_conflicts, read_claims
from normalize.figures import read_figures
from normalize.ingest import document_from_text
from normalize.model import Conflict, Facts


def lists(text: str) -> list[Conflict]:
    """The count-list conflicts of a text that are more than something to look at."""
    document = document_from_text(text, "a")
    found = find_conflicts([read_claims(document, read_figures(document), Facts())], Facts())
    return [c for c in found if c.kind == "count-list" and c.confidence != "review"]


@pytest.mark.parametrize(
    "text",
    [
        "Three firms bid for the harbour: Arle, Brome, Catton and Dorn.",
        "Four rivers meet here: the Arle, the Brome and the Catton.",
        "Two cities vote on Sunday: Arle, Brome and Catton.",
        "Three crews work on the dam: Arle, Brome, Catton and Dorn.",
        "Two towns joined in May: Arle, Brome and Catton.",
    ],
)
def test_a_count_is_held_against_its_list(text: str) -> None:
    """The members are counted and told."""
    (found,) = lists(text)
    assert found.message.startswith("The text announces ")


@pytest.mark.parametrize(
    "text",
    [
        "Three firms bid for the harbour: Arle, Brome and Catton.",
        "Three firms bid for the harbour, among them Arle, Brome, Catton and Dorn.",
        "Two cities vote on Sunday, and the polls are close: rain, wind and snow may keep people away.",
        "Three crews work on the dam: the men sleep, eat and play cards there.",
        "In two weeks work begins: roads, bridges and rails.",
        "About three firms bid: Arle, Brome, Catton and Dorn.",
    ],
)
def test_right_or_open_lists_are_left_alone(text: str) -> None:
    """Lists that fit, that are open, or that are none stay untold."""
    assert lists(text) == []
