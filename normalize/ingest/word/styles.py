"""What the styles of a Word file say of its paragraphs: headings, quotations, code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.parsers import expat

#: Word's own names of styles are English in every language of the program.
HEADING = re.compile(r"(?:heading \d|title|subtitle)$", re.IGNORECASE)
CODE = re.compile(
    r"(?:html (?:code|preformatted|keyboard|sample|variable)|(?:source )?code|verbatim|macro text)\b", re.I
)
LIST = re.compile(r"list (?:bullet|number)", re.IGNORECASE)
QUOTE = re.compile(r"(?:intense )?quote\b|block text|quotations$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Styles:
    """The ids of the styles that matter."""

    headings: frozenset[str] = frozenset()
    code: frozenset[str] = frozenset()
    quotes: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()


def read_styles(xml: bytes) -> Styles:
    """The styles of a part; none when it cannot be read, which costs no text."""
    names: dict[str, str] = {}
    at = [""]

    def start(tag: str, attributes: dict[str, str]) -> None:
        local = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        name = tag.rpartition(" ")[2]
        if name == "style":
            at[0] = local.get("styleId", "")
        elif name == "name" and at[0]:
            names.setdefault(at[0], local.get("val", ""))

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(xml, True)  # noqa: FBT003 - expat's own way to say that this is all
    except (expat.ExpatError, ValueError):
        return Styles()
    wanted = (HEADING, CODE, QUOTE, LIST)
    return Styles(*(frozenset(i for i, name in names.items() if p.match(name)) for p in wanted))


def refuse(*_: object) -> None:
    """Raise ValueError: a Word file declares no document type, and bombs of entities are made of one."""
    raise ValueError("it declares a document type")
