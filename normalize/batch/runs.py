"""A finished run, read back from its folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from normalize.batch.outputs import keeps_source, source_of
from normalize.batch.record import read_record
from normalize.errors import DocumentError, UsageError
from normalize.model import Origin, Report
from normalize.pipeline import as_document
from normalize.report import read_report

_INDEX = "index.json"


@dataclass(frozen=True, slots=True)
class RunFiles:
    """The files of one document of a run, relative to the run's folder: its report's JSON and its cleaned text."""

    id: str
    name: str
    report: str
    cleaned: str


def run_files(folder: Path) -> tuple[RunFiles, ...]:
    """The documents of the run in `folder` that have a report, in the order of its index.

    Raises UsageError when the folder holds no run, or an index that names files outside it.
    """
    path = folder / _INDEX
    try:
        index: Any = json.loads(path.read_bytes())
        documents = [
            RunFiles(str(d["id"]), str(d["name"]), str(d["links"]["json"]), str(d["links"]["text"]))
            for d in index["documents"]
            if d["links"]["json"]
        ]
    except OSError as error:
        raise UsageError(
            f"{path}: cannot be read ({error.strerror or error}); name the folder of a finished run, such as out/news"
        ) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UsageError(f"{path}: this is no index of a run; make the run again with `normalize clean`") from error
    for file in (file for document in documents for file in (document.report, document.cleaned)):
        if PurePosixPath(file).is_absolute() or ".." in PurePosixPath(file).parts:
            raise UsageError(f"{path}: it names a file outside the run; make the run again with `normalize clean`")
    return tuple(documents)


def run_reports(folder: Path) -> Iterator[Report]:
    """The reports of the run in `folder`, one after the other, in the order of its index.

    They cannot write into their sources' bytes; `with_source` can. Raises UsageError when the folder holds no run,
    DocumentError when one of its reports cannot be read.
    """
    for files in run_files(folder):
        yield run_report(folder, files)


def run_report(folder: Path, files: RunFiles) -> Report:
    """One report of the run in `folder`. Raises DocumentError when it cannot be read."""
    data = _read(folder / files.report)
    try:
        return read_report(data)
    except DocumentError as error:
        raise DocumentError(f"{folder / files.report}: {error}") from error


def with_source(folder: Path, files: RunFiles, report: Report) -> Report:
    """`report` with the bytes of its source at hand: edits can be spliced into them.

    The run keeps a copy of a source only where it must: else its bytes are the cleaned ones with every edit taken
    back. Raises DocumentError when they are not those that the report was made from.
    """
    kept = keeps_source(files.name)
    tracked = kept and _writes_tracked(folder)
    path = folder / (source_of(files.cleaned) if kept else files.cleaned)
    try:
        source = as_document(_read(path), name=files.name, max_bytes=2**63, tracked_changes=tracked)
        if not kept:
            source = as_document(source.origin.splice(report.applied.inverse), name=files.name, max_bytes=2**63)
    except (ValueError, DocumentError) as error:
        raise DocumentError(
            f"{path}: it was changed since the run; make the run again with `normalize clean`"
        ) from error
    if source.sha256 != report.document.sha256 or source.text != report.document.text:
        raise DocumentError(f"{path}: it was changed since the run; make the run again with `normalize clean`")
    origin: Origin = source.origin
    return replace(report, document=replace(report.document, origin=origin))


def _writes_tracked(folder: Path) -> bool:
    """Whether the run was made to write tracked changes; one without a record was not."""
    try:
        return bool(dict(read_record(folder).options).get("tracked_changes"))
    except UsageError:
        return False


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read ({error.strerror or error}); make the run again") from error
