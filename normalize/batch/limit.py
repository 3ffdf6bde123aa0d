"""A limit of time for a piece of work: it is stopped, and when it cannot be stopped its process ends."""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

#: After its limit a piece of work has so long to stop: code outside Python looks at no signals.
GRACE_SECONDS = 10.0


class OutOfTime(BaseException):
    """The limit is reached. Not an `Exception`: no stage may take it for a fault of its own and go on."""


class Limit:
    """A limit of `seconds` (0: none) for one piece of work after the other, and `grace` seconds to stop."""

    def __init__(self, seconds: float, grace: float = GRACE_SECONDS) -> None:
        self._seconds = seconds
        self._grace = grace
        # A process that is nobody's worker is not ended: nobody could tell what became of it.
        self._sink = open(os.devnull, "wb") if multiprocessing.parent_process() else None  # noqa: SIM115 - for good

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Raise OutOfTime in the block when it takes longer than the limit; end this worker when that does not help.

        Only the main thread of a process can be stopped, and only where there are alarm signals; elsewhere the block
        has no limit.
        """
        main = threading.current_thread() is threading.main_thread()
        if not self._seconds or not main or not hasattr(signal, "SIGALRM"):
            yield
            return

        def stop(number: int, frame: FrameType | None) -> None:
            raise OutOfTime

        before = signal.signal(signal.SIGALRM, stop)
        try:
            if self._sink is not None:
                # It waits outside Python, so that it also ends code that never gives the interpreter back.
                faulthandler.dump_traceback_later(self._seconds + self._grace, exit=True, file=self._sink)
            signal.setitimer(signal.ITIMER_REAL, self._seconds)
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            if self._sink is not None:
                faulthandler.cancel_dump_traceback_later()
            signal.signal(signal.SIGALRM, before)
