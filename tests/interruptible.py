"""For tests that interrupt a program: it must hear Ctrl-C even where the tests run in the background."""

from __future__ import annotations

import signal


def hear_ctrl_c() -> None:
    """Undo, in a child process about to start, that background jobs of a shell ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
