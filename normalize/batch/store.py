"""What has been worked out about documents, on disk under keys: the memory of a run, and the cache between runs.

An entry is a file of its own that appears whole or not at all, so any number of runs may use a store at once, and one
that is damaged is simply not there. Nothing relies on an entry: it can always be worked out again.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from normalize.batch.files import KEPT, WORK, try_writing
from normalize.batch.freeze import DamagedError, freeze, thaw
from normalize.config import Config
from normalize.packaged import cache_folder

T = TypeVar("T")

#: Below the cache folder of this program; its name says the form of the entries.
_FOLDER = "results-2"

#: When the limit is passed, so much of it is left, so that not every run has to clear up.
_KEPT_SHARE = 0.9
#: Files are spread over folders named by so many digits of their key.
_SPREAD = 2
_TEMPORARY = ".tmp"


#: The kind of entries that hold the conflicts of a batch.
CONFLICTS = "conflicts"


def open_cache(config: Config) -> Store | None:
    """The cache between runs; None where it is switched off or not to be used."""
    root = cache_folder() / _FOLDER
    if config.cache_results:
        with suppress(OSError):
            root.mkdir(mode=0o700, parents=True, exist_ok=True)
            if _is_private(root):
                try_writing(root)
                return Store(root)
    return None


def open_store(config: Config, folder: Path) -> Store:
    """The store for a run in `folder`: the cache, else the work folder of the run."""
    return open_cache(config) or Store(folder / WORK / KEPT)


def _is_private(folder: Path) -> bool:
    """Whether nobody else may write into `folder`, as far as the system has users."""
    if not hasattr(os, "getuid"):
        return True
    status = folder.stat()
    return status.st_uid == os.getuid() and not status.st_mode & 0o022


@dataclass(frozen=True, slots=True)
class Store:
    """Frozen values in the folder `root`, under a kind and a key of hexadecimal digits."""

    root: Path

    def put(self, kind: str, key: str, value: object) -> None:
        """Keep `value`. Raises OSError when it cannot be written."""
        place = self._place(kind, key)
        try:
            handle, temporary = tempfile.mkstemp(dir=place.parent, suffix=_TEMPORARY)
        except FileNotFoundError:
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=place.parent, suffix=_TEMPORARY)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(freeze(value))
            os.replace(temporary, place)
        except BaseException:
            os.unlink(temporary)
            raise

    def get(self, kind: str, key: str, of: type[T]) -> T | None:
        """The value of type `of` under this key; None when there is none that can be read."""
        if not self.has(kind, key):
            return None
        try:
            return thaw(self._place(kind, key).read_bytes(), of)
        except (OSError, DamagedError):
            return None

    def has(self, kind: str, key: str) -> bool:
        """Whether there is an entry; it is marked as used just now."""
        try:
            os.utime(self._place(kind, key))
        except OSError:
            return False
        return True

    def trim(self, most_bytes: int) -> None:
        """Remove the entries that have not been used for longest until the store is no larger than `most_bytes`."""
        files = sorted(self._files())
        size = sum(length for _, length, _ in files)
        if size <= most_bytes:
            return
        for _, length, path in files:
            if size <= most_bytes * _KEPT_SHARE:
                break
            with suppress(OSError):
                os.unlink(path)
            size -= length

    def _place(self, kind: str, key: str) -> Path:
        return self.root / kind / key[:_SPREAD] / key

    def _files(self) -> Iterator[tuple[int, int, str]]:
        """When each entry was used, in nanoseconds, its size and its path."""
        folders = [self.root]
        while folders:
            with suppress(OSError), os.scandir(folders.pop()) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(Path(entry.path))
                    else:
                        with suppress(OSError):
                            status = entry.stat(follow_symlinks=False)
                            yield status.st_mtime_ns, status.st_size, entry.path
