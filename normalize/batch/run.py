"""A run: examine every document, compare them all, write what came out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from normalize.batch.files import begin, finish, sentence, write_whole
from normalize.batch.plan import Plan
from normalize.batch.totals import Totals, totals
from normalize.batch.work import Examine, Failure, Job, Outcome, Task, Write, links, lost, unexpected, worker
from normalize.batch.workers import Workers, cores
from normalize.model import Conflict
from normalize.pipeline import Examined, compare, with_conflicts
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
    problem: str = ""

    @property
    def failures(self) -> tuple[str, ...]:
        """The sentences about what could not be done."""
        reasons = tuple(outcome.reason for outcome in self.outcomes if isinstance(outcome, Failure))
        return (*reasons, self.problem) if self.problem else reasons


@dataclass(frozen=True, slots=True)
class Run:
    """A finished run: its folder, its summary, its totals, and the sentences about what could not be done."""

    folder: Path
    summary: RunSummary
    totals: Totals
    failures: tuple[str, ...]


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
        return Findings(tuple(outcomes), compare(examined, job.facts))
    except Exception as error:
        # The repairs of a thousand documents are not thrown away because their comparison went wrong.
        return Findings(tuple(outcomes), (), f"Conflicts were not looked for: {unexpected(error)}")


def _write(workers: Workers[Task, Outcome], plan: Plan, found: Findings, folder: Path, job: Job, watch: Watch) -> Run:
    entries: list[DocumentEntry] = [
        failed_entry(planned.name, outcome.reason if isinstance(outcome, Failure) else "")
        for planned, outcome in zip(plan.documents, found.outcomes, strict=True)
    ]
    writes = _writes(plan, found, folder)
    files = {part for write in writes for part in _files(write)} | set(INDEX)
    before = begin(folder, files)
    places = {planned.id: place for place, planned in enumerate(plan.documents)}
    watch("writing", 0, len(writes))
    for done, (number, outcome) in enumerate(workers.run(writes), 1):
        place = places[writes[number].planned.id]
        if isinstance(outcome, Failure):
            entries[place] = failed_entry(plan.documents[place].name, outcome.reason)
            files -= set(_files(writes[number]))
        else:
            assert isinstance(outcome, DocumentEntry)
            entries[place] = outcome
        watch("writing", done, len(writes))
    entries += [failed_entry(name, reason) for name, reason in plan.refused]
    unchecked = (*job.unchecked, found.problem) if found.problem else job.unchecked
    summary = RunSummary(
        name=folder.name,
        documents=tuple(entries),
        conflicts=found.conflicts,
        made_by=job.settings(grammar=False).made_by,
        unchecked=unchecked,
    )
    pages = render_index(summary, RenderOptions(index="index"))
    for name, text in zip(INDEX, (pages.html, pages.markdown, pages.json), strict=True):
        write_whole(folder, name, text.encode("utf-8", "surrogatepass"))
    finish(folder, files, before)
    failures = tuple(entry.failure for entry in entries if entry.failure)
    return Run(folder, summary, totals(summary), (*failures, found.problem) if found.problem else failures)


def _writes(plan: Plan, found: Findings, folder: Path) -> list[Write]:
    of: defaultdict[str, list[Conflict]] = defaultdict(list)
    for conflict in found.conflicts:
        for name in dict.fromkeys(evidence.document for evidence in conflict.evidence if evidence.document):
            of[name].append(conflict)
    reports = {
        planned.name: (planned, with_conflicts(outcome.report, of[planned.name]))
        for planned, outcome in zip(plan.documents, found.outcomes, strict=True)
        if isinstance(outcome, Examined)
    }
    told = {name: document_entry(reports[name][1], links(reports[name][0])) for name in of}
    return [
        Write(
            planned, report, folder, {e.document: told[e.document] for c in of[name] for e in c.evidence if e.document}
        )
        for name, (planned, report) in reports.items()
    ]


def _files(write: Write) -> tuple[str, ...]:
    place = links(write.planned)
    return place.html, place.markdown, place.json, place.text
