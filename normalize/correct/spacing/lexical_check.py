"""What the lexicon bears out: a flip should turn what is no word into words, or pieces into a word."""

from __future__ import annotations

import regex

from normalize.correct.spacing.case_boundaries import FREQUENT
from normalize.correct.spacing.lexicon import UNKNOWN, Lexicon
from normalize.correct.spacing.surroundings import Surroundings

_BEFORE = regex.compile(r"[\p{L}\p{M}'’]{1,40}\Z")
_AFTER = regex.compile(r"[\p{L}\p{M}'’]{1,40}+")
#: Nats that a repair must save when the seen form is itself known.
_GAIN = 3.0
#: Two words this common that stand apart are meant apart.
_COMMON = 10.0
#: A capitalised unknown is more often a name than a join; its parts must be this common together.
_NAME_PARTS = 15.0
#: Short capitalised words that read as two (`Wasif`, `Asif`, `Tillis`) are names, unless both are the commonest words.
SHORTEST_JOIN = 7
_COMMONEST_PARTS = 8.0
#: A known word this long at the start of a capitalised token is seldom there by chance.
_LONG = 6


def pieces(text: str, start: int, end: int) -> tuple[str, str] | None:
    """The letters that stand against `start` and those that stand against `end`; None where one side has none."""
    left, right = _BEFORE.search(text, max(0, start - 40), start), _AFTER.match(text, end)
    return (left.group(), right.group()) if left is not None and right is not None else None


def lexically_sound(around: Surroundings, start: int, end: int) -> bool:
    """Whether a space put in at `start` (or taken out between `start` and `end`) agrees with the lexicon."""
    lexicon, parts = around.lexicon, pieces(around.text, start, end)
    if parts is None:
        return True
    a, b = parts
    if a + b in around.named:
        return start < end
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
    return len(a) >= _LONG or apart < (_NAME_PARTS if len(a + b) >= SHORTEST_JOIN else _COMMONEST_PARTS)


def pieces_known(around: Surroundings, start: int, end: int) -> bool:
    """Whether what stands before `start` and what stands after `end` are both words by themselves."""
    parts = pieces(around.text, start, end)
    return parts is not None and max(cost_of(around.lexicon, part) for part in parts) < UNKNOWN


def is_compound(around: Surroundings, start: int, end: int) -> bool:
    """Whether what would be parted may be a compound that the lexicon lacks: two content words, as in `harbourmaster`.

    Words that run together by accident mostly have one of the commonest words among them.
    """
    parts = pieces(around.text, start, end)
    return parts is not None and min(cost_of(around.lexicon, part) for part in parts) > FREQUENT


def cost_of(lexicon: Lexicon, word: str) -> float:
    """Cost of a word, a possessive as its base."""
    plain = word.replace("’", "'")
    cost = lexicon.cost(plain)
    if cost == UNKNOWN and plain.lower().endswith("'s"):
        return lexicon.cost(plain[:-2]) + 2.0
    if cost == UNKNOWN and plain.endswith("'"):
        return lexicon.cost(plain[:-1]) + 2.0
    return cost
