"""Answers kept on disk under the hash of their question. They are checked again whenever they are read."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from normalize.judge.answer import LONGEST_ANSWER
from normalize.packaged import cache_folder

_FOLDER = "judge"


def kept(key: str) -> str | None:
    """The answer kept under `key`; None when there is none that can be read."""
    try:
        with _place(key).open("rb") as file:
            return file.read(4 * LONGEST_ANSWER + 1).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def keep(key: str, answer: str) -> None:
    """Keep an answer, whole or not at all. Where the folder cannot be written, nothing is kept."""
    place = _place(key)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=place.parent, suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(answer.encode("utf-8", "replace"))
            os.replace(temporary, place)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError:
        return


def _place(key: str) -> Path:
    return cache_folder() / _FOLDER / key[:2] / f"{key}.txt"
