"""Ctrl-C, wherever it comes."""

from __future__ import annotations

import signal
import threading
from types import FrameType

AGAIN_SECONDS = 0.02


def interrupt(number: int, frame: FrameType | None) -> None:
    """Raise KeyboardInterrupt, but not in a finalizer, where Python would print and forget it: then a moment later."""
    if _is_finalizing(frame):
        again = threading.Timer(AGAIN_SECONDS, _repeat, (number,))
        again.daemon = True
        again.start()
        return
    raise KeyboardInterrupt


def _repeat(number: int) -> None:
    # To the main thread: else it would hear of it only when it has waited to the end of whatever it waits for.
    signal.pthread_kill(threading.main_thread().ident or 0, number)


def _is_finalizing(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_name == "__del__":
            return True
        frame = frame.f_back
    return False
