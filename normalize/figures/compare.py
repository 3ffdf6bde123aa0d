"""Whether two figures agree: their intervals in one unit.

Money is never converted between currencies: that needs a rate, which is a claim of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from normalize.model import Figure

if TYPE_CHECKING:
    import pint

#: Kinds whose units pint knows.
PHYSICAL: Final = frozenset(
    [
        *("duration", "age", "temperature", "length", "area", "volume", "mass", "speed", "power", "energy", "data"),
        "quantity",
    ]
)
#: Shares and points, as multiples of one of each kind.
_RATIOS: Final[dict[str, tuple[str, Decimal]]] = {
    "fraction": ("share", Decimal(1)),
    "%": ("share", Decimal("0.01")),
    "pp": ("points", Decimal(1)),
    "bp": ("points", Decimal("0.01")),
}


#: Units that pint has only as powers of others.
_POWERS: Final = (
    *(f"square_{unit} = {unit} ** 2" for unit in ("kilometer", "meter", "centimeter")),
    *(f"cubic_{unit} = {unit} ** 3" for unit in ("kilometer", "meter")),
)


@lru_cache(maxsize=1)
def registry() -> pint.UnitRegistry[Decimal]:
    """Pint's units with all those that figures have, in decimals."""
    # Loading pint takes longer than reading an article, and most comparisons are within one unit.
    import pint

    units: pint.UnitRegistry[Decimal] = pint.UnitRegistry(non_int_type=Decimal, autoconvert_offset_to_baseunit=True)
    for definition in _POWERS:
        units.define(definition)
    return units


def convert(figure: Figure, unit: str) -> Figure | None:
    """The figure in `unit` (a unit of `Figure`), or None when the two units do not measure the same thing.

    Span and text stay those of the words in the article.
    """
    if figure.unit == unit:
        return figure
    if figure.unit in _RATIOS and unit in _RATIOS:
        (family, worth), (other, target) = _RATIOS[figure.unit], _RATIOS[unit]
        if family != other:
            return None
        kind = {"%": "percent", "fraction": "fraction"}.get(unit, "points")
        return _mapped(replace(figure, unit=unit, kind=kind), lambda number: number * worth / target)
    if figure.kind not in PHYSICAL:
        return None
    units = registry()
    try:
        if not units.Unit(figure.unit).is_compatible_with(unit):
            return None
        return _mapped(
            replace(figure, unit=unit),
            lambda number: Decimal(units.Quantity(number, figure.unit).to(unit).magnitude),
        )
    except (AttributeError, ValueError):  # pint raises subclasses of these for units that it does not know
        return None


def _mapped(figure: Figure, change: Callable[[Decimal], Decimal]) -> Figure:
    value, low, high = (
        None if number is None else change(number) for number in (figure.value, figure.low, figure.high)
    )
    return replace(figure, value=value, low=low, high=high)


def agree(one: Figure, other: Figure) -> bool | None:
    """Whether both figures can be true of one thing: their intervals meet.

    None when they cannot be compared: units of different things, two currencies, different nouns, or a figure
    whose words settle neither end.
    """
    converted = convert(other, one.unit)
    if converted is None or {one.kind, other.kind} & {"ordinal", "identifier", "date", "time"}:
        return None
    if _open(one) or _open(converted):
        return None
    below = one.high is not None and converted.low is not None and one.high < converted.low
    above = one.low is not None and converted.high is not None and one.low > converted.high
    return not (below or above)


def _open(figure: Figure) -> bool:
    return figure.low is None and figure.high is None
