"""Imported first by the process that workers are forked from: it lives no longer than the run that it is for.

Loading goes on for a second or more, in which the run may be broken off. Ctrl-C is for the run alone to handle; this
process ends when the run has gone, quietly, and so do workers that it was just making.
"""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType, TracebackType

#: So often it is looked whether the run has gone.
LOOK_SECONDS = 0.1

_PARENT = os.getppid()


def loaded() -> None:
    """Look no longer: from here on the process notices the end of its run by itself."""
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)


def _look(number: int, frame: FrameType | None) -> None:
    if os.getppid() != _PARENT:
        os._exit(1)


def _tell(kind: type[BaseException], error: BaseException, at: TracebackType | None) -> None:
    """Print an error as usual, but for those of a worker whose run was broken off while the worker was being made."""
    if not isinstance(error, OSError | EOFError):
        sys.__excepthook__(kind, error, at)


signal.signal(signal.SIGINT, signal.SIG_IGN)
sys.excepthook = _tell
# A signal, and no thread: this process is forked.
signal.signal(signal.SIGALRM, _look)
signal.setitimer(signal.ITIMER_REAL, LOOK_SECONDS, LOOK_SECONDS)
