"""Blocks and markup of Markdown."""

from __future__ import annotations

import pytest

from normalize.ingest import document_from_text
from normalize.model import BlockKind, Document, Span, ZoneKind

MARKDOWN = "text/markdown"


def read(text: str) -> Document:
    """A Markdown document."""
    return document_from_text(text, media=MARKDOWN)


def zones(text: str) -> list[tuple[str, str]]:
    """Kind and text of every zone."""
    return [(zone.kind.value, zone.span.of(text)) for zone in read(text).protected]


def open_text(text: str) -> str:
    """What rules may change: the text without its untouchable zones."""
    document = read(text)
    return "".join(sign for at, sign in enumerate(text) if not document.is_untouchable(Span(at, at + 1)))


def test_blocks_have_their_kinds() -> None:
    """Headings, paragraphs, list items, tables, code and HTML are told apart."""
    text = (
        "# Title\n\nA paragraph\nof two lines.\n\nUnder\n-----\n\n- item one\n  goes on\n- item two\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n```sh\nls\n```\n\n    indented\n\n<div>\nraw\n</div>\n\n***\n"
    )
    assert [(b.kind, b.span.of(text)) for b in read(text).blocks] == [
        (BlockKind.HEADING, "# Title"),
        (BlockKind.PARAGRAPH, "A paragraph\nof two lines."),
        (BlockKind.HEADING, "Under"),
        (BlockKind.LIST_ITEM, "- item one\n  goes on"),
        (BlockKind.LIST_ITEM, "- item two"),
        (BlockKind.TABLE, "| a | b |\n|---|---|\n| 1 | 2 |"),
        (BlockKind.CODE, "```sh\nls\n```"),
        (BlockKind.CODE, "    indented"),
        (BlockKind.OTHER, "<div>\nraw\n</div>"),
        (BlockKind.OTHER, "***"),
    ]


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("Some `code()` and ``a ` b``.", "Some  and ."),
        ('See [the site](https://example.org/a_(b) "A title")now.', "See the sitenow."),
        ("An ![old mill](img/mill.png) here, [ref][id] and [id][].", "An old mill here, ref and id."),
        ("At <https://example.org> or <ana@example.org>.", "At  or ."),
        ("A **bold**word, *so* and _so_, ~~gone~~.", "A boldword, so and so, gone."),
        ('One <span class="x">word</span> <!-- note -->.', "One word ."),
        ("Ham &amp; eggs, 5 \\* 6.", "Ham  eggs, 5  6."),
        ("A note[^1].\n\n[^1]: The note.", "A note.\n\n The note."),
        ('Words.\n\n[id]: https://example.org "T"\n', "Words.\n\n\n"),
        ("Words\n[id]: https://example.org", "Words\n"),
        ("# Title #\n\nUnder\n-----\n", "Title\n\nUnder\n\n"),
        ("Hard break  \nnext\\\nlast", "Hard break\nnext\nlast"),
        ("- [ ] do it\n  1. now\n", "do it\nnow\n"),
        ("> quoted\n> words", "quoted\nwords"),
        ("| a | b |\n|---|:-:|\n| x  | `y|z` |", "ab\n\nx"),
        ("Text\n\n```\ncode\n```\n\n    more\n\nEnd", "Text\n\n\n\n\n\nEnd"),
        ("a `b` \\`c` d", "a  c` d"),
        ("`` unclosed ` run", "`` unclosed ` run"),
    ],
)
def test_only_prose_is_open(text: str, prose: str) -> None:
    """Markup of every kind is closed to rules; the words inside links, emphasis, lists and cells are open."""
    assert open_text(text) == prose


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("---\ntitle: ofThe\n---\n\nWords\n", "\n\nWords\n"),
        ("+++\ntitle = 'x'\n+++\nWords", "\nWords"),
        ("---\r\ntitle: x\r\n---\r\nWords", "\r\nWords"),
        ("---\ntitle: x\n...\nWords", "\nWords"),
    ],
)
def test_front_matter_is_closed(text: str, prose: str) -> None:
    """YAML and TOML at the very start are no prose."""
    document = read(text)
    assert document.blocks[0].kind is BlockKind.FRONT_MATTER
    assert open_text(text) == prose


@pytest.mark.parametrize("text", ["---\n\nWords\n\n---\n", "Words\n\n---\ntitle: x\n---\n", "---\nno end"])
def test_rules_and_open_fences_are_no_front_matter(text: str) -> None:
    """A thematic break, a later pair and an unclosed opening are not front matter."""
    assert ZoneKind.FRONT_MATTER not in {zone.kind for zone in read(text).protected}


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_move_nothing(line_end: str) -> None:
    """Places are right whatever ends the lines."""
    text = "# A\n\nSome `x` words\n> y\n\n- z `w`\n".replace("\n", line_end)
    assert [zone for kind, zone in zones(text) if kind == "code"] == ["`x`", "`w`"]


def test_what_the_parser_does_not_follow_is_closed() -> None:
    """Nesting too deep for the parser is left alone rather than taken for prose."""
    assert open_text("> " * 60 + "ofThe words\n\nEnd") == "\n\nEnd"


def test_plain_zones_hold_in_markdown_too() -> None:
    """Addresses and identifiers of running text are found, joins are left open."""
    assert zones("See example.org and snake_case but oathInaugurated and end.Next.") == [
        ("url", "example.org"),
        ("identifier", "snake_case"),
    ]
