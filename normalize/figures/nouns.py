"""What is counted: the head noun after a number, in the singular."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import regex

from normalize.figures.words import VOCABULARY, word_set

#: Words at which the search for a head noun ends.
_STOP: Final = word_set(
    """of in on at by for from to with without into onto over under between among against during before after since
    until
till than as is are was were be been being am has have had do does did will would shall should can could may might
    must
and or but nor so yet if when where while who whom whose which that this these those the a an it its he she they we
    you
des les las los del i his her their our your my not no never also only just still even too very there here then now
    ago later earlier
    per via about around across through throughout within off out up down back away along near said says say told
    more most less least much many each every all both either neither any some such same own per cent percent
    because though although however whether did didn't wasn't weren't hasn't haven't isn't aren't don't won't
    came went made took got gave saw left began became remain remained need needs want wants voted died lay sat stood
    him them us me himself herself themselves itself what why how whose january february march april june july august
    september october november december monday tuesday wednesday thursday friday saturday sunday"""
)
#: Adjectives and determiners that stand between a number and its noun.
_SKIP: Final = word_set("more other additional further new different such extra fewer separate")
_IRREGULAR: Final[dict[str, str]] = {
    "people": "person",
    "persons": "person",
    "children": "child",
    "men": "man",
    "oxen": "ox",
    "women": "woman",
    "troops": "troop",
    "police": "police",
    "staff": "staff",
    "personnel": "personnel",
    "aircraft": "aircraft",
    "spacecraft": "spacecraft",
    "hovercraft": "hovercraft",
    "sheep": "sheep",
    "cattle": "cattle",
    "fish": "fish",
    "deer": "deer",
    "salmon": "salmon",
    "trout": "trout",
    "moose": "moose",
    "series": "series",
    "species": "species",
    "crew": "crew",
    "offspring": "offspring",
    "data": "data",
    "media": "media",
    "clergy": "clergy",
    "buses": "bus",
    "lives": "life",
    "crises": "crisis",
    "bases": "base",
    "axes": "axe",
    "shoes": "shoe",
    "cases": "case",
    "houses": "house",
    "horses": "horse",
    "works": "work",
    "others": "other",
}
_NOT_PLURAL: Final = frozenset(
    [
        "was",
        "has",
        "is",
        "this",
        "his",
        "us",
        "its",
        "plus",
        "across",
        "versus",
        "less",
        "previous",
        "various",
        "always",
        "perhaps",
        "unless",
        "besides",
        "towards",
        "afterwards",
        "upwards",
        "downwards",
        "sometimes",
        "nowadays",
        "yes",
        "thus",
        "gas",
        "bus",
        "news",
        "pass",
        "class",
        "business",
        "address",
        "process",
        "access",
        "success",
        "congress",
        "press",
        "boss",
        "loss",
        "mass",
        "glass",
        "grass",
        "dress",
        "crisis",
        "basis",
        "analysis",
        "campus",
        "status",
        "virus",
        "bonus",
        "focus",
        "consensus",
        "census",
        "chaos",
        "politics",
        "economics",
        "mathematics",
        "physics",
        "athletics",
        "does",
        "goes",
        "says",
        "lies",
        "overseas",
    ]
)
_NEXT_WORD = regex.compile(
    r"(?P<gap>[ \u00a0\n]{1,2}|-)(?P<word>[^\W\d_][\w’'.]{0,30}?)(?=[-\s,;:!?()\[\]\"“”—–/]|\.(?:\s|$)|$)"
)
_REACH = 4


@dataclass(frozen=True, slots=True)
class Noun:
    """A head noun in the singular, where it ends, and whether the text has it in the plural."""

    lemma: str
    end: int
    plural: bool
    hyphened: bool = False
    first: bool = True


@lru_cache(maxsize=8192)
def _lemmas(word: str) -> dict[str, tuple[str, ...]]:
    from lemminflect import getAllLemmas

    found: dict[str, tuple[str, ...]] = getAllLemmas(word)
    return found


@lru_cache(maxsize=8192)
def singular(word: str) -> str | None:
    """The singular of a plural noun in lower case; None when the word is no plural noun."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word in _NOT_PLURAL or len(word) < 3:
        return None
    nouns = _lemmas(word).get("NOUN", ())
    if nouns:
        return next((lemma for lemma in nouns if lemma != word), None)
    if _lemmas(word) or not word.endswith("s") or word.endswith(("ss", "us", "is", "'s", "’s")):
        return None
    return _regular(word)


def _regular(word: str) -> str:
    """The singular of a plural that no dictionary has."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("xes", "ches", "shes", "sses", "zes")) else word[:-1]


@lru_cache(maxsize=8192)
def is_noun(word: str) -> bool:
    """Whether a word in lower case can be a noun."""
    return "NOUN" in _lemmas(word)


def _is_verb_only(word: str) -> bool:
    kinds = _lemmas(word).keys()
    return bool(kinds) and kinds <= {"VERB", "AUX", "ADV"}


def noun_after(text: str, end: int, *, singular_too: bool = False) -> Noun | None:
    """The head noun of a number that ends at `end`: the first plural within four words of the same phrase.

    With `singular_too` (after `one`, or a hyphen) the first noun counts as it is.
    """
    at, verb = end, False
    for reach in range(_REACH):
        match = _NEXT_WORD.match(text, at)
        if match is None:
            return None
        hyphened = match["gap"] == "-"
        word = match["word"].lower()
        if hyphened and reach == 0:
            return _modifier(word, match.end())
        if word in _STOP and word not in _SKIP:
            return None
        at = match.end()
        if "." in word:
            at += text[at : at + 1] == "."
            continue
        if word.endswith(("'s", "’s")):
            continue
        lemma = singular(word)
        if lemma is not None:
            return Noun(lemma, at, plural=True, first=reach == 0)
        if verb:
            return None
        if singular_too and is_noun(word) and word not in _SKIP:
            return Noun(word, at, plural=False)
        verb = _is_verb_only(word)
    return None


def _modifier(word: str, end: int) -> Noun | None:
    """The noun in `12-member panel`."""
    if (
        len(word) < 3
        or word in VOCABULARY
        or not is_noun(word)
        or word in ("way", "fold", "sided", "time", "off", "nil", "all")
    ):
        return None
    return Noun(word, end, plural=False, hyphened=True)
