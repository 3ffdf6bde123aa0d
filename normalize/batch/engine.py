"""What does the tasks of a run, and the usual one: processes of this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from typing import Protocol

from normalize.batch.job import Job
from normalize.batch.work import Outcome, Place, Task, lost, worker
from normalize.batch.workers import Workers, cores


class Engine(Protocol):
    """Does tasks, wherever: the number of each with its outcome, as they are done.

    An outcome is that of `worker(job, place)`; what it raises is raised. Tasks are taken as they are needed.
    """

    def run(self, tasks: Iterable[Task], total: int) -> Iterator[tuple[int, Outcome]]:
        """Do `total` tasks."""
        ...


#: Opens an engine for a job whose results lie at a place, and for so many documents.
OpenEngine = Callable[[Job, Place | None, int], AbstractContextManager[Engine]]


def local_engine(job: Job, place: Place | None, documents: int) -> Workers[Task, Outcome]:
    """Processes on this machine."""
    return Workers(partial(worker, job, place), max(1, min(job.config.jobs or cores(), documents)), lost)
