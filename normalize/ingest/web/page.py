"""Read the article's text out of an HTML page."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from normalize.ingest.mapping import OBJECT, Layout, Mapping, TextBuilder
from normalize.ingest.web.elements import (
    CLOSED_BY,
    KINDS,
    SECTIONS,
    SEPARATORS,
    UNREAD_ROLES,
    VOID,
    ZONES,
    Role,
    role_of,
)
from normalize.ingest.web.references import read_reference
from normalize.ingest.web.tokens import FOREIGN, SPACE, Kind, Token, tokens
from normalize.model import BlockKind, Span, ZoneKind

PART = re.compile(rf"(?P<space>[{SPACE}]++)|(?P<sign>&)|[^{SPACE}&]++(?:\x20[^{SPACE}&]++)*+")
#: Our own comments are read, so that they can switch rules off.
OWN_COMMENT = re.compile(r"<!--[ \t]{0,9}+normalize:")
TELLING = re.compile(r"hidden|role|translate|display", re.IGNORECASE)
HIDING = frozenset((Role.UNREAD, Role.OBJECT, Role.NOTHING))
INVISIBLE = re.compile(r"display\s{0,5}:\s{0,5}none", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """What people read of a page, where it stands in the page (in code points), and what its markup tells."""

    text: str
    mapping: Mapping
    layout: Layout


@dataclass(slots=True)
class _Open:
    """An element that is open: `start` is where its text begins, once there is any."""

    name: str
    role: Role
    zone: ZoneKind | None = None
    kind: BlockKind | None = None
    start: int | None = None


def read_page(page: str) -> Page:
    """The text of the paragraphs, headings, lists and tables of `page`, in their order.

    White space is as a browser shows it; what is not shown, is no prose (scripts, styles, code listings, forms' fields)
    or belongs to the site and not the article (navigation, the page's footer) is left out.
    """
    reader = _Reader(page)
    for token in tokens(page):
        reader.take(token)
    reader.finish()
    return Page(reader.builder.text(), reader.builder.mapping(), reader.builder.layout())


class _Reader:
    """Follows the tags of a page. Closing an element takes time once for each element that it closes."""

    def __init__(self, page: str) -> None:
        self._page = page
        self.builder = TextBuilder()
        self._stack: list[_Open] = []
        self._names: Counter[str] = Counter()
        self._kinds: list[BlockKind] = [BlockKind.PARAGRAPH]
        self._unread = 0
        self._awaiting: list[_Open] = []
        self._space: list[Span] = []
        self._line: Span | None = None

    def take(self, token: Token) -> None:
        """One token."""
        if token.kind is Kind.TEXT:
            if not self._unread:
                self._text(token)
        elif token.kind is Kind.COMMENT:
            if not self._unread and OWN_COMMENT.match(self._page, token.start):
                self._flush()
                self.builder.stand_in(self._page[token.start : token.end], Span(token.start, token.end))
        elif token.kind is Kind.OPEN:
            self._open(token)
        else:
            self._close(token)

    def finish(self) -> None:
        """The page is over."""
        while self._stack:
            self._pop()
        self._break("\n\n")

    def _text(self, token: Token) -> None:
        page, at = self._page, token.start
        while at < token.end:
            part = PART.match(page, at, token.end)
            assert part is not None, "every sign is a space, an ampersand or neither"
            at = part.end()
            if part.lastgroup == "space":
                if self.builder.in_block:
                    self._space.append(Span(*part.span()))
                continue
            self._flush()
            if part.lastgroup == "sign":
                at = self._reference(part.start())
            else:
                self.builder.literal(part.group(), part.start())

    def _reference(self, at: int) -> int:
        """Read the ampersand at `at`; where it, or its reference, ends."""
        text, end = read_reference(self._page, at)
        if end == at + 1:
            self.builder.literal(text, at)
        else:
            self.builder.whole(text, Span(at, end))
        return end

    def _flush(self) -> None:
        """White space counts once text follows it: once, whatever tags stand in it."""
        space, self._space = self._space, []
        line, self._line = self._line, None
        if line is not None:
            self.builder.stand_in("\n", line)
        elif len(space) == 1 and self._page[space[0].start : space[0].end] == " ":
            self.builder.literal(" ", space[0].start)
        elif space:
            self.builder.whole(" ", *space)
        for opened in self._awaiting:
            opened.start = self.builder.next_start
        self._awaiting.clear()

    def _break(self, separator: str) -> None:
        self._space.clear()
        self._line = None
        self.builder.end_block(self._kinds[-1], separator)

    def _open(self, token: Token) -> None:
        name = token.name
        closed = CLOSED_BY.get(name, frozenset())
        while self._stack and self._stack[-1].name in closed:
            self._pop()
        if name == "br":
            self._line_break(token)
            return
        role, zone = self._told(token)
        if role in (Role.BLOCK, Role.UNREAD) or name == "hr":
            self._break(SEPARATORS.get(name, "\n\n"))
        elif role is Role.OBJECT and not self._unread and self.builder.in_block:
            self._flush()
            self.builder.stand_in(OBJECT, Span(token.start, token.end))
        if name in VOID or (token.empty and name in FOREIGN):
            return
        self.builder.opening()
        # An element in the line is followed only while one of its name must be found again.
        if role is not Role.LINE or self._names[name]:
            self._push(_Open(name, role, zone, KINDS.get(name)))

    def _told(self, token: Token) -> tuple[Role, ZoneKind | None]:
        """The role of an element by its name and its attributes, and the zone that its text makes."""
        role, zone = role_of(token.name), ZONES.get(token.name)
        if token.name == "footer" and not any(self._names[name] for name in SECTIONS):
            role = Role.UNREAD
        if not TELLING.search(token.attributes):
            return role, zone
        unseen = (
            token.attribute("hidden") is not None
            or token.attribute("aria-hidden") == "true"
            or (token.attribute("role") or "").strip().lower() in UNREAD_ROLES
            or INVISIBLE.search(token.attribute("style") or "")
        )
        if unseen:
            return Role.UNREAD if role in (Role.BLOCK, Role.UNREAD) else Role.NOTHING, None
        if token.attribute("translate") == "no":
            return Role.ZONE if role is Role.LINE else role, zone or ZoneKind.MARKUP
        return role, zone

    def _line_break(self, token: Token) -> None:
        """A line break; two of them end a paragraph."""
        if self._unread or not self.builder.in_block:
            return
        if self._line is not None:
            self._break("\n\n")
            return
        self._line = Span(token.start, token.end)

    def _close(self, token: Token) -> None:
        name = token.name
        if name == "br":
            self._line_break(token)
        elif self._names[name]:
            while self._stack[-1].name != name:
                self._pop()
            if self._pop() is Role.OBJECT:
                self.builder.passed(token.end)
            self.builder.closing(token.end)
        elif role_of(name) is Role.BLOCK:
            self._break(SEPARATORS.get(name, "\n\n"))
        else:
            self.builder.closing(token.end)

    def _push(self, opened: _Open) -> None:
        self._stack.append(opened)
        self._names[opened.name] += 1
        self._unread += opened.role in HIDING
        if opened.zone is not None:
            self._awaiting.append(opened)
        if opened.kind is not None:
            self._kinds.append(opened.kind)

    def _pop(self) -> Role:
        closed = self._stack.pop()
        self._names[closed.name] -= 1
        if closed.zone is not None and closed.start is not None:
            self.builder.zone(closed.start, closed.zone)
        if closed.role in (Role.BLOCK, Role.UNREAD):
            self._break(SEPARATORS.get(closed.name, "\n\n"))
        self._unread -= closed.role in HIDING
        if closed.kind is not None:
            self._kinds.pop()
        return closed.role
