"""Where the bytes of a planned document come from, and containers written anew around the cleaned ones."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from normalize.batch.files import WORK, write_over, write_streamed, writing
from normalize.batch.plan import Held, Planned
from normalize.errors import DocumentError
from normalize.ingest.containers import Container, Place, container_of

#: Containers that a process keeps open, so that members that are asked for in their order are read in one pass.
_OPEN = 4


def content(planned: Planned) -> Path | bytes:
    """The file of a document, or the bytes of a member of a container.

    Raises DocumentError when the container cannot be read or was changed since it was planned.
    """
    if planned.member is None:
        return planned.path
    status = _status(planned.path)
    return _opened(planned.path, *status).read(planned.member.place)


def container_file(held: Held) -> str:
    """Where a container is written, relative to the folder of its run."""
    return str(PurePosixPath("cleaned") / held.relative)


def write_container(held: Held, folder: Path, edited: Callable[[Planned], Path | None]) -> None:
    """Write a container into the run in `folder`; `edited` gives the file of a document's new content, if it has one.

    A container of which nothing is edited is copied, byte for byte. The file appears whole or not at all. Raises
    DocumentError when the container cannot be read, WriteError when it cannot be written.
    """
    with writing():
        write_streamed(folder, container_file(held), lambda file: _rebuild(held, edited, file), folder / WORK)


def renew_container(path: Path, new: Mapping[Place, bytes]) -> None:
    """Write the container at `path` itself anew, with `new` contents for some members; whole or not at all.

    Raises DocumentError when it cannot be read, OSError when it cannot be written.
    """
    container = container_of(path)
    assert container is not None, "planned as a container"
    write_over(path, lambda file: container.rewrite(file, new, new.__getitem__))


def _rebuild(held: Held, edited: Callable[[Planned], Path | None], target: BinaryIO) -> None:
    files = {p.member.place: file for p in held.documents if p.member is not None and (file := edited(p)) is not None}
    container = container_of(held.path)
    if container is None or not files:
        with held.path.open("rb") as source:
            shutil.copyfileobj(source, target)
        return

    container.rewrite(target, files, lambda place: files[place].read_bytes())


@lru_cache(maxsize=_OPEN)
def _opened(path: Path, size: int, time: int) -> Container:
    container = container_of(path)
    assert container is not None, "planned as a container"
    return container


def _status(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError as error:
        raise DocumentError(f"{path} could not be read ({error.strerror or error}): check the path.") from error
    return status.st_size, status.st_mtime_ns
