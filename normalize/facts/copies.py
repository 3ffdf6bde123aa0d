"""Which documents are copies of one text: small sketches of their words, compared without the texts."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import TypeVar

T = TypeVar("T")
_WORD = re.compile(r"\w+")
_RUN = 5
#: As many hashes as tell a half from a third with an error of some hundredths.
_KEPT = 128
#: Two documents that share this much of their wording are one text with another headline or ending.
_SHARED = 0.5


@dataclass(frozen=True, slots=True)
class Sketch:
    """The smallest hashes of a text's runs of five words (a bottom-k sketch, Broder 1997)."""

    hashes: tuple[int, ...]

    def copies(self, other: Sketch) -> bool:
        """Whether the two texts share at least half of their wording."""
        size = min(len(self.hashes), len(other.hashes))
        if not size:
            return self.hashes == other.hashes
        smallest = nsmallest(size, {*self.hashes, *other.hashes})
        shared = set(self.hashes) & set(other.hashes)
        return sum(h in shared for h in smallest) >= _SHARED * len(smallest)


def sketch(text: str) -> Sketch:
    """The sketch of a text; capitals, marks and white space do not count."""
    words = words_of(text)
    runs = {" ".join(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1))} if words else set()
    return Sketch(tuple(nsmallest(_KEPT, {zlib.crc32(run.encode("utf-8", "replace")) for run in runs})))


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in small letters."""
    return tuple(_WORD.findall(text.casefold()))


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
