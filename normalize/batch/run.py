"""A run: examine every document, compare them all, write what came out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from normalize.batch.files import begin, finish, sentence, write_whole
from normalize.batch.plan import Plan
from normalize.batch.totals import Totals, totals
from normalize.batch.work import Examine, Failure, Job, Outcome, Task, Write, links, lost, unexpected, worker
from normalize.batch.workers import Workers, cores
from normalize.model import Conflict
from normalize.pipeline import Examined, compare, judged, with_conflicts
from normalize.report import DocumentEntry, RenderOptions, RunSummary, document_entry, failed_entry, render_index

#: Told as work goes on: what is being done, how many documents are done, and of how many.
Watch = Callable[[str, int, int], None]
INDEX = ("index.html", "index.md", "index.json")


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


@dataclass(frozen=True, slots=True)
class Run:
    """A finished run: its folder, its summary, its totals, and what could not be done."""

    folder: Path
    summary: RunSummary
    totals: Totals
    failures: tuple[Failure, ...]


def quiet(stage: str, done: int, total: int) -> None:
    """A watch that says nothing."""


def examine_batch(tasks: Sequence[Examine], job: Job, watch: Watch = quiet) -> Findings:
    """Examine documents and seek conflicts within and across them; nothing is written."""
    with _workers(job, len(tasks)) as workers:
        return _examine(workers, tasks, job, watch)


def clean_batch(plan: Plan, folder: Path, job: Job, watch: Watch = quiet) -> Run:
    """Examine the documents of a plan and write the run into `folder`, which `run_folder` has made.

    A document that fails is told in the index and in `failures`, and stops no other. Running again over the same
    documents writes the same bytes. Raises NormalizeError when the folder cannot be written.
    """
    tasks = [Examine(planned) for planned in plan.documents]
    try:
        with _workers(job, len(tasks)) as workers:
            found = _examine(workers, tasks, job, watch)
            return _write(workers, plan, found, folder, job, watch)
    except OSError as error:
        raise sentence(error, folder) from error


def _workers(job: Job, documents: int) -> Workers[Task, Outcome]:
    return Workers(partial(worker, job), max(1, min(job.config.jobs or cores(), documents)), lost)


def _examine(workers: Workers[Task, Outcome], tasks: Sequence[Examine], job: Job, watch: Watch) -> Findings:
    outcomes: list[Examined | Failure] = [Failure("")] * len(tasks)
    watch("examining", 0, len(tasks))
    for done, (number, outcome) in enumerate(workers.run(tasks), 1):
        assert isinstance(outcome, Examined | Failure)
        outcomes[number] = outcome
        watch("examining", done, len(tasks))
    examined = [outcome for outcome in outcomes if isinstance(outcome, Examined)]
    try:
        told, conflicts = judged(examined, compare(examined, job.facts), job.config)
        again = iter(told)
        return Findings(tuple(next(again) if isinstance(o, Examined) else o for o in outcomes), conflicts)
    except Exception as error:
        # The repairs of a thousand documents are not thrown away because their comparison went wrong.
        return Findings(tuple(outcomes), (), unexpected(error, "conflicts were not looked for"))


def _write(workers: Workers[Task, Outcome], plan: Plan, found: Findings, folder: Path, job: Job, watch: Watch) -> Run:
    failed = {p.id: o for p, o in zip(plan.documents, found.outcomes, strict=True) if isinstance(o, Failure)}
    entries: dict[str, DocumentEntry] = {}
    writes = _writes(plan, found, folder)
    before = begin(folder, _files(writes))
    watch("writing", 0, len(writes))
    for done, (number, outcome) in enumerate(workers.run(writes), 1):
        if isinstance(outcome, Failure):
            failed[writes[number].planned.id] = outcome
        else:
            assert isinstance(outcome, DocumentEntry)
            entries[writes[number].planned.id] = outcome
        watch("writing", done, len(writes))
    problem = (found.problem,) if found.problem else ()
    summary = RunSummary(
        name=folder.name,
        documents=(
            *(entries.get(p.id) or failed_entry(p.name, failed[p.id].reason) for p in plan.documents),
            *(failed_entry(name, reason) for name, reason in plan.refused),
        ),
        conflicts=found.conflicts,
        made_by=job.settings(grammar=False).made_by,
        unchecked=(*job.unchecked, *(failure.reason for failure in problem)),
    )
    pages = render_index(summary, RenderOptions(index="index"))
    for name, text in zip(INDEX, (pages.html, pages.markdown, pages.json), strict=True):
        write_whole(folder, name, text.encode("utf-8", "surrogatepass"))
    finish(folder, _files(write for write in writes if write.planned.id in entries), before)
    refused = tuple(Failure(reason) for _, reason in plan.refused)
    ordered = tuple(failed[planned.id] for planned in plan.documents if planned.id in failed)
    return Run(folder, summary, totals(summary), (*ordered, *refused, *problem))


def _writes(plan: Plan, found: Findings, folder: Path) -> list[Write]:
    """What is to be written: each report with its conflicts, and the entries of the documents that they speak of."""
    conflicts: defaultdict[str, list[Conflict]] = defaultdict(list)
    for conflict in found.conflicts:
        for name in _documents(conflict):
            conflicts[name].append(conflict)
    reports = [
        (planned, with_conflicts(outcome.report, conflicts.get(planned.name, ())))
        for planned, outcome in zip(plan.documents, found.outcomes, strict=True)
        if isinstance(outcome, Examined)
    ]
    # Pages need the passages of other documents and not their statements, which would be sent to every process.
    entries = {
        p.name: replace(document_entry(report, links(p)), statements=()) for p, report in reports if report.conflicts
    }
    return [
        Write(planned, report, folder, {name: entries[name] for c in report.conflicts for name in _documents(c)})
        for planned, report in reports
    ]


def _documents(conflict: Conflict) -> dict[str, None]:
    """The names of the documents that a conflict speaks of, each once."""
    return dict.fromkeys(evidence.document for evidence in conflict.evidence if evidence.document)


def _files(writes: Iterable[Write]) -> set[str]:
    """The files of a run, relative to its folder."""
    places = [links(write.planned) for write in writes]
    return {name for place in places for name in (place.html, place.markdown, place.json, place.text)} | set(INDEX)
