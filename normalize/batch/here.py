"""An engine without processes: it does every task right here, so that a stopwatch sees all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from normalize.batch.engine import Engine, OpenEngine
from normalize.batch.job import Job
from normalize.batch.work import Outcome, Place, Task, worker

#: So many documents with known results are looked up, and their pages made, about as fast as other processes start.
_FEW = 1_000


class _Here:
    def __init__(self, job: Job, place: Place | None) -> None:
        self._work = worker(job, place)

    def run(self, tasks: Iterable[Task], total: int) -> Iterator[tuple[int, Outcome]]:
        """Do the tasks in turn."""
        return ((number, self._work(task)) for number, task in enumerate(tasks))


@contextmanager
def here(job: Job, place: Place | None, documents: int) -> Iterator[Engine]:
    """One task after the other, in this process."""
    yield _Here(job, place)


def engine_of(job: Job, documents: int, usual: OpenEngine) -> OpenEngine:
    """What does the tasks of a job: this process where there is little to do, else `usual`."""
    return here if job.known and documents <= _FEW else usual
