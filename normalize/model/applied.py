"""What became of a text: every edit written, every edit not written, and the way back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from normalize.model.edit import Edit
from normalize.model.span import Span


@dataclass(frozen=True, slots=True)
class KeyedEdit:
    """An edit and the fingerprint of the correction that it carries out."""

    key: str
    edit: Edit


@dataclass(frozen=True, slots=True)
class SkippedEdit:
    """An edit that was decided on but not written, and why."""

    key: str
    edit: Edit
    reason: str


@dataclass(frozen=True, slots=True)
class _Translation:
    """Moves spans over sorted stretches of one text, each of which has another length in the other text."""

    stretches: tuple[Span, ...]
    lengths: tuple[int, ...]
    _ends: tuple[int, ...] = field(init=False)
    _growth: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        growth = [0]
        for stretch, length in zip(self.stretches, self.lengths, strict=True):
            growth.append(growth[-1] + length - len(stretch))
        object.__setattr__(self, "_ends", tuple(stretch.end for stretch in self.stretches))
        object.__setattr__(self, "_growth", tuple(growth))

    def move(self, span: Span) -> Span:
        """`span` in the other text: ends inside a stretch grow to its borders; insertions at the ends stay out."""
        before = bisect_right(self._ends, span.start)
        start = span.start + self._growth[before]
        if before < len(self.stretches) and self.stretches[before].start < span.start:
            start = self.stretches[before].start + self._growth[before]
        if len(span) == 0 and start == span.start + self._growth[before]:
            return Span(start, start)
        upto = bisect_right(self._ends, span.end)
        while upto and self.stretches[upto - 1] == Span(span.end, span.end):
            upto -= 1
        end = span.end + self._growth[upto]
        if upto < len(self.stretches) and self.stretches[upto].start < span.end:
            end = self.stretches[upto].end + self._growth[upto + 1]
        return Span(start, max(start, end))


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Translates places between a text and its edited form; `edits` are sorted edits of the original text.

    A place inside a replacement has no exact counterpart: spans grow to the whole replaced stretch, so that
    no word is ever cut.
    """

    edits: tuple[Edit, ...] = ()
    written: tuple[Span, ...] = field(init=False, compare=False)
    _forth: _Translation = field(init=False, repr=False, compare=False)
    _back: _Translation = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        shift = 0
        written: list[Span] = []
        for edit in self.edits:
            start = edit.span.start + shift
            written.append(Span(start, start + len(edit.replacement)))
            shift += len(edit.replacement) - len(edit.span)
        spans = tuple(edit.span for edit in self.edits)
        object.__setattr__(self, "written", tuple(written))
        object.__setattr__(self, "_forth", _Translation(spans, tuple(len(span) for span in written)))
        object.__setattr__(self, "_back", _Translation(self.written, tuple(len(span) for span in spans)))

    def to_new(self, span: Span) -> Span:
        """Where a span of the original text stands in the edited text."""
        return self._forth.move(span)

    def to_old(self, span: Span) -> Span:
        """Where a span of the edited text stood in the original text."""
        return self._back.move(span)

    def near(self, span: Span) -> range:
        """The numbers of the edits whose written text meets or touches `span` of the edited text."""
        first = bisect_left(self.written, span.start, key=lambda written: written.end)
        return range(first, bisect_right(self.written, span.end, key=lambda written: written.start))


@dataclass(frozen=True, slots=True)
class Applied:
    """The corrected text. `inverse` are sorted edits of `text` that restore the original exactly."""

    text: str
    edits: tuple[KeyedEdit, ...]
    skipped: tuple[SkippedEdit, ...]
    source_map: SourceMap
    inverse: tuple[Edit, ...]
