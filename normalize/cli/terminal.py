"""What the user sees: data on stdout; messages, hints and progress on stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

import click

if TYPE_CHECKING:
    from normalize.batch import Failure

#: Told as work goes on: what is being done, how many are done, and of how many.
Watch = Callable[[str, int, int], None]


def _may_color() -> bool:
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


@dataclass
class Terminal:
    """The two streams, and how much to say on them. The options `-q`, `-v` and `--no-color` set its fields."""

    quiet: bool = False
    verbose: bool = False
    color: bool = field(default_factory=_may_color)

    def out(self, text: str) -> None:
        """A line for people on stdout."""
        click.echo(text, color=self._colored(sys.stdout))

    def data(self, text: str) -> None:
        """Data for programs on stdout: UTF-8 whatever the locale, line ends as they are."""
        click.echo(text.encode("utf-8", "surrogatepass"), nl=False)

    def say(self, text: str) -> None:
        """A remark on stderr, which `-q` silences."""
        if not self.quiet:
            click.echo(text, err=True, color=self._colored(sys.stderr))

    def warn(self, text: str) -> None:
        """A remark on stderr that is always shown."""
        click.echo(click.style("normalize:", fg="yellow") + f" {text}", err=True, color=self._colored(sys.stderr))

    def fail(self, text: str) -> None:
        """The sentence on stderr that tells why the call failed."""
        click.echo(click.style("normalize:", fg="red") + f" {text}", err=True, color=self._colored(sys.stderr))

    def tell_failures(self, failures: Iterable[Failure]) -> None:
        """Why there are no results for some documents; `-v` adds the tracebacks."""
        for failure in failures:
            if self.verbose and failure.details:
                click.echo(failure.details, err=True)
            self.warn(failure.reason)

    @contextmanager
    def progress(self) -> Iterator[Watch]:
        """A progress bar on stderr while the block runs, when stderr is a terminal; else nothing is shown."""
        if self.quiet or not sys.stderr.isatty():
            yield lambda stage, done, total: None
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        console = Console(stderr=True, no_color=not self.color)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=console, transient=True) as bar:
            tasks = {}

            def watch(stage: str, done: int, total: int) -> None:
                if stage not in tasks:
                    tasks[stage] = bar.add_task(stage, total=total)
                bar.update(tasks[stage], completed=done, total=total)

            yield watch

    def _colored(self, stream: IO[str]) -> bool:
        return self.color and stream.isatty()
