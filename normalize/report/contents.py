"""The table of contents of a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """An entry of the contents; `count` is empty where there is nothing to count."""

    anchor: str
    title: str
    count: str


def contents(*sections: tuple[str, str, int | None]) -> tuple[Section, ...]:
    """Anchor, title and count of each section; those that count nothing (0) are left out."""
    return tuple(
        Section(anchor, title, "" if number is None else f"{number:,}")
        for anchor, title, number in sections
        if number is None or number > 0
    )
