"""Stand-ins for the grammar checker that worker processes can load by name."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from normalize.correct.rule import Context
from normalize.errors import ServiceError
from normalize.model import Correction, Document
from normalize.pipeline import Grammar


def check(document: Document, context: Context) -> Iterable[Correction]:
    """Find nothing; go wrong in the way that the text asks for."""
    if "KILL" in document.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "RAISE" in document.text:
        raise ValueError("nobody foresaw this")
    if "WAIT" in document.text:
        threading.Event().wait()
    if "AWAY" in document.text:
        raise ServiceError("The grammar server is gone.")
    return ()


def connect() -> Grammar:
    """The checker."""
    return check


@dataclass(frozen=True)
class Fickle:
    """A checker that is not there while a certain file is."""

    gone: Path

    def __call__(self) -> Grammar:
        """The checker."""
        return self.check

    def check(self, document: Document, context: Context) -> Iterable[Correction]:
        """Find nothing; fail for some documents while the file is there."""
        if "FICKLE" in document.text and self.gone.exists():
            raise ServiceError("The grammar server is gone.")
        return ()


def fickle(gone: Path) -> Fickle:
    """A checker that works unless there is a file `gone`."""
    return Fickle(gone)
