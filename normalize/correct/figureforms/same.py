"""The proof that an edit of a figure's form keeps its value: both texts are read, and the figures compared."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from normalize.figures import read_figures
from normalize.model import Document, Edit, Figure, Span

_REACH = 60
_Meaning = tuple[Decimal | None, Decimal | None, Decimal | None, str, str]


def same_figure(document: Document, edit: Edit) -> bool:
    """Whether the figures around an edit mean the same after it, and one of them is the edited one.

    Value, low, high, unit and kind are compared for every figure of the line, as far as `_REACH` either side.
    """
    before, after = _readings(document, edit)
    touched = any(span.start <= edit.span.end and edit.span.start <= span.end for span, _ in before)
    return touched and [meaning for _, meaning in before] == [meaning for _, meaning in after]


def same_figures(document: Document, edit: Edit) -> bool:
    """Like `same_figure`, for edits of dates and the like that stand in no figure."""
    before, after = _readings(document, edit)
    return [meaning for _, meaning in before] == [meaning for _, meaning in after]


def figures_near(document: Document, span: Span) -> list[Figure]:
    """The figures that meet `span`, read from its surroundings; their spans are places of the document."""
    window = _window(document.text, span)
    figures = read_figures(_alone(document, window.of(document.text)))
    moved = (replace(f, span=Span(f.span.start + window.start, f.span.end + window.start)) for f in figures)
    return [figure for figure in moved if figure.span.overlaps(span)]


def _readings(document: Document, edit: Edit) -> tuple[list[tuple[Span, _Meaning]], list[tuple[Span, _Meaning]]]:
    window = _window(document.text, edit.span)
    texts = (window.of(document.text), edit.within(document.text, window))
    before, after = (
        [
            (Span(f.span.start + window.start, f.span.end + window.start), (f.value, f.low, f.high, f.unit, f.kind))
            for f in read_figures(_alone(document, text))
        ]
        for text in texts
    )
    return before, after


def _alone(document: Document, text: str) -> Document:
    return replace(document, text=text, blocks=(), protected=())


def _window(text: str, span: Span) -> Span:
    """The line around `span`, cut at white space near `_REACH` characters either side."""
    start = max(0, span.start - _REACH)
    start = max(start, text.rfind("\n", start, span.start) + 1)
    if start and text[start - 1] != "\n":
        gap = text.find(" ", start, span.start)
        start = gap + 1 if gap >= 0 else start
    stop = min(len(text), span.end + _REACH)
    end = text.find("\n", span.end, stop)
    if end < 0:
        end = stop
        if end < len(text):
            gap = text.rfind(" ", span.end, end)
            end = gap if gap >= 0 else end
    return Span(start, end)


def never(document: Document, edit: Edit) -> bool:
    """For forms whose change nothing proves: they are only suggested."""
    return False
