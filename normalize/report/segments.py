"""The text of a document cut into segments for a page: templates print them in order and count no characters."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from normalize.model import Edit, KeyedEdit, Span, write
from normalize.report.lines import Lines
from normalize.report.visible import spelled_out

GROW = 40  # code points: how far a change is shown beyond its edit, so that whole words stand side by side
_OPENING = "([{\"'“‘„«¿¡*_"
_CLOSING = ")]}\"'”’»,.;:!?…*_"
#: Kinds of marks; where several meet, the one that stands further right is shown.
KINDS = ("conflict", "flagged", "suggested")
#: A mark that only makes a place for links: what was decided against leaves the text as plain as it was.
PLACE = "place"


@dataclass(frozen=True, slots=True)
class Note:
    """A reference from the text to where a finding is explained: `label` is short, `name` says it in words."""

    label: str
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch to be marked as one of `KINDS`, or a `PLACE`. `anchor` is the id of its place in the text."""

    span: Span
    kind: str
    anchor: str
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a line.

    `kind`: plain, deleted, inserted, one of `KINDS`, note (a reference, with `note`), or anchor (no text: a place
    that links lead to).
    """

    kind: str
    text: str = ""
    anchor: str = ""
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text that is not blank, with its number from 1."""

    number: int
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A changed stretch as it is shown: whole words of the old and the new text, and whose corrections made it."""

    span: Span
    old: str
    new: str
    keys: tuple[str, ...]


def changes(text: str, edits: Sequence[KeyedEdit]) -> tuple[Change, ...]:
    """The written edits (sorted), grown to whole words; those that share a word become one change."""
    grown: list[tuple[Span, list[KeyedEdit]]] = []
    for keyed in edits:
        span = grow(text, keyed.edit)
        if grown and span.start < grown[-1][0].end:
            grown[-1] = (grown[-1][0].hull(span), [*grown[-1][1], keyed])
        else:
            grown.append((span, [keyed]))
    return tuple(_change(text, span, members) for span, members in grown)


def _change(text: str, span: Span, members: Sequence[KeyedEdit]) -> Change:
    edits = [Edit(k.edit.span.shift(-span.start), k.edit.expected, k.edit.replacement) for k in members]
    old = span.of(text)
    return Change(span, old, write(old, edits), tuple(dict.fromkeys(k.key for k in members)))


def grow(text: str, edit: Edit) -> Span:
    """The edit's span with the rest of the words that it cuts; white space changed between two words stays alone."""
    start, end = edit.span.start, edit.span.end
    left, right = text[max(0, start - GROW) : start], text[end : end + GROW]
    at_left, at_right = bool(left) and not left[-1].isspace(), bool(right) and not right[0].isspace()
    blank = not (edit.expected + edit.replacement).strip()
    if blank and not (at_left and at_right):
        return edit.span
    head = left.split()[-1] if at_left else ""
    tail = right.split(maxsplit=1)[0] if at_right else ""
    # Marks around the word say nothing, unless all that stands there is a mark.
    return Span(start - len(head.lstrip(_OPENING) or head), end + len(tail.rstrip(_CLOSING) or (tail if blank else "")))


def cut(text: str, edits: Sequence[KeyedEdit], marks: Iterable[Mark], notes: Mapping[str, Note]) -> Iterator[Line]:
    """The lines of the text with its written edits and marks, blank lines left out; linear but for sorting.

    `notes` are the references of the written corrections, by fingerprint.
    """
    changed = changes(text, edits)
    placed = sorted((_around(mark, changed) for mark in marks), key=lambda m: (m.span, m.kind, m.anchor))
    lines = Lines(text)
    number, current = 1, list[Segment]()
    for offset, segment in _pieces(text, changed, placed, notes):
        at = offset
        for index, part in enumerate(segment.text.split("\n")):
            if index:
                if _shows(current):
                    yield Line(number, tuple(current))
                    current = []
                # Anchors of a blank line wait for the next one.
                current = [s for s in current if s.kind == "anchor"]
            if not _shows(current):
                number = lines.line(at)
            if part or segment.kind in ("note", "anchor"):
                current.append(replace(segment, text=part))
            at += len(part) + 1
    if current:
        yield Line(number, tuple(current))


def _shows(segments: Iterable[Segment]) -> bool:
    """Whether a line shows anything but white space."""
    return any(segment.kind == "note" or segment.text.strip() for segment in segments)


def _around(mark: Mark, changed: Sequence[Change]) -> Mark:
    """The mark with borders inside a change moved out of it: a change is shown in one piece."""

    def meeting(place: int) -> Span | None:
        at = bisect_left(changed, place, key=lambda c: c.span.end)
        met = changed[at].span if at < len(changed) else None
        return met if met is not None and met.start < place < met.end else None

    first, last = meeting(mark.span.start), meeting(mark.span.end)
    if first is None and last is None:
        return mark
    return replace(mark, span=Span(first.start if first else mark.span.start, last.end if last else mark.span.end))


class _Open:
    """The marks that are open at a place of the sweep, counted by kind."""

    def __init__(self) -> None:
        self._count = dict.fromkeys((*KINDS, PLACE), 0)

    def add(self, kind: str, by: int) -> None:
        self._count[kind] += by

    def segment(self, text: str) -> Segment:
        kind = next((kind for kind in reversed(KINDS) if self._count[kind]), "plain")
        return Segment(kind, text)


_END, _START, _CHANGE, _EMPTY_END = range(4)  # the order of events at one place


def _pieces(
    text: str, changed: Sequence[Change], marks: Sequence[Mark], notes: Mapping[str, Note]
) -> Iterator[tuple[int, Segment]]:
    """All segments with their offsets; text is cut where a mark or a change begins or ends."""
    events = [(mark.span.start, _START, number) for number, mark in enumerate(marks)]
    events += [(m.span.end, _END if len(m.span) else _EMPTY_END, number) for number, m in enumerate(marks)]
    events += [(change.span.start, _CHANGE, number) for number, change in enumerate(changed)]
    is_open, at = _Open(), 0
    for place, order, number in sorted(events):
        if place > at:
            yield at, is_open.segment(text[at:place])
            at = place
        if order == _CHANGE:
            yield from ((place, segment) for segment in _shown(changed[number], notes))
            at = max(at, changed[number].span.end)
        elif order == _START:
            is_open.add(marks[number].kind, 1)
            yield place, Segment("anchor", anchor=marks[number].anchor)
        else:
            mark = marks[number]
            if order == _EMPTY_END and mark.note is not None:
                yield place, Segment(mark.kind, "‸")
            is_open.add(mark.kind, -1)
            if mark.note is not None:
                yield place, Segment("note", note=mark.note)
    if at < len(text):
        yield at, is_open.segment(text[at:])


def _shown(change: Change, notes: Mapping[str, Note]) -> Iterator[Segment]:
    for key in change.keys:
        yield Segment("anchor", anchor=f"t-{key}")
    if change.old:
        yield Segment("deleted", spelled_out(change.old))
    if change.new:
        yield Segment("inserted", spelled_out(change.new))
    for key in change.keys:
        if key in notes:
            yield Segment("note", note=notes[key])
