"""Signs without width stand inside or beside words, where they break search, spelling and spacing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Edit, Span

ID = "invisible-characters"
#: Zero width space, word joiner, and a byte order mark that is not at the start of a file.
SIGNS = re.compile("[\u200b\u2060\ufeff]{1,100}")
NAMES = {"\u200b": "zero width space", "\u2060": "word joiner", "\ufeff": "byte order mark"}
#: Scripts whose words are written with spaces, so that a zero width space marks no word boundary.
SPACED = ("LATIN", "GREEK", "CYRILLIC", "DIGIT")


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Every run of such signs beside letters of a script that writes spaces, digits, marks or white space."""
    text = document.text
    if text.isascii():
        return
    for match in SIGNS.finditer(text):
        start, end = match.span()
        if not (_spaced(text[start - 1 : start]) and _spaced(text[end : end + 1])):
            continue
        written = match.group()
        yield Correction(
            ID,
            Span(start, end),
            f"An invisible sign ({NAMES[written[0]]}) stands here.",
            Applicability.SAFE,
            0.99,
            (Edit(Span(start, end), written, ""),),
        )


def _spaced(neighbour: str) -> bool:
    """Whether the sign next to it (or the end of the text) belongs to writing that uses spaces."""
    if not neighbour or neighbour.isspace() or neighbour.isascii():
        return True
    return unicodedata.category(neighbour)[0] == "P" or unicodedata.name(neighbour, "").startswith(SPACED)


RULE = Rule(
    id=ID,
    phase=Phase.CHARACTERS,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="A sign without width stands inside or beside a word.",
    why="Web pages put invisible signs into words to guide line breaks; search and spelling then fail on them.",
    safety="Scripts without spaces, where such signs part words, are left alone, and so are emoji and joiners.",
    examples=(
        Fixes("The harbour\u200bmaster signed it.", "The harbourmaster signed it."),
        Fixes("\ufeffThe report is out.", "The report is out."),
        Keeps("ภาษา\u200bไทย is written without spaces."),
        Keeps("The family emoji 👩\u200d👧 is one sign."),
    ),
    find=find,
)
