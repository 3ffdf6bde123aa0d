"""UTF-16 units and code points: the server counts the former, every span of ours the latter."""

from __future__ import annotations

from bisect import bisect_right

from normalize.model import Span

LAST_OF_PLANE_0 = "\uffff"


class Units:
    """Converts places of one text. A place inside a surrogate pair belongs to its code point."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        # In UTF-16 units: where each code point that takes two of them ends.
        self._after_wide: list[int] = []
        for at, character in enumerate(text):
            if character > LAST_OF_PLANE_0:
                self._after_wide.append(at + len(self._after_wide) + 2)
        self.length = self._length + len(self._after_wide)

    def code_point(self, unit: int) -> int:
        """The code point that UTF-16 unit `unit` belongs to; the end of the text for its end.

        Raises ValueError when the text has no such unit.
        """
        if not 0 <= unit <= self.length:
            raise ValueError(f"unit {unit} is outside a text of {self.length}")
        wide = bisect_right(self._after_wide, unit)
        at = unit - wide
        # The second half of a pair: its end is still ahead, by one unit.
        if wide < len(self._after_wide) and self._after_wide[wide] == unit + 1:
            at -= 1
        return at

    def span(self, offset: int, length: int) -> Span:
        """The code points that `length` units from `offset` on touch. Raises ValueError outside the text."""
        if length < 0:
            raise ValueError(f"a match of length {length}")
        start, end = self.code_point(offset), self.code_point(offset + length)
        if length and self.starts_inside_pair(offset + length):
            end += 1
        return Span(start, end)

    def starts_inside_pair(self, unit: int) -> bool:
        """Whether `unit` is the second half of a surrogate pair."""
        wide = bisect_right(self._after_wide, unit)
        return wide < len(self._after_wide) and self._after_wide[wide] == unit + 1
