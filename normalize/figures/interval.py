"""What a wording allows: the interval of values under which a figure's words would still be true.

Rules, in this order; each is a convention of this project, written to be wider rather than narrower than a
writer means, because a too narrow interval makes two true statements look like a contradiction:

* a numeral with decimals or a scale word is rounded to its last stated place: `4.2bn` allows 4.15bn to 4.25bn;
* a whole numeral that ends in zeros is taken to be rounded, but to two digits at least: `1,200` allows 1,150 to 1,250,
  `300` allows 295 to 305; any other whole count is exact;
* quantities that are measured rather than counted (money, percentages, units) are rounded to the last stated place;
* a fraction in words allows five in a hundred either way;
* a hedge widens that, as `HEDGES` says.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Final

_HALF = Decimal("0.5")
_FRACTION_SLACK = Decimal("0.05")


@dataclass(frozen=True, slots=True)
class Hedge:
    """How far below and above the stated value the words reach, as shares of it."""

    below: Decimal
    above: Decimal


AROUND: Final = Hedge(Decimal("0.1"), Decimal("0.1"))
SHORT_OF: Final = Hedge(Decimal("0.1"), Decimal(0))
PAST: Final = Hedge(Decimal(0), Decimal("0.1"))
#: Hedging words and what each allows.
HEDGES: Final[dict[str, Hedge]] = {
    **dict.fromkeys(
        (
            "about",
            "around",
            "approximately",
            "approx",
            "approx.",
            "roughly",
            "circa",
            "c.",
            "ca.",
            "some",
            "an estimated",
            "estimated",
            "a reported",
            "somewhere around",
            "in the region of",
            "in the order of",
            "on the order of",
            "of the order of",
            "in the neighborhood of",
            "in the neighbourhood of",
            "or so",
            "or thereabouts",
            "give or take",
            "~",
            "≈",
            "close to",
        ),
        AROUND,
    ),
    **dict.fromkeys(
        (
            "nearly",
            "almost",
            "just under",
            "just below",
            "just short of",
            "slightly less than",
            "slightly under",
            "a little under",
            "a little less than",
            "little less than",
            "just less than",
            "approaching",
            "nearing",
            "not quite",
            "a shade under",
            "a bit under",
        ),
        SHORT_OF,
    ),
    **dict.fromkeys(
        (
            "just over",
            "just above",
            "slightly more than",
            "slightly over",
            "a little over",
            "a little more than",
            "little more than",
            "just more than",
            "just past",
            "a shade over",
            "a bit over",
        ),
        PAST,
    ),
}


def half_step(value: Decimal, step: Decimal, *, counted: bool) -> Decimal:
    """Half of one unit in the last place that the writer can be held to; zero for exact counts.

    `step` is one unit in the last stated place, so a scale word or decimals make it differ from one.
    """
    if step != 1:
        return step * _HALF
    zeros = _trailing_zeros(value)
    if zeros >= 2:
        leading = value.adjusted() - 1
        return Decimal(1).scaleb(min(zeros, leading)) * _HALF
    return Decimal(0) if counted else _HALF


def _trailing_zeros(value: Decimal) -> int:
    digits = str(abs(value).to_integral_value())
    return len(digits) - len(digits.rstrip("0")) if value else 0


def allowed(
    value: Decimal, step: Decimal, *, counted: bool, fraction: bool, hedge: Hedge | None
) -> tuple[Decimal, Decimal]:
    """The lowest and the highest value that a stated value allows."""
    with localcontext() as context:
        context.prec = 30
        slack = abs(value) * _FRACTION_SLACK if fraction else half_step(value, step, counted=counted)
        below = above = slack
        if hedge is not None:
            size = abs(value)
            below = max(size * hedge.below, slack) if hedge.below else Decimal(0)
            above = max(size * hedge.above, slack) if hedge.above else Decimal(0)
        if value < 0:
            below, above = above, below
        return value - below, value + above
