"""Decide what a join at a capital lost: a space, or the end of a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from normalize.correct.prose import FUNCTION_WORDS
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
    it, unless the article `A` has a small word after it and so is a letter; another common word with a capital needs a
    complete clause before it and, with no mark between, a finite verb soon after it. A piece of a word (`Sy stem`)
    ends none.
    """
    lexicon = around.lexicon
    if lexicon.within("unfinished", boundary.left):
        return False
    following = around.after(boundary.span.end, 4)
    if boundary.right == "A" and following and following[0] in FUNCTION_WORDS:
        return False
    complete = around.clause_is_complete(boundary.place)
    if right_is_opener(around, boundary):
        return complete or not lexicon.within("prepositions", boundary.right)
    if not around.text.startswith(" ", boundary.span.end):
        return False
    if not complete or lexicon.is_name(boundary.right) or boundary.right.lower().endswith(("ed", "ing")):
        return False
    previous = around.before(boundary.span.start, 1)
    if previous and lexicon.knows(previous[0] + boundary.left):
        return False
    return any(around.is_finite(word) for word in following)
