"""Opposites: pairs of a table, and words that differ by a negative prefix or ending ("stable", "unstable")."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib.resources import files

from normalize.claims import words
from normalize.claims.vocabulary import FALLING, RISING

_PREFIXES = ("un", "in", "im", "ir", "il", "dis", "non", "non-")
#: A shorter rest is hardly ever the word that a prefix turns round ("in-put").
_SHORTEST = 5
#: What grows and what shrinks, as verbs and nouns. Those that say more ("add hours", "lose a case") are left out.
_UP = frozenset(map(words.stem, RISING - {"add", "gain", "advance", "improve", "expand"}))
_DOWN = frozenset(map(words.stem, FALLING - {"lose", "slip", "trim"}))


@cache
def _table() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for table in ("antonyms", "contrasts"):
        text = files("normalize.claims").joinpath(f"tables/{table}.tsv").read_text(encoding="utf8")
        for line in text.splitlines():
            if line and not line.startswith("#"):
                one, other = (words.stem(word) for word in line.split("\t"))
                found[one].add(other)
                found[other].add(one)
    return {stem: frozenset(others) for stem, others in found.items()}


def opposites(stem: str) -> frozenset[str]:
    """The stems that the tables hold against a stem."""
    return _table().get(stem, frozenset())


def opposed(one: str, other: str) -> bool:
    """Whether two lower-case words are opposites; of two compounds, one part may be ("high-income", "low-income")."""
    first, second = words.stem(one), words.stem(other)
    if first == second:
        return False
    if {one, other} & _DEGREES and {one, other} & _AMOUNTS:
        # "Three times as much as", "less fuel": a degree is held against a degree.
        return False
    if second in opposites(first) or _turned(one, other) or _turned(other, one):
        return True
    mine, theirs = one.split("-"), other.split("-")
    if len(mine) == len(theirs) > 1:
        differing = [(a, b) for a, b in zip(mine, theirs, strict=True) if a != b]
        return len(differing) == 1 and opposed(*differing[0])
    return False


_DEGREES, _AMOUNTS = words.listed("more less fewer"), words.listed("much many little few")
#: Acts with two sides: what one sells the other buys, and both are told of one act.
_TWO_SIDED = frozenset(map(words.stem, words.listed("buy sell lend borrow win lose import export give receive get")))


def two_sided(word: str) -> bool:
    """Whether a lower-case word is one of a pair that tells one act from its two sides ("buy", "sell")."""
    return words.stem(word) in _TWO_SIDED


def move_apart(one: str, other: str) -> bool:
    """Whether one lower-case word tells of a rise and the other of a fall ("grew", "reduction")."""
    stems = {words.stem(one), words.stem(other)}
    return bool(stems & _UP) and bool(stems & _DOWN)


def _turned(plain: str, negative: str) -> bool:
    if len(plain) >= _SHORTEST and negative.endswith(plain) and negative.removesuffix(plain) in _PREFIXES:
        return True
    return plain.endswith("ful") and negative == plain.removesuffix("ful") + "less"
