"""The runs that a text stands in: what is needed to write into them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from normalize.model import Span


@dataclass(frozen=True, slots=True)
class TextRun:
    """A text element (`w:t`) and the run around it; places are in the XML of all parts, one after the other.

    `tag` is the text's start tag and `text` its content; `head` is the run's start tag, `properties` the stretch of
    its properties (empty when it has none). `kept` when the text's spaces are marked to be kept; `inserted` when the
    run stands in somebody's tracked insertion.
    """

    tag: Span
    text: Span
    head: Span
    properties: Span
    kept: bool
    inserted: bool


@dataclass(frozen=True, slots=True)
class Runs:
    """The text elements in the order of their places. `last_id` is the greatest id of a tracked change."""

    runs: tuple[TextRun, ...]
    last_id: int = 0

    def at(self, span: Span) -> TextRun | None:
        """The text element that holds `span`."""
        number = bisect_right(self.runs, span.start, key=lambda run: run.text.start) - 1
        # At the border of two elements that touch nothing stands between them, so either will do.
        return self.runs[number] if number >= 0 and self.runs[number].text.contains(span) else None
