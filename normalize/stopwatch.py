"""Where the processor time of a run goes, by stage and by rule. Whoever wants to know makes one; nobody else pays."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field


@dataclass(slots=True)
class Stopwatch:
    """Seconds of this process's processor time, added up over documents.

    `stages` do not overlap; `rules` are parts of the stages of `correct`. `documents` and their
    `size` in bytes say how much was examined.
    """

    stages: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    rules: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    documents: int = 0
    size: int = 0

    def stage(self, name: str) -> AbstractContextManager[None]:
        """Adds what runs inside to a stage."""
        return _added(self.stages, name)

    def rule(self, name: str) -> AbstractContextManager[None]:
        """Adds what runs inside to a rule."""
        return _added(self.rules, name)


def staged(watch: Stopwatch | None, name: str) -> AbstractContextManager[None]:
    """Adds what runs inside to a stage, if somebody watches."""
    return nullcontext() if watch is None else watch.stage(name)


@contextmanager
def _added(sums: defaultdict[str, float], name: str) -> Iterator[None]:
    start = time.process_time()
    try:
        yield
    finally:
        sums[name] += time.process_time() - start
