"""Names for documents and runs: as people read them, and as files can be called on any system."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import PurePath, PurePosixPath

from normalize.ingest.ids import RESERVED, distinct_id, document_id

_RUN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,79}(?<!\.)")


def printable(path: PurePath | str) -> str:
    """A path as text that can be shown and written as UTF-8: `/` between parts, no control characters."""
    text = path.as_posix() if isinstance(path, PurePath) else path
    with suppress(UnicodeEncodeError):  # the id of a record may hold a surrogate that no file's name does
        text = os.fsencode(text).decode("utf-8", "replace")
    return "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(c) in ("Cc", "Cf", "Cs") else c for c in text)


def file_ids(paths: Sequence[PurePosixPath]) -> list[str]:
    """One id for each path: safe as a file name, unique even where upper and lower case are one.

    An id depends only on its path and on whether another path wants the same one, not on the order of the paths.
    """
    wanted = [document_id(str(path)) for path in paths]
    count = Counter(name.casefold() for name in wanted)
    return [
        name if count[name.casefold()] == 1 else distinct_id(str(path))
        for name, path in zip(wanted, paths, strict=True)
    ]


def is_run_name(name: str) -> bool:
    """Whether `name` can be that of a run's folder on any system."""
    return _RUN.fullmatch(name) is not None and RESERVED.fullmatch(name.split(".")[0]) is None


def run_name(name: str) -> str:
    """`name` itself when it can be that of a run's folder, else one made from it."""
    return name if is_run_name(name) else distinct_id(name)
