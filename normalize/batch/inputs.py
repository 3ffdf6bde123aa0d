"""What the user named on the command line becomes files: paths, folders and patterns."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from normalize.batch.names import printable
from normalize.config.near import hint
from normalize.errors import UsageError
from normalize.ingest.containers import ARTICLE_ENDINGS, CONTAINER_ENDINGS

#: The endings of articles, and of files that may hold articles; what else lies in a folder is passed over.
ARTICLES = frozenset((*ARTICLE_ENDINGS, *CONTAINER_ENDINGS))
#: Facts files lie beside the articles and are never articles.
FACTS_NAMES = ("facts.yaml", "facts.yml")
ENDINGS = ".txt, .md, .html, .docx, .jsonl, .csv, .parquet, .zip, .tar, .gz or .zst"


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files to read, as the user would write their paths; each once, in a stable order.

    `folders` were scanned; `passed` are files that were found in them or by a pattern, so that what is no article is
    passed over. `refused` pairs files that the user named, but that are no articles, with the reason.
    """

    files: tuple[Path, ...]
    folders: tuple[Path, ...] = ()
    refused: tuple[tuple[Path, str], ...] = ()
    passed: frozenset[Path] = frozenset()


def find_inputs(paths: Sequence[str]) -> Inputs:
    """The articles that `paths` (files, folders, patterns such as `news/**/*.md`) stand for.

    Folders are searched through and through, hidden files and folders apart. Raises UsageError for a path that does
    not exist, a pattern that nothing matches, a folder that cannot be read or holds no article.
    """
    files: dict[Path, Path] = {}
    folders: list[Path] = []
    refused: dict[Path, str] = {}
    named: set[Path] = set()
    for given, loose in _expanded(paths):
        if given.is_dir():
            found = list(_scan(given))
            if not found and not loose:
                raise UsageError(f"{printable(given)}: there is no article in this folder (files ending in {ENDINGS})")
            folders.append(given)
            for file in found:
                files.setdefault(file.resolve(), file)
        elif given.name not in FACTS_NAMES:
            if given.suffix.lower() in ARTICLES or (not given.suffix and not loose):
                files.setdefault(given.resolve(), given)
                if not loose:
                    named.add(given.resolve())
            elif not loose:
                reason = f"{printable(given)}: this is no article; articles end in {ENDINGS}"
                refused.setdefault(given, reason)
    if not files and refused:
        raise UsageError(next(iter(refused.values())))
    if not files:
        raise UsageError(f"{' '.join(map(printable, paths))}: there is no article here (files ending in {ENDINGS})")
    passed = frozenset(file for place, file in files.items() if place not in named)
    return Inputs(tuple(files.values()), tuple(folders), tuple(refused.items()), passed)


def find_facts(inputs: Inputs) -> Path | None:
    """The facts file beside the inputs: in a folder that was named, or in the folder of a file that was.

    Raises UsageError when there is more than one.
    """
    scanned = [folder.resolve() for folder in inputs.folders]
    own = [file.parent for file in inputs.files if not any(file.resolve().is_relative_to(f) for f in scanned)]
    places = dict.fromkeys([*inputs.folders, *own])
    found = {
        (place / name).resolve(): place / name for place in places for name in FACTS_NAMES if (place / name).is_file()
    }
    if len(found) > 1:
        shown = " and ".join(printable(path) for path in found.values())
        raise UsageError(f"there is more than one facts file beside the articles: {shown}; choose one with --facts")
    return next(iter(found.values()), None)


def _expanded(paths: Iterable[str]) -> Iterator[tuple[Path, bool]]:
    """Existing paths, and whether each came from a pattern."""
    for text in paths:
        path = Path(text)
        if _exists(path):
            yield path, False
        elif glob.has_magic(text):
            matches = sorted(glob.glob(text, recursive=True))
            if not matches:
                raise UsageError(f"{printable(text)}: nothing matches this pattern")
            yield from ((Path(match), True) for match in matches)
        else:
            raise UsageError(f"{printable(text)}: there is no such file or folder.{_neighbour(path)}")


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name too long for the system, or with a zero byte in it
        return False


def _neighbour(path: Path) -> str:
    try:
        return hint(path.name, [sibling.name for sibling in path.parent.iterdir()])
    except (OSError, ValueError):
        return ""


def _scan(folder: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        shown = printable(str(error.filename or folder))
        raise UsageError(f"{shown}: this folder cannot be read ({error.strerror}); check its permissions") from error

    for place, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(place, name)
            # A named pipe in the folder would be waited for without end.
            if not name.startswith(".") and path.suffix.lower() in ARTICLES and path.is_file():
                yield path
