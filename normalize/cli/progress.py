"""How far the work is: a bar on a terminal, else a line now and then."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from normalize.batch.watch import NOTHING_YET, Tally, Watch

#: Between two lines where there is no terminal: a log of a long run stays short.
LINE_SECONDS = 30.0
_MINUTE = 60


@contextmanager
def bar(*, color: bool) -> Iterator[Watch]:
    """A progress bar on stderr, with rate, time left and what came out so far; it goes when the work is done."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[told]}"),
    )
    with Progress(*columns, console=Console(stderr=True, no_color=not color), transient=True) as shown:
        tasks: dict[str, TaskID] = {}

        def watch(stage: str, done: int, total: int, tally: Tally = NOTHING_YET, /) -> None:
            if stage not in tasks:
                tasks[stage] = shown.add_task(stage, total=total, rate="", told="")
            speed = shown.tasks[tasks[stage]].speed
            rate = f"{_rate(speed)}" if speed else ""
            shown.update(tasks[stage], completed=done, total=total, rate=rate, told=told(tally))

        yield watch


class Lines:
    """A watch that says a line every `LINE_SECONDS`, and nothing of work that is done sooner."""

    def __init__(self, say: Callable[[str], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._say = say
        self._clock = clock
        self._stage = ""
        self._began = self._last = 0.0

    def __call__(self, stage: str, done: int, total: int, tally: Tally = NOTHING_YET, /) -> None:
        """Hear how far the work is."""
        now = self._clock()
        if stage != self._stage:
            self._stage, self._began, self._last = stage, now, now
        if now - self._last < LINE_SECONDS or not done:
            return
        self._last = now
        rate = done / (now - self._began)
        parts = [
            f"{stage}: {done:,} of {total:,}",
            _rate(rate),
            f"{_duration((total - done) / rate)} left",
            told(tally),
        ]
        self._say(", ".join(part for part in parts if part))


def told(tally: Tally) -> str:
    """A tally in words; nothing of what is nought."""
    parts = (
        (tally.done, "done before"),
        (tally.repairs, "repair" if tally.repairs == 1 else "repairs"),
        (tally.failed, "failed"),
    )
    return ", ".join(f"{number:,} {noun}" for number, noun in parts if number)


def _rate(each_second: float) -> str:
    if each_second >= 1:
        return f"{each_second:,.0f} a second"
    return f"{each_second * _MINUTE:,.0f} a minute"


def _duration(seconds: float) -> str:
    minutes = round(seconds / _MINUTE)
    if minutes < 1:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < _MINUTE else f"{minutes // _MINUTE} h {minutes % _MINUTE} min"
