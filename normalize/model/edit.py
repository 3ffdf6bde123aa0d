"""An edit: the smallest change of a text, which knows what it expects to find."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from normalize.model.span import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `expected`, which stands at `span`, by `replacement`.

    A stale edit (the text at `span` is no longer `expected`) is refused by `apply`, never written.
    Raises ValueError when the span's length is not that of `expected`, or nothing would change.
    """

    span: Span
    expected: str
    replacement: str

    def __post_init__(self) -> None:
        if len(self.span) != len(self.expected):
            raise ValueError(f"the span is {len(self.span)} long but the expected text {len(self.expected)}")
        if self.expected == self.replacement:
            raise ValueError(f"an edit must change something, not {self.expected!r} into itself")

    @staticmethod
    def replacing(text: str, span: Span, replacement: str) -> Edit:
        """The smallest edit that turns `span` of `text` into `replacement`: common ends are trimmed.

        Small edits seldom overlap, so independent corrections of one word can both be written.
        """
        before = span.of(text)
        head = 0
        while head < min(len(before), len(replacement)) and before[head] == replacement[head]:
            head += 1
        tail = 0
        while (
            tail < min(len(before), len(replacement)) - head
            and before[len(before) - 1 - tail] == replacement[len(replacement) - 1 - tail]
        ):
            tail += 1
        inner = Span(span.start + head, span.end - tail)
        return Edit(inner, inner.of(text), replacement[head : len(replacement) - tail])

    def collides(self, other: Edit) -> bool:
        """Whether the two cannot both be written: they share a character, or insert at one point."""
        if len(self.span) == 0 and len(other.span) == 0:
            return self.span == other.span
        return self.span.overlaps(other.span)

    @property
    def whitespace_only(self) -> bool:
        """Whether only white space differs, so that the wording stays as it is."""
        return "".join(self.expected.split()) == "".join(self.replacement.split())

    def holds(self, other: Edit) -> bool:
        """Whether this edit changes more white space than `other`, and what that changes in the same way."""
        if self == other or not (self.whitespace_only and other.whitespace_only and self.span.contains(other.span)):
            return False
        before = self.expected[: other.span.start - self.span.start]
        solid = len("".join(before.split()))
        theirs = before + other.replacement + self.expected[other.span.end - self.span.start :]
        return _space_after(self.replacement, solid) == _space_after(theirs, solid)

    def within(self, text: str, span: Span) -> str:
        """How `span` of `text` reads after this edit. Raises ValueError when the edit reaches outside `span`."""
        if not span.contains(self.span):
            raise ValueError("the edit reaches outside the span")
        return text[span.start : self.span.start] + self.replacement + text[self.span.end : span.end]


def _space_after(text: str, solid: int) -> str:
    """The white space that follows so many other characters."""
    at = 0
    while at < len(text) and (solid or text[at].isspace()):
        solid -= not text[at].isspace()
        at += 1
    return text[len(text[:at].rstrip()) : at]


def write(text: str, edits: Iterable[Edit]) -> str:
    """`text` with `edits` written. The edits must be sorted, fit the text and not collide."""
    parts: list[str] = []
    at = 0
    for edit in edits:
        if edit.span.start < at or edit.span.of(text) != edit.expected:
            raise ValueError(f"edit at {edit.span.start} is stale, unsorted or overlapping")
        parts += (text[at : edit.span.start], edit.replacement)
        at = edit.span.end
    parts.append(text[at:])
    return "".join(parts)
