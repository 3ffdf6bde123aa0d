"""Processes that work through tasks; one that dies takes down only the task that killed it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection, forkserver
from types import TracebackType
from typing import Any, Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")
Work = Callable[[Task], Result]

#: Tasks handed out for each process: one to work on, one waiting, so that nobody idles and memory stays bounded.
AHEAD = 2
#: Imported once in the process that the workers are forked from, so that each starts at once.
PRELOAD = ["normalize.batch.workers", "normalize.batch.warm"]


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def make_ready() -> None:
    """Start the process that workers are forked from, where there is one; it loads what they need meanwhile."""
    if _method() == "forkserver":
        forkserver.set_forkserver_preload(PRELOAD)
        forkserver.ensure_running()


def _method() -> str:
    # Never plain fork: the parent runs threads (the progress bar, the checker's client).
    return "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"


class Workers(Generic[Task, Result]):
    """`count` processes that do `prepare()(task)` for each task; a context manager.

    `prepare` is called once in each process, at its first task; it and the tasks are pickled. When a process dies
    (out of memory, a crash in a library), the tasks that were under way are done again one at a time, and the one that
    kills its process again comes out as `lost(task)`. A single task in a single process runs right here.
    """

    def __init__(self, prepare: Callable[[], Work[Task, Result]], count: int, lost: Callable[[Task], Result]) -> None:
        self._prepare = prepare
        self._count = count
        self._lost = lost
        self._here: Work[Task, Result] | None = None
        self._pool: ProcessPoolExecutor | None = None
        self._foreign = set(multiprocessing.active_children())

    def __enter__(self) -> Workers[Task, Result]:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._close(now=kind is not None)

    def run(self, tasks: Sequence[Task]) -> Iterator[tuple[int, Result]]:
        """The number of each task with its result, as they are done. What a task raises is raised here."""
        if self._pool is None and len(tasks) <= 1:
            self._here = self._here or self._prepare()
            yield from ((number, self._here(task)) for number, task in enumerate(tasks))
            return
        todo = deque(enumerate(tasks))
        flying: dict[Future[Result], tuple[int, Task]] = {}
        while todo or flying:
            broken = not self._hand_out(todo, flying)
            suspects: list[tuple[int, Task]] = []
            for future in wait(flying, return_when=FIRST_COMPLETED).done if flying else ():
                number, task = flying.pop(future)
                try:
                    yield number, future.result()
                except BrokenProcessPool:
                    suspects.append((number, task))
            if broken or suspects:
                # Every task still under way went down with the pool: which of them broke it shows when each runs alone.
                suspects += flying.values()
                flying.clear()
                self._close(now=True)
                yield from self._one_by_one(sorted(suspects, key=lambda suspect: suspect[0]))

    def _hand_out(self, todo: deque[tuple[int, Task]], flying: dict[Future[Result], tuple[int, Task]]) -> bool:
        """Submit tasks up to the limit; False when the pool turns out to be broken."""
        while todo and len(flying) < self._count * AHEAD:
            if self._pool is None:
                self._pool = self._start(self._count)
            try:
                flying[self._pool.submit(_call, todo[0][1])] = todo[0]
            except BrokenProcessPool:
                return False
            todo.popleft()
        return True

    def _one_by_one(self, suspects: list[tuple[int, Task]]) -> Iterator[tuple[int, Result]]:
        for number, task in suspects:
            self._pool = self._pool or self._start(1)
            try:
                yield number, self._pool.submit(_call, task).result()
            except BrokenProcessPool:
                self._close(now=True)
                yield number, self._lost(task)
        self._close(now=False)

    def _start(self, count: int) -> ProcessPoolExecutor:
        make_ready()
        context = multiprocessing.get_context(_method())
        return ProcessPoolExecutor(count, mp_context=context, initializer=_begin, initargs=(self._prepare,))

    def _close(self, *, now: bool) -> None:
        """Let the processes go; `now` ends what they are doing."""
        pool, self._pool = self._pool, None
        if pool is None:
            return
        pool.shutdown(wait=not now, cancel_futures=True)
        if now:
            for child in set(multiprocessing.active_children()) - self._foreign:
                child.terminate()


class _Worker:
    """What a worker process keeps between its tasks. A pool offers no other place for it than the process."""

    prepare: Callable[[], Work[Any, Any]]
    work: Work[Any, Any] | None = None


def _begin(prepare: Callable[[], Work[Any, Any]]) -> None:
    # Ctrl-C reaches the whole terminal group; the parent alone decides what becomes of the run.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    _Worker.prepare = staticmethod(prepare)


def _call(task: Any) -> Any:
    # Prepared here and not in `_begin`: an error in an initializer breaks the pool without telling why.
    if _Worker.work is None:
        _Worker.work = staticmethod(_Worker.prepare())
    return _Worker.work(task)


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
