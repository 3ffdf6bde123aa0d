"""Whether two figures stand in one place of two accounts: what the words around them have in common.

Two newsrooms word one thing in two ways: "the average wait was 23 weeks", "patients had to wait 32 weeks". No single
word is a proof, so what speaks for one thing is added up. It only ever decides after the gates of names, periods,
roles and rates, and never between figures of two stories.
"""

from __future__ import annotations

from decimal import Decimal

from normalize.claims import words
from normalize.claims.measures import Measured
from normalize.claims.names import match
from normalize.claims.units import digits, in_unit, powers_apart

#: Points that two figures need. A word of what a figure belongs to counts two, one that merely stands beside it one.
_ENOUGH = 4
#: Figures of people and bare numbers abound in any story: they need more.
_ENOUGH_OF_MANY = 5
_MANY = frozenset({"count", "count:person", "count:time"})
#: So many names and things of the first sentences are those of one story.
_ONE_ACCOUNT = 3
#: More words in common than this say nothing new.
_MOST_WORDS = 3
#: Two values for one thing differ by no more than this factor, unless by a power of ten.
_TIMES = 2
#: Kinds of which a story seldom has a second figure.
_RARE = frozenset({"length", "mass", "area", "volume", "temperature", "speed", "power", "energy"})
_SWAPPED = 2
#: Numbers of so many digits seldom differ in one of them by chance.
_LONG = 3


def counterparts(one: Measured, other: Measured) -> bool:
    """Whether two figures of one unit and role are most likely of one thing, in two accounts of it or one."""
    if not _of_one_size(one, other):
        return False
    slipped = slip(one, other) or powers_apart(one.figure, other.figure)
    if not slipped and (one.document == other.document or one.unit == "percent"):
        # Within a text a second figure is another thing's, unless it looks like a slip.
        return False
    own, beside = _shared(one, other)
    alone = one.fellows == other.fellows == (1 if one.document != other.document else 2)
    swapped = slip(one, other) == _SWAPPED
    named = bool(own) or bool(one.measure and one.measure == other.measure)
    # "Raised its rate to 4.25%", "the rate stands at 4.75%": some things have no words of their own.
    told = alone and (swapped or len(beside) > 1 or (slipped and one_account(one, other)))
    if not (named or told):
        return False
    least = _ENOUGH_OF_MANY if one.unit in _MANY or one.document == other.document else _ENOUGH
    return points(one, other, alone=alone) >= least


def _of_one_size(one: Measured, other: Measured) -> bool:
    """Whether two values are of one order: a tunnel's length is no slip for its depth."""
    mine, theirs = one.figure.value, in_unit(other.figure, one.figure.unit)
    if mine is None or theirs is None or theirs[0] is None or theirs[1] is None:
        return False
    low, high = sorted((abs(mine), abs(theirs[0] + theirs[1]) / 2))
    if slip(one, other) == _SWAPPED:
        return True
    return high <= _TIMES * low or (
        one.figure.unit == other.figure.unit and bool(powers_apart(one.figure, other.figure))
    )


def points(one: Measured, other: Measured, *, alone: bool) -> int:
    """How much speaks for two figures being of one thing."""
    own, beside = _shared(one, other)
    found = 2 * min(len(own), _MOST_WORDS) + min(len(beside), _MOST_WORDS)
    found += 2 * bool(one.measure and one.measure == other.measure)
    found += match(one.names, other.names) or match(one.near_names, other.near_names)
    if alone and one.figure.kind in _RARE:
        found += 1
    if one.document == other.document and max(one, other, key=lambda claim: claim.sentence).again:
        # "1,870 manuscripts …, the 1,780 manuscripts".
        found += 2
    if alone and one_account(one, other):
        # In two accounts of one story, the only figures of a sort that both have.
        found += 1 + (one.unit.startswith("count:") and one.unit not in _MANY)
    return found + alone + (slip(one, other) or _same_digits(one, other))


def _same_digits(one: Measured, other: Measured) -> int:
    """2 when two figures have the same digits, two at least, and another scale or currency; 1 for a single digit."""
    mine, theirs = one.figure.value, other.figure.value
    if mine is None or theirs is None or digits(mine) != digits(theirs):
        return 0
    return _SWAPPED if len(digits(mine)) > 1 else 1


def one_account(one: Measured, other: Measured) -> bool:
    """Whether two documents tell one story beyond doubt: they begin with the same names, and with the same things."""
    if one.document == other.document:
        return False
    names = sum(match(frozenset({name}), other.topic) for name in one.topic)
    things = len(one.lead & other.lead)
    return names + things >= _ONE_ACCOUNT and names > 0 and things > 0


def _shared(one: Measured, other: Measured) -> tuple[frozenset[str], frozenset[str]]:
    """The words of what both figures belong to, and the further words that stand with both."""
    own = _core(one) & _core(other)
    return own, (_wide(one) & _wide(other)) - own


def slip(one: Measured, other: Measured) -> int:
    """2 when the digits of two values are the same in another order, 1 when one of at least three differs."""
    mine, theirs = one.figure.value, other.figure.value
    if mine is None or theirs is None or mine == theirs:
        return 0
    a, b = _places(mine), _places(theirs)
    if len(a) != len(b):
        return 0
    if sorted(a) == sorted(b) and len(digits(mine)) > 1:
        return _SWAPPED
    return int(len(digits(mine)) >= _LONG and sum(x != y for x, y in zip(a, b, strict=True)) == 1)


def _places(value: Decimal) -> str:
    return f"{value:f}".strip("0").replace(".", "") if value == value.to_integral_value() else f"{value:f}"


def _core(claim: Measured) -> frozenset[str]:
    return (claim.heads | claim.verbs | claim.kinds | {claim.carrier}) - _empty(claim)


def _wide(claim: Measured) -> frozenset[str]:
    return (_core(claim) | claim.context) - _empty(claim)


def _empty(claim: Measured) -> frozenset[str]:
    """Words that say nothing about what a figure is of: the counted noun, the light ones."""
    return words.LIGHT | {"", claim.unit.partition(":")[2]}
