"""The text of an article on its page: readable, and never more than text."""

from __future__ import annotations

import pytest

from normalize.ingest import read_document
from normalize.publish.prose import LONGEST_PARAGRAPH, Prose, harmless, prose


def shown(text: str, name: str = "article.md") -> Prose:
    """The prose of a text."""
    document = read_document(text.encode(), name=name)
    return prose(document, document.text)


def test_heading_becomes_the_title_and_leaves_the_text() -> None:
    """A Markdown heading, and a short first line of a plain text, is the title; it is not told twice."""
    for told in (shown("# A *new* ferry\n\nIt sails."), shown("A new ferry\n\nIt sails.", "a.txt")):
        assert (told.title, told.summary) == ("A new ferry", "It sails.")
        assert "new" not in told.html


def test_text_without_a_headline_is_called_by_its_opening_words() -> None:
    """The opening words are the title, and the summary goes on where they end."""
    told = shown("It sails. " * 30, "a.txt")
    assert told.title.endswith(" …")
    assert told.summary.startswith("… ")
    assert told.html.startswith('<p dir="auto">It sails.')


def test_headings_step_down_one_at_a_time() -> None:
    """Below the page's own title no level is left out, whatever the text does."""
    told = shown("# Title\n\n#### Deep\n\ntext\n\n# Up\n\n###### Deeper\n")
    assert [told.html.count(f"<h{level}>") for level in range(1, 7)] == [0, 2, 1, 0, 0, 0]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<b onclick='x()'>bold</b>", "&lt;b onclick='x()'&gt;bold&lt;/b&gt;"),
        ("![a ship](https://example.org/x.png)", '<span class="image">[a ship]</span>'),
        ("[web](https://example.org/?a=1&b=2)", '<a href="https://example.org/?a=1&amp;b=2" rel='),
        ("[act](javascript:alert(1))", "[act](javascript:alert(1))"),
        ("[file](other.md)", "<a>file</a>"),
        ("[data](data:text/html,x)", "[data](data:text/html,x)"),
    ],
)
def test_markup_of_the_text_is_shown_or_tamed(text: str, html: str) -> None:
    """HTML stays text, images are named, links lead to the web or nowhere."""
    assert html in shown(f"Words. {text}").html


@pytest.mark.parametrize("text", ["[" * LONGEST_PARAGRAPH, "a " * LONGEST_PARAGRAPH, "[a](" * 1000])
def test_what_would_take_the_parser_long_is_shown_as_it_is(text: str) -> None:
    """A paragraph built to stop the parser is a plain paragraph, and no Markdown for other readers either."""
    told = shown(f"**Some** words.\n\n{text}")
    assert told.html.startswith('<p dir="auto">**Some** words.</p>')
    assert not harmless(text)


def test_bullets_and_tables_of_any_length_are_rendered() -> None:
    """The limits speak of paragraphs: long lists and tables are none."""
    told = shown("# List\n\n" + "- a line of a long list of things\n" * 400 + "\n| a | b |\n|---|---|\n| 1 | 2 |\n")
    assert told.html.count("<li>") == 400
    assert "<table>" in told.html


def test_direction_marks_are_shown() -> None:
    """Characters that would turn the page around are told by their code points."""
    assert "⟦U+202E⟧" in shown("abc \u202e def").html
