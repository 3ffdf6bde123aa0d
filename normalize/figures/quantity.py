"""A number with its unit, before ranges, bounds and hedges are read around it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from normalize.figures.bounds import Bound
from normalize.figures.currency import Sign
from normalize.figures.nouns import Noun
from normalize.figures.number import Number

_ONE: Final = Decimal(1)
_COUNTED: Final = frozenset(["count", "number", "ordinal"])


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit.

    `after` is the index of the first number that is not part of it. `noun_end` is where a counted noun ends.
    `bare` when nothing but the digits or words was found: the quantity may borrow scale and unit from a range.
    """

    start: int
    end: int
    value: Decimal
    step: Decimal
    unit: str
    kind: str
    number: Number
    after: int
    scale: Decimal = _ONE
    mantissa: Decimal = _ONE
    noun: Noun | None = None
    signed: bool = False
    bare: bool = False
    bound: Bound | None = None
    sign: Sign | None = None

    @property
    def counted(self) -> bool:
        """Whether whole values are exact."""
        return self.kind in _COUNTED or self.unit in ("day", "week", "month", "year") or self.kind == "age"
