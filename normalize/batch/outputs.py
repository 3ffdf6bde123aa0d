"""The files of a run: where they are, how a document's are written, and how it shows that they need not be."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from normalize.batch.files import WORK, write_streamed, write_whole, writing
from normalize.batch.findings import keep_findings
from normalize.batch.keys import key_of
from normalize.batch.plan import Planned, report_file
from normalize.batch.rules import rule_texts
from normalize.batch.store import Store
from normalize.ingest.endings import MARKDOWN, PLAIN, media_of
from normalize.model import Conflict, Report
from normalize.pipeline import with_conflicts, with_unchecked
from normalize.report import (
    DocumentEntry,
    Links,
    RenderOptions,
    RunSummary,
    document_entry,
    index_parts,
    render_document,
)

ENTRY = "entry"
INDEX = ("index.html", "index.md", "index.json")


@dataclass(frozen=True, slots=True)
class Done:
    """Files that have been written: `made_from` is the key of what they tell, `digest` a hash of their bytes."""

    made_from: str
    digest: str


@dataclass(frozen=True, slots=True)
class Page:
    """What the files of a document are made from, but for its report, which the store has under `key`.

    `conflicts` are those with evidence in the document, `entries` the documents that they speak of, `unjudged` a
    sentence for `unchecked`, if there is one.
    """

    planned: Planned
    key: str
    conflicts: tuple[Conflict, ...] = ()
    entries: dict[str, DocumentEntry] = field(default_factory=dict)
    unjudged: str = ""

    @property
    def made_from(self) -> str:
        """The key of everything that the files are made from."""
        relative = str(self.planned.relative)
        return key_of(self.key, relative, self.conflicts, sorted(self.entries.items()), self.unjudged)


def links(planned: Planned) -> Links:
    """Where the files of a document are, relative to the folder of its run.

    The cleaned text of a member stands apart: below `cleaned` lies its container.
    """
    cleaned = "cleaned" if planned.member is None else "members"
    return Links(
        html=f"reports/{planned.id}.html",
        markdown=f"reports/{planned.id}.md",
        json=report_file(planned.id),
        text=str(PurePosixPath(cleaned) / planned.relative),
    )


def files_of(planned: Planned) -> tuple[str, ...]:
    """The files of a document, relative to the folder of its run."""
    place = links(planned)
    source = (source_of(place.text),) if keeps_source(planned.name) else ()
    return place.text, place.html, place.markdown, place.json, *source


def keeps_source(name: str) -> bool:
    """Whether a run keeps the source of a document: where the cleaned one does not tell all of it.

    From plain text and Markdown every edit can be taken back; a page forgets, say, how a sign was written.
    """
    return media_of(name) not in (PLAIN, MARKDOWN)


def source_of(cleaned: str) -> str:
    """Where the source of a document is, by the place of its cleaned text."""
    return str(PurePosixPath("sources", *PurePosixPath(cleaned).parts))


def finished_report(report: Report, page: Page) -> Report:
    """The report with its conflicts, and with what could not be judged of them."""
    told = with_conflicts(report, page.conflicts)
    return with_unchecked(told, page.unjudged) if page.unjudged else told


def entry_of(report: Report, planned: Planned) -> DocumentEntry:
    """The entry of a finished report in the index."""
    return document_entry(report, links(planned))


def known_entry(folder: Path, page: Page, done: Done | None, store: Store) -> DocumentEntry | None:
    """The entry of a document whose files are as they would be written; None when they must be."""
    if done is None or done.made_from != page.made_from:
        return None
    if digest_of(folder, files_of(page.planned)) != done.digest:
        return None
    return store.get(ENTRY, done.made_from, DocumentEntry)


def write_page(folder: Path, page: Page, report: Report, store: Store) -> tuple[DocumentEntry, Done]:
    """Write the files of a document.

    Raises WriteError when that fails, DocumentError when an edit cannot be written in the source's encoding.
    """
    finished = finished_report(report, page)
    # Everything is made before anything is written, so that a failure leaves no half of a document behind.
    options = RenderOptions(root="../", index="index", entries=page.entries, rules=rule_texts())
    made = render_document(finished, options)
    cleaned = finished.document.origin.splice(keyed.edit for keyed in finished.applied.edits)
    texts = (made.html, made.markdown, made.json)
    source = (finished.document.origin.splice(()),) if keeps_source(page.planned.name) else ()
    data = (cleaned, *(text.encode("utf-8", "surrogatepass") for text in texts), *source)
    write_files(folder, zip(files_of(page.planned), data, strict=True))
    entry, made_from = entry_of(finished, page.planned), page.made_from
    with writing():
        store.put(ENTRY, made_from, entry)
        keep_findings(finished, made_from, store)
    return entry, Done(made_from, _joined(data))


def write_files(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write files of a run that is under way, each whole or not at all."""
    with writing():
        for relative, data in files:
            write_whole(folder, relative, data, folder / WORK)


def write_index(folder: Path, summary: RunSummary) -> str:
    """Write the index of a run piece by piece; the digest of its files. Raises WriteError."""
    digests: list[bytes] = []

    def pour(parts: Iterable[str], file: BinaryIO) -> None:
        digest = hashlib.sha256()
        for part in parts:
            data = part.encode("utf-8", "surrogatepass")
            digest.update(data)
            file.write(data)
        digests.append(digest.digest())

    with writing():
        for name, parts in zip(INDEX, index_parts(summary, RenderOptions(index="index")), strict=True):
            write_streamed(folder, name, partial(pour, parts), folder / WORK)
    return hashlib.sha256(b"".join(digests)).hexdigest()


def digest_of(folder: Path, files: Iterable[str]) -> str:
    """One hash of the bytes of several files of a run; empty when one of them cannot be read."""
    try:
        return _joined((folder / PurePosixPath(name)).read_bytes() for name in files)
    except OSError:
        return ""


def _joined(data: Iterable[bytes]) -> str:
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in data)).hexdigest()


def without_statements(entry: DocumentEntry) -> DocumentEntry:
    """An entry as pages of other documents need it: with its passages, without what it states."""
    return replace(entry, statements=())
