"""Figures of two accounts of one story: those that both have are set aside, what is left over is compared.

Newsrooms word one thing in two ways, so that no key need be shared. What two accounts do share is the story: most of
their figures agree. A figure of the one that the other lacks, beside a figure of the same sort of the other that the
one lacks, is most likely one thing told twice, if nothing else fits either of them better.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from normalize.claims import synonyms, values, words
from normalize.claims.counterpart import slip
from normalize.claims.measures import Measured
from normalize.claims.names import clash, match
from normalize.claims.reading import Reading
from normalize.claims.topics import two_authors
from normalize.claims.units import agree, convertible, digits, dimension, in_unit, powers_apart
from normalize.model import Conflict

#: Kinds of figures that have no value of their own.
_UNCOMPARED = frozenset({"ordinal", "identifier", "date", "time", "points", "fraction", "age"})
_SWAPPED = 2
_ENOUGH = 4.5
_MARGIN = 0.75
#: What must speak for a pair besides where two documents may tell two stories.
_DOUBT = 0.5
_TEN = 10
_STUFF = frozenset({"length", "mass", "area", "volume", "temperature", "speed", "power", "energy"})
_PEOPLE = frozenset(map(words.stem, words.listed("person people worker employee staff man woman job")))
_LEVELS = {"": "level", "to": "level", "by": "by", "more": "by", "from": "from", "part": "part"}


@dataclass(frozen=True, slots=True)
class _Side:
    """A document: its figures, those of them that the other document has too, and how common each word is there."""

    figures: tuple[Measured, ...]
    matched: frozenset[int]
    common: Counter[tuple[str, str]]

    def left(self) -> Iterator[int]:
        """The numbers of the figures that the other document lacks."""
        return (n for n in range(len(self.figures)) if n not in self.matched)


@dataclass(frozen=True, slots=True)
class Aligned:
    """The figures of two documents, and which of them are equal, by their numbers."""

    mine: tuple[Measured, ...]
    theirs: tuple[Measured, ...]
    equal: tuple[tuple[int, int], ...]

    @property
    def distinct(self) -> int:
        """How many different figures both documents have that would hardly recur by chance."""
        return len({(m.figure.value, m.figure.unit) for a, _ in self.equal if _distinct(m := self.mine[a])})


def align(one: Reading, other: Reading) -> Aligned:
    """The figures of two documents side by side."""
    mine, theirs = _figures(one), _figures(other)
    equal = ((a, b) for a in range(len(mine)) for b in range(len(theirs)) if _equal(mine[a], theirs[b]))
    return Aligned(mine, theirs, tuple(equal))


def conflicts(aligned: Aligned, *, surely: bool) -> Iterator[Conflict]:
    """What two accounts say differently in figures; unless they `surely` tell one story, more must speak for a pair."""
    mine, theirs, equal = aligned.mine, aligned.theirs, aligned.equal
    sides = (
        _Side(mine, frozenset(a for a, _ in equal), _common(mine)),
        _Side(theirs, frozenset(b for _, b in equal), _common(theirs)),
    )
    telling = [(a, b) for a, b in equal if _distinct(mine[a]) or mine[a].figure.kind != "count"]
    parallel = {(mine[a].sentence, theirs[b].sentence) for a, b in telling}
    pairs = ((a, b, _kind(mine[a], theirs[b])) for a in sides[0].left() for b in sides[1].left())
    least = _ENOUGH if surely else _ENOUGH + _DOUBT
    yield from _best(least, sides, [(_score(sides, a, b, parallel, kind), a, b, kind) for a, b, kind in pairs if kind])


def _figures(reading: Reading) -> tuple[Measured, ...]:
    return tuple(
        m
        for m in reading.measured
        if m.figure.kind not in _UNCOMPARED and not m.quoted and m.role in _LEVELS and m.figure.value is not None
        if not _numbers(m)
    )


def _numbers(claim: Measured) -> bool:
    """Whether a figure tells one of a series from the others, as in a heading: "Harbour news 12", "Circular 7"."""
    bare = claim.figure.kind in ("count", "number") and not _noun(claim) and not claim.verbs
    return bare and ":" not in claim.quote


def _distinct(claim: Measured) -> bool:
    """Whether a figure would hardly stand in another story by chance."""
    assert claim.figure.value is not None
    measured = claim.figure.kind not in ("count", "number", "percent") and claim.figure.value >= _TEN
    return len(digits(claim.figure.value)) > 1 or measured or claim.figure.kind in _STUFF | {"money"}


def _equal(one: Measured, other: Measured) -> bool:
    """Whether two figures can be one: values that meet, of one sort."""
    if "number" in (one.figure.kind, other.figure.kind) and dimension(one.figure) != dimension(other.figure):
        # "61,000 kilometres" here, "61,000" there: the unit need not be said again.
        return one.figure.value == other.figure.value and len(digits(one.figure.value or Decimal(0))) > 1
    if dimension(one.figure) != dimension(other.figure) or not convertible(one.figure, other.figure):
        return False
    if not agree(one.figure, other.figure) or slip(one, other) == _SWAPPED:
        return False
    if dimension(one.figure) == "count":
        return one.figure.value == other.figure.value or _one_noun(one, other)
    return True


def _noun(claim: Measured) -> str:
    """The stem of what is counted; empty for a bare number."""
    noun = claim.unit.partition(":")[2]
    return "" if noun in ("count", "time") else noun


def _one_noun(one: Measured, other: Measured) -> bool:
    """Whether two counts may count one thing."""
    mine, theirs = _noun(one), _noun(other)
    return not mine or not theirs or synonyms.one_concept(mine, theirs)


def _common(figures: Sequence[Measured]) -> Counter[tuple[str, str]]:
    """How many figures of each dimension a concept stands with."""
    return Counter(
        (dimension(m.figure), concept)
        for m in figures
        for concept in {c for stem in _wide(m) for c in synonyms.concepts(stem)}
    )


def _core(claim: Measured) -> frozenset[str]:
    empty = words.LIGHT | {"", claim.unit.partition(":")[2]}
    return (claim.heads | claim.verbs | claim.kinds | {claim.carrier}) - empty


def _wide(claim: Measured) -> frozenset[str]:
    return (_core(claim) | claim.context) - words.LIGHT - {"", claim.unit.partition(":")[2]}


def _kind(one: Measured, other: Measured) -> str:
    """The kind of conflict that two figures would be; empty when they may both hold."""
    if dimension(one.figure) == dimension(other.figure) == "count" and not _one_noun(one, other):
        return ""
    if not _may_be_one(one, other):
        return ""
    misread = values.misread(one, other)
    if misread:
        return misread
    if dimension(one.figure) != dimension(other.figure) or not convertible(one.figure, other.figure):
        return ""
    if one.figure.kind == "money" and one.figure.unit != other.figure.unit:
        return ""
    if agree(one.figure, other.figure) and slip(one, other) != _SWAPPED:
        return ""
    return "scale" if one.figure.unit == other.figure.unit and powers_apart(one.figure, other.figure) else "value"


def _may_be_one(one: Measured, other: Measured) -> bool:
    """The gates: level and level, one rate, one time, no names that exclude each other."""
    rates = _rate(one), _rate(other)
    if _level(one) != _level(other) or (all(rates) and not synonyms.one_concept(*rates)):
        return False
    if not values.one_period(one, other) or two_authors(one, other):
        return False
    apart = values.apart(one, other) or not values.one_mood(one, other) or values.later_count(one, other)
    if apart and not values.misread(one, other):
        return False
    if (
        one.measure
        and other.measure
        and one.measure != other.measure
        and not synonyms.one_concept(one.measure, other.measure)
    ):
        return False
    if dimension(one.figure) in ("count", "percent") and not values.same_scope(one, other):
        return False
    if (one.telling ^ other.telling) - _PER or values.other_target(one, other):
        return False
    if one.scope and other.scope and not synonyms.shared(one.scope, other.scope):
        return False
    return not clash(one.names, other.names)


def _rate(claim: Measured) -> str:
    """What a figure is counted per, also as an adjective ("the daily dose")."""
    return claim.rate or next((stem for stem in sorted(claim.telling | claim.kinds) if stem in _PER), "")


_PER = frozenset(map(words.stem, words.listed("daily weekly monthly yearly annual hourly")))


def _level(claim: Measured) -> str:
    role = _LEVELS[claim.role]
    if role == "level" and claim.figure.kind == "percent" and (claim.heads | {claim.carrier}) & _CHANGES:
        return "by"
    return role


_CHANGES = frozenset(
    map(words.stem, words.listed("rise increase growth fall drop decline decrease cut reduction gain"))
)


def _score(sides: tuple[_Side, _Side], a: int, b: int, parallel: set[tuple[int, int]], kind: str) -> float:
    one, other = sides[0].figures[a], sides[1].figures[b]
    found = _words(sides, one, other)
    found += 2 * bool(one.measure and one.measure == other.measure)
    near = (one.near_names | one.names, other.near_names | other.names)
    found += 0.75 * match(*near)
    found += 1.5 * ((one.sentence, other.sentence) in parallel)
    if one.figure.kind in _STUFF:
        found += 1
    found -= bool(_rate(one)) != bool(_rate(other))
    found -= 2 * values.contrast(one, other) + 2 * (not values.same_scope(one, other))
    if _small(one) and _small(other):
        found -= 1
    sort = _sort(one)
    rivals = [sum(_sort(s.figures[n]) == sort for n in s.left()) for s in sides]
    totals = [sum(_sort(m) == sort for m in s.figures) for s in sides]
    found += 1.0 * (rivals == [1, 1]) + 0.5 * (totals == [1, 1])
    if kind in ("unit", "currency") or (kind == "scale"):
        found += 1 + 1.5 * (len(digits(one.figure.value or Decimal(0))) > 1) + 1.5 * (totals == [1, 1])
    else:
        dropped = 1.5 * _dropped(one, other)
        found += max(float(slip(one, other)), dropped)
        found -= 0 if dropped else _far(one, other)
    if dimension(one.figure) == "count" and _noun(one) and _noun(other):
        found += 0.5 if _noun(one) in _PEOPLE or _noun(other) in _PEOPLE else 1.5
    return found


def _small(claim: Measured) -> bool:
    """Whether a count is so small that many stand in any story."""
    return dimension(claim.figure) == "count" and (claim.figure.value or 0) < _FEW


_FEW = 20


def _sort(claim: Measured) -> tuple[str, str]:
    if dimension(claim.figure) != "count":
        return dimension(claim.figure), ""
    return "count", min(synonyms.concepts(_noun(claim))) if _noun(claim) else ""


def _words(sides: tuple[_Side, _Side], one: Measured, other: Measured) -> float:
    """What the words around two figures have in common, each the less the more figures it stands with."""
    sort = dimension(one.figure)
    cores = synonyms.shared(_core(one), _core(other))
    wides = synonyms.shared(_wide(one), _wide(other)) - cores
    found = 0.0
    for group, weight, most in ((cores, 2.0, 3), (wides, 1.0, 3)):
        got = sorted((weight * _rarity(sides, sort, stem) for stem in group), reverse=True)
        found += sum(got[:most])
    return found


def _rarity(sides: tuple[_Side, _Side], sort: str, stem: str) -> float:
    counts = [max((s.common[sort, c] for c in synonyms.concepts(stem)), default=1) for s in sides]
    return 1 / math.sqrt(max(counts[0], 1) * max(counts[1], 1))


def _dropped(one: Measured, other: Measured) -> bool:
    """Whether one number is the other without one of its digits ("19", "9")."""
    mine, theirs = (digits(claim.figure.value or Decimal(0)) for claim in (one, other))
    short, long = sorted((mine, theirs), key=len)
    same = (one.figure.value or 0) / (other.figure.value or 1)
    gap = len(long) - len(short) == 1 and len(long) > 1 and not 0.5 < same < 2
    return gap and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def _far(one: Measured, other: Measured) -> float:
    """What speaks against two values that are of another size."""
    moved = in_unit(other.figure, one.figure.unit)
    mine = one.figure.value
    if mine is None or moved is None or moved[0] is None or moved[1] is None:
        return 0.0
    low, high = sorted((abs(mine), abs(moved[0] + moved[1]) / 2))
    if powers_apart(one.figure, other.figure):
        return 0.0
    return 9.0 if high > 5 * low else 3.0 if high > 2 * low else 0.0


def _best(least: float, sides: tuple[_Side, _Side], found: list[tuple[float, int, int, str]]) -> Iterator[Conflict]:
    """The pairs that are each other's best, with nothing close behind."""
    for score, a, b, kind in sorted(found, key=lambda item: (-item[0], item[1], item[2])):
        rivals = [s for s, x, y, _ in found if (x == a) != (y == b)]
        if score >= least and all(score >= rival + _MARGIN for rival in rivals):
            yield values.tell(sides[0].figures[a], sides[1].figures[b], kind)
