"""Runs in this very process, without others: quick, and every step can be watched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from normalize.batch import Job, Place, Run, Watch, clean_batch, plan_documents, quiet, run_folder
from normalize.batch.work import Keep, Outcome, Task, worker
from normalize.config import Config


class Here:
    """An engine without processes. `examined` has the names of the documents that it was given to examine."""

    def __init__(self) -> None:
        self.outcomes: list[Outcome] = []
        self.examined: list[str] = []

    @contextmanager
    def __call__(self, job: Job, place: Place | None, documents: int) -> Iterator[Here]:
        """Open the engine."""
        self._work = worker(job, place)
        yield self

    def run(self, tasks: Iterable[Task], total: int) -> Iterator[tuple[int, Outcome]]:
        """One task after the other."""
        for number, task in enumerate(tasks):
            outcome = self._work(task)
            self.outcomes.append(outcome)
            if isinstance(task, Keep) and getattr(outcome, "fresh", False):
                self.examined.append(task.planned.name)
            yield number, outcome


def clean_here(
    out: str = "out", job: Job | None = None, engine: Here | None = None, watch: Watch = quiet, path: str = "news"
) -> Run:
    """Clean the articles at `path` into `out`."""
    plan = plan_documents([path])
    return clean_batch(plan, run_folder(plan, Path(out)), job or Job(Config()), watch, engine=engine or Here())


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
