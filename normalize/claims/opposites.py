"""Opposites: pairs of a table, and words that differ by a negative prefix or ending ("stable", "unstable")."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib.resources import files

from normalize.claims import words

_PREFIXES = ("un", "in", "im", "ir", "il", "dis", "non", "non-")
#: A shorter rest is hardly ever the word that a prefix turns round ("in-put").
_SHORTEST = 5


@cache
def _table() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    text = files("normalize.claims").joinpath("tables/antonyms.tsv").read_text(encoding="utf8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            one, other = (words.stem(word) for word in line.split("\t"))
            found[one].add(other)
            found[other].add(one)
    return {stem: frozenset(others) for stem, others in found.items()}


def opposites(stem: str) -> frozenset[str]:
    """The stems that the table holds against a stem."""
    return _table().get(stem, frozenset())


def opposed(one: str, other: str) -> bool:
    """Whether two lower-case words are opposites; of two compounds, one part may be ("high-income", "low-income")."""
    first, second = words.stem(one), words.stem(other)
    if first == second:
        return False
    if second in opposites(first) or _turned(one, other) or _turned(other, one):
        return True
    mine, theirs = one.split("-"), other.split("-")
    if len(mine) == len(theirs) > 1:
        differing = [(a, b) for a, b in zip(mine, theirs, strict=True) if a != b]
        return len(differing) == 1 and opposed(*differing[0])
    return False


def _turned(plain: str, negative: str) -> bool:
    if len(plain) >= _SHORTEST and negative.endswith(plain) and negative.removesuffix(plain) in _PREFIXES:
        return True
    return plain.endswith("ful") and negative == plain.removesuffix("ful") + "less"
