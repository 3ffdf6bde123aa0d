"""One thing of each text: copies of a document support nothing by themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def copies_apart(
    things: Sequence[T], copied: Callable[[T, T], bool], name: Callable[[T], str]
) -> tuple[tuple[T, ...], tuple[str, ...]]:
    """One thing of each document that copies none before it, and the names of the documents that do."""
    kept: dict[str, T] = {}
    copies: dict[str, None] = {}
    for thing in things:
        label = name(thing)
        if label in kept or label in copies:
            continue
        if any(copied(thing, other) for other in kept.values()):
            copies[label] = None
        else:
            kept[label] = thing
    return tuple(kept.values()), tuple(copies)
