"""Processes that work through tasks; one that dies takes down only the task that killed it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing import connection, forkserver, resource_tracker
from types import TracebackType
from typing import Any, Generic, TypeVar

from normalize.errors import ServiceError
from normalize.garbage import look_seldom

Task = TypeVar("Task")
Result = TypeVar("Result")
Work = Callable[[Task], Result]

#: Batches handed out for each process: one to work on, one waiting, so that nobody idles and memory stays bounded.
AHEAD = 2
#: Handing out takes about half a millisecond; a batch is so long that this does not matter, and short enough to watch.
BATCH_SECONDS = 0.25
LARGEST_BATCH = 256
#: So often a pool is started anew before the run gives up.
STARTS = 3
#: Imported once in the process that the workers are forked from, so that each starts at once.
PRELOAD = ["normalize.forked", "normalize.batch.workers", "normalize.batch.preloaded"]


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def make_ready() -> None:
    """Start the process that workers are forked from, where there is one; it loads what they need meanwhile."""
    if _method() == "forkserver":
        forkserver.set_forkserver_preload(PRELOAD)
        # It takes signals back from a mask when it is started; afterwards it lets them be.
        resource_tracker.ensure_running()
        # Ctrl-C reaches the whole terminal group, also a process that has not come so far as to ignore it.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            forkserver.ensure_running()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _method() -> str:
    # Never plain fork: the parent runs threads (the progress bar, the checker's client).
    return "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"


@dataclass(frozen=True, slots=True)
class Finished(Generic[Result]):
    """The results of tasks that were handed out together, and how long they took."""

    results: list[Result]
    seconds: float


class Pace:
    """How many tasks are handed out together: as many as take about `BATCH_SECONDS`, by how long others took.

    Towards the end there are fewer, so that all processes finish at about the same time. Nothing but the speed depends
    on it.
    """

    def __init__(self, total: int, processes: int) -> None:
        self._left = total
        self._processes = processes
        self._seconds = 0.0

    def note(self, tasks: int, seconds: float) -> None:
        """So many tasks took so long."""
        each = seconds / tasks
        self._seconds = (self._seconds + each) / 2 if self._seconds else each

    def next(self) -> int:
        """How many tasks to hand out now."""
        wished = int(BATCH_SECONDS / self._seconds) if self._seconds else 1
        number = max(1, min(wished, LARGEST_BATCH, self._left // (self._processes * AHEAD)))
        self._left -= number
        return number


class _Todo(Generic[Task]):
    """Numbered tasks that were not handed out yet."""

    def __init__(self, tasks: Iterator[tuple[int, Task]], pace: Pace) -> None:
        self._tasks = tasks
        self._back: list[tuple[int, Task]] = []
        self.pace = pace

    def take(self) -> list[tuple[int, Task]]:
        """The tasks to hand out now; none when all are."""
        if self._back:
            batch, self._back = self._back, []
            return batch
        return list(islice(self._tasks, self.pace.next()))

    def take_all(self) -> Iterator[tuple[int, Task]]:
        """One task after the other."""
        return self._tasks

    def put_back(self, batch: list[tuple[int, Task]]) -> None:
        """These tasks could not be handed out."""
        self._back = batch


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
        self._broken = False
        self._foreign = set(multiprocessing.active_children())

    def __enter__(self) -> Workers[Task, Result]:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._close(now=kind is not None)

    def run(self, tasks: Iterable[Task], total: int) -> Iterator[tuple[int, Result]]:
        """The number of each task with its result, as they are done; `total` says how many tasks there are.

        Tasks are taken as they are needed, several small ones together. What a task raises is raised here.
        """
        todo = _Todo(enumerate(tasks), Pace(total, self._count))
        if self._pool is None and total <= 1:
            self._here = self._here or self._prepare()
            for number, task in todo.take_all():
                yield number, self._here(task)
            return
        flying: dict[Future[Finished[Result]], list[tuple[int, Task]]] = {}
        while self._hand_out(todo, flying) or flying:
            suspects: list[tuple[int, Task]] = []
            for future in wait(flying, return_when=FIRST_COMPLETED).done:
                batch = flying.pop(future)
                try:
                    done = future.result()
                except BrokenProcessPool:
                    suspects += batch
                    continue
                todo.pace.note(len(batch), done.seconds)
                yield from zip((number for number, _ in batch), done.results, strict=True)
            if suspects or self._broken:
                # Every task still under way went down with the pool: which of them broke it shows when each runs alone.
                suspects += [task for batch in flying.values() for task in batch]
                flying.clear()
                self._close(now=True)
                yield from self._one_by_one(sorted(suspects, key=lambda suspect: suspect[0]))

    def _hand_out(self, todo: _Todo[Task], flying: dict[Future[Finished[Result]], list[tuple[int, Task]]]) -> bool:
        """Submit tasks up to the limit; False when there was none left."""
        self._broken = False
        while len(flying) < self._count * AHEAD:
            batch = todo.take()
            if not batch:
                return False
            try:
                flying[self._submit([task for _, task in batch], self._count)] = batch
            except BrokenProcessPool:
                todo.put_back(batch)
                self._broken = True
                return True
        return True

    def _one_by_one(self, suspects: list[tuple[int, Task]]) -> Iterator[tuple[int, Result]]:
        for number, task in suspects:
            try:
                yield number, self._submit([task], 1).result().results[0]
            except BrokenProcessPool:
                self._close(now=True)
                yield number, self._lost(task)
        self._close(now=False)

    def _submit(self, tasks: list[Task], count: int) -> Future[Finished[Result]]:
        """Hand tasks to the pool, or to a new one of `count` processes. Raises BrokenProcessPool, and ServiceError."""
        for _ in range(STARTS):
            self._pool = self._pool or self._start(count)
            try:
                return self._pool.submit(_call, tasks)
            except (EOFError, ConnectionError):
                # The process that workers are forked from was killed while it was asked for them.
                self._close(now=True)
        raise ServiceError("worker processes cannot be started: they are killed at once; is there enough memory?")

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
    look_seldom()
    _Worker.prepare = staticmethod(prepare)


def finish(work: Work[Task, Result], tasks: Iterable[Task]) -> Finished[Result]:
    """Do tasks in turn."""
    began = time.monotonic()
    results = [work(task) for task in tasks]
    return Finished(results, time.monotonic() - began)


def _call(tasks: list[Any]) -> Finished[Any]:
    # Prepared here and not in `_begin`: an error in an initializer breaks the pool without telling why.
    if _Worker.work is None:
        _Worker.work = staticmethod(_Worker.prepare())
    return finish(_Worker.work, tasks)


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
