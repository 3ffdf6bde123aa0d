"""A figure: a quantity in a text, with the interval that its wording allows."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from normalize.model.span import Span

KINDS = frozenset(
    [
        "money",
        "percent",
        "points",
        "count",
        "number",
        "fraction",
        "ordinal",
        "duration",
        "age",
        "temperature",
        "length",
        "area",
        "volume",
        "mass",
        "speed",
        "power",
        "energy",
        "data",
        "quantity",
        "date",
        "time",
        "identifier",
    ]
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity.

    `value` is the stated point, None for a range or bound; `low` and `high` are what the words allow
    (significant digits, hedges, ranges), None where the wording sets no limit. `unit`: ISO 4217 for money,
    `%`, `pp`, `bp`, `fraction`, pint's singular name for physical units, the head noun (or `count`) for counts.
    `approximate` when the words hedge ("about", "nearly"). Nothing passes through float.
    """

    span: Span
    text: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    kind: str
    approximate: bool = False

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"unknown kind of figure: {self.kind!r}")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"{self.text!r}: low {self.low} is above high {self.high}")
