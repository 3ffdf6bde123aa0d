"""Write files whole or not at all, and only inside the folder of the run."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from normalize.errors import NormalizeError, UsageError

#: Lists the files of a run, one a line; its presence says that the folder is a run and may be written again.
MANIFEST = ".normalize-files"
#: Below the folder of a run while it is made: files that are not whole yet, and what does not fit into memory.
WORK = ".normalize-work"
#: In the work folder: the store of a run that keeps nothing between runs. A run that was stopped goes on with it.
KEPT = "store"


class WriteError(OSError):
    """Something could not be written, and nothing else can be either: the disk is full, or the folder is gone."""


@contextmanager
def writing() -> Iterator[None]:
    """Whatever the system refuses in this block is raised as WriteError."""
    try:
        yield
    except OSError as error:
        raise WriteError(error.errno, error.strerror or str(error), error.filename) from error


def write_whole(root: Path, relative: PurePosixPath | str, data: bytes, work: Path | None = None) -> Path:
    """Write `data` to `root/relative`: the file appears complete or not at all, whatever happens to this process.

    With `work`, a folder of the same file system, the unfinished file lies there, and the system may take its time to
    bring the data to the disk: for files that are looked at again when a run goes on. Raises ValueError when the place
    is outside `root` (by its name, or by a link that stands there) and OSError when it cannot be written.
    """
    return write_streamed(root, relative, lambda file: file.write(data), work)


def write_streamed(
    root: Path, relative: PurePosixPath | str, fill: Callable[[BinaryIO], object], work: Path | None = None
) -> Path:
    """Like `write_whole`, for data that `fill` writes piece by piece; what it raises is raised, and nothing appears."""
    path = root / PurePosixPath(relative)
    if PurePosixPath(relative).is_absolute() or not path.parent.resolve().is_relative_to(root.resolve()):
        raise ValueError(f"{path} is outside {root}")
    path.parent.mkdir(parents=True, exist_ok=True)
    # Never in the system's temporary folder: a rename is atomic only within one file system.
    handle, temporary = tempfile.mkstemp(dir=work or path.parent, prefix=".normalize-", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            fill(file)
            if work is None:
                file.flush()
                os.fsync(file.fileno())
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
    return path


def write_over(path: Path, fill: Callable[[BinaryIO], object]) -> None:
    """Write the file at `path` anew as `write_streamed` does; its permissions stay. Raises OSError when it cannot."""
    mode = path.stat().st_mode
    write_streamed(path.parent, path.name, fill)
    path.chmod(mode)


def try_writing(folder: Path) -> None:
    """Try whether files can be made in `folder`, or where it would be made; nothing stays. Raises OSError if not."""
    place = folder.absolute()
    while not os.path.lexists(place):
        place = place.parent
    with tempfile.TemporaryFile(dir=place):
        pass


@contextmanager
def alone_in(root: Path) -> Iterator[None]:
    """Keep other runs out of `root`, which is made, until the block ends or this process does.

    Raises UsageError when another run is in it. Where the system or the disk knows no locks, nobody is kept out.
    """
    root.mkdir(parents=True, exist_ok=True)
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    folder = os.open(root, os.O_RDONLY)
    try:
        with suppress(OSError):
            try:
                fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise UsageError(
                    f"{root}: another run is writing into this folder; "
                    "wait for its end, or choose another name with --run"
                ) from None
        yield
    finally:
        os.close(folder)


def begin(root: Path, files: Iterable[str]) -> set[str]:
    """Note that `files` are about to be written below `root`; the files that the run before has left there.

    The note goes first, so that a run that was stopped half-way is still known as a run. `root/WORK` is there and
    empty afterwards, but for what `KEPT` names.
    """
    root.mkdir(parents=True, exist_ok=True)
    # Even the note needs a folder to be made in: a run that is stopped right here must be known by something.
    (root / MANIFEST).touch()
    clear_work(root)
    work = root / WORK
    work.mkdir(exist_ok=True)
    before = _read_manifest(root)
    _write_manifest(root, before | set(files))
    return before


def finish(root: Path, files: Iterable[str], before: Iterable[str]) -> None:
    """Note that the run consists of `files`, and remove what only the run before had written."""
    written = set(files)
    for stale in sorted(set(before) - written):
        path = root / PurePosixPath(stale)
        if path.parent.resolve().is_relative_to(root.resolve()) and os.path.lexists(path):
            path.unlink(missing_ok=True)
            _prune(path.parent, root)
    _write_manifest(root, written)
    shutil.rmtree(root / WORK, ignore_errors=True)


def clear_work(root: Path) -> None:
    """Remove what a run that was stopped has left in its work folder, but for results that can be used again."""
    for entry in (root / WORK).glob("*"):
        if entry.name == KEPT:
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry, ignore_errors=True)
        else:
            entry.unlink(missing_ok=True)
    with suppress(OSError):  # it is not there, or not empty
        (root / WORK).rmdir()


def sentence(error: OSError, root: Path) -> NormalizeError:
    """What to tell the user about a failed write."""
    where = error.filename if isinstance(error.filename, str) else root
    return NormalizeError(
        f"{where}: writing failed ({error.strerror or error}); the files already written are whole: "
        "make room, then the same command goes on where it stopped; or choose another folder with --out"
    )


def _read_manifest(root: Path) -> set[str]:
    try:
        lines = (root / MANIFEST).read_bytes().split(b"\n")
    except FileNotFoundError:
        return set()
    return {os.fsdecode(line) for line in lines if line}


def _write_manifest(root: Path, files: set[str]) -> None:
    # A name with a line feed cannot be listed; such a file is only never removed as stale.
    lines = sorted(os.fsencode(name) for name in files if "\n" not in name)
    work = root / WORK
    write_whole(root, MANIFEST, b"".join(line + b"\n" for line in lines), work if work.is_dir() else None)


def _prune(folder: Path, root: Path) -> None:
    """Remove `folder` and those above it, below `root`, as far as they are empty."""
    while folder != root and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
