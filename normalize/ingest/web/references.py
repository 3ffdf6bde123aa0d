"""Character references of HTML (`&amp;`, `&#8217;`, and `&nbsp` without its semicolon)."""

from __future__ import annotations

import html
import re
from html.entities import html5

REFERENCE = re.compile(r"&(?:#(?:[0-9]{1,9}+|[xX][0-9A-Fa-f]{1,8}+);?|[A-Za-z][A-Za-z0-9]{0,31}+;?)")


def read_reference(page: str, at: int) -> tuple[str, int]:
    """The text of the reference at `at` and where it ends; an ampersand that begins none is itself."""
    match = REFERENCE.match(page, at)
    if match is None:
        return "&", at + 1
    written = match.group()
    if written[1] == "#":
        return html.unescape(written), match.end()
    name = written[1:]
    # The longest name counts, and only some old names may lack their semicolon: `&notit;` is `¬it;`.
    for length in range(len(name), 1, -1):
        if name[:length] in html5:
            return html5[name[:length]], at + 1 + length
    return "&", at + 1


def escape(text: str, encoding: str) -> str:
    """`text` as it is written between tags in a page of `encoding`."""
    quoted = html.escape(text, quote=False)
    return quoted.encode(encoding, "xmlcharrefreplace").decode(encoding)
