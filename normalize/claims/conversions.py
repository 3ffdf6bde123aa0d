"""Figures given in two systems of units at once ("10 miles (12 km)"): both must say the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import pairwise

import regex

from normalize.claims.analysis import Analysis, Statement
from normalize.claims.events import clipped
from normalize.claims.explain import number
from normalize.figures import convert
from normalize.model import Conflict, Evidence, Figure

_KINDS = frozenset({"length", "area", "volume", "mass", "speed", "power", "temperature"})
_METRIC = regex.compile(r"meter|gram|liter|hectare|metric_ton|Celsius|watt|kelvin", regex.IGNORECASE)
#: One word for several units: a pair agrees when any of them fits.
_READINGS = {
    "gallon": ("imperial_gallon",),
    "quart": ("imperial_quart",),
    "pint": ("imperial_pint",),
    "fluid_ounce": ("imperial_fluid_ounce",),
    "ton": ("long_ton", "metric_ton"),
    "mile": ("nautical_mile",),
    "mile_per_hour": ("knot",),
    "horsepower": ("metric_horsepower",),
}
_HEDGE = (
    r"(?:(?:or|about|around|roughly|approximately|approx\.|nearly|almost|some|just over|just under|over|equal to|c\."
    r"|ca\.|i\.e\.,?|=|~|≈)\s?)?"
)
_BRACKET = regex.compile(
    rf"(?:[\s-](?:long|wide|high|deep|tall|thick|away|across|square|(?:of|in)\s\p{{L}}{{2,20}}))?\s?[(\[]\s?{_HEDGE}"
)
_APART = regex.compile(rf",?\s(?:or|i\.e\.,?|that is,?)\s{_HEDGE}")
_SLASH = regex.compile(r"\s?/\s?")
_MEASURING = regex.compile(
    r"\b(?:is|was|are|were|weigh(?:s|ed|ing)?|measur(?:es|ed|ing)|cover(?:s|ed|ing)?|span(?:s|ned)|stands?|stood|stretch(?:es|ed)"
    r"|totall?(?:s|ed))\s(?:about\s|around\s|some\s|roughly\s|nearly\s)?$"
)
_CHOICE = regex.compile(
    r"\b(?:choos\w+|chose\w*|choice|either|whether|options?|optional|races?|runs?|rides?|routes?|walks?|courses?|events?"
    r"|categor\w+|versions?|sizes?)\b",
    regex.IGNORECASE,
)
#: Where a temperature may be a difference, which converts without the 32 degrees.
_DIFFERENCE = regex.compile(
    r"\b(?:by|ris\w+|rose|fall\w*|fell|drop\w*|warm\w*|cool\w*|hotter|colder|higher|lower|above|below|differ\w+|increas\w+"
    r"|decreas\w+|chang\w+|swings?|within|margin|up|down|climate|target|goal|threshold|limit\w*|pre-?industrial|anomal\w+"
    r"|average|than|per)\b",
    regex.IGNORECASE,
)
#: Writers round freely when they convert: below a twentieth apart nothing is said, beyond a fifth it is no rounding.
_LOOSE, _WIDE = Decimal("0.05"), Decimal("0.2")
#: The same for temperatures, in degrees Celsius.
_LOOSE_DEGREES, _WIDE_DEGREES = Decimal(1), Decimal(3)


@dataclass(frozen=True, slots=True)
class _Pair:
    one: Figure
    other: Figure
    plain: bool  # in brackets: nothing but a conversion


def conflicts(analysis: Analysis) -> Iterator[Conflict]:
    """Pairs of figures in two systems of units that do not convert into each other."""
    for statement in analysis.statements:
        for pair in _pairs(analysis, statement):
            apart = _apart(analysis.text(statement.span), pair)
            if apart is not None:
                yield _conflict(analysis, pair, surely=apart and pair.plain and not analysis.in_speech(pair.one.span))


def _pairs(analysis: Analysis, statement: Statement) -> Iterator[_Pair]:
    text, figures = analysis.document.text, statement.figures
    for at, (one, other) in enumerate(pairwise(figures)):
        if one.kind != other.kind or one.kind not in _KINDS or not _two_systems(one, other):
            continue
        if at and _continues(text, figures[at - 1], one):
            continue
        gap = text[one.span.end : other.span.start]
        rest = text[other.span.end : other.span.end + 40]
        if _BRACKET.fullmatch(gap):
            if rest[:1] in (")", "]", ";"):
                yield _Pair(one, other, plain=True)
        elif _joined(text[statement.span.start : one.span.start], gap, rest):
            yield _Pair(one, other, plain=False)


def _two_systems(one: Figure, other: Figure) -> bool:
    """Whether one unit is metric and the other not (10 km and 300 m need not be one length)."""
    if one.kind == "temperature":
        return one.unit != other.unit
    return bool(_METRIC.search(one.unit)) != bool(_METRIC.search(other.unit))


def _continues(text: str, before: Figure, figure: Figure) -> bool:
    """Whether a figure is but the end of a larger one: "five feet, six inches", "3 by 4 metres"."""
    gap = text[before.span.end : figure.span.start]
    return len(gap) <= 6 and before.kind in (figure.kind, "number", "count") and not regex.search(r"[)(.;/]", gap)


def _joined(before: str, gap: str, rest: str) -> bool:
    """Whether "or" or a slash gives the figure once more, and offers no choice between two."""
    closed = not rest.strip() or rest[0] in ".,;:)" or bool(regex.match(r"\s(?:long|wide|high|deep|tall|away)\b", rest))
    if _CHOICE.search(before[-120:]) or _CHOICE.search(rest):
        return False
    if _SLASH.fullmatch(gap):
        return closed
    if _APART.fullmatch(gap):
        return closed and (gap.startswith(",") or bool(_MEASURING.search(before)))
    return False


def _apart(sentence: str, pair: _Pair) -> bool | None:
    """None when the two agree as far as rounding goes; else whether they are far apart."""
    verdicts = [_compare(_ends(one), _ends(other)) for one, other in _readings(pair)]
    if not verdicts or None in verdicts:
        return None
    if pair.one.kind == "temperature" and _DIFFERENCE.search(sentence) and _differ_alike(pair):
        return None
    return all(verdicts)


def _readings(pair: _Pair) -> Iterator[tuple[Figure, Figure]]:
    """The pair in one unit, for each unit that its words may mean."""
    if pair.one.kind == "temperature":
        ends = [convert(figure, "degree_Celsius") for figure in (pair.one, pair.other)]
        if ends[0] is not None and ends[1] is not None:
            yield ends[0], ends[1]
        return
    for unit in (pair.one.unit, *_READINGS.get(pair.one.unit, ())):
        for into in (pair.other.unit, *_READINGS.get(pair.other.unit, ())):
            same = convert(replace(pair.one, unit=unit), into)
            if same is not None:
                yield same, pair.other


def _ends(figure: Figure) -> tuple[Figure, Decimal, Decimal] | None:
    """The interval of a figure; a bound ("more than 100 miles") is taken as its end, loosely."""
    low, high = figure.low, figure.high
    if low is None or high is None:
        end = high if low is None else low
        if end is None:
            return None
        slack = abs(end) * _LOOSE
        low, high = end - slack, end + slack
    return figure, low, high


def _compare(one: tuple[Figure, Decimal, Decimal] | None, other: tuple[Figure, Decimal, Decimal] | None) -> bool | None:
    """None when two intervals in one unit nearly meet; else whether they are wide apart."""
    if one is None or other is None:
        return None
    gap = max(one[1], other[1]) - min(one[2], other[2])
    if one[0].kind == "temperature":
        return None if gap <= _LOOSE_DEGREES else gap > _WIDE_DEGREES
    size = max(abs(one[2]), abs(other[2]))
    return None if gap <= size * _LOOSE else gap > size * _WIDE


def _differ_alike(pair: _Pair) -> bool:
    """Whether two temperatures agree as differences: 2 °C and 3.6 °F."""
    degrees = {"degree_Celsius": Decimal(1), "kelvin": Decimal(1), "degree_Fahrenheit": Decimal(5) / 9}
    ends = []
    for figure in (pair.one, pair.other):
        size, found = degrees.get(figure.unit), _ends(figure)
        if size is None or found is None:
            return False
        ends.append((figure, found[1] * size, found[2] * size))
    return _compare(ends[0], ends[1]) is None


def _conflict(analysis: Analysis, pair: _Pair, *, surely: bool) -> Conflict:
    one, other = pair.one, pair.other
    name = analysis.document.name
    return Conflict(
        "unit",
        "certain" if surely else "likely",
        tuple(
            Evidence(document=name, span=clipped(f.span), quote=f.text, figure=f, label=label)
            for f, label in ((one, "figure"), (other, "converted"))
        ),
        f"{one.text} is {_words(one, other)}, not {other.text}.",
        caveat="The two figures may be of two things." if not pair.plain else "The figures may be rounded very freely.",
        resolution="Check both figures: one was converted wrongly, or has the wrong unit.",
    )


def _words(one: Figure, other: Figure) -> str:
    """What a figure is in the other's unit, to three digits: `about 16.1 km`."""
    same = convert(one, other.unit)
    ends = [n for n in (same.value, same.low, same.high) if n is not None] if same is not None else []
    if not ends:
        return "another size"
    if same is not None and same.value is None and len(ends) == 2:
        return f"about {number(_rounded(ends[0]))} to {_with_unit(ends[1], other)}"
    return f"about {_with_unit(ends[0], other)}"


def _with_unit(value: Decimal, like: Figure) -> str:
    unit = regex.fullmatch(r"\D{0,20}[\d.,]++(?P<unit>[\s-]?[^\d]+)", like.text)
    words = unit["unit"] if unit and like.value is not None else f" {like.unit.replace('_', ' ')}s"
    return f"{number(_rounded(value))}{words}"


def _rounded(value: Decimal) -> Decimal:
    """Three significant digits, whole from a hundred on."""
    if not value:
        return value
    return value.quantize(Decimal(1).scaleb(min(0, value.adjusted() - 2)), rounding=ROUND_HALF_EVEN)
