"""An engine on a Ray cluster: the tasks of a run are done on every node, and come back as they do from local processes.

Nodes share the folders of the run and of the articles (under the same paths); results go through the store there and
not through Ray. Each processor has a desk, an actor that prepares once and then does batch after batch. Each node has
one LanguageTool, which its desks share.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, suppress
from dataclasses import dataclass, replace
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any

from normalize.batch.engine import Engine, OpenEngine
from normalize.batch.job import Job
from normalize.batch.warm import warm
from normalize.batch.work import Outcome, Place, Task, lost, worker
from normalize.batch.workers import AHEAD, Finished, Pace, finish
from normalize.errors import NormalizeError, ServiceError, UsageError
from normalize.garbage import look_seldom
from normalize.pipeline import Grammar

#: Opens a grammar checker on the node where it is called; what it gives connects other processes of that node to it.
OpenGrammar = Callable[[], AbstractContextManager[Callable[[], Grammar]]]
#: A cluster that has no processor that is free and loaded after so long is not going to have one.
_PATIENCE_S = 600.0
_STARTS = 3  # of one desk, before its dying is the run's failure
#: Results lie in the store; what passes through Ray is small.
_OBJECTS_BYTES = 200 * 2**20
_NAMESPACE = "normalize"


def ray_engine(address: str, grammar: OpenGrammar | None = None) -> OpenEngine:
    """An engine on the cluster at `address` (empty: one on this machine, for this run).

    `grammar` opens a checker on a node that has none yet; without it, every node reaches the checker of the job.
    Raises UsageError when Ray is not installed.
    """
    if find_spec("ray") is None:
        raise UsageError(
            'engine: Ray is not installed; install it with `pip install "normalize[ray]"`, or leave --engine out'
        )

    def opened(job: Job, place: Place | None, documents: int) -> AbstractContextManager[Engine]:
        return _Cluster(address, grammar, job, place, documents)

    return opened


class _Cluster:
    """A connection to a cluster, and the desks that work there for one job."""

    def __init__(
        self, address: str, grammar: OpenGrammar | None, job: Job, place: Place | None, documents: int
    ) -> None:
        self._address = address
        self._grammar = grammar
        self._job = job
        self._place = place
        self._documents = documents
        self._stack = ExitStack()
        self._desks: list[_Chair] = []
        #: Those that were asked whether they are ready, by the answer that they will give.
        self._waiting: dict[Any, _Chair] = {}

    def __enter__(self) -> Engine:
        import ray

        self._connect()
        self._stack.callback(self._dismiss)
        home = ray.get_runtime_context().get_node_id()
        needed = self._job.connect is not None and not self._job.known
        self._seat = _Seat(self._job, self._place, os.getcwd(), home, self._grammar if needed else None)
        processors = max(1, int(ray.cluster_resources().get("CPU", 1)))
        for _ in range(max(1, min(self._job.config.jobs or processors, processors, self._documents))):
            desk = _Chair(self._new_desk())
            self._desks.append(desk)
            self._waiting[desk.actor.ready.remote()] = desk
        return self

    def _new_desk(self) -> Any:
        import ray

        return ray.remote(_Desk).options(num_cpus=1).remote(self._seat)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stack.close()

    def _connect(self) -> None:
        import ray

        if ray.is_initialized():
            return
        # A newsroom's articles are nobody else's business: Ray reports nothing about its use.
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        # Processes of a cluster that is there for this run alone need not stand back, as Ray's do by default.
        os.environ.setdefault("RAY_worker_niceness", "0")
        quiet = {"log_to_driver": False, "logging_level": "ERROR", "namespace": _NAMESPACE}
        try:
            if self._address:
                ray.init(address=self._address, **quiet)
            else:
                jobs = self._job.config.jobs or None
                # Else Ray joins whatever cluster somebody has left running here.
                ray.init(
                    address="local", num_cpus=jobs, object_store_memory=_OBJECTS_BYTES, include_dashboard=False, **quiet
                )
        except Exception as error:
            # A node that does not come up in time is told by nothing but a bare Exception.
            where = f"the Ray cluster at {self._address}" if self._address else "Ray on this machine"
            raise ServiceError(f"{where} cannot be reached ({error}); start it, or leave --engine out") from error
        self._stack.callback(ray.shutdown)

    def _dismiss(self) -> None:
        import ray

        for desk in self._desks:
            with suppress(Exception):
                ray.kill(desk.actor)

    def run(self, tasks: Iterable[Task], total: int) -> Iterator[tuple[int, Outcome]]:
        """The number of each task with its outcome, as they are done."""
        import ray

        todo, pace = enumerate(tasks), Pace(total, len(self._desks))
        asked = set(map(id, self._waiting.values()))
        free = deque(desk for desk in self._desks if id(desk) not in asked for _ in range(AHEAD))
        flying: dict[Any, tuple[_Chair, Any, list[tuple[int, Task]]]] = {}
        while True:
            while free and (batch := list(islice(todo, pace.next()))):
                desk = free.popleft()
                flying[desk.actor.do.remote([task for _, task in batch])] = desk, desk.actor, batch
            if free and not flying:
                return
            done, _ = ray.wait([*flying, *self._waiting], timeout=None if flying else _PATIENCE_S)
            if not done:
                raise ServiceError(
                    f"the Ray cluster had no free processor for {_PATIENCE_S:.0f} s; free one, run again"
                )
            if done[0] in self._waiting:
                desk = self._waiting.pop(done[0])
                if self._begun(desk, done[0]):
                    free.extend([desk] * AHEAD)
                else:
                    desk.actor = self._new_desk()
                    self._waiting[desk.actor.ready.remote()] = desk
                continue
            desk, actor, batch = flying.pop(done[0])
            finished = self._results(done[0])
            if finished is None:
                yield from self._one_by_one(desk, actor, batch)
            else:
                pace.note(len(batch), finished.seconds)
                yield from zip((number for number, _ in batch), finished.results, strict=True)
            free.append(desk)

    def _begun(self, desk: _Chair, answer: Any) -> bool:
        """Whether a desk has begun: one whose process died before is to start again, some times at most.

        Raises what kept it from beginning.
        """
        import ray

        desk.starts += 1
        try:
            problem = ray.get(answer)
        except ray.exceptions.RayError as error:
            if isinstance(error, ray.exceptions.RayActorError) and desk.starts < _STARTS:
                return False
            raise ServiceError(f"a process of the Ray cluster did not start ({error}); see its logs") from error
        if problem:
            raise NormalizeError(problem)
        return True

    def _results(self, answer: Any) -> Finished[Outcome] | None:
        """The results of a batch; None when its process or node died."""
        import ray

        try:
            found: Finished[Outcome] = ray.get(answer)
        except ray.exceptions.RayTaskError as error:
            raise error.cause from None
        except ray.exceptions.RayError:
            return None
        return found

    def _one_by_one(self, desk: _Chair, dead: Any, batch: Iterable[tuple[int, Task]]) -> Iterator[tuple[int, Outcome]]:
        """The tasks of a process that died, again; the one that ends its process again is lost."""
        for number, task in batch:
            if desk.actor is dead:
                desk.actor = self._new_desk()
            finished = self._results(desk.actor.do.remote([task]))
            if finished is None:
                dead = desk.actor
            yield number, lost(task) if finished is None else finished.results[0]
        if desk.actor is dead:
            desk.actor = self._new_desk()


class _Chair:
    """A place for a desk; when that dies, another one takes it. `starts` counts those that said whether they began."""

    def __init__(self, actor: Any) -> None:
        self.actor = actor
        self.starts = 0


@dataclass(frozen=True, slots=True)
class _Seat:
    """What a desk needs to know: the job, the place, the folder that paths start from, and the node of the run."""

    job: Job
    place: Place | None
    folder: str
    home: str
    grammar: OpenGrammar | None


class _Desk:
    """Does tasks in a process of its own on some node."""

    def __init__(self, seat: _Seat) -> None:
        self._seat = seat
        self._problem = self._sit_down()

    def ready(self) -> str:
        """What keeps this desk from working, in a sentence; empty when nothing does."""
        return self._problem

    def do(self, tasks: list[Task]) -> Finished[Outcome]:
        """Do a batch."""
        if self._problem:
            raise NormalizeError(self._problem)
        return finish(self._work, tasks)

    def _sit_down(self) -> str:
        seat = self._seat
        where = f"node {os.uname().nodename} of the Ray cluster"
        try:
            os.chdir(seat.folder)
        except OSError as error:
            return f"{seat.folder}: not there on {where} ({error.strerror}); all nodes must share it under this path"
        if seat.place is not None and not Path(seat.place.folder).is_dir():
            return f"{seat.place.folder}: not there on {where}; all nodes must share the folder of the run"
        try:
            job = seat.job if seat.grammar is None else self._with_own_grammar(seat.job, seat.grammar)
        except NormalizeError as error:
            return f"{where}: {error}"
        self._work = worker(job, seat.place)
        # Loaded before the first batch, which else would look like hours of work ahead. A fault shows in its document.
        with suppress(Exception):
            warm()
        look_seldom()
        return ""

    def _with_own_grammar(self, job: Job, grammar: OpenGrammar) -> Job:
        """The job with the checker of this node; on the node of the run that is the job's own."""
        import ray

        node = ray.get_runtime_context().get_node_id()
        if node == self._seat.home:
            return job
        from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

        self._checker = (
            ray.remote(_Checker)
            .options(
                name=f"languagetool-{os.getppid()}-{node}",
                get_if_exists=True,
                num_cpus=0,
                scheduling_strategy=NodeAffinitySchedulingStrategy(node, soft=False),
            )
            .remote(grammar)
        )
        try:
            return replace(job, connect=ray.get(self._checker.connect.remote()))
        except ray.exceptions.RayTaskError as error:
            raise error.cause from None
        except ray.exceptions.RayError as error:
            raise ServiceError(f"LanguageTool did not start ({error})") from error


class _Checker:
    """Keeps a grammar checker running on its node for as long as a desk there needs it."""

    def __init__(self, grammar: OpenGrammar) -> None:
        self._grammar = grammar
        self._stack = ExitStack()
        self._connect: Callable[[], Grammar] | None = None

    def connect(self) -> Callable[[], Grammar]:
        """What connects a process of this node with the checker. Raises ServiceError when it cannot be started."""
        if self._connect is None:
            self._connect = self._stack.enter_context(self._grammar())
        return self._connect
