"""Blocks of plain text."""

from __future__ import annotations

import pytest

from normalize.ingest import document_from_text
from normalize.model import BlockKind

LONG = (
    "The harbour board met on Monday to discuss the dredging of the channel, "
    "which has silted up since the winter storm took away the old breakwater."
)


def blocks(text: str) -> list[str]:
    """The blocks of a text."""
    return [block.span.of(text) for block in document_from_text(text).blocks]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_each_long_line_is_a_paragraph(line_end: str) -> None:
    """Articles with one line a paragraph need no empty lines."""
    assert blocks(line_end.join((LONG, LONG, "Short end."))) == [LONG, LONG, "Short end."]


def test_wrapped_lines_are_one_paragraph() -> None:
    """Lines broken by hand belong together, up to the empty line or a line with room left."""
    text = (
        "The harbour board met on Monday to discuss the dredging\n"
        "of the eastern channel. It has silted up since the storm\n"
        "Ada of last winter.\n"
        "The next meeting is in May.\n"
        "\n"
        "Nobody objected."
    )
    first, rest = text.split("The next")
    assert blocks(text) == [first.strip(), "The next meeting is in May.", "Nobody objected."]
    assert rest


def test_lines_with_white_space_only_are_empty() -> None:
    """White space on a line does not join paragraphs, and is in no block."""
    assert blocks("  One.  \n \t \n\tTwo.\u00a0\n") == ["One.", "Two."]


def test_headings_and_list_items_are_told() -> None:
    """A short line without a final mark is a heading; bullets and numbers make list items."""
    text = "Harbour to be dredged\n\n- the east\n- the west\n1. first\n\nThe board agreed."
    assert [block.kind for block in document_from_text(text).blocks] == [
        BlockKind.HEADING,
        BlockKind.LIST_ITEM,
        BlockKind.LIST_ITEM,
        BlockKind.LIST_ITEM,
        BlockKind.PARAGRAPH,
    ]


def test_an_empty_text_has_no_blocks() -> None:
    """Nothing to read is no error for a text from a program."""
    assert blocks("") == []
    assert blocks(" \n\n ") == []
