"""What each element of HTML means for the text of an article."""

from __future__ import annotations

from enum import Enum

from normalize.model import BlockKind, ZoneKind


class Role(Enum):
    """How an element's content is read."""

    BLOCK = "block"
    UNREAD = "unread"  # a part of the page that is no article; it ends a paragraph
    OBJECT = "object"  # stands in the line and is no text
    NOTHING = "nothing"  # neither read nor seen
    ZONE = "zone"  # text that rules leave alone
    LINE = "line"  # text in the line


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


VOID = _names("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr")
UNREAD = _names("head nav pre listing menu frameset dialog")
OBJECTS = _names(
    "svg math button select textarea img input object video audio canvas embed iframe picture meter progress applet "
    "keygen map"
)
NOTHING = _names("script style template noscript datalist noembed noframes title xmp plaintext rp rt del s strike")
ZONES = {
    **dict.fromkeys(("code", "kbd", "samp", "var", "tt"), ZoneKind.CODE),
    **dict.fromkeys(("sup", "sub"), ZoneKind.MARKUP),
    **dict.fromkeys(("q", "blockquote"), ZoneKind.QUOTATION),
}
#: The kind of a block is that of the innermost of these.
KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), BlockKind.HEADING),
    **dict.fromkeys(("li", "dt", "dd"), BlockKind.LIST_ITEM),
    **dict.fromkeys(("td", "th"), BlockKind.TABLE),
    **dict.fromkeys(("p", "blockquote", "figcaption", "caption", "summary", "address"), BlockKind.PARAGRAPH),
}
BLOCKS = (
    _names(
        "html body article section main aside header footer hgroup div center dl ol ul dir figure details fieldset "
        "legend form table thead tbody tfoot tr colgroup search option optgroup marquee"
    )
    | KINDS.keys()
)
#: What stands between the block and the one before it, when it is not an empty line.
SEPARATORS = {"td": "\t", "th": "\t", "tr": "\n", "li": "\n", "dt": "\n", "dd": "\n"}
#: A start tag closes an open element of these names that is the innermost.
CLOSED_BY = {
    **dict.fromkeys(BLOCKS - {"tr", "td", "th", "tbody", "thead", "tfoot", "option", "optgroup"}, _names("p")),
    "li": _names("p li"),
    "dt": _names("p dt dd"),
    "dd": _names("p dt dd"),
    "tr": _names("p td th tr"),
    "td": _names("p td th"),
    "th": _names("p td th"),
    **dict.fromkeys(("tbody", "thead", "tfoot"), _names("p td th tr tbody thead tfoot")),
}
#: A footer outside all of these is the page's.
SECTIONS = _names("article section main aside blockquote")
#: Roles (WAI-ARIA) of parts of a page that are no article.
UNREAD_ROLES = _names("navigation search menu menubar toolbar banner contentinfo tablist dialog alertdialog")


def role_of(name: str) -> Role:
    """The role of an element by its name alone; unknown elements stand in the line."""
    if name in NOTHING:
        return Role.NOTHING
    if name in UNREAD:
        return Role.UNREAD
    if name in OBJECTS:
        return Role.OBJECT
    if name in BLOCKS:
        return Role.BLOCK
    return Role.ZONE if name in ZONES else Role.LINE
