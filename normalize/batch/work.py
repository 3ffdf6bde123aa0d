"""What is done with one document: examine it, and later write its files."""

from __future__ import annotations

import errno
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from normalize.batch.comparing import Compare, Compared, Comparer, Spill
from normalize.batch.examiner import Examiner, Found, Kept, read
from normalize.batch.files import WriteError
from normalize.batch.job import Job
from normalize.batch.limit import Limit, OutOfTime
from normalize.batch.outputs import Done, Page, known_entry, write_page
from normalize.batch.plan import Planned
from normalize.batch.store import Store
from normalize.errors import NormalizeError
from normalize.pipeline import Settings, examine, forms_of
from normalize.report import DocumentEntry
from normalize.stopwatch import staged


@dataclass(frozen=True, slots=True)
class Place:
    """Where a run keeps its results and writes its files, and the key of its job."""

    store: Store
    folder: Path
    key: str


@dataclass(frozen=True, slots=True)
class Examine:
    """Give the result of a document, kept or worked out. `data` is its content when it does not come from its path."""

    planned: Planned
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Keep:
    """Examine a document and keep its result in the store, if it is not there."""

    planned: Planned


@dataclass(frozen=True, slots=True)
class Write:
    """Write the files of a document whose result is in the store, unless they are there already (`before`)."""

    page: Page
    before: Done | None = None

    @property
    def planned(self) -> Planned:
        """The document."""
        return self.page.planned


@dataclass(frozen=True, slots=True)
class Written:
    """The files of a document are as they should be; `fresh` when they were written just now."""

    entry: DocumentEntry
    done: Done
    fresh: bool

    @property
    def repairs(self) -> int:
        """How many repairs the document has."""
        return self.entry.counts.applied if self.entry.counts else 0


Task = Examine | Keep | Write | Spill | Compare


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no result for a document, in a sentence; `details` is the traceback of an unexpected error."""

    reason: str
    details: str = ""


Outcome = Found | Kept | Written | Compared | Failure


def worker(job: Job, place: Place | None) -> Callable[[Task], Outcome]:
    """The function that does the tasks of `job`; whatever goes wrong with a document comes out as a `Failure`.

    Without a place there is only one kind of task, Examine, and no result is kept. A failed write into the run's folder
    or of a run's result is raised, as every other document would fail as well, unless it is for the document's name.
    """
    desk = _Desk(job, place)

    def work(task: Task) -> Outcome:
        if isinstance(task, Spill | Compare):
            return desk.compare(task)
        try:
            with desk.limit.hold():
                return desk.do(task)
        except OutOfTime:
            desk.start_anew()
            return Failure(_late(task.planned.name, job.config.document_timeout_s))
        except NormalizeError as error:
            return Failure(str(error))
        except WriteError as error:
            if error.errno != errno.ENAMETOOLONG:
                raise
            return Failure(f"{task.planned.name}: its name is too long to be written below this folder; rename it")
        except OSError as error:
            return Failure(f"{task.planned.name}: cannot be read ({error.strerror or error}); check the file")
        except Exception as error:
            return unexpected(error, task.planned.name)

    return work


class _Desk:
    """What a process needs for its tasks."""

    def __init__(self, job: Job, place: Place | None) -> None:
        self._job = job
        self._place = place
        self.limit = Limit(job.config.document_timeout_s)

    @cached_property
    def _settings(self) -> Settings:
        return self._job.settings()

    def start_anew(self) -> None:
        """Make services anew: a request that was broken off may still be answered."""
        self.__dict__.pop("_settings", None)

    @cached_property
    def _comparer(self) -> Comparer:
        return Comparer(self._job.facts)

    def compare(self, task: Spill | Compare) -> Compared:
        return self._comparer.spill(task, self._examiner) if isinstance(task, Spill) else self._comparer.compare(task)

    @property
    def _examiner(self) -> Examiner:
        assert self._place is not None
        return Examiner(self._job, self._place.store, self._place.key, lambda: self._settings)

    def do(self, task: Examine | Keep | Write) -> Outcome:
        if isinstance(task, Examine):
            return self._find(task)
        assert self._place is not None
        examiner = self._examiner
        if isinstance(task, Keep):
            return examiner.keep(task.planned)
        page, store, folder = task.page, self._place.store, self._place.folder
        entry = known_entry(folder, page, task.before, store)
        if entry is not None and task.before is not None:
            return Written(entry, task.before, fresh=False)
        report = examiner.report(task.planned, page.key)
        with staged(self._job.watch, "write the reports"):
            entry, done = write_page(folder, page, report, store)
        return Written(entry, done, fresh=True)

    def _find(self, task: Examine) -> Found:
        # What comes from standard input may be a text under way in an editor: it is not kept.
        if self._place is not None and task.data is None:
            return self._examiner.find(task.planned)
        document = read(task.planned, self._job.config, task.data)
        examined = examine(document, self._settings.taught(task.planned.words))
        return Found(examined, forms_of(examined.report, self._job.config))


def lost(task: Task) -> Outcome:
    """The outcome of a task whose process died twice."""
    name = "a part of the comparison" if isinstance(task, Spill | Compare) else task.planned.name
    return Failure(
        f"{name}: the process that worked on it was killed, crashed or hung (out of memory, perhaps); "
        "try it alone, or split the document"
    )


def unexpected(error: Exception, where: str) -> Failure:
    """What to say of an error that nobody foresaw."""
    told = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    reason = f"{where}: an unexpected error ({told}); this is a fault of normalize, please report it"
    return Failure(reason, "".join(traceback.format_exception(error)))


def _late(name: str, seconds: int) -> str:
    return (
        f"{name}: it took longer than {seconds} seconds and was set aside; "
        f"`normalize retry` with --document-timeout-s {seconds * 10} gives it more time"
    )
