"""What a run has finished, line by line as it goes on, so that the next one goes on from there.

The log lies in the store and not in the run's folder: keys depend on this installation, and a run's files must not.
A line that was cut off, or is no line of a log, is passed over: its document is then done again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from normalize.batch.keys import key_of
from normalize.batch.outputs import Done
from normalize.batch.store import Store

_FOLDER = "runs"
_FIELDS = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A document that is finished: the key of its result, and its files. The index has an empty id."""

    id: str
    key: str
    done: Done


class Log:
    """The log of the run in `folder`; a context manager."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._path = store.root / _FOLDER / key_of(str(folder.resolve()))
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lines = {line.id: line for line in self._read()}
        self._file = self._path.open("ab")
        # What was cut off must not run into the next line.
        self._file.write(b"\n")

    def __enter__(self) -> Log:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        # A disk that is full refuses what is left in the buffer once more.
        with suppress(OSError):
            self._file.close()

    def before(self, id_: str) -> Line | None:
        """What the log has of a document."""
        return self._lines.get(id_)

    def note(self, line: Line) -> None:
        """Note a finished document. Raises OSError when that cannot be written."""
        if self._lines.get(line.id) != line:
            self._lines[line.id] = line
            self._file.write(_text(line))
            self._file.flush()

    def close_with(self, ids: Iterable[str]) -> None:
        """The run is finished and consists of `ids`: nothing else stays in its log."""
        kept = [self._lines[id_] for id_ in ("", *ids) if id_ in self._lines]
        temporary = self._path.with_suffix(".tmp")
        temporary.write_bytes(b"".join(map(_text, kept)))
        os.replace(temporary, self._path)

    def _read(self) -> Iterable[Line]:
        try:
            data = self._path.read_bytes()
        except OSError:
            return
        for text in data.split(b"\n"):
            line = _line(text)
            if line is not None:
                yield line


def _text(line: Line) -> bytes:
    return json.dumps([line.id, line.key, line.done.made_from, line.done.digest]).encode() + b"\n"


def _line(text: bytes) -> Line | None:
    try:
        parts = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(parts, list) or len(parts) != _FIELDS or not all(isinstance(part, str) for part in parts):
        return None
    id_, key, made_from, digest = parts
    return Line(id_, key, Done(made_from, digest))
