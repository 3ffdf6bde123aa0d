"""How a run was made, noted in its folder, so that it can be made again without being told."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from normalize.batch.names import printable
from normalize.config import Config
from normalize.config.options import Option, all_options
from normalize.errors import UsageError

RECORD = "run.json"
_SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Record:
    """The inputs as they were named, the facts file (or empty), and the options that can change a result.

    Paths are relative to the run's folder, so that they hold when the whole place moves, and say nothing of it.
    """

    inputs: tuple[str, ...]
    facts: str
    options: tuple[tuple[str, Any], ...]

    @property
    def text(self) -> str:
        """The record as JSON."""
        told = {"schema": _SCHEMA, "inputs": self.inputs, "facts": self.facts, "options": dict(self.options)}
        return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def record_of(folder: Path, paths: Sequence[str], facts: str, config: Config) -> Record:
    """The record of a run in `folder` over `paths`."""
    inputs = tuple(_from_folder(folder, path) for path in paths)
    options = tuple((option.name, option.of(config)) for option in _told())
    return Record(inputs, _from_folder(folder, facts) if facts else "", options)


def read_record(folder: Path) -> Record:
    """The record of the run in `folder`, with paths that hold from here.

    Raises UsageError when there is none, or one that is damaged.
    """
    path = folder / RECORD
    try:
        told: Any = json.loads(path.read_bytes())
        options = {**told["options"]}
        others = sorted({option.name for option in _told()} ^ set(options))
        if told["schema"] != _SCHEMA or others:
            raise UsageError(
                f"{printable(path)}: another version of normalize made this run, with other options"
                f"{f' ({others[0]})' if others else ''}; make the run again with `normalize clean`"
            )
        read = Record(
            tuple(_from_here(folder, name) for name in _texts(told["inputs"])),
            _from_here(folder, told["facts"]) if told["facts"] else "",
            tuple((option.name, _checked(option, options[option.name])) for option in _told()),
        )
    except OSError as error:
        raise UsageError(
            f"{printable(path)}: cannot be read ({error.strerror or error}); name the folder of a run, such as out/news"
        ) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UsageError(
            f"{printable(path)}: this is no record of a run ({error}); make the run again with `normalize clean`"
        ) from error
    return read


def _told() -> list[Option]:
    # An address may hold a password: it is not noted, and the configuration tells it again.
    return [option for option in all_options() if option.changes_result and not option.name.endswith("url")]


def _checked(option: Option, value: Any) -> Any:
    value = tuple(_texts(value)) if option.kind is tuple else value
    if type(value) is not option.kind or not option.admits(value):
        raise ValueError(f"{option.name} is {value!r}")
    return value


def _texts(value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
        raise ValueError(f"{value!r} is no list of texts")
    return value


def _from_folder(folder: Path, path: str) -> str:
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # another drive
        return Path(path).absolute().as_posix()


def _from_here(folder: Path, path: str) -> str:
    place = os.path.normpath(folder / path)
    near = os.path.relpath(place)
    return place if near.startswith("..") else near
