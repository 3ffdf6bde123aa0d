"""Ctrl-C is heard wherever it comes."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator

import pytest

from normalize.cli.interrupts import interrupt


class Dying:
    """The user presses Ctrl-C just as one of these goes."""

    def __del__(self) -> None:
        signal.raise_signal(signal.SIGINT)


@pytest.fixture(autouse=True)
def handled() -> Iterator[None]:
    """Ctrl-C is handled as the commands do."""
    before = signal.signal(signal.SIGINT, interrupt)
    yield
    signal.signal(signal.SIGINT, before)


def test_heard_at_once() -> None:
    """It breaks off what is being done."""
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def test_not_lost_in_a_finalizer() -> None:
    """What Python would swallow comes again a moment later, and breaks off a long wait."""
    late = threading.Event()
    clock = threading.Timer(30, late.set)
    clock.start()

    def work() -> None:
        [Dying()].clear()
        threading.Event().wait(60)

    with pytest.raises(KeyboardInterrupt):
        work()
    clock.cancel()
    assert not late.is_set()
