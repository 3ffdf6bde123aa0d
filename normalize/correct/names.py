"""Names and their wrong forms: the shipped table, and how forms are found in a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

import regex

from normalize.model import Facts, Span
from normalize.packaged import PACKAGE

TABLE = PACKAGE / "correct" / "tables" / "names.tsv"
COLUMNS = ("wrong", "right", "source")

# The standard library's engine collects words twice as fast as `regex`.
_WORD = re.compile(r"\w+")
#: What may not stand before a name: it would be part of an address, a tag, a path or a longer word.
_BEFORE = r"(?<![\p{L}\p{M}\p{Nd}_@#/\\.~$&=])(?<![\p{Nd}\p{Lu}]-)"
_AFTER = r"(?![\p{L}\p{M}\p{Nd}_@\\=(]|\.\p{L}|/[\p{Ll}\p{Nd}])"


@dataclass(frozen=True, slots=True)
class NameEntry:
    """A wrong form, the right one, and the site where the name's owner writes it."""

    wrong: str
    right: str
    source: str


@cache
def name_table() -> Mapping[str, NameEntry]:
    """The shipped names by their wrong form."""
    return {entry.wrong: entry for entry in read_table(TABLE.read_text(encoding="utf-8"))}


def read_table(text: str) -> tuple[NameEntry, ...]:
    """The entries of a table of names. Raises ValueError, with the line, for a line that is none."""
    header, *rows = text.splitlines()
    if tuple(header.split("\t")) != COLUMNS:
        raise ValueError(f"line 1: the columns are {', '.join(COLUMNS)}")
    entries = []
    for number, row in enumerate(rows, 2):
        cells = row.split("\t")
        if len(cells) != len(COLUMNS) or not all(cell == cell.strip() and cell for cell in cells):
            raise ValueError(f"line {number}: {row!r} is not three cells with a tab between them")
        entries.append(NameEntry(*cells))
    return tuple(entries)


def forms_by_first_word(forms: Iterable[str]) -> dict[str, list[str]]:
    """Forms by the first word that they hold, for `find_forms`."""
    found: dict[str, list[str]] = {}
    for form in forms:
        first = _WORD.search(form)
        if first is not None:
            found.setdefault(first.group(), []).append(form)
    return found


@lru_cache(maxsize=2)
def words_of(text: str) -> Mapping[str, int]:
    """The words of a text in the order in which they first stand there, with their numbers; several rules ask."""
    return MappingProxyType(Counter(_WORD.findall(text)))


def find_forms(text: str, forms: Mapping[str, Iterable[str]]) -> Iterator[tuple[Span, str]]:
    """Where any of `forms` stands in `text` as whole words, in order; of two that overlap, the first and longest.

    White space inside a form matches any one space or line end.
    """
    words = forms.keys() & words_of(text).keys()
    wanted = sorted({form for word in words for form in forms[word]}, key=lambda form: (-len(form), form))
    if not wanted:
        return
    found = [(Span(*match.span()), form) for form in wanted for match in form_pattern(form).finditer(text)]
    end = 0
    for span, form in sorted(found, key=lambda hit: (hit[0].start, -hit[0].end)):
        if span.start >= end:
            yield span, form
            end = span.end


@lru_cache(maxsize=2048)
def form_pattern(form: str) -> regex.Pattern[str]:
    """What finds `form` as a whole name: no part of a longer word, an address, a tag or a path."""
    inner = r"(?:[ \t\xA0]|\r?\n)".join(regex.escape(part, special_only=True) for part in form.split())
    return regex.compile(_BEFORE + inner.replace("'", "['’]") + _AFTER)


@cache
def wrong_forms() -> frozenset[str]:
    """The wrong forms of the shipped names."""
    return frozenset(name_table())


@cache
def right_forms() -> frozenset[str]:
    """The right forms of the shipped names."""
    return frozenset(entry.right for entry in name_table().values())


def user_forms(facts: Facts) -> frozenset[str]:
    """Every form of a name that the user has spoken about: right, accepted or wrong."""
    return frozenset(form for name in facts.names for form in (name.canonical, *name.aliases, *name.wrong))


def in_capitals(text: str, span: Span) -> bool:
    """Whether the line of `span` is set in capitals, as headlines are (200 characters either side are read)."""
    start = text.rfind("\n", max(0, span.start - 200), span.start) + 1
    end = text.find("\n", span.end, span.end + 200)
    around = text[max(start, span.start - 200) : span.start] + text[span.end : end if end >= 0 else span.end + 200]
    letters = [letter for letter in around if letter.isalpha()]
    return bool(letters) and all(letter.isupper() for letter in letters)
