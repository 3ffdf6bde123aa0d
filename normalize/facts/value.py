"""The figure in a fact's value."""

from __future__ import annotations

import re
from collections.abc import Iterable

from normalize.figures import read_figures
from normalize.model import Block, BlockKind, Document, Edit, Figure, Span, write

_DIGIT = re.compile(r"\d")


class _Typed:
    """The origin of text that a user typed: there is no file behind it."""

    def __init__(self, text: str) -> None:
        self._text = text

    def splice(self, edits: Iterable[Edit]) -> bytes:
        """The text with `edits` written, as UTF-8."""
        return write(self._text, edits).encode()


def read_value(value: str) -> Figure | None:
    """The only or longest figure of a value; None when it holds none (a year alone, say)."""
    text = value.strip()
    whole = (Block(Span(0, len(text)), BlockKind.PARAGRAPH),)
    figures = [f for f in read_figures(Document("fact", "fact", text, whole, (), _Typed(text), "")) if _counts(f)]
    return max(figures, key=lambda figure: len(figure.span)) if figures else None


def has_amount(value: str) -> bool:
    """Whether a value can be compared with anything: it holds a figure, or digits (a year, a date)."""
    return bool(_DIGIT.search(value)) or read_value(value) is not None


def _counts(figure: Figure) -> bool:
    return figure.kind != "identifier"
