"""TOML files, with the line of every key: the standard parser gives none."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from normalize.errors import UsageError

_KEY = r"""[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*'"""
_DOTTED = rf"(?:{_KEY})(?:[ \t]*\.[ \t]*(?:{_KEY}))*"
_HEADER = re.compile(rf"[ \t]*\[\[?[ \t]*({_DOTTED})[ \t]*\]")
_ASSIGNMENT = re.compile(rf"[ \t]*({_DOTTED})[ \t]*=")


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A file that was read; `shown` is how messages call it."""

    path: Path
    text: str
    values: dict[str, Any]

    @property
    def shown(self) -> str:
        """The path as messages show it."""
        return str(self.path)

    def table(self, *names: str) -> dict[str, Any] | None:
        """The table below `names`; None when there is none."""
        found: Any = self.values
        for name in names:
            found = found.get(name) if isinstance(found, dict) else None
        return found if isinstance(found, dict) else None

    def line(self, *path: str) -> int:
        """The line of the key at `path`, or of the nearest table that holds it; 1 when nothing is found."""
        best, line = 0, 1
        for number, written in self._written():
            shared = len(written) if written == path[: len(written)] else 0
            if shared > best:
                best, line = shared, number
        return line

    def _written(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        table: tuple[str, ...] = ()
        for number, line in enumerate(self.text.splitlines(), 1):
            if header := _HEADER.match(line):
                table = _parts(header[1])
                yield number, table
            elif assignment := _ASSIGNMENT.match(line):
                yield number, (*table, *_parts(assignment[1]))


def read_toml(path: Path) -> TomlFile:
    """The file at `path`. Raises UsageError when it cannot be read or is no TOML."""
    try:
        text = path.read_text(encoding="utf-8")
        return TomlFile(path, text, tomllib.loads(text))
    except OSError as error:
        raise UsageError(f"{path}: the configuration cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: the configuration is not UTF-8 text; save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: this is not valid TOML: {error}") from error


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in re.findall(_KEY, dotted))
