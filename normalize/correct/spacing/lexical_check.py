"""What the lexicon bears out: a flip should turn what is no word into words, or pieces into a word."""

from __future__ import annotations

import regex

from normalize.correct.spacing.lexicon import UNKNOWN, Lexicon
from normalize.correct.spacing.surroundings import Surroundings

LETTERS_BEFORE = regex.compile(r"[\p{L}\p{M}'’]{1,40}\Z")
LETTERS_AFTER = regex.compile(r"[\p{L}\p{M}'’]{1,40}+")
#: Nats that a repair must save when the seen form is itself known.
_GAIN = 3.0
#: Two words this common that stand apart are meant apart.
_COMMON = 10.0
#: A capitalised unknown is more often a name than a join; its parts must be this common together.
_NAME_PARTS = 15.0
#: Short capitalised words that read as two (`Wasif`, `Asif`, `Tillis`) are names, unless both are the commonest words.
_SHORTEST_JOIN = 7
_COMMONEST_PARTS = 8.0
#: A known word this long at the start of a capitalised token is seldom there by chance.
_LONG = 6


def lexically_sound(around: Surroundings, start: int, end: int) -> bool:
    """Whether a space put in at `start` (or taken out between `start` and `end`) agrees with the lexicon."""
    text, lexicon = around.text, around.lexicon
    left, right = LETTERS_BEFORE.search(text, max(0, start - 40), start), LETTERS_AFTER.match(text, end)
    if left is None or right is None:
        return True
    a, b = left.group(), right.group()
    joined = cost_of(lexicon, a + b)
    if start < end:
        if max(cost_of(lexicon, a), cost_of(lexicon, b)) < _COMMON or len(a + b) == 2:
            return False
        return joined < UNKNOWN and joined + _GAIN < cost_of(lexicon, a) + cost_of(lexicon, b)
    if around.counts[a + b] > (1 if a[0].isupper() else 2):
        return False  # a text that uses a form again and again means it
    apart = min(UNKNOWN, cost_of(lexicon, a)) + min(UNKNOWN, cost_of(lexicon, b))
    if apart + _GAIN > joined:
        return False
    if not a[0].isupper() or (a + b).isupper() or b[0].isupper():
        return True
    return len(a) >= _LONG or apart < (_NAME_PARTS if len(a + b) >= _SHORTEST_JOIN else _COMMONEST_PARTS)


def pieces_known(around: Surroundings, start: int, end: int) -> bool:
    """Whether what stands before `start` and what stands after `end` are both words by themselves."""
    left = LETTERS_BEFORE.search(around.text, max(0, start - 40), start)
    right = LETTERS_AFTER.match(around.text, end)
    return all(side is not None and cost_of(around.lexicon, side.group()) < UNKNOWN for side in (left, right))


def cost_of(lexicon: Lexicon, word: str) -> float:
    """Cost of a word, a possessive as its base."""
    plain = word.replace("’", "'")
    cost = lexicon.cost(plain)
    if cost == UNKNOWN and plain.lower().endswith("'s"):
        return lexicon.cost(plain[:-2]) + 2.0
    if cost == UNKNOWN and plain.endswith("'"):
        return lexicon.cost(plain[:-1]) + 2.0
    return cost
