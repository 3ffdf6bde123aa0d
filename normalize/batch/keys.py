"""Keys: one name for everything that the result of a document depends on. Equal keys, equal results."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

from normalize.batch.job import Job
from normalize.batch.plan import Planned
from normalize.packaged import PACKAGE, templates_folder
from normalize.version import __version__

_NAME = re.compile(r"[A-Za-z0-9._-]++")


def key_of(*parts: object) -> str:
    """A key of anything whose `repr` tells all that matters of it."""
    return hashlib.sha256("\x1f".join(map(repr, parts)).encode("utf-8", "surrogatepass")).hexdigest()


def job_key(job: Job) -> str:
    """The key of everything that all documents of a run share: program, configuration, facts, services."""
    grammar = job.connect is not None
    return key_of(program_key(), job.config.fingerprint, job.facts, grammar, job.unchecked, job.services)


def document_key(job: str, planned: Planned, sha256: str) -> str:
    """The key of a document: its content, what it is called in reports, and what its batch teaches about it."""
    return key_of(job, planned.id, planned.name, planned.path.suffix.lower(), sha256, planned.words)


def conflicts_key(job: str, documents: Iterable[str]) -> str:
    """The key of the conflicts of documents whose results have these keys."""
    return key_of("conflicts", job, tuple(documents))


@cache
def program_key() -> str:
    """The key of the program itself: its own files, its libraries, and the Python that runs it.

    Files are told by size and time: an installation is not read through at every start, and one that changed in any
    way has another key.
    """
    folders = (PACKAGE, templates_folder())
    files = [(str(path), *status) for folder in folders for path, status in sorted(_files(folder))]
    return key_of(__version__, sys.version, tuple(files), tuple(_libraries()))


def _files(folder: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        for name in names:
            status = os.stat(os.path.join(place, name))
            yield os.path.relpath(os.path.join(place, name), folder), (status.st_size, status.st_mtime_ns)


def _libraries() -> Iterator[tuple[str, str]]:
    try:
        required = metadata.requires("normalize") or []
    except metadata.PackageNotFoundError:
        required = []
    for line in required:
        name = _NAME.match(line)
        if name is None or "extra ==" in line:
            continue
        try:
            yield name[0], metadata.version(name[0])
        except metadata.PackageNotFoundError:
            continue
