"""Runs over many documents: examined only, or cleaned into a folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from normalize.batch.engine import Engine, OpenEngine, local_engine
from normalize.batch.files import alone_in, begin, clear_work, finish, sentence
from normalize.batch.findings import TABLE, findings_files
from normalize.batch.job import Job
from normalize.batch.keys import job_key
from normalize.batch.lesson import Lesson
from normalize.batch.log import Log
from normalize.batch.making import Making, Run, no_conflicts
from normalize.batch.outputs import INDEX, files_of, write_files
from normalize.batch.plan import Plan
from normalize.batch.record import RECORD, Record
from normalize.batch.sources import container_file
from normalize.batch.store import open_store
from normalize.batch.watch import Watch, quiet
from normalize.batch.work import Examine, Failure, Place
from normalize.model import Conflict
from normalize.pipeline import Examined, compare, forms_of, judged
from normalize.stopwatch import staged


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found, nothing written: a result for each document in the order of the plan, and the conflicts.

    `problem` says why no conflicts were sought, if so.
    """

    outcomes: tuple[Examined | Failure, ...]
    conflicts: tuple[Conflict, ...]
    problem: Failure | None = None

    @property
    def failures(self) -> tuple[Failure, ...]:
        """What could not be done, and why."""
        failed = tuple(outcome for outcome in self.outcomes if isinstance(outcome, Failure))
        return (*failed, self.problem) if self.problem else failed


def examine_batch(tasks: Sequence[Examine], job: Job, watch: Watch = quiet) -> Findings:
    """Examine documents and seek conflicts within and across them; nothing is written."""
    lesson = Lesson(job.config)
    with local_engine(job, None, len(tasks)) as engine:
        outcomes = _examined("examining", tasks, engine, watch)
        for task, outcome in zip(tasks, outcomes, strict=True):
            if isinstance(outcome, Examined):
                lesson.add(task.planned.id, forms_of(outcome.report, job.config))
        taught = lesson.taught()
        places = [number for number, task in enumerate(tasks) if task.planned.id in taught]
        if places:
            repeated = [_knowing(tasks[place], taught[tasks[place].planned.id]) for place in places]
            for place, outcome in zip(places, _examined("examining again", repeated, engine, watch), strict=True):
                outcomes[place] = outcome
    examined = [outcome for outcome in outcomes if isinstance(outcome, Examined)]
    try:
        told, conflicts = judged(examined, compare(examined, job.facts), job.config)
        again = iter(told)
        return Findings(tuple(next(again) if isinstance(o, Examined) else o for o in outcomes), conflicts)
    except Exception as error:
        return Findings(tuple(outcomes), (), no_conflicts(error))


def _examined(stage: str, tasks: Sequence[Examine], engine: Engine, watch: Watch) -> list[Examined | Failure]:
    """The results of the tasks, in their order."""
    outcomes: list[Examined | Failure] = [Failure("")] * len(tasks)
    watch(stage, 0, len(tasks))
    for done, (number, outcome) in enumerate(engine.run(tasks, len(tasks)), 1):
        assert isinstance(outcome, Examined | Failure)
        outcomes[number] = outcome
        watch(stage, done, len(tasks))
    return outcomes


def _knowing(task: Examine, words: tuple[str, ...]) -> Examine:
    return replace(task, planned=replace(task.planned, words=words))


def clean_batch(
    plan: Plan,
    folder: Path,
    job: Job,
    watch: Watch = quiet,
    *,
    record: Record | None = None,
    engine: OpenEngine = local_engine,
) -> Run:
    """Examine the documents of a plan and write the run into `folder`, which `run_folder` has tried.

    A document that fails is told in the index and in `failures`, and stops no other. Running again over the same
    documents writes the same bytes, and does only what was not done yet: results come from the store, and files that
    are as they would be written stay. `record` is noted in the folder.
    Raises NormalizeError when the folder or the store cannot be written, UsageError when another run is in the folder.
    """
    try:
        with alone_in(folder):
            try:
                return _make(plan, folder, job, watch, record, engine)
            finally:
                clear_work(folder)
    except OSError as error:
        raise sentence(error, folder) from error


def _make(plan: Plan, folder: Path, job: Job, watch: Watch, record: Record | None, engine: OpenEngine) -> Run:
    own = INDEX if record is None else (*INDEX, RECORD)
    own = (*own, *map(container_file, plan.containers), *findings_files())
    before = begin(folder, (*(name for planned in plan.documents for name in files_of(planned)), *own))
    if record is not None:
        write_files(folder, [(RECORD, record.text.encode())])
    store = open_store(job.config, folder)
    key = job_key(job)
    place = Place(store, folder, key)
    with Log(store, folder) as log, engine(job, place, len(plan.documents)) as workers:
        making = Making(plan, job, place, log, watch)
        making.examine(workers)
        with staged(job.watch, "compare"):
            making.compare(workers)
        making.write(workers)
        making.write_containers()
        run = making.index()
        log.close_with((*making.finished, TABLE))
    finish(folder, (*making.files, *own), before)
    store.trim(job.config.cache_mb * 2**20)
    return run
