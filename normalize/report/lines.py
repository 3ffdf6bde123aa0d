"""Lines and columns of many places of one text: the line starts are found once."""

from __future__ import annotations

from bisect import bisect_right


class Lines:
    """The line starts of a text; lines end at line feeds, as in `Document.line_and_column`."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a code point, both from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line(self, offset: int) -> int:
        """Line of a code point, from 1."""
        return bisect_right(self._starts, offset)
