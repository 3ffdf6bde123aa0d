"""How ordinals end."""

from __future__ import annotations


def suffix_of(number: int) -> str:
    """The English suffix of an ordinal."""
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
