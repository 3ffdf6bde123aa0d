"""Tags and comments of HTML inside text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalize.model import Span, Zone, ZoneKind

#: The elements of the HTML Living Standard that turn up in running text, and the obsolete ones that old pages have.
_ELEMENTS = """
a abbr acronym address article aside audio b bdi bdo big blockquote body br button caption center cite code col
colgroup data dd del details dfn div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6
head header hr html i iframe img input ins kbd label legend li link main map mark meta nav noscript object ol
option p param picture pre q rp rt ruby s samp script section select small source span strike strong style sub
summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr
"""
COMMENT = r"!--(?:[^<-]|<(?!!--)|-(?!->)){0,2000}+-->"
VALUE = r"(?:\"[^\"<>]{0,2000}\"|'[^'<>]{0,2000}'|[^\s\"'=<>`]{1,500})"
ATTRIBUTE = r"[A-Za-z_:@][\w.:-]{0,60}+"


def _pattern(name: str, attribute: str) -> re.Pattern[str]:
    body = rf"/?(?:{name})(?:\s{{1,20}}+{attribute}){{0,30}}+\s{{0,20}}+/?>"
    return re.compile(f"<(?:{COMMENT}|{body})", re.IGNORECASE)


#: In Markdown every well-formed tag is one; in plain text only known elements are, with values for their attributes:
#: `a <b and c> d` is prose.
IN_MARKDOWN = _pattern(r"[a-z][a-z0-9-]{0,30}+", rf"{ATTRIBUTE}(?:\s{{0,5}}=\s{{0,5}}{VALUE})?")
IN_PLAIN_TEXT = _pattern("|".join(_ELEMENTS.split()), rf"{ATTRIBUTE}\s{{0,5}}=\s{{0,5}}{VALUE}")


def find_tags(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[Zone]:
    """The tags and comments between two places."""
    if text.find("<", start, end) >= 0:
        for tag in pattern.finditer(text, start, end):
            yield Zone(Span(*tag.span()), ZoneKind.MARKUP)
