"""The published folder: made anew beside its place, then swapped in whole."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from normalize.errors import NormalizeError, UsageError

#: Lists the files of a published folder, one a line; its presence says that the folder is ours to replace.
MANIFEST = ".normalize-published"
_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2)
_HERE = -100  # AT_FDCWD


def check_target(target: Path, run: Path) -> Path:
    """The folder that `target` stands for, its links followed.

    Raises UsageError when publishing there could touch the run, or anything that was not published by us.
    """
    place, source = Path(os.path.realpath(target)), Path(os.path.realpath(run))
    if place.is_relative_to(source) or source.is_relative_to(place):
        raise UsageError(f"{target}: the run itself is there; choose a folder beside it with --to")
    _recover(place)
    if not os.path.lexists(place):
        return place
    if not place.is_dir():
        raise UsageError(f"{target}: this is a file; choose a folder with --to")
    foreign = _foreign(place)
    if foreign:
        raise UsageError(
            f"{target}: it holds {foreign}, which normalize did not publish and would remove; "
            "move it away, or choose another folder with --to"
        )
    return place


class Staging:
    """A new folder beside `target`, filled file by file and then swapped in; it is gone when the block ends.

    A crash leaves the old folder or the new one at `target`, each whole. Raises NormalizeError when it cannot be
    written.
    """

    def __init__(self, target: Path) -> None:
        self.target = target
        self._files: set[str] = set()
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            self.folder = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}.", suffix=".new"))
        except OSError as error:
            raise _sentence(target, error) from error

    def __enter__(self) -> Staging:
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def write(self, relative: str, data: bytes) -> Path:
        """Write one file below the folder and flush it to disk. Raises ValueError for a place outside."""
        parts = PurePosixPath(relative)
        if parts.is_absolute() or ".." in parts.parts or "\n" in relative or relative in self._files:
            raise ValueError(f"{relative!r} cannot be published")
        path = self.folder / parts
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise _sentence(self.target, error) from error
        self._files.add(relative)
        return path

    def write_all(self, files: Mapping[str, str]) -> None:
        """Write pages."""
        for relative, text in files.items():
            self.write(relative, text.encode("utf-8", "surrogatepass"))

    def swap(self) -> None:
        """Put the folder in the place of the target; the old one is removed only when that is done."""
        lines = b"".join(os.fsencode(name) + b"\n" for name in sorted(self._files))
        self.write(MANIFEST, lines)
        try:
            self.folder.chmod(0o777 & ~_umask())
            for folder in (self.folder, *(path for path in self.folder.rglob("*") if path.is_dir())):
                _flush(folder)
            _put(self.folder, self.target)
            _flush(self.target.parent)
        except OSError as error:
            raise _sentence(self.target, error) from error


def _put(new: Path, target: Path) -> None:
    """`new` at the place of `target`; where there was a folder, it is now at the place of `new`, or gone."""
    if not target.exists():
        new.rename(target)
    elif not _exchange(new, target):
        old = _kept(target)
        target.rename(old)
        try:
            new.rename(target)
        except OSError:
            old.rename(target)
            raise
        shutil.rmtree(old)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders at once; False where the system cannot."""
    if sys.platform != "linux":
        return False
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return False
    if call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    failed = ctypes.get_errno()
    if failed in (errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP):
        return False
    raise OSError(failed, os.strerror(failed), str(other))


def _kept(target: Path) -> Path:
    """Where the old folder waits for a moment, on systems that cannot swap two folders at once."""
    return target.with_name(f".{target.name}.old")


def _recover(target: Path) -> None:
    """Bring back the old folder that a crash between two renames has left aside."""
    old = _kept(target)
    if old.is_dir() and (old / MANIFEST).is_file():
        if target.exists():
            shutil.rmtree(old)
        else:
            old.rename(target)


def _foreign(place: Path) -> str:
    """The first file in a folder that is not in its list, or nothing."""
    try:
        lines = (place / MANIFEST).read_bytes().split(b"\n")
    except OSError:
        lines = []
    ours = {os.fsdecode(line) for line in lines} | ({MANIFEST} if lines else set())
    found = (path.relative_to(place).as_posix() for path in sorted(place.rglob("*")) if not path.is_dir())
    return next((name for name in found if name not in ours), "")


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sentence(target: Path, error: OSError) -> NormalizeError:
    return NormalizeError(
        f"{target}: publishing failed ({error.strerror or error}); what was there is unchanged; "
        "make room or choose another folder with --to"
    )


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
