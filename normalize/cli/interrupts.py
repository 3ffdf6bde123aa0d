"""Ctrl-C, wherever it comes."""

from __future__ import annotations

import signal
import threading
from types import FrameType

AGAIN_SECONDS = 0.02


def interrupt(number: int, frame: FrameType | None) -> None:
    """Raise KeyboardInterrupt, but not in a finalizer, where Python would print and forget it: then a moment later."""
    if _is_finalizing(frame):
        again = threading.Timer(AGAIN_SECONDS, signal.raise_signal, (number,))
        again.daemon = True
        again.start()
        return
    raise KeyboardInterrupt


def _is_finalizing(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_name == "__del__":
            return True
        frame = frame.f_back
    return False
