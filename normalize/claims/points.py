"""Percentage points: the difference that is stated between two percentages against the difference that they have."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from normalize.claims.analysis import Analysis, Statement
from normalize.claims.events import clipped
from normalize.claims.explain import number
from normalize.claims.percents import one_change, pairs
from normalize.model import Conflict, Evidence, Figure, Span

#: How many code points may stand between two percentages and their difference ("to 21%, a fall of seven points").
_NEAR = 60
#: A basis point in percentage points.
_BASIS = Decimal("0.01")


def conflicts(analysis: Analysis) -> Iterator[Conflict]:
    """Sentences that lead from one percentage to another by a number of points that does not lie between them."""
    for statement in analysis.statements:
        points = [f for f in statement.figures if f.kind == "points" and f.value is not None]
        if not points or analysis.in_speech(statement.span):
            continue
        for start, old, new in pairs(statement):
            if old.kind == new.kind == "percent":
                stated = [f for f in points if f.span.start >= start and _beside(statement, (old, new), f)]
                if len(stated) == 1 and not _fits(old, new, stated[0]):
                    yield _conflict(analysis, (old, new), stated[0])


def _beside(statement: Statement, pair: tuple[Figure, Figure], points: Figure) -> bool:
    """Whether a number of points is that of two values: right before or after them, with no other change between."""
    first = min(f.span.start for f in pair)
    last = max(f.span.end for f in pair)
    low, high = (points.span.end, first) if points.span.end <= first else (last, points.span.start)
    return 0 <= high - low <= _NEAR and one_change(statement.parsed.tokens, low, high)


def _fits(old: Figure, new: Figure, points: Figure) -> bool:
    """Whether the points are those between the values, as far as their rounding tells."""
    if None in (old.low, old.high, new.low, new.high, points.low, points.high):
        return True
    assert old.value is not None
    assert new.value is not None
    assert points.low is not None
    assert points.high is not None
    size = _BASIS if points.unit == "bp" else Decimal(1)
    gap = abs(new.value - old.value)
    # Each of the three is rounded by itself: their last digits need not add up.
    room = max(_last_digit(old), _last_digit(new), size * _last_digit(points))
    return size * points.low - room <= gap <= size * points.high + room


def _last_digit(figure: Figure) -> Decimal:
    """Half of the place to which a figure is given."""
    assert figure.low is not None
    assert figure.high is not None
    return (figure.high - figure.low) / 2


def _conflict(analysis: Analysis, pair: tuple[Figure, Figure], points: Figure) -> Conflict:
    old, new = pair
    assert old.value is not None
    assert new.value is not None
    name = analysis.document.name
    values = clipped(Span(min(old.span.start, new.span.start), max(old.span.end, new.span.end)))
    gap = number(abs(new.value - old.value))
    return Conflict(
        "percent",
        "certain",
        (
            Evidence(document=name, span=points.span, quote=analysis.text(points.span), label="stated change"),
            Evidence(document=name, span=values, quote=analysis.text(values), figure=new, label="values"),
        ),
        f"From {old.text} to {new.text} is {gap} percentage {'point' if gap == '1' else 'points'}, not {points.text}.",
        caveat="The change may refer to other values than these two.",
        resolution="Check the two values and the change.",
    )
