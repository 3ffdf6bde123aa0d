"""Memory and time of the process that leads a run, without the work on the documents.

    python bench/parent.py 10000

The results of twenty made-up articles stand for all: they are handed to the run under the names and subjects of as many
documents as asked for, as workers would hand them over. Nothing is compared and no report is written; the index is.
"""

from __future__ import annotations

import pickle
import resource
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath
from unittest import mock

from articles import article

from normalize.batch import Inputs, Job, Place, Plan, Planned, Tally, clean_batch, making
from normalize.batch.examiner import Kept
from normalize.batch.keys import key_of
from normalize.batch.outputs import Done, entry_of
from normalize.batch.watch import NOTHING_YET
from normalize.batch.work import Keep, Outcome, Task, Written
from normalize.config import Config
from normalize.pipeline import as_document, examine

NOWHERE = Path("/nowhere")
MODELS = 20
#: So many documents speak of one subject.
SHARED = 40


class StandIn:
    """An engine that has all results already."""

    def __init__(self) -> None:
        settings = Job().settings()
        self._reports = [examine(as_document(article(number)), settings).report for number in range(MODELS)]

    @contextmanager
    def __call__(self, job: Job, place: Place | None, documents: int) -> Iterator[StandIn]:
        yield self

    def run(self, tasks: Iterable[Task], total: int) -> Iterator[tuple[int, Outcome]]:
        for number, task in enumerate(tasks):
            yield number, Kept(key_of(number), fresh=True) if isinstance(task, Keep) else self._written(number, task)

    def _written(self, number: int, task: Task) -> Written:
        entry = entry_of(self._reports[number % MODELS], task.planned)
        said = tuple(replace(one, subject=f"{one.subject} {number // SHARED}") for one in entry.statements)
        entry = replace(entry, name=task.planned.name, id=task.planned.id, statements=said)
        written = Written(entry, Done(key_of(number, 1), key_of(number, 2)), fresh=True)
        return pickle.loads(pickle.dumps(written))  # as it comes from another process


def planned(number: int) -> Planned:
    relative = PurePosixPath(f"{number // 1000:04d}/{number:06d}.txt")
    return Planned(str(relative).replace("/", "-"), str(relative), NOWHERE / relative, relative)


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    count, engine = int(sys.argv[1]), StandIn()
    plan = Plan(tuple(map(planned, range(count))), (), Inputs(()), NOWHERE)
    before, began = megabytes(), time.process_time()
    told: dict[str, str] = {}

    def watch(stage: str, done: int, total: int, tally: Tally = NOTHING_YET, /) -> None:
        if done == total:
            told[stage] = f"{stage}: {time.process_time() - began:.1f} s, {megabytes():.0f} MB"

    nothing = {"compare_kept": (), "compare_shards": (), "findings_of": ""}
    with tempfile.TemporaryDirectory() as folder:
        for name, result in nothing.items():
            mock.patch.object(making, name, lambda *_, result=result: result).start()
        mock.patch.object(making, "Spread").start()
        clean_batch(plan, Path(folder) / "run", Job(Config(cache_results=False)), watch, engine=engine)
    print(f"{count:,} documents; before: {before:.0f} MB; {'; '.join(told.values())}", end="; ")
    print(f"all: {time.process_time() - began:.1f} s, {megabytes():.0f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
