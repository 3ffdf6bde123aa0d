"""A unit is written out here and has its symbol there."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.figureforms.consistency import Use, consistent
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span

ID = "unit-form"

_PLACE = regex.compile(
    r"(?<=(?<![\w.,/-])[0-9]{1,6}+(?:[.,][0-9]{1,6}+)?)(?<gap>[ \u00a0]?)(?<unit>kilomet(?:re|er)s|km"
    r"|kilograms|kilogrammes|kg|centimet(?:re|er)s|cm)(?![\w/²2-]|[ ](?:an|per)\b)"
)
_SYMBOLS = {"kilom": "km", "kilog": "kg", "centi": "cm"}


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Kilometres, kilograms and centimetres, each unit by itself."""
    text = document.text
    families: dict[str, list[tuple[Span, str]]] = {}
    for match in _PLACE.finditer(text):
        if not _in_brackets(text, match.start()):
            unit = match["unit"]
            families.setdefault(_SYMBOLS.get(unit[:5], unit), []).append((Span(*match.span()), unit))
    for symbol, places in families.items():
        if places[0][1] != symbol and all(unit == symbol for _, unit in places[1:]):
            continue
        name = next((unit for _, unit in places if unit != symbol), "")
        uses = [
            Use(span, "symbol" if unit == symbol else "name", {"symbol": f" {symbol}", "name": f" {name}"})
            for span, unit in places
        ]
        yield from consistent(ID, document, context, uses)


def _in_brackets(text: str, at: int) -> bool:
    line = text[max(0, at - 40) : at]
    return line.rfind("(") > line.rfind(")")


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SUGGEST,
    since="0.1.0",
    summary="A unit is written out here and has its symbol there.",
    why="Two forms of one unit look like two units.",
    safety=(
        "Only suggested, by the document's own majority. Conversions in brackets, and a unit that is only written "
        "out the first time, are left alone."
    ),
    examples=(
        Fixes(
            "It is 5 km to town, 7 km to the sea and 9 km home, but 12 kilometres by boat.",
            "It is 5 km to town, 7 km to the sea and 9 km home, but 12 km by boat.",
        ),
        Fixes(
            "Take 50 kilograms of sand, 20 kilograms of lime, 30 kilograms of clay and 10 kg of chalk.",
            "Take 50 kilograms of sand, 20 kilograms of lime, 30 kilograms of clay and 10 kilograms of chalk.",
        ),
        Keeps("It is 5 kilometres to town, 7 km to the sea, 9 km home and 12 km by boat."),
        Keeps("It is 5 kilometres to town, 7 kilometres to the sea, 9 kilometres home, 6 miles (10 km) by boat."),
    ),
    find=find,
    needs=("kilomet", "km", "kilogram", "kg", "centimet", "cm"),
)
