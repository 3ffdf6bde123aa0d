"""Dashes and stars at the start of a line: items of a list get their space, anything else stays."""

from __future__ import annotations

import pytest

from normalize import repair_spacing


@pytest.mark.parametrize("mark", ["-", "*", "–"])
def test_items_of_a_list_get_their_space(mark: str) -> None:
    """Several lines with the same mark are a list."""
    text = f"{mark}Bring a warm coat\n{mark}Leave the dog at home\n"
    assert repair_spacing(text) == text.replace(mark, f"{mark} ")


@pytest.mark.parametrize(
    "text",
    [
        "*Prices are those of last autumn.\n",
        "*By Oona Vale*\n\n*Photographs by Idris Vale*\n",
        "*By Oona Vale*\n*Photographs by Idris Vale*\n",
        "The sea keeps what it takes.\n-Wilhelmina Achterberg, in a letter\n",
        "–Where have you been all day?\n–Home, with the others.\n",
    ],
)
def test_notes_names_and_dialogue_stay(text: str) -> None:
    """A note, a line in italics, the name below a quotation and spoken lines are no lists."""
    assert repair_spacing(text) == text
