"""A small process between us and the server: the server lives exactly as long as whoever started it.

Run as `python -I -S keeper.py COMMAND…`, on its own, with the standard library only. Its standard input is a pipe
from the owner: a line on it says that the server has come up, its end that the owner is gone, however it went (even
by SIGKILL, when nothing of the owner's can run any more). A server that crashes after it came up is started once
more, at the same address, so that every client only has to ask again.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import threading

RESTARTS = 1
#: It has nothing to save, and Ctrl-C is to be over within two seconds.
GRACE_SECONDS = 1
#: How often to look whether the owner is gone: forked children of it may hold its end of the pipe open.
LOOK_SECONDS = 0.1
PR_SET_PDEATHSIG = 1

_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    """Start the server; on Linux the kernel ends it should this process be killed."""
    # The hook is safe here: everything it needs is loaded, and the only other thread sits in a read.
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, preexec_fn=_die_with_parent if _libc else None)  # noqa: S603 - the owner's own command


def _die_with_parent() -> None:
    if _libc:
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class Owner:
    """The process that this one works for, as far as its pipe and its id tell."""

    def __init__(self) -> None:
        self.id = os.getppid()
        self.said_ready = threading.Event()
        self.hung_up = threading.Event()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while os.read(0, 64):
            self.said_ready.set()
        self.hung_up.set()

    @property
    def is_gone(self) -> bool:
        """Whether nobody needs the server any more."""
        return self.hung_up.is_set() or os.getppid() != self.id


def _keep_until_it_ends(server: subprocess.Popen[bytes], owner: Owner) -> int | None:
    """Wait for the server's end and return its exit code; None when the owner went first and the server was ended."""
    try:
        while not owner.is_gone:
            try:
                return server.wait(LOOK_SECONDS)
            except subprocess.TimeoutExpired:
                continue
        return None
    finally:
        _stop(server)


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def keep(command: list[str]) -> int:
    """Run `command` until the owner goes (0), or it has ended by itself for good (its exit code)."""
    # A polite end of this process must not leave the server behind.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    owner = Owner()
    starts_left = 1 + RESTARTS
    while True:
        code = _keep_until_it_ends(_start(command), owner)
        starts_left -= 1
        if code is None:
            return 0
        if not (starts_left and owner.said_ready.is_set()):
            return code if code > 0 else 1


if __name__ == "__main__":
    sys.exit(keep(sys.argv[1:]))
