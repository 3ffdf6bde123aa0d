"""What every process of a run needs to know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from normalize.config import Config
from normalize.model import Facts
from normalize.pipeline import Grammar, Settings
from normalize.stopwatch import Stopwatch


@dataclass(frozen=True, slots=True)
class Job:
    """What every process needs to know; picklable. `connect` reaches the run's grammar checker, if there is one.
    `known`: all results seem to be there from before, so no checker runs; a process that needs one starts its own.

    `watch` is told how long each stage takes, by the process that it is in.
    """

    config: Config = Config()
    facts: Facts = Facts()
    connect: Callable[[], Grammar] | None = None
    known: bool = False
    unchecked: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    watch: Stopwatch | None = None

    def settings(self, *, grammar: bool = True) -> Settings:
        """The settings of the pipeline; `grammar` False leaves the checker out."""
        check = self.connect() if grammar and self.connect is not None else None
        return Settings(
            config=self.config,
            facts=self.facts,
            grammar=check,
            unchecked=self.unchecked,
            services=self.services,
            watch=self.watch,
        )
