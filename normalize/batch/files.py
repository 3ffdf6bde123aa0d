"""Write files whole or not at all, and only inside the folder of the run."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from normalize.errors import NormalizeError

#: Lists the files of a run, one a line; its presence says that the folder is a run and may be written again.
MANIFEST = ".normalize-files"


def write_whole(root: Path, relative: PurePosixPath | str, data: bytes) -> Path:
    """Write `data` to `root/relative`: the file appears complete or not at all, whatever happens.

    Raises ValueError when the place is outside `root` (by its name, or by a link that stands there) and OSError when
    it cannot be written.
    """
    path = root / PurePosixPath(relative)
    if PurePosixPath(relative).is_absolute() or not path.parent.resolve().is_relative_to(root.resolve()):
        raise ValueError(f"{path} is outside {root}")
    path.parent.mkdir(parents=True, exist_ok=True)
    # Beside its target, not in the system's temporary folder: a rename is atomic only within one file system.
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".normalize-", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
    return path


def try_writing(folder: Path) -> None:
    """Try whether files can be made in `folder`, or where it would be made; nothing stays. Raises OSError if not."""
    place = folder.absolute()
    while not os.path.lexists(place):
        place = place.parent
    with tempfile.TemporaryFile(dir=place):
        pass


def begin(root: Path, files: Iterable[str]) -> set[str]:
    """Note that `files` are about to be written below `root`; the files that the run before has left there.

    The note goes first, so that a run that was stopped half-way is still known as a run.
    """
    before = _read_manifest(root)
    _write_manifest(root, before | set(files))
    return before


def finish(root: Path, files: Iterable[str], before: Iterable[str]) -> None:
    """Note that the run consists of `files`, and remove what only the run before had written."""
    written = set(files)
    for stale in sorted(set(before) - written):
        path = root / PurePosixPath(stale)
        if path.parent.resolve().is_relative_to(root.resolve()):
            path.unlink(missing_ok=True)
            _prune(path.parent, root)
    _write_manifest(root, written)


def sentence(error: OSError, root: Path) -> NormalizeError:
    """What to tell the user about a failed write."""
    return NormalizeError(
        f"{root}: writing failed ({error.strerror or error}); the files already written are whole; "
        "make room or choose another folder with --out, and run again"
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
    write_whole(root, MANIFEST, b"".join(line + b"\n" for line in lines))


def _prune(folder: Path, root: Path) -> None:
    """Remove `folder` and those above it, below `root`, as far as they are empty."""
    while folder != root and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
