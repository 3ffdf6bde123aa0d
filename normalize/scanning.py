"""Where an exact pattern is worth trying: at the places that a cheap one finds."""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex


def matches_at(places: re.Pattern[str], exact: regex.Pattern[str], text: str) -> Iterator[regex.Match[str]]:
    """What `exact.finditer` finds in `text`, tried only where a match of `places` begins.

    `places` must match wherever `exact` does, and none of its matches may reach over the beginning of another. It is
    the standard library's, which skips to the first characters of a pattern that begins with a set of them, ten times
    as fast as `regex` tries one place after another.
    """
    end = 0
    for place in places.finditer(text):
        if place.start() < end:
            continue
        match = exact.match(text, place.start())
        if match is not None:
            yield match
            end = match.end()
