"""Examine documents and tell what was found; nothing is written but results into the cache."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from normalize.batch.engine import Engine, local_engine
from normalize.batch.examiner import Found
from normalize.batch.here import engine_of
from normalize.batch.job import Job
from normalize.batch.keys import conflicts_key, job_key
from normalize.batch.lesson import Lesson
from normalize.batch.making import no_conflicts
from normalize.batch.store import CONFLICTS, Store
from normalize.batch.watch import Watch, quiet
from normalize.batch.work import Examine, Failure, Place
from normalize.model import Conflict
from normalize.pipeline import Examined, compare, judged


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


def examine_batch(tasks: Sequence[Examine], job: Job, watch: Watch = quiet, *, store: Store | None = None) -> Findings:
    """Examine documents and seek conflicts within and across them; results are kept in `store`, if there is one."""
    place = Place(store, store.root, job_key(job)) if store is not None else None
    outcomes = _examined(tasks, job, place, watch)
    found = [outcome for outcome in outcomes if isinstance(outcome, Found)]
    if store is not None and any(one.fresh for one in found):
        store.trim(job.config.cache_mb * 2**20)
    examined: Sequence[Examined] = [one.examined for one in found]
    conflicts, problem = tuple[Conflict, ...](), None
    try:
        examined, conflicts = _compared(found, job, place)
    except Exception as error:
        problem = no_conflicts(error)
    again = iter(examined)
    return Findings(tuple(next(again) if isinstance(one, Found) else one for one in outcomes), conflicts, problem)


def _examined(tasks: Sequence[Examine], job: Job, place: Place | None, watch: Watch) -> list[Found | Failure]:
    """The results of the tasks, in their order; what the batch teaches a word is examined again."""
    lesson = Lesson(job.config)
    with engine_of(job, len(tasks), local_engine)(job, place, len(tasks)) as engine:
        outcomes = _found("examining", tasks, engine, watch)
        for task, outcome in zip(tasks, outcomes, strict=True):
            if isinstance(outcome, Found):
                lesson.add(task.planned.id, outcome.forms)
        taught = lesson.taught()
        numbers = [number for number, task in enumerate(tasks) if task.planned.id in taught]
        if numbers:
            repeated = [_knowing(tasks[number], taught[tasks[number].planned.id]) for number in numbers]
            for number, outcome in zip(numbers, _found("examining again", repeated, engine, watch), strict=True):
                outcomes[number] = outcome
    return outcomes


def _knowing(task: Examine, words: tuple[str, ...]) -> Examine:
    return replace(task, planned=replace(task.planned, words=words))


def _found(stage: str, tasks: Sequence[Examine], engine: Engine, watch: Watch) -> list[Found | Failure]:
    outcomes: list[Found | Failure] = [Failure("")] * len(tasks)
    watch(stage, 0, len(tasks))
    for done, (number, outcome) in enumerate(engine.run(tasks, len(tasks)), 1):
        assert isinstance(outcome, Found | Failure)
        outcomes[number] = outcome
        watch(stage, done, len(tasks))
    return outcomes


def _compared(found: Sequence[Found], job: Job, place: Place | None) -> tuple[Sequence[Examined], tuple[Conflict, ...]]:
    """The results with what could not be judged, and the conflicts, from the store if they are there."""
    examined = [one.examined for one in found]
    if place is None or not all(one.key for one in found):
        return judged(examined, compare(examined, job.facts), job.config)
    key = conflicts_key(place.key, (one.key for one in found))
    kept = place.store.get(CONFLICTS, key, tuple)
    if kept is not None:
        return examined, kept
    told, conflicts = judged(examined, compare(examined, job.facts), job.config)
    if all(before is after for before, after in zip(examined, told, strict=True)):
        with suppress(OSError):
            place.store.put(CONFLICTS, key, conflicts)
    return told, conflicts
