"""Comparing as tasks of an engine: readings are spilled shard by shard, and compared partition by partition.

So the statements of a large batch meet by their keys on whichever process or node has a partition, and nowhere in one
place. What comes out is the same as when one process does it all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from normalize.batch.examiner import Examiner
from normalize.batch.plan import Planned
from normalize.model import Facts
from normalize.pipeline import Part, Shards, compare_part, spill

if TYPE_CHECKING:
    from normalize.batch.engine import Engine

#: So many documents are spilled by one task, into one shard; …
SHARD = 1000
#: … and so many parts are asked for at a time.
_PARTS = 1000


@dataclass(frozen=True, slots=True)
class Spill:
    """Write the readings of documents, each with its key in the store, into a shard; the first has number `first`."""

    first: int
    documents: tuple[tuple[Planned, str], ...]
    folder: Path


@dataclass(frozen=True, slots=True)
class Compare:
    """Compare a part of the batch that lies in these shards."""

    paths: tuple[Path, ...]
    part: Part


@dataclass(frozen=True, slots=True)
class Compared:
    """What was spilled (paths), or found in a part."""

    found: list[Any]


class Comparer:
    """Does the tasks of comparing in one process, which keeps the shards open."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._shards: tuple[tuple[Path, ...], Shards] | None = None

    def spill(self, task: Spill, examiner: Examiner) -> Compared:
        """Write a shard. Raises OSError when it cannot be written."""
        readings = (examiner.reading(planned, key) for planned, key in task.documents)
        # A process that was killed may have left a part of it.
        (task.folder / Shards.name_of(task.first)).unlink(missing_ok=True)
        return Compared(list(spill(readings, self._facts, task.folder, first=task.first)))

    def compare(self, task: Compare) -> Compared:
        """Compare a part. Raises OSError when a shard cannot be read, NormalizeError when it is damaged."""
        if self._shards is None or self._shards[0] != task.paths:
            self._shards = task.paths, Shards(task.paths)
        return Compared(compare_part(self._shards[1], self._facts, task.part))


class Spread:
    """The comparison of a batch by an engine."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self._engine = engine
        self._folder = folder

    def spill(self, documents: Sequence[tuple[Planned, str]]) -> tuple[Path, ...]:
        """Write the shards of the documents; where they are."""
        starts = range(0, len(documents), SHARD)
        tasks = [Spill(first, tuple(documents[first : first + SHARD]), self._folder) for first in starts]
        return tuple(path for paths in self._in_order(tasks) for path in paths)

    def parts(self, paths: tuple[Path, ...], parts: Iterable[Part]) -> Iterator[list[Any]]:
        """What is found in each part, in order."""
        left = iter(parts)
        while some := [Compare(paths, part) for part in islice(left, _PARTS)]:
            yield from self._in_order(some)

    def _in_order(self, tasks: Sequence[Spill | Compare]) -> Iterator[list[Any]]:
        early: dict[int, list[Any]] = {}
        following = 0
        for number, outcome in self._engine.run(tasks, len(tasks)):
            if not isinstance(outcome, Compared):
                raise RuntimeError(getattr(outcome, "reason", "a part of the comparison gave no result"))
            early[number] = outcome.found
            while following in early:
                yield early.pop(following)
                following += 1
