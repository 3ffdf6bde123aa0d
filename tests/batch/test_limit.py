"""A limit of time stops what it can, and ends a worker that cannot be stopped."""

from __future__ import annotations

import multiprocessing
import signal
import threading

import pytest

from normalize.batch.limit import Limit, OutOfTime


def wait_long() -> None:
    """Wait for what never comes."""
    threading.Event().wait()


def deaf() -> None:
    """A worker whose work looks at no signals."""
    with Limit(0.05, grace=0.05).hold():
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
        wait_long()


def test_work_is_stopped() -> None:
    """Work that takes longer than its limit is broken off."""
    with pytest.raises(OutOfTime), Limit(0.05).hold():
        wait_long()


def test_limit_ends_with_its_block() -> None:
    """After the block nothing is stopped any more, whether the work was done in time, failed, or was stopped."""
    limit = Limit(0.2)
    before = signal.getsignal(signal.SIGALRM)
    with limit.hold():
        pass
    with pytest.raises(ZeroDivisionError), limit.hold():
        _ = 1 // 0
    with pytest.raises(OutOfTime), limit.hold():
        wait_long()
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert signal.getsignal(signal.SIGALRM) is before


def test_no_limit() -> None:
    """0 means that nothing is stopped, and no alarm is set."""
    with Limit(0).hold():
        assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_other_threads_are_left_alone() -> None:
    """Where a signal cannot arrive, the work goes on without a limit instead of failing."""
    heard = []

    def work() -> None:
        with Limit(5).hold():
            heard.append(signal.getitimer(signal.ITIMER_REAL))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert heard == [(0, 0)]


def test_deaf_worker_ends() -> None:
    """A worker that no signal reaches ends a little after the limit, so that the run can go on."""
    worker = multiprocessing.get_context("fork").Process(target=deaf)
    worker.start()
    worker.join()
    assert worker.exitcode == 1
