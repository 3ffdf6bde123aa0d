"""What is done with one document: examine it, and later write its files."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from normalize.batch.files import write_whole
from normalize.batch.plan import Planned
from normalize.batch.rules import rule_texts
from normalize.config import Config
from normalize.errors import NormalizeError
from normalize.model import Document, Facts, Report
from normalize.pipeline import Examined, Grammar, Settings, as_document, examine
from normalize.report import DocumentEntry, Links, RenderOptions, document_entry, render_document


@dataclass(frozen=True, slots=True)
class Job:
    """What every process needs to know; picklable. `connect` reaches the run's grammar checker, if there is one."""

    config: Config = Config()
    facts: Facts = Facts()
    connect: Callable[[], Grammar] | None = None
    unchecked: tuple[str, ...] = ()
    services: tuple[str, ...] = ()

    def settings(self, *, grammar: bool = True) -> Settings:
        """The settings of the pipeline; `grammar` False leaves the checker out."""
        check = self.connect() if grammar and self.connect is not None else None
        return Settings(
            config=self.config, facts=self.facts, grammar=check, unchecked=self.unchecked, services=self.services
        )


@dataclass(frozen=True, slots=True)
class Examine:
    """Read and examine a document. `data` is its content when it does not come from its path."""

    planned: Planned
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Write:
    """Write the files of a document below `folder`; `entries` are those its conflicts speak of."""

    planned: Planned
    report: Report
    folder: Path
    entries: dict[str, DocumentEntry] = field(default_factory=dict)


Task = Examine | Write


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no result for a document, in a sentence; `details` is the traceback of an unexpected error."""

    reason: str
    details: str = ""


Outcome = Examined | DocumentEntry | Failure


def worker(job: Job) -> Callable[[Task], Outcome]:
    """The function that does the tasks of `job`; whatever goes wrong with a document comes out as a `Failure`."""
    settings = job.settings()

    def work(task: Task) -> Outcome:
        try:
            if isinstance(task, Write):
                return _write(task)
            document = read(task.planned, job.config, task.data)
            return examine(document, settings)
        except NormalizeError as error:
            return Failure(str(error))
        except OSError as error:
            if isinstance(task, Write):
                raise  # the disk is full or the folder gone: every other document would fail as well
            return Failure(f"{task.planned.name}: cannot be read ({error.strerror or error}); check the file")
        except Exception as error:
            return unexpected(error, task.planned.name)

    return work


def lost(task: Task) -> Outcome:
    """The outcome of a task whose process died twice."""
    return Failure(
        f"{task.planned.name}: the process that worked on it was killed or crashed (out of memory, perhaps); "
        "try it alone, or split the document"
    )


def unexpected(error: Exception, where: str) -> Failure:
    """What to say of an error that nobody foresaw."""
    told = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    reason = f"{where}: an unexpected error ({told}); this is a fault of normalize, please report it"
    return Failure(reason, "".join(traceback.format_exception(error)))


def read(planned: Planned, config: Config, data: bytes | None = None) -> Document:
    """The document of a plan, under its planned name. Raises DocumentError as reading does."""
    source = planned.path if data is None else data
    document = as_document(source, name=planned.name, max_bytes=config.max_bytes)
    return replace(document, id=planned.id, name=planned.name)


def links(planned: Planned) -> Links:
    """Where the files of a document are, relative to the folder of its run."""
    return Links(
        html=f"reports/{planned.id}.html",
        markdown=f"reports/{planned.id}.md",
        json=f"reports/{planned.id}.json",
        text=str(PurePosixPath("cleaned") / planned.relative),
    )


def _write(task: Write) -> DocumentEntry:
    place, report = links(task.planned), task.report
    # Everything is made before anything is written, so that a failure leaves no half of a document behind.
    page = render_document(report, RenderOptions(root="../", index="index", entries=task.entries, rules=rule_texts()))
    cleaned = report.document.origin.splice(keyed.edit for keyed in report.applied.edits)
    write_whole(task.folder, place.text, cleaned)
    for relative, text in ((place.html, page.html), (place.markdown, page.markdown), (place.json, page.json)):
        write_whole(task.folder, relative, text.encode("utf-8", "surrogatepass"))
    return document_entry(report, place)
