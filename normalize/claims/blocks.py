"""Comparing by blocks: statements that share a key are held against each other, and nothing else is.

A comparison names the statements that it takes, the keys under which they meet, and what it finds in the block of one
key. Blocks know nothing of each other, so that each may be worked on alone, in any order and on any machine. What
they find is put in order afterwards, and settled: one conflict for one disagreement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import msgspec

from normalize.model import Conflict, Span

if TYPE_CHECKING:
    from normalize.claims.reading import Reading

S = TypeVar("S")
#: The number of a document in its batch, and of a statement among those that a comparison takes from it.
Place = tuple[int, int]
#: A passage that a conflict speaks of: a second conflict of the same sort does not speak of it again.
Mark = Hashable


class Member(msgspec.Struct, Generic[S], frozen=True):
    """A statement in the block of its key number `rank`."""

    place: Place
    rank: int
    it: S


@dataclass(frozen=True, slots=True)
class Hit:
    """Two statements that exclude each other, by their places, `first` told before `second`.

    Hits are settled by `order`, which starts with the place and rank that the hit was found at. `marks` are what it
    speaks of, `detail` what `tell` needs to know besides.
    """

    order: tuple[int, ...]
    first: Place
    second: Place
    marks: tuple[Mark, ...] = ()
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Comparison(Generic[S]):
    """One kind of statement and how it is compared.

    `fields` are those fields of a reading that `statements` looks into. `keys` may be few, and must be in a fixed
    order. `hits` gets the members of one block by place and rank, two of them at least. With `once`, a statement is in
    one conflict only. `words` tells what a statement says: one that a copy of its document repeats counts once.
    `excused` tells from the statements of the first one's document that two statements are of two things after all.
    """

    name: str
    fields: tuple[str, ...]
    statements: Callable[[Reading], Sequence[S]]
    keys: Callable[[S], Iterable[str]]
    hits: Callable[[Iterable[Member[S]]], Iterator[Hit]]
    tell: Callable[[S, S, str], Conflict]
    words: Callable[[S], Hashable]
    once: bool = False
    excused: Callable[[S, S, Sequence[S]], bool] | None = None


class Hits:
    """The hits of one block. Of a statement that excludes so many others there, no more are sought.

    A conflict names two statements, and each is named once: what is left of many is a few.
    """

    _MOST = 8

    def __init__(self) -> None:
        self._counts: Counter[Place] = Counter()

    def enough(self, one: Member[Any], other: Member[Any]) -> bool:
        """Whether one of two members has hits enough."""
        count = self._counts.get
        return bool(self._counts) and (count(one.place, 0) >= self._MOST or count(other.place, 0) >= self._MOST)

    def add(self, first: Member[Any], second: Member[Any], *marks: Mark, detail: str = "") -> Hit:
        """A hit, counted."""
        self._counts.update((first.place, second.place))
        return hit(first, second, *marks, detail=detail)


def hit(first: Member[Any], second: Member[Any], *marks: Mark, detail: str = "") -> Hit:
    """A hit at the place of the second statement, in the order in which its block holds the first."""
    return Hit((*second.place, second.rank, *first.place, first.rank), first.place, second.place, marks, detail)


def mark(member: Member[Any], span: Span) -> Mark:
    """The passage of a statement."""
    return member.place[0], span.start, span.end


def settled(
    comparison: Comparison[S], found: Iterable[Hit], statements: Callable[[int], Sequence[S]]
) -> Iterator[tuple[Hit, Conflict]]:
    """The conflicts that remain of hits: each disagreement once. `statements` are those of a document."""
    told: set[Mark] = set()
    done: set[Place] = set()
    for one in sorted(found, key=lambda hit: hit.order):
        if one.second in done or not told.isdisjoint(one.marks):
            continue
        beside, others = statements(one.first[0]), statements(one.second[0])
        first, second = beside[one.first[1]], others[one.second[1]]
        excused = comparison.excused
        if excused is not None and (excused(first, second, beside) or excused(second, first, others)):
            continue
        conflict = comparison.tell(first, second, one.detail)
        if comparison.once:
            done.add(one.second)
        if conflict.status == "conflict":
            told.update(one.marks)
        yield one, conflict


@lru_cache(maxsize=100_000)
def hashed(key: str | bytes) -> int:
    """A key as a number of 64 bits, the same in every process."""
    data = key.encode("utf-8", "surrogatepass") if isinstance(key, str) else key
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "little")
