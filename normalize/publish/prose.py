"""The text of an article as a page shows it: Markdown is rendered, its HTML, images and odd addresses are not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from normalize.model import Document
from normalize.report.visible import visible

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

#: Texts beyond these limits are shown as they are: the parser's time grows with the square of a paragraph's length, and
#: of its brackets. Paragraphs that people write for readers stay far below.
LONGEST, LONGEST_PARAGRAPH, MOST_BRACKETS = 200_000, 5_000, 100
_TITLE = 140  # longest first line that is taken for a heading
_SUMMARY = 220
_OPENING = 90


@dataclass(frozen=True, slots=True)
class Prose:
    """An article ready for a page: its title, the first words of its text, its HTML, and its words as plain text.

    `html` has headings from the second level on; it holds no script, no image, no style and no id.
    """

    title: str
    summary: str
    html: Markup
    plain: str


def prose(document: Document, text: str) -> Prose:
    """The prose of a document whose text now reads `text`.

    The title is the first heading of a Markdown text, else a short first line, else the opening words.
    """
    shown = visible(text)
    if document.media == "text/markdown" and _is_quick(shown):
        return _markdown(document, shown)
    return _lines(document, shown)


def _is_quick(text: str) -> bool:
    """Whether the parser is done with a text in a few seconds, whatever stands in it."""
    if len(text) > LONGEST:
        return False
    paragraphs = (token.content for token in _block_parser().parse(text) if token.type == "inline")
    return all(len(p) <= LONGEST_PARAGRAPH and p.count("[") <= MOST_BRACKETS for p in paragraphs)


@lru_cache(maxsize=1)
def _block_parser() -> MarkdownIt:
    """Finds paragraphs and leaves what stands in them alone, in linear time."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table").disable("inline")


def _lines(document: Document, text: str) -> Prose:
    """Plain text: a paragraph a block of lines; where no line is blank, a paragraph a line."""
    parts = [part.strip("\n") for part in re.split(r"\n[ \t]*\n", text)]
    if len(parts) == 1:
        parts = text.split("\n")
    blocks = [part for part in parts if part.strip()]
    title = ""
    if blocks and _is_title(blocks[0], more=len(blocks) > 1):
        title = " ".join(blocks.pop(0).split())
    html = Markup("\n").join(Markup('<p dir="auto">{}</p>').format(_broken(block)) for block in blocks)
    words = " ".join(" ".join(block.split()) for block in blocks)
    return _named(title, document.name, words, html, words)


def _broken(block: str) -> Markup:
    return Markup("<br>\n").join(line.strip() for line in block.split("\n"))


def _is_title(block: str, *, more: bool) -> bool:
    return more and "\n" not in block.strip() and len(block) <= _TITLE and not block.rstrip().endswith((".", ",", ":"))


def _markdown(document: Document, text: str) -> Prose:
    parser = _parser()
    tokens = parser.parse(text)
    title = ""
    if len(tokens) > 2 and tokens[0].type == "heading_open":
        title, tokens = _words(tokens[1]), tokens[3:]
    _settle_headings(tokens)
    headings = {at + 1 for at, token in enumerate(tokens) if token.type == "heading_open"}
    told = [(at, _words(t)) for at, t in enumerate(tokens) if t.type in ("inline", "fence", "code_block")]
    words = " ".join(said for at, said in told if at not in headings)
    plain = " ".join(said for _, said in told)
    # markdown-it has escaped everything of the text; its own HTML rule is off.
    html = Markup(parser.renderer.render(tokens, parser.options, {}))  # noqa: S704
    return _named(title, document.name, words, html, plain)


def _named(title: str, name: str, words: str, html: Markup, plain: str) -> Prose:
    """A text without a headline is called by its opening words, and one without words by its name."""
    rest = words
    if not title and words:
        title = _shortened(words, _OPENING)
        rest = words[len(title) - 2 :].strip() if title != words else ""
        rest = rest and f"… {rest}"
    return Prose(title or _spoken(name), _shortened(rest, _SUMMARY), html, plain)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.add_render_rule("image", _image)
    parser.add_render_rule("link_open", _link)
    parser.add_render_rule("paragraph_open", _directed)
    return parser


def _image(_: Any, tokens: Sequence[Token], at: int, options: Any, __: Any) -> str:
    """An image is named and never loaded: no page asks another machine for anything."""
    name = tokens[at].content or "image"
    return str(Markup('<span class="image">{}</span>').format(f"[{name}]"))


def _link(self: Any, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    href = str(tokens[at].attrs.get("href", ""))
    if not re.match(r"https?://|mailto:", href, re.IGNORECASE):
        return "<a>"  # a place beside the article, which is not published with it
    return str(Markup('<a href="{}" rel="noopener noreferrer nofollow">').format(href))


def _directed(self: Any, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    return "" if tokens[at].hidden else '<p dir="auto">'


def _settle_headings(tokens: Sequence[Token]) -> None:
    """Headings step down one level at a time, from the second: the page's own title is the first."""
    last = 1
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            if token.type == "heading_open":
                last = min(max(int(token.tag[1]), 2), last + 1)
            token.tag = f"h{last}"


def _words(token: Token) -> str:
    """The words of a token without their marks."""
    if token.children is None:
        return " ".join(token.content.split())
    return " ".join("".join(child.content or " " for child in token.children).split())


def _shortened(words: str, most: int) -> str:
    if len(words) <= most:
        return words
    cut = words[:most].rsplit(" ", 1)[0]
    return (cut if len(cut) > most // 2 else words[:most]) + " …"


def _spoken(name: str) -> str:
    """A file's name as a title: without its folders and its ending."""
    stem = name.rsplit("/", 1)[-1]
    return visible(stem.rsplit(".", 1)[0] or stem)


def harmless(text: str) -> bool:
    """Whether Markdown text holds no HTML and no address that acts, so that any reader of Markdown may render it."""
    if not _is_quick(text) or _ACTS.search(text):
        return False
    return not any("html" in kind for token in _strict_parser().parse(text) for kind in _kinds(token))


#: Addresses that act, and references to characters, by which they could be hidden.
_ACTS = re.compile(r"script\s{0,9}:|\bdata\s{0,9}:|\bfile\s{0,9}:|&#|&colon", re.IGNORECASE)


@lru_cache(maxsize=1)
def _strict_parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True})


def _kinds(token: Token) -> tuple[str, ...]:
    return (token.type, *(child.type for child in token.children or ()))
