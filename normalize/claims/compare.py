"""Conflicts within documents, across them, and against the facts.

What is compared lies in blocks (`blocks`), blocks lie in partitions, and each is a `Part` that is compared by itself:
here, in other processes or on other machines. The result is the same.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain, islice
from pathlib import Path
from typing import Any

from normalize.claims import accounts, copies, retold, retold_names, retold_words
from normalize.claims.batch import Batch, Held, Shards
from normalize.claims.blocks import Comparison, Member, settled
from normalize.claims.comparisons import comparisons
from normalize.claims.partners import partners
from normalize.claims.reading import Reading
from normalize.claims.retelling import retelling
from normalize.claims.rows import Numbers, Rows, blocks, grouped, without
from normalize.claims.several import together
from normalize.claims.shards import write_shard
from normalize.claims.tellings import Telling, telling
from normalize.model import Conflict, Evidence, Facts

#: So many documents make a shard.
_SHARD = 2000
#: Documents with fewer characters than this together, each counted with some more, are compared in memory: a reading
#: takes about fifty bytes for a character of its text.
_HELD, _OVERHEAD = 2_500_000, 500
#: So many documents are kept read through, and so many pairs make a part.
_KEPT, _PAIRS = 64, 200


@dataclass(frozen=True, slots=True)
class Part:
    """A partition of one comparison without the statements `left_out`, or pairs that may retell each other."""

    name: str
    partition: int = 0
    left_out: Numbers | None = None
    pairs: tuple[tuple[int, int], ...] = ()


#: Has parts compared, in any order and anywhere, and gives what was found in the order of the parts.
Mapper = Callable[[Iterable[Part]], Iterable[list[Any]]]


def find_conflicts(readings: Sequence[Reading], facts: Facts) -> tuple[Conflict, ...]:
    """Conflicts within and across documents and against facts, in a fixed order."""
    return compared(Held(readings, comparisons(facts)), facts)


def compare_all(readings: Iterable[Reading], facts: Facts, work: Path, *, held: int = _HELD) -> tuple[Conflict, ...]:
    """The conflicts that `find_conflicts` finds, of more readings than fit into memory.

    They are taken one by one. When their texts have more than `held` characters they are kept in a folder of their own
    within `work` while they are compared, else in memory. Raises OSError when the folder cannot be written.
    """
    left = iter(readings)
    first = _first_few(left, held)
    more = next(left, None)
    if more is None:
        return find_conflicts(first, facts)
    folder = Path(tempfile.mkdtemp(dir=work, prefix="claims-"))
    try:
        return compared(Shards(spill(chain(first, (more,), left), facts, folder)), facts)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _first_few(readings: Iterator[Reading], limit: int) -> list[Reading]:
    """The first readings, until their texts have `limit` characters."""
    held: list[Reading] = []
    size = 0
    while size < limit and (reading := next(readings, None)) is not None:
        held.append(reading)
        size += _OVERHEAD + (len(reading.text.text) if reading.text is not None else 0)
    return held


def spill(readings: Iterable[Reading], facts: Facts, folder: Path, *, first: int = 0) -> list[Path]:
    """Write readings into shards in `folder`, numbered from `first` on; the shards. Raises OSError when it cannot."""
    paths: list[Path] = []
    left = iter(readings)
    for head in left:
        path = folder / Shards.name_of(first)
        write_shard(path, first, chain((head,), islice(left, _SHARD - 1)), comparisons(facts))
        paths.append(path)
        first += _SHARD
    return paths


def compared(batch: Batch, facts: Facts, mapper: Mapper | None = None) -> tuple[Conflict, ...]:
    """The conflicts of a batch, in a fixed order. Without a mapper its parts are compared here."""
    if mapper is None:
        mapper = partial(map, partial(compare_part, batch, facts))
    copied = copies.copies(batch)
    found = [*copies.alone(batch, copied), *_against_facts(batch)]
    for comparison in comparisons(facts):
        repeats = copies.repeats(batch, copied, comparison)
        left_out = repeats.left_out()
        parts = (Part(comparison.name, number, left_out) for number in range(batch.partitions))
        hits = (hit for found_there in mapper(parts) for hit in found_there)
        for hit, conflict in settled(comparison, hits, _statements(batch, comparison)):
            found.append(copies.listed(conflict, hit, comparison, batch, repeats))
    found = list(_once(found))
    told = _Told(found)
    for retold_there in mapper(_retellings(batch, copied)):
        for conflict in retold_there:
            if not told.has(conflict):
                told.add(conflict)
                found.append(conflict)
    return tuple(together(found))


#: What has ended also is not done any more: the first of the two kinds says it.
_ALIKE = ("change", "polarity")


def _once(found: Iterable[Conflict]) -> Iterator[Conflict]:
    """The conflicts without those that say of the same passages what one before them says under another kind."""
    told: set[frozenset[tuple[str, Any]]] = set()
    for conflict in found:
        places = frozenset((e.document or e.fact, e.span) for e in conflict.evidence)
        if conflict.kind in _ALIKE and places in told:
            continue
        if conflict.kind in _ALIKE:
            told.add(places)
        yield conflict


def compare_part(batch: Batch, facts: Facts, part: Part) -> list[Any]:
    """What is found in a part: hits of its comparison, or conflicts of retellings."""
    if part.pairs:
        return list(_retold(batch, part.pairs))
    comparison = next(c for c in comparisons(facts) if c.name == part.name)
    rows = grouped(without(batch.rows(part.name, part.partition), part.left_out))
    return [hit for block in blocks(rows) for hit in comparison.hits(_members(batch, comparison, block))]


def _members(batch: Batch, comparison: Comparison[Any], block: Rows) -> Iterator[Member[Any]]:
    for _, number, at, rank in block.tolist():
        yield Member((number, at), rank, batch.statement(comparison, number, at))


def _statements(batch: Batch, comparison: Comparison[Any]) -> Callable[[int], Sequence[Any]]:
    @lru_cache(maxsize=_KEPT)
    def read(number: int) -> Sequence[Any]:
        return comparison.statements(batch.reading(number, *comparison.fields))

    return read


def _against_facts(batch: Batch) -> Iterator[Conflict]:
    told: set[str] = set()
    for number in range(len(batch)):
        for one in batch.reading(number, "against").against:
            if not one.once or one.once not in told:
                told.add(one.once)
                yield one.conflict


def _retellings(batch: Batch, copied: dict[int, int]) -> Iterator[Part]:
    left = partners(batch, copied)
    while pairs := tuple(islice(left, _PAIRS)):
        yield Part("retellings", pairs=pairs)


def _retold(batch: Batch, pairs: Iterable[tuple[int, int]]) -> Iterator[Conflict]:
    @lru_cache(maxsize=_KEPT)
    def read(number: int) -> Telling:
        text = batch.reading(number, "text").text
        assert text is not None
        return telling(text.document)

    for one, other in pairs:
        yield from accounts.conflicts(*(batch.reading(number, *accounts.FIELDS) for number in (one, other)))
        mine, theirs = (batch.reading(number, "outline").outline for number in (one, other))
        if mine is None or theirs is None:
            continue
        pair = retelling((one, mine), (other, theirs), read)
        if pair is not None and not retold.another_event(pair):
            # A single sentence has too few figures and names to show that they are of the same event.
            for module in (retold_words,) if pair.brief else (retold, retold_names, retold_words):
                yield from module.conflicts(pair)


class _Told:
    """What has been told, by document, so that nothing is told again of the same passages."""

    def __init__(self, conflicts: Iterable[Conflict]) -> None:
        self._by_document: dict[str, list[tuple[Evidence, ...]]] = defaultdict(list)
        for conflict in conflicts:
            self.add(conflict)

    def add(self, conflict: Conflict) -> None:
        """Note that a conflict has been told."""
        for document in {e.document for e in conflict.evidence if e.document}:
            self._by_document[document].append(conflict.evidence)

    def has(self, conflict: Conflict) -> bool:
        """Whether a conflict of the same passages has been told."""
        return any(
            all(any(_overlap(mine, theirs) for theirs in other) for mine in conflict.evidence)
            for other in self._by_document.get(conflict.evidence[0].document, ())
        )


def _overlap(one: Evidence, other: Evidence) -> bool:
    if one.span is None or other.span is None or one.document != other.document:
        return False
    return one.span.overlaps(other.span)
