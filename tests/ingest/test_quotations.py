"""Quotations in plain text and Markdown."""

from __future__ import annotations

import pytest

from normalize.ingest import document_from_text
from normalize.model import ZoneKind


def quotations(text: str, media: str = "text/plain") -> list[str]:
    """The quotations of a text."""
    zones = document_from_text(text, media=media).protected
    return [zone.span.of(text) for zone in zones if zone.kind is ZoneKind.QUOTATION]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('He said "yes" and "no," then left.', ['"yes"', '"no,"']),
        ("She said “never” twice.", ["“never”"]),
        ("It is „so“, «voilà», »umgekehrt«, ”svensk”, ‹x›.", ["„so“", "«voilà»", "»umgekehrt«", "”svensk”", "‹x›"]),
        ('Some mix “curly" and "straight”.', ['“curly"', '"straight”']),
        ("The ‘old mill’ and 'new mill' stand.", ["‘old mill’", "'new mill'"]),
        ("‘It’s the boys’ fault,’ he said. ‘Really.’", ["‘It’s the boys’ fault,’", "‘Really.’"]),
        ("'the boys' toys' are gone", ["'the boys' toys'"]),
        ("“He told me ‘go’ and I went,” she said.", ["“He told me ‘go’ and I went,”"]),
        ('He paid for"Lights"and said,"Never."', ['"Lights"', '"Never."']),
        ("the “Harbour Lights” project", ["“Harbour Lights”"]),
        ("(“in brackets”) and—“after a dash”", ["“in brackets”", "“after a dash”"]),
        ("«Él dijo “sí” ayer», escribió.", ["«Él dijo “sí” ayer»"]),
    ],
)
def test_quotations_are_found(text: str, found: list[str]) -> None:
    """Every usual kind of quotation mark, nested and mixed, with the marks."""
    assert quotations(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Don’t say it’s O’Neill’s; don't say it's O'Neill's.",
        "’90s music, '90s rock, the ’20s, rock 'n' roll, ’tis, 'tis and ’em",
        "the boys’ toys and the girls' books",
        'a 6" pipe, a 12" record, 5\'10" tall and 3’ 4” wide',
        "35° 12' 40\" north",
        "a misread dash â€“ and â€” more",
    ],
)
def test_apostrophes_and_measures_are_no_quotations(text: str) -> None:
    """Apostrophes, decades, inches, feet and minutes of arc quote nobody."""
    assert quotations(text) == []


def test_an_open_quotation_ends_with_its_paragraph() -> None:
    """A lost closing mark costs one paragraph, never the rest of the article."""
    text = 'He said "we are late.\n\nThe train left. "Late," he said.'
    assert quotations(text) == ['"we are late.', '"Late,"']


def test_a_quotation_of_many_paragraphs() -> None:
    """Each paragraph that opens again is quoted whole, up to the one that closes."""
    text = "“The first part\n\n“The second part\n\n“The end,” she said."
    assert quotations(text) == ["“The first part", "“The second part", "“The end,”"]


def test_a_closing_mark_alone_protects_what_stands_before_it() -> None:
    """Where only the end of a quotation is marked, its paragraph is quoted up to there."""
    assert quotations("We shall see,” she said. He agreed.") == ["We shall see,”"]


def test_block_quotes_of_markdown_are_quotations() -> None:
    """A block quote is somebody's words, with every line and nested block of it."""
    text = 'Before.\n\n> Their words\n> go on.\n>\n> More.\n\nAfter "this".\n'
    assert quotations(text, "text/markdown") == ["> Their words\n> go on.\n>\n> More.", '"this"']


def test_code_holds_no_quotations() -> None:
    """Quotation marks in code neither open nor close anything."""
    text = 'The flag `"` opens.\n\n```\nprint("x\n```\n\nHe said "so" then.\n'
    assert quotations(text, "text/markdown") == ['"so"']
