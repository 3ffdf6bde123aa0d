"""Names for documents: as people read them, and as files can be called on any system."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath, PurePosixPath

LONGEST = 80  # with a report's ending far below the 255 bytes that file systems allow
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
#: Names that Windows keeps for devices, whatever follows the first dot.
_DEVICES = frozenset(["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))])


def printable(path: PurePath | str) -> str:
    """A path as text that can be shown and written as UTF-8: `/` between parts, no control characters."""
    text = os.fsencode(path.as_posix() if isinstance(path, PurePath) else path).decode("utf-8", "replace")
    return "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(c) in ("Cc", "Cf") else c for c in text)


def file_ids(paths: Sequence[PurePosixPath]) -> list[str]:
    """One id for each path: safe as a file name, unique when upper and lower case are one.

    An id depends only on its path and on whether another path wants the same one, not on the order of the paths.
    """
    wanted = [_slug(path) for path in paths]
    count = Counter(name.casefold() for name, _ in wanted)
    return [
        name if faithful and count[name.casefold()] == 1 else f"{name}-{_digest(path)}"
        for path, (name, faithful) in zip(paths, wanted, strict=True)
    ]


def is_file_name(name: str) -> bool:
    """Whether `name` can be one part of a path on any system."""
    slug, faithful = _slug(PurePosixPath(name + ".txt"))
    return faithful and slug == name


def folder_name(name: str) -> str:
    """`name` made safe as the name of a folder."""
    slug, faithful = _slug(PurePosixPath(name + ".txt"))
    return slug if faithful else f"{slug}-{_digest(PurePosixPath(name))}"


def _slug(path: PurePosixPath) -> tuple[str, bool]:
    """A safe name for `path`, and whether it still tells the path without doubt."""
    whole = str(path.with_suffix(""))
    name = _UNSAFE.sub("-", whole).strip("-.")[:LONGEST].rstrip("-.")
    # A space or a folder's slash as a hyphen still reads as the same name; a lost letter does not.
    faithful = name == re.sub(r"[ /]+", "-", whole)
    if not name or name.split(".")[0].casefold() in _DEVICES:
        return f"document-{name}".rstrip("-"), False
    return name, faithful


def _digest(path: PurePosixPath) -> str:
    return hashlib.sha256(os.fsencode(str(path))).hexdigest()[:8]
