"""What a conflict says: figures in one unit, evidence, and sentences."""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol

import regex

from normalize.claims.words import several
from normalize.model import Evidence, Fact, Figure, Span

_SCALES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
#: What is shorter, or has no vowel, is a sign ("km", "mph").
_NOUN = regex.compile(r"(?=.{0,40}[aeiou])[a-z]{3,}+")


def amount(value: Decimal, unit: str) -> str:
    """A value in words that two figures can be compared by: `500 billion USD`, `12.5 %`."""
    return f"{number(value)} {_named(unit, value)}".strip() if unit not in ("", "count") else number(value)


def _named(unit: str, value: Decimal) -> str:
    """The unit as it is said of so many: `75 miles`, `30 miles per hour`, `1 mile`; signs (`km`, `USD`) as they are."""
    base, per, rest = unit.partition(" per ")
    before, space, noun = base.rpartition(" ")
    if abs(value) == 1 or not _NOUN.fullmatch(noun):
        return unit
    return before + space + several(noun) + per + rest


def number(value: Decimal) -> str:
    """A number with thousands separators, or with its scale word from a million on."""
    for size, word in _SCALES:
        if abs(value) >= size:
            return f"{_plain(value / size)} {word}"
    return _plain(value)


def _plain(value: Decimal) -> str:
    rounded = value.quantize(Decimal("0.0001")) if value != value.to_integral_value() else value.to_integral_value()
    text = f"{rounded:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def figure_words(figure: Figure) -> str:
    """A figure with what its wording allows, in its own unit."""
    if figure.value is not None:
        return ("about " if figure.approximate else "") + amount(figure.value, figure.unit)
    if figure.low is not None and figure.high is not None:
        return f"{number(figure.low)} to {amount(figure.high, figure.unit)}"
    if figure.low is not None:
        return f"at least {amount(figure.low, figure.unit)}"
    return f"at most {amount(figure.high, figure.unit)}" if figure.high is not None else figure.text


class Passage(Protocol):
    """What has been read at a place of a document."""

    @property
    def document(self) -> str:
        """The document's name."""

    @property
    def span(self) -> Span:
        """Where it stands."""

    @property
    def quote(self) -> str:
        """Its words."""


def of_passage(read: Passage, label: str = "") -> Evidence:
    """A passage as evidence."""
    return Evidence(document=read.document, span=read.span, quote=read.quote, label=label)


def of_fact(fact: Fact, label: str = "") -> Evidence:
    """A fact as evidence."""
    when = ", ".join(part for part in (fact.period, fact.as_of and f"as of {fact.as_of}") if part)
    said = (
        f"{fact.subject}, {fact.measure}: {fact.value}"
        if fact.measure
        else f"{fact.subject} {fact.relation} {fact.object}"
    ) + (f" ({when})" if when else "")
    return Evidence(quote=said, fact=fact.id, source=fact.source, figure=fact.figure, label=label or fact.measure)


def source_of(fact: Fact) -> str:
    """Where the user has a fact from, in a sentence."""
    return f"Its source: {fact.source}." if fact.source else f"Your facts file names no source for {fact.id}."
