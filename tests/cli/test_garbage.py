"""Processes of ours look seldom for values that hold nothing but each other, and still find them."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from normalize.garbage import look_seldom


class Ring:
    """Holds itself."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def as_before() -> Iterator[None]:
    """Python's own thresholds after the test."""
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


@pytest.mark.usefixtures("as_before")
def test_circles_are_given_back() -> None:
    """Values in circles do not pile up: after some more values than the threshold the first is gone."""
    look_seldom()
    first = weakref.ref(Ring())
    for _ in range(gc.get_threshold()[0] + 10):
        Ring()
    assert first() is None
