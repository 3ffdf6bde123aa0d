"""Figures in words that a reader takes in at a glance."""

from __future__ import annotations

from decimal import Decimal

from normalize.model import Figure

_SCALES = ((12, "trillion"), (9, "billion"), (6, "million"))
_DIGITS = 4  # a scale word is used where so many digits after the point say the number exactly
_LONG = 18  # beyond so many digits before or after the point, an exponent reads better


def number(value: Decimal) -> str:
    """A number for reading, exact: 4 trillion, 1,200, 0.05."""
    if not value.is_finite():
        return str(value)
    far = bool(value) and not -_LONG <= value.adjusted() <= _LONG
    if len(value.as_tuple().digits) > _LONG:  # decimal arithmetic would round it
        return str(value) if far else f"{value:,f}"
    if far:
        return f"{value.normalize():E}"
    for power, name in _SCALES:
        scaled = value.scaleb(-power).normalize()
        if abs(scaled) >= 1 and _places(scaled) <= _DIGITS:
            return f"{scaled:,f} {name}"
    return f"{value.normalize():,f}"


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return max(0, -exponent)


def interval(figure: Figure) -> str:
    """What the wording allows: a range, a bound, or the one exact value."""
    low, high = figure.low, figure.high
    if low is None and high is None:
        return "no limit"
    if low is None:
        assert high is not None
        return f"at most {number(high)}"
    if high is None:
        return f"at least {number(low)}"
    return f"exactly {number(low)}" if low == high else f"{number(low)} to {number(high)}"


def measurable(figure: Figure) -> bool:
    """Whether the figure has a value on a scale (a date or an identifier has none)."""
    return figure.kind not in ("date", "time", "identifier") and any(
        x is not None and x.is_finite() for x in (figure.value, figure.low, figure.high)
    )
