"""Unified diffs from edits, in time linear in the text: what changed is known and need not be searched."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from normalize.model import Edit, write

CONTEXT = 3
NO_LINE_FEED = "\\ No newline at end of file\n"


@dataclass(frozen=True, slots=True)
class _Change:
    """Lines `start` to `end` (from 0, half-open) of the old text become `lines`."""

    start: int
    end: int
    lines: tuple[str, ...]

    @property
    def growth(self) -> int:
        return len(self.lines) - (self.end - self.start)


def unified_diff(name: str, text: str, edits: Sequence[Edit]) -> Iterator[str]:
    """The lines of a unified diff between `text` and `text` with `edits` written; none when nothing changes.

    The edits must be sorted and fit the text. Lines end at line feeds only, as `patch` reads them.
    """
    lines = _lines(text)
    changes = list(_changes(text, lines, edits))
    if not changes:
        return
    yield f"--- {name}\n"
    yield f"+++ {name}\n"
    shift = 0
    for hunk in _hunks(changes):
        yield from _written(hunk, lines, shift)
        shift += sum(change.growth for change in hunk)


def _lines(text: str) -> list[str]:
    parts = text.split("\n")
    ended = [part + "\n" for part in parts[:-1]]
    return [*ended, parts[-1]] if parts[-1] else ended


def _changes(text: str, lines: list[str], edits: Sequence[Edit]) -> Iterator[_Change]:
    starts = [0, *accumulate(map(len, lines))]

    def line_of(offset: int) -> int:
        return min(bisect_right(starts, offset), len(lines)) - 1

    group: list[Edit] = []
    first = last = 0
    for edit in edits:
        begin, end = max(0, line_of(edit.span.start)), max(0, line_of(edit.span.end))
        if group and begin > last:
            yield from _change(text, lines, starts, (first, last + 1), group)
            group = []
        if not group:
            first = begin
        group.append(edit)
        last = end
    if group:
        yield from _change(text, lines, starts, (first, last + 1), group)


def _change(
    text: str, lines: list[str], starts: list[int], place: tuple[int, int], edits: list[Edit]
) -> Iterator[_Change]:
    start, end = place[0], min(place[1], len(lines))
    at = starts[start]
    moved = [Edit(edit.span.shift(-at), edit.expected, edit.replacement) for edit in edits]
    new = _lines(write(text[at : starts[end]], moved))
    old = lines[start:end]
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    if head < max(len(old), len(new)) - tail:
        yield _Change(start + head, end - tail, tuple(new[head : len(new) - tail]))


def _hunks(changes: list[_Change]) -> Iterator[list[_Change]]:
    hunk = [changes[0]]
    for change in changes[1:]:
        if change.start - hunk[-1].end > 2 * CONTEXT:
            yield hunk
            hunk = []
        hunk.append(change)
    yield hunk


def _written(hunk: list[_Change], lines: list[str], shift: int) -> Iterator[str]:
    start, end = max(0, hunk[0].start - CONTEXT), min(len(lines), hunk[-1].end + CONTEXT)
    growth = sum(change.growth for change in hunk)
    yield f"@@ -{_range(start, end)} +{_range(start + shift, end + shift + growth)} @@\n"
    at = start
    for change in hunk:
        yield from _marked(" ", lines[at : change.start])
        yield from _marked("-", lines[change.start : change.end])
        yield from _marked("+", change.lines)
        at = change.end
    yield from _marked(" ", lines[at:end])


def _range(start: int, end: int) -> str:
    """Lines as a hunk's head counts them: from 1, and an empty range names the line before it."""
    count = end - start
    return f"{start + 1 if count else start},{count}" if count != 1 else f"{start + 1}"


def _marked(mark: str, lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield mark + line if line.endswith("\n") else f"{mark}{line}\n{NO_LINE_FEED}"
