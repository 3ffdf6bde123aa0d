"""Whether two parties of two events are one thing: the gate that most comparisons share."""

from __future__ import annotations

from typing import Protocol

import regex

from normalize.claims.events import Event, Party
from normalize.claims.names import bare, clash, match, same_name


def one_topic(one: Party, other: Party, *, near: bool) -> bool:
    """Whether two phrases can only mean one thing.

    Their heads must be equal and their names must not clash. Then they need a name or a further word in common;
    within one document (`near`) it is enough that one of them has no further words ("the plan").
    """
    if not one.head or one.head != other.head or clash(one.names, other.names):
        return False
    if one.head in one.own and other.head in other.own:
        return True
    mine, theirs = one.words - {one.head}, other.words - {other.head}
    if mine & theirs:
        return True
    if match(one.names, other.names):
        return not (mine and theirs)
    return near and not (mine and theirs)


def one_account(one: Event, other: Event) -> bool:
    """Whether two documents begin with two names in common: then "the plan" of the one is that of the other."""
    return one.document != other.document and sum(match(frozenset({name}), other.story) for name in one.story) > 1


def same_voice(one: Event, other: Event) -> bool:
    """Whether no two speakers are behind two events, and neither is quoted speech."""
    if one.quoted or other.quoted:
        return False
    return one_voice(one.speaker, other.speaker)


class Said(Protocol):
    """A passage of a document and who says it; no speaker where the article speaks."""

    @property
    def document(self) -> str:
        """The document's name."""

    @property
    def quote(self) -> str:
        """Its words."""

    @property
    def speaker(self) -> str:
        """Who says it."""


#: Whose "we" and "you" they are, a text does not say. "US" is a country, and "World War I" no person.
_SELF = regex.compile(r"\b(?:[Ww]e|[Oo]urs?|[Yy]ou|[Yy]ours?|us|I(?=['’](?:m|ve|d|ll)\b))\b")


def two_authors(one: Said, other: Said) -> bool:
    """Whether two documents speak, and one of them of its own author or reader: "we launched with 20 parts"."""
    return one.document != other.document and (speaks_of_itself(one) or speaks_of_itself(other))


def speaks_of_itself(said: Said) -> bool:
    """Whether a passage that nobody is quoted with has "we" or "you"."""
    return not said.speaker and _SELF.search(said.quote) is not None


def one_voice(one: str, other: str) -> bool:
    """Whether two speakers can be one, or one of the passages is the article's own."""
    return not one or not other or same_name(bare(one), bare(other))
