"""What words newsrooms use for one thing: the classes of a curated table, by stem."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from importlib.resources import files

from normalize.claims import words


@cache
def _table() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    text = files("normalize.claims").joinpath("tables/synonyms.txt").read_text(encoding="utf8")
    for number, line in enumerate(text.splitlines()):
        if line and not line.startswith("#"):
            for word in line.split():
                found[words.stem(word)].add(f"#{number}")
    return {stem: frozenset(classes) for stem, classes in found.items()}


@lru_cache(maxsize=100_000)
def concepts(stem: str) -> frozenset[str]:
    """The classes that a stem is in; one that is in none is a class of its own, with whoever does it ("inspector")."""
    found = _table().get(stem)
    if found:
        return found
    doer = stem[:-2] if stem.endswith(("er", "or")) and len(stem) > _DOER else ""
    return frozenset({stem, doer}) if doer and "VERB" in words.readings(doer) else frozenset({stem})


#: A shorter word ends in "er" by chance.
_DOER = 6


def one_concept(one: str, other: str) -> bool:
    """Whether two stems can stand for one thing."""
    return one == other or not concepts(one).isdisjoint(concepts(other))


def shared(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """The stems of `one` that are in `other`, or have a synonym there."""
    theirs = frozenset[str]().union(*map(concepts, other))
    return frozenset(stem for stem in one if stem in other or not concepts(stem).isdisjoint(theirs))
