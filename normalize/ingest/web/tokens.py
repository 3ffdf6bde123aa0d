"""Cut HTML into tags and text as the tokenizer of the HTML Living Standard does, with the place of each.

No library that we found keeps places of a page's own bytes; browsers' rules for broken markup are followed as far as
they decide what is text. Every step reads on from where the last one ended, so the time is linear in the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

SPACE = " \t\n\f\r"
_VALUE = rf"""(?:"[^"]*+"|'[^']*+'|(?!["'>])[^{SPACE}>]++|(?=>))"""
_ATTRIBUTE = rf"[^{SPACE}/>][^{SPACE}/>=]*+(?:[{SPACE}]*+=[{SPACE}]*+{_VALUE}|(?![{SPACE}]*+=))"
TAG = re.compile(rf"</?([A-Za-z][^{SPACE}/>]*+)((?:[{SPACE}/]++|{_ATTRIBUTE})*+)>")
ATTRIBUTE = re.compile(
    rf"""([^{SPACE}/>][^{SPACE}/>=]*+)(?:[{SPACE}]*+=[{SPACE}]*+(?:"([^"]*+)"|'([^']*+)'|([^{SPACE}>"'][^{SPACE}>]*+)))?"""
)
COMMENT_END = re.compile(r"--!?>")
#: Elements whose content is no markup: it ends at their own end tag.
RAW = frozenset(["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext"])
RAW_ENDS = {name: re.compile(rf"</{name}(?=[{SPACE}/>])", re.IGNORECASE) for name in RAW}
SCRIPT_STEP = re.compile(rf"<!--|-->|<(/?)script(?=[{SPACE}/>])", re.IGNORECASE)
FOREIGN = frozenset(("svg", "math"))


class Kind(Enum):
    """What a token is."""

    TEXT = "text"
    OPEN = "open"
    CLOSE = "close"
    COMMENT = "comment"


@dataclass(slots=True)
class Token:
    """One token: `name` in lower case, `attributes` as they are written; `empty` when a tag closes itself."""

    kind: Kind
    start: int
    end: int
    name: str = ""
    attributes: str = ""
    empty: bool = False

    def attribute(self, wanted: str) -> str | None:
        """The value of an attribute; None when the tag does not have it."""
        for name, double, single, bare in ATTRIBUTE.findall(self.attributes):
            if name.lower() == wanted:
                return str(double or single or bare)
        return None


def tokens(page: str) -> Iterator[Token]:
    """The tokens of `page`. What a tag without an end swallows (all the rest) is left out."""
    at, foreign = 0, 0
    while at < len(page):
        opening = page.find("<", at)
        sort = page[opening + 1 : opening + 2] if opening >= 0 else ""
        if opening < 0:
            yield Token(Kind.TEXT, at, len(page))
            return
        if opening > at:
            yield Token(Kind.TEXT, at, opening)
        if _is_letter(sort) or (sort == "/" and _is_letter(page[opening + 2 : opening + 3])):
            tag = TAG.match(page, opening)
            if tag is None:
                return
            token = _tag(tag)
            yield token
            at = tag.end()
            if token.name in FOREIGN:
                foreign = max(0, foreign + (token.kind is Kind.OPEN and not token.empty) - (token.kind is Kind.CLOSE))
            elif token.kind is Kind.OPEN and token.name in RAW and not foreign:
                at = _raw_end(page, at, token.name)
        elif sort in ("!", "?", "/") and page[opening + 2 : opening + 3]:
            end = _declaration_end(page, opening, foreign=foreign > 0)
            yield Token(Kind.COMMENT, opening, end)
            at = end
        else:
            yield Token(Kind.TEXT, opening, opening + 1)
            at = opening + 1


def _is_letter(sign: str) -> bool:
    return sign.isascii() and sign.isalpha()


def _tag(match: re.Match[str]) -> Token:
    attributes = match.group(2)
    closes = match.group().startswith("</")
    kind = Kind.CLOSE if closes else Kind.OPEN
    return Token(kind, match.start(), match.end(), match.group(1).lower(), attributes, attributes.endswith("/"))


def _declaration_end(page: str, at: int, *, foreign: bool) -> int:
    """Where a comment, declaration or the like ends; at the end of the page when it is not closed."""
    if page.startswith("<!--", at):
        # `<!-->` and `<!--->` are complete comments.
        for short in ("<!-->", "<!--->"):
            if page.startswith(short, at):
                return at + len(short)
        end = COMMENT_END.search(page, at + 4)
        return end.end() if end else len(page)
    mark = "]]>" if foreign and page.startswith("<![CDATA[", at) else ">"
    end_at = page.find(mark, at + 2)
    return end_at + len(mark) if end_at >= 0 else len(page)


def _raw_end(page: str, at: int, name: str) -> int:
    """Where the content of a raw element that begins at `at` ends: at its end tag, or with the page."""
    if name == "plaintext":
        return len(page)
    if name == "script":
        return _script_end(page, at)
    end = RAW_ENDS[name].search(page, at)
    return end.start() if end else len(page)


def _script_end(page: str, at: int) -> int:
    """A script may hold `<!-- <script> … </script> -->`, whose inner end tag does not end it."""
    commented = doubled = False
    for step in SCRIPT_STEP.finditer(page, at):
        sign = step.group()
        if sign == "<!--":
            commented = True
        elif sign == "-->":
            commented = doubled = False
        elif not step.group(1):
            doubled = doubled or commented
        elif doubled:
            doubled = False
        else:
            return step.start()
    return len(page)
