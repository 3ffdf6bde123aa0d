"""Decide what a join at a capital lost: a space, or the end of a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from normalize.correct.spacing.surroundings import Surroundings
from normalize.model import Span


@dataclass(frozen=True, slots=True)
class Boundary:
    """Two words that stand glued: `left` ends and `right` begins at `place`."""

    span: Span
    place: int
    left: str
    right: str


def right_is_opener(around: Surroundings, boundary: Boundary) -> bool:
    """Whether the right word often opens a sentence."""
    return around.lexicon.within("openers", boundary.right)


def loses_sentence_break(around: Surroundings, boundary: Boundary) -> bool:
    """Whether a sentence ended at the join.

    The left word must be able to end a sentence. An opener after it is then enough where a clause is complete before
    it; another common word with a capital needs a complete clause before it and, with no mark between, a finite verb
    soon after it.
    """
    lexicon = around.lexicon
    if lexicon.within("unfinished", boundary.left):
        return False
    complete = around.clause_is_complete(boundary.place)
    if right_is_opener(around, boundary):
        return complete or not lexicon.within("prepositions", boundary.right)
    if not around.text.startswith(" ", boundary.span.end):
        return False
    if not complete or lexicon.is_name(boundary.right) or boundary.right.lower().endswith(("ed", "ing")):
        return False
    following = around.after(boundary.span.end, 4)
    return any(around.is_finite(word) for word in following)
