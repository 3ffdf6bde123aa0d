"""A run that is being made, stage by stage: examine every document, compare them all, write what came out.

The parent holds a light row for each document; results lie in the store until their files are written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from normalize.batch.comparing import SHARD, Spread
from normalize.batch.engine import Engine
from normalize.batch.examiner import Examiner, Kept
from normalize.batch.files import WORK
from normalize.batch.findings import TABLE, are_written, findings_of, write_findings
from normalize.batch.job import Job
from normalize.batch.keys import conflicts_key, key_of
from normalize.batch.lesson import Lesson
from normalize.batch.log import Line, Log
from normalize.batch.outputs import (
    INDEX,
    Done,
    Page,
    digest_of,
    entry_of,
    files_of,
    finished_report,
    without_statements,
    write_index,
)
from normalize.batch.plan import Plan, Planned
from normalize.batch.said import SaidByDocuments
from normalize.batch.sources import write_container
from normalize.batch.store import CONFLICTS
from normalize.batch.totals import Totals, totals
from normalize.batch.watch import Tally, Watch
from normalize.batch.work import Failure, Keep, Outcome, Place, Write, Written, unexpected
from normalize.errors import DocumentError
from normalize.model import Conflict, Report
from normalize.pipeline import Reading, compare_kept, compare_shards, remarked
from normalize.report import DocumentEntry, RunSummary, failed_entry


@dataclass(frozen=True, slots=True)
class Run:
    """A finished run: its folder, its summary, its totals, and what could not be done."""

    folder: Path
    summary: RunSummary
    totals: Totals
    failures: tuple[Failure, ...]


class Making:
    """A run that is being made, stage by stage."""

    def __init__(self, plan: Plan, job: Job, place: Place, log: Log, watch: Watch) -> None:
        self._plan = plan
        self._job = job
        self._place = place
        self._log = log
        self._watch = watch
        self._examiner = Examiner(job, place.store, place.key, job.settings)
        self._keys: dict[str, str] = {}
        self._failed: dict[str, Failure] = {}
        self._conflicts: tuple[Conflict, ...] = ()
        self._unjudged: dict[str, str] = {}
        self._problem: Failure | None = None
        self._entries: dict[str, DocumentEntry] = {}
        self._said = SaidByDocuments()
        self._unwritten: list[Failure] = []

    @property
    def finished(self) -> list[str]:
        """The ids of the documents whose files are written, in the order of the plan."""
        return [planned.id for planned in self._written()]

    @property
    def files(self) -> Iterator[str]:
        """The files of the documents that are written."""
        return (name for planned in self._written() for name in files_of(planned))

    def examine(self, workers: Engine) -> None:
        """Bring the result of every document into the store; those that the others teach a word are examined again."""
        lesson = Lesson(self._job.config)
        keys = self._keep("examining", self._plan.documents, workers, lesson)
        taught = lesson.taught()
        if taught:
            documents = tuple(replace(p, words=taught.get(p.id, ())) for p in self._plan.documents)
            self._plan = replace(self._plan, documents=documents)
            again = [planned for planned in documents if planned.words]
            keys |= self._keep("examining again", again, workers, Lesson(self._job.config))
        # In the order of the plan, whichever came first.
        self._keys = {p.id: keys[p.id] for p in self._plan.documents if p.id in keys and p.id not in self._failed}

    def _keep(self, stage: str, documents: Sequence[Planned], workers: Engine, lesson: Lesson) -> dict[str, str]:
        """The keys of the results of documents, by id, now that they are in the store."""
        keys: dict[str, str] = {}
        for planned, outcome in self._watched(stage, documents, workers.run(map(Keep, documents), len(documents))):
            if isinstance(outcome, Failure):
                self._failed[planned.id] = outcome
            else:
                assert isinstance(outcome, Kept)
                keys[planned.id] = outcome.key
                lesson.add(planned.id, outcome.forms)
        return keys

    def compare(self, workers: Engine) -> None:
        """Seek the conflicts within and across the documents and against the facts."""
        store, config = self._place.store, self._job.config
        key = conflicts_key(self._place.key, self._keys.values())
        found = store.get(CONFLICTS, key, tuple)
        if found is not None:
            self._conflicts = found
            return
        by_name = {planned.name: planned for planned in self._kept()}
        work = self._place.folder / WORK / "compare"
        work.mkdir(exist_ok=True)

        def report_of(name: str) -> Report:
            planned = by_name[name]
            return self._examiner.report(planned, self._keys[planned.id])

        try:
            kept = [(planned, self._keys[planned.id]) for planned in self._kept()]
            if len(kept) <= SHARD:
                conflicts = compare_kept(self._readings(), self._job.facts, work, report_of)
            else:
                spread = Spread(workers, work.absolute())
                paths = spread.spill(kept)
                conflicts = compare_shards(paths, self._job.facts, partial(spread.parts, paths), report_of)
            self._conflicts, self._unjudged = remarked(conflicts, config)
        except OSError:
            raise
        except Exception as error:
            # The repairs of a thousand documents are not thrown away because their comparison went wrong.
            self._problem = no_conflicts(error)
            return
        if not self._unjudged:
            store.put(CONFLICTS, key, self._conflicts)

    def write(self, workers: Engine) -> None:
        """Write the files of every document, with its conflicts and what other documents have to do with them."""
        documents = list(self._kept())
        outcomes = workers.run(self._writes(documents), len(documents))
        for planned, outcome in self._watched("writing", documents, outcomes):
            if isinstance(outcome, Failure):
                self._failed[planned.id] = outcome
                continue
            assert isinstance(outcome, Written)
            self._entries[planned.id] = without_statements(outcome.entry)
            self._said.add(planned.id, outcome.entry.statements)
            self._log.note(Line(planned.id, self._keys[planned.id], outcome.done))

    def write_containers(self) -> None:
        """Write the containers of the plan anew, around the cleaned texts of their members."""
        folder = self._place.folder

        def edited(planned: Planned) -> Path | None:
            entry = self._entries.get(planned.id)
            return folder / entry.links.text if entry and entry.counts and entry.counts.applied else None

        for held in self._plan.containers:
            try:
                write_container(held, folder, edited)
            except DocumentError as error:
                self._unwritten.append(Failure(str(error)))

    def index(self) -> Run:
        """Write the index; the run."""
        plan, job, folder = self._plan, self._job, self._place.folder
        problem = (*self._unwritten, *((self._problem,) if self._problem else ()))
        summary = RunSummary(
            name=folder.name,
            documents=(
                *map(self._told_of, plan.documents),
                *(failed_entry(name, reason) for name, reason in plan.refused),
            ),
            conflicts=self._conflicts,
            made_by=job.settings(grammar=False).made_by,
            unchecked=(*job.unchecked, *plan.blank, *(failure.reason for failure in problem)),
            facts=job.facts.facts,
        )
        self._write_findings()
        self._write_index(summary)
        refused = tuple(Failure(reason) for _, reason in plan.refused)
        ordered = tuple(self._failed[planned.id] for planned in plan.documents if planned.id in self._failed)
        return Run(folder, summary, totals(summary), (*ordered, *refused, *problem))

    def _told_of(self, planned: Planned) -> DocumentEntry:
        """What the index tells of a document."""
        entry = self._entries.get(planned.id)
        if entry is None:
            return failed_entry(planned.name, self._failed[planned.id].reason)
        return replace(entry, statements=self._said.repeated(planned.id))

    def _write_findings(self) -> None:
        """Write the table of findings, unless it is as it would be written."""
        lines = self._noted()
        made_from = key_of(tuple(line.done.made_from for line in lines))
        folder, before = self._place.folder, self._log.before(TABLE)
        if before and before.done.made_from == made_from and are_written(folder, before.done.digest):
            return
        store = self._place.store
        texts = (findings_of(folder, line.id, line.done.made_from, store) for line in lines)
        self._log.note(Line(TABLE, "", Done(made_from, write_findings(folder, texts))))

    def _write_index(self, summary: RunSummary) -> None:
        pages = tuple(line.done.made_from for line in self._noted())
        failed = tuple((entry.name, entry.failure) for entry in summary.documents if entry.failure)
        made_from = key_of(self._place.key, summary.name, pages, failed, summary.conflicts, summary.unchecked)
        before = self._log.before("")
        folder = self._place.folder
        if before and before.done.made_from == made_from and before.done.digest == digest_of(folder, INDEX):
            return
        self._log.note(Line("", "", Done(made_from, write_index(folder, summary))))

    def _noted(self) -> list[Line]:
        """What the log has of the documents that are written."""
        return [line for line in map(self._log.before, self.finished) if line]

    def _written(self) -> Iterator[Planned]:
        return (planned for planned in self._plan.documents if planned.id in self._entries)

    def _kept(self) -> Iterator[Planned]:
        return (planned for planned in self._plan.documents if planned.id in self._keys)

    def _readings(self) -> Iterator[Reading]:
        return (self._examiner.reading(planned, self._keys[planned.id]) for planned in self._kept())

    def _writes(self, documents: Iterable[Planned]) -> Iterator[Write]:
        conflicts: defaultdict[str, list[Conflict]] = defaultdict(list)
        for conflict in self._conflicts:
            for name in _documents(conflict):
                conflicts[name].append(conflict)
        entries = self._spoken_of(conflicts)
        for planned in documents:
            told = tuple(conflicts.get(planned.name, ()))
            spoken = {name: entries[name] for conflict in told for name in _documents(conflict)}
            unjudged = self._unjudged.get(planned.name, "")
            before = self._log.before(planned.id)
            page = Page(planned, self._keys[planned.id], told, spoken, unjudged)
            yield Write(page, before.done if before else None)

    def _spoken_of(self, conflicts: Mapping[str, list[Conflict]]) -> dict[str, DocumentEntry]:
        """The entries of the documents that conflicts speak of: pages need their passages, not their statements."""
        entries: dict[str, DocumentEntry] = {}
        for planned in self._kept():
            told = conflicts.get(planned.name)
            if told:
                page = Page(planned, self._keys[planned.id], tuple(told), {}, self._unjudged.get(planned.name, ""))
                report = finished_report(self._examiner.report(planned, page.key), page)
                entries[planned.name] = without_statements(entry_of(report, planned))
        return entries

    def _watched(
        self, stage: str, documents: Sequence[Planned], outcomes: Iterable[tuple[int, Outcome]]
    ) -> Iterator[tuple[Planned, Outcome]]:
        tally = Tally()
        self._watch(stage, 0, len(documents), tally)
        for done, (number, outcome) in enumerate(outcomes, 1):
            yield documents[number], outcome
            if isinstance(outcome, Failure):
                tally = tally.plus(failed=1)
            elif isinstance(outcome, Kept | Written):
                tally = tally.plus(repairs=outcome.repairs, done=0 if outcome.fresh else 1)
            self._watch(stage, done, len(documents), tally)


def no_conflicts(error: Exception) -> Failure:
    """What to say when the comparison went wrong."""
    return unexpected(error, "conflicts were not looked for")


def _documents(conflict: Conflict) -> dict[str, None]:
    """The names of the documents that a conflict speaks of, each once."""
    return dict.fromkeys(evidence.document for evidence in conflict.evidence if evidence.document)
