"""Examines documents and keeps what came out; what was kept before is not worked out again."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from normalize.batch.files import writing
from normalize.batch.job import Job
from normalize.batch.keys import document_key, key_of
from normalize.batch.plan import Planned
from normalize.batch.sources import content
from normalize.batch.store import Store
from normalize.config import Config
from normalize.errors import DocumentError
from normalize.model import Document, Report
from normalize.pipeline import Examined, Forms, Reading, Settings, as_document, examine, forms_of
from normalize.stopwatch import staged

REPORT, READING, FORMS = "report", "reading", "forms"
NO_FORMS = Forms()
_CHUNK = 2**20


@dataclass(frozen=True, slots=True)
class Kept:
    """A document's result is in the store under `key`; `fresh` when it was worked out just now, with `repairs`.

    `forms` are what the document teaches the batch.
    """

    key: str
    fresh: bool
    repairs: int = 0
    forms: Forms = NO_FORMS


@dataclass(frozen=True, slots=True)
class Found:
    """A document's result itself, and what the document teaches the batch.

    `key` is that of the result in the store, empty where none is kept; `fresh` as in `Kept`.
    """

    examined: Examined
    forms: Forms
    key: str = ""
    fresh: bool = True


class Examiner:
    """Examines the documents of a job. `key` is the key of the job; results are kept in `store`.

    `settings` are asked for when the first document must be examined: they take a while to make.
    """

    def __init__(self, job: Job, store: Store, key: str, settings: Callable[[], Settings]) -> None:
        self._job = job
        self._store = store
        self._key = key
        self._settings = settings

    def holds(self, planned: Planned) -> bool:
        """Whether the result of a document is in the store, so that it need not be examined."""
        key = self._key_of_file(planned)
        return bool(key) and all(self._store.has(kind, key) for kind in (REPORT, READING, FORMS))

    def keep(self, planned: Planned) -> Kept:
        """Examine a document unless its result is in the store.

        Raises DocumentError when it cannot be read, WriteError when its result cannot be written.
        """
        key = self._key_of_file(planned)
        if key and self._store.has(REPORT, key) and self._store.has(READING, key):
            forms = self._store.get(FORMS, key, Forms)
            if forms is not None:
                return Kept(key, fresh=False, forms=forms)
        key, examined = self._examine(planned)
        forms = forms_of(examined.report, self._job.config)
        with writing(), staged(self._job.watch, "keep the result"):
            self._put(key, examined, forms)
        return Kept(key, fresh=True, repairs=len(examined.report.applied.edits), forms=forms)

    def find(self, planned: Planned) -> Found:
        """The result of a document, from the store if it is there; else it is kept, if it can be written.

        Raises DocumentError when the document cannot be read.
        """
        key = self._key_of_file(planned)
        if key:
            report, reading = self._store.get(REPORT, key, Report), self._store.get(READING, key, Reading)
            forms = self._store.get(FORMS, key, Forms)
            if report is not None and reading is not None and forms is not None:
                return Found(Examined(report, reading), forms, key, fresh=False)
        key, examined = self._examine(planned)
        forms = forms_of(examined.report, self._job.config)
        with suppress(OSError):
            self._put(key, examined, forms)
        return Found(examined, forms, key)

    def _put(self, key: str, examined: Examined, forms: Forms) -> None:
        self._store.put(READING, key, examined.reading)
        self._store.put(REPORT, key, examined.report)
        self._store.put(FORMS, key, forms)

    def report(self, planned: Planned, key: str) -> Report:
        """The report kept under `key`; made again when the store has lost it. Raises DocumentError as `keep`."""
        return self._store.get(REPORT, key, Report) or self._again(planned, key).report

    def reading(self, planned: Planned, key: str) -> Reading:
        """What the document kept under `key` states; read again when the store has lost it."""
        return self._store.get(READING, key, Reading) or self._again(planned, key).reading

    def _again(self, planned: Planned, key: str) -> Examined:
        now, examined = self._examine(planned)
        if now != key:
            raise DocumentError(f"{planned.name}: it was changed while the run went on; make the run again")
        return examined

    def _examine(self, planned: Planned) -> tuple[str, Examined]:
        settings, watch = self._settings().taught(planned.words), self._job.watch
        with staged(watch, "read"):
            document = read(planned, self._job.config)
        if watch is not None:
            watch.documents += 1
            watch.size += len(document.text.encode("utf-8", "surrogatepass"))
        examined = examine(document, settings)
        key = document_key(self._key, planned, document.sha256)
        if examined.report.unchecked != (*settings.unchecked, *document.notes):
            # A service failed on the way. What it would have found is sought again by the next run.
            key = key_of(key, examined.report.unchecked)
        return key, examined

    def _key_of_file(self, planned: Planned) -> str:
        """The key of a document by the bytes of its file; empty when reading it will say what is wrong."""
        digest = hashlib.sha256()
        source = content(planned)
        if isinstance(source, bytes):
            return document_key(self._key, planned, hashlib.sha256(source).hexdigest())
        try:
            status = planned.path.stat()
            if not stat.S_ISREG(status.st_mode) or status.st_size > self._job.config.max_bytes:
                return ""
            with planned.path.open("rb") as file:
                while data := file.read(_CHUNK):
                    digest.update(data)
        except (OSError, ValueError):
            return ""
        return document_key(self._key, planned, digest.hexdigest())


def read(planned: Planned, config: Config, data: bytes | None = None) -> Document:
    """The document of a plan, under its planned name. Raises DocumentError as reading does."""
    source = content(planned) if data is None else data
    document = as_document(
        source, name=planned.name, max_bytes=config.max_bytes, tracked_changes=config.tracked_changes
    )
    return replace(document, id=planned.id, name=planned.name)
