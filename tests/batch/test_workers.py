"""Processes that work through tasks, and what happens when one dies."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import Any

import pytest

from normalize.batch import workers
from normalize.batch.workers import Workers
from normalize.errors import ServiceError

DEADLY = 3


def prepare(deadly: frozenset[int]) -> Callable[[int], tuple[int, int]]:
    """Work that squares numbers, and is killed by the deadly ones."""

    def square(number: int) -> tuple[int, int]:
        if number in deadly:
            os.kill(os.getpid(), signal.SIGKILL)
        return number * number, os.getpid()

    return square


def lost(number: int) -> tuple[int, int]:
    """What stands for a number whose process died."""
    return -number, 0


def refuse() -> Callable[[int], int]:
    """Work that cannot be prepared."""
    raise ValueError("no lexicon")


def squares(numbers: list[int], count: int, deadly: tuple[int, ...] = ()) -> dict[int, int]:
    """The result for each number."""
    with Workers(partial(prepare, frozenset(deadly)), count, lost) as processes:
        return {numbers[at]: result for at, (result, _) in processes.run(numbers, len(numbers))}


def interrupted() -> None:
    """Ctrl-C while the first result is looked at."""
    with Workers(partial(prepare, frozenset()), 2, lost) as workers:
        for _ in workers.run(range(100), 100):
            raise KeyboardInterrupt


def test_every_task_is_done_once() -> None:
    """Every task comes out, told by its number, on as many processes as asked for."""
    with Workers(partial(prepare, frozenset()), 2, lost) as workers:
        done = list(workers.run(range(40), 40))
    assert sorted((at, result) for at, (result, _) in done) == [(n, n * n) for n in range(40)]
    processes = {process for _, (_, process) in done}
    assert 1 <= len(processes) <= 2
    assert os.getpid() not in processes


@pytest.mark.parametrize("count", [1, 2])
def test_killed_process_loses_only_its_task(count: int) -> None:
    """A task that kills its process comes out as lost; all others are done."""
    numbers = list(range(12))
    assert squares(numbers, count, (DEADLY, 11)) == {n: -n if n in (DEADLY, 11) else n * n for n in numbers}


def test_all_deadly() -> None:
    """Even when every task kills its process, the run comes to its end."""
    assert squares([1, 2, 3], 2, (1, 2, 3)) == {1: -1, 2: -2, 3: -3}


def test_workers_go_on_after_a_crash() -> None:
    """A second round of tasks finds working processes after a crash in the first."""
    with Workers(partial(prepare, frozenset([DEADLY])), 2, lost) as workers:
        assert len(list(workers.run([1, DEADLY], 2))) == 2
        assert sorted(result for _, (result, _) in workers.run([4, 5], 2)) == [16, 25]


@pytest.mark.parametrize(("kills", "done"), [(1, True), (99, False)])
def test_killed_before_the_first_worker(monkeypatch: pytest.MonkeyPatch, kills: int, done: bool) -> None:  # noqa: FBT001
    """When the process that workers come from is killed, they come from a new one; when it always is, that is told."""
    left = kills

    class Pool(ProcessPoolExecutor):
        def submit(self, *arguments: Any, **named: Any) -> Any:
            nonlocal left
            left -= 1
            if left >= 0:
                raise EOFError("unexpected EOF")
            return super().submit(*arguments, **named)

    monkeypatch.setattr(workers, "ProcessPoolExecutor", Pool)
    if done:
        assert squares([1, 2, 3], 2) == {1: 1, 2: 4, 3: 9}
    else:
        with pytest.raises(ServiceError, match="cannot be started"):
            squares([1, 2, 3], 2)


def test_single_task_runs_here() -> None:
    """For one task no process is started."""
    with Workers(partial(prepare, frozenset()), 4, lost) as workers:
        assert list(workers.run([7], 1)) == [(0, (49, os.getpid()))]


def test_no_tasks() -> None:
    """Nothing to do is done at once."""
    assert squares([], 2) == {}


def test_error_in_the_preparation_is_told() -> None:
    """What goes wrong when a process gets ready is raised as it is, not as a broken pool."""
    with Workers(refuse, 2, lost) as workers, pytest.raises(ValueError, match="no lexicon"):
        list(workers.run([1, 2], 2))


def test_leaving_early_ends_the_processes() -> None:
    """When the caller is interrupted, no process is left behind."""
    before = set(multiprocessing.active_children())
    with pytest.raises(KeyboardInterrupt):
        interrupted()
    for child in set(multiprocessing.active_children()) - before:
        child.join(30)
    assert set(multiprocessing.active_children()) <= before
