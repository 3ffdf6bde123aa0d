"""What is told of a run while it goes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Tally:
    """What a stage has come to so far: `repairs` written, documents that `failed`, and that were `done` before."""

    repairs: int = 0
    failed: int = 0
    done: int = 0

    def plus(self, *, repairs: int = 0, failed: int = 0, done: int = 0) -> Tally:
        """The tally with so many more."""
        return Tally(self.repairs + repairs, self.failed + failed, self.done + done)


NOTHING_YET = Tally()


class Watch(Protocol):
    """Told as work goes on: what is being done, how many documents are done, of how many, and what came out."""

    def __call__(self, stage: str, done: int, total: int, tally: Tally = ..., /) -> None:
        """Hear it."""


def quiet(stage: str, done: int, total: int, tally: Tally = NOTHING_YET, /) -> None:
    """A watch that says nothing."""
