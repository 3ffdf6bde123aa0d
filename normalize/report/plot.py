"""The interval plot of a conflict: one row a passage, a point for the figure, a bar for what its wording allows.

Rows differ in the shape of their point as well as in colour; colours are classes that the page's style sheet sets for
light, dark and print. All attributes are presentation attributes, so that a strict style policy holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from normalize.model import Figure
from normalize.report.amounts import interval, measurable, number
from normalize.report.visible import visible

WIDTH, LEFT, RIGHT = 320, 10, 310
_ROW, _TOP, _FOOT = 44, 6, 26
_CHARACTERS = 40  # of a row's label that fit the width
_POINT = 16  # width of a point
_ROWS = 8  # more would be no picture, and the table has them all
_LOGARITHMIC = 50  # times between smallest and largest: beyond it a linear scale shows nothing of the small ones


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the plot: the letter of its passage, the words as written, and the figure."""

    letter: str
    label: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class _Scale:
    low: Decimal
    high: Decimal
    logarithmic: bool

    def x(self, value: Decimal) -> str:
        low, high, at = (x.ln() if self.logarithmic else x for x in (self.low, self.high, value))
        return f"{LEFT + (RIGHT - LEFT) * float((at - low) / (high - low)):.1f}"

    def ticks(self) -> list[Decimal]:
        """Three to six round values within the scale, fewer where powers of ten are far apart."""
        if self.logarithmic:
            first, last = self.low.adjusted(), self.high.adjusted()
            step = max(1, -(-(last - first) // 4))
            powers = [Decimal(1).scaleb(power) for power in range(first, last + 1, step)]
            return [tick for tick in powers if self.low <= tick <= self.high]
        rough = (self.high - self.low) / 5
        power = Decimal(1).scaleb(rough.adjusted())
        width = power * next(n for n in (1, 2, 5, 10) if power * n >= rough)
        first_tick = (self.low // width) * width
        ticks = [first_tick + width * n for n in range(8)]
        return [tick for tick in ticks if self.low <= tick <= self.high]


def interval_plot(rows: Sequence[Row], ident: str, finding: str) -> Markup:
    """SVG of the rows, or nothing where they have no common scale (different units, dates, a single value).

    `ident` makes the ids unique within a page; `finding` is the sentence that the picture shows.
    """
    shown = [row for row in rows if measurable(row.figure)][:_ROWS]
    if len(shown) < 2 or len({row.figure.unit for row in shown}) > 1:
        return Markup("")
    scale = _scale(shown)
    if scale is None:
        return Markup("")
    bottom = _TOP + _ROW * len(shown)
    parts = [
        Markup(
            '<svg class="plot" role="img" viewBox="0 0 {w} {h}" aria-labelledby="{i}-t {i}-d"'
            ' xmlns="http://www.w3.org/2000/svg"><title id="{i}-t">{t}</title><desc id="{i}-d">{d}</desc>'
        ).format(w=WIDTH, h=bottom + _FOOT, i=ident, t=visible(finding), d=_description(shown)),
        _axis(scale, bottom, shown[0].figure.unit),
        *(_row(row, index, scale) for index, row in enumerate(shown)),
        Markup("</svg>"),
    ]
    return Markup("").join(parts)


def _description(rows: Sequence[Row]) -> str:
    return visible("; ".join(f"{row.letter}, “{_short(row.label)}”: {interval(row.figure)}" for row in rows))


def _scale(rows: Sequence[Row]) -> _Scale | None:
    values = sorted(x for r in rows for x in (r.figure.value, r.figure.low, r.figure.high) if x is not None)
    low, high = values[0], values[-1]
    if low == high or max(abs(low), abs(high)).adjusted() > 30 or (high - low).adjusted() < -30:
        return None
    if low > 0 and high / low > _LOGARITHMIC:
        return _Scale(low / 2, high * 2, logarithmic=True)
    room = (high - low) / 12
    if low >= 0 and low < (high - low) * 2:
        return _Scale(Decimal(0), high + room, logarithmic=False)
    return _Scale(low - room, high + room, logarithmic=False)


def _axis(scale: _Scale, bottom: int, unit: str) -> Markup:
    parts = [Markup('<path class="axis" d="M{l} {b}H{r}"/>').format(l=LEFT, r=RIGHT, b=bottom)]
    free = 0.0  # labels that would touch the one before are left out
    for tick in scale.ticks():
        x, label = scale.x(tick), number(tick)
        width = 6.2 * len(label)
        left = min(max(float(x) - width / 2, 0.0), WIDTH - width)
        # A line at the very left would cross the rows' labels.
        top = _TOP if float(x) > LEFT + 2 else bottom
        parts.append(Markup('<path class="grid" d="M{x} {t}V{b}"/>').format(x=x, t=top, b=bottom + 4))
        if left < free:
            continue
        free = left + width + 8
        parts.append(
            Markup('<text class="tick" x="{x:.1f}" y="{y}" text-anchor="middle">{label}</text>').format(
                x=left + width / 2, y=bottom + 17, label=label
            )
        )
    return Markup("").join(parts)


def _row(row: Row, index: int, scale: _Scale) -> Markup:
    figure, y = row.figure, _TOP + _ROW * index + 29
    low = LEFT if figure.low is None else scale.x(figure.low)
    high = RIGHT if figure.high is None else scale.x(figure.high)
    kind = index % len(_SHAPES)
    parts = [
        Markup('<g class="p{k}"><text class="label" x="{x}" y="{y}">{letter} {label}</text>').format(
            k=kind, x=LEFT, y=y - 13, letter=row.letter, label=visible(_short(row.label))
        ),
        Markup('<path class="bar" d="M{low} {y}H{high}"/>').format(low=low, high=high, y=y),
    ]
    # The ends of a bar that is narrower than the point would only spoil the point's shape.
    ends = figure.value is None or float(high) - float(low) > _POINT
    for x, bound, tip in ((low, figure.low, "l6 -5v10z"), (high, figure.high, "l-6 -5v10z")):
        mark = (
            Markup('<path class="end" d="M{x} {top}v10"/>')
            if bound is not None
            else Markup('<path d="M{x} {y}{tip}"/>')
        )
        if ends or bound is None:
            parts.append(mark.format(x=x, y=y, top=y - 5, tip=tip))
    if figure.value is not None:
        parts.append(Markup('<path d="M{x} {y}{shape}"/>').format(x=scale.x(figure.value), y=y, shape=_SHAPES[kind]))
    return Markup("").join([*parts, Markup("</g>")])


#: Circle, diamond, square, triangle, drawn around the point.
_SHAPES = ("m-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0z", "m-7 0l7-7l7 7l-7 7z", "m-5.5-5.5h11v11h-11z", "m-7 5.5l7-12l7 12z")


def _short(label: str) -> str:
    flat = " ".join(label.split())
    return flat if len(flat) <= _CHARACTERS else flat[: _CHARACTERS - 1] + "…"
