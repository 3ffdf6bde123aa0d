"""What the user sees: data on stdout; messages, hints and progress on stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

import click

if TYPE_CHECKING:
    from normalize.batch import Failure
    from normalize.batch.watch import Watch


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
        """A watch that shows progress on stderr while the block runs: a bar on a terminal, else a line now and then."""
        from normalize.batch.watch import quiet
        from normalize.cli.progress import Lines, bar

        if self.quiet:
            yield quiet
        elif not sys.stderr.isatty():
            yield Lines(self.say)
        else:
            with bar(color=self.color) as watch:
                yield watch

    def _colored(self, stream: IO[str]) -> bool:
        return self.color and stream.isatty()
