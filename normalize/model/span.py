"""Places in a text: one coordinate system for the whole project."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points of `Document.text`.

    Lines, columns, bytes and UTF-16 units are computed where they are shown and never stored.
    Raises ValueError unless 0 <= start <= end.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, not {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        # An empty span is a place, not "nothing": without this, len() would make it false.
        return True

    def of(self, text: str) -> str:
        """The characters of `text` that this span covers."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether `other` lies inside this span, borders included."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character (touching spans do not; an empty span inside a longer one does)."""
        if len(self) == 0 or len(other) == 0:
            return self.start < other.end and other.start < self.end
        return max(self.start, other.start) < min(self.end, other.end)

    def shift(self, by: int) -> Span:
        """The same span `by` code points further right (left when negative)."""
        return Span(self.start + by, self.end + by)

    def hull(self, other: Span) -> Span:
        """The smallest span that covers both."""
        return Span(min(self.start, other.start), max(self.end, other.end))
