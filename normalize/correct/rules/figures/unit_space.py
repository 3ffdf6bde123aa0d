"""Some symbols of units stand close to their number, others apart."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.figureforms.consistency import Use, consistent
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span

ID = "unit-space"

#: Millimetres are left out: films, lenses and guns are named by them.
_PLACE = regex.compile(
    r"(?<=(?<![\w.,/-])[0-9]{1,6}+(?:[.,][0-9]{1,6}+)?)(?<space>[ \u00a0]?)(?<unit>km/h|kmh|mph|kph|km²|km2|km"
    r"|cm|kg|mg|ml|kWh|kW|MW|GW)(?![\w/-])"
)


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Symbols of units after numerals."""
    uses = []
    for match in _PLACE.finditer(document.text):
        unit = match["unit"]
        form = "spaced" if match["space"] else "closed"
        uses.append(Use(Span(*match.span()), form, {"spaced": f" {unit}", "closed": unit}))
    return consistent(ID, document, context, uses)


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="Some symbols of units stand close to their number, others apart.",
    why="One way throughout looks deliberate.",
    safety=(
        "Suggested by the document's own majority, at least three uses and twice as many as the others; by itself "
        "only for a house style, and when the figure reads the same afterwards."
    ),
    examples=(
        Fixes(
            "It is 5 km to town, 7 km to the sea, 9 km home and 12km by boat.",
            "It is 5 km to town, 7 km to the sea, 9 km home and 12 km by boat.",
        ),
        Fixes(
            "It is 5km to town, 7km to the sea, 9km home and 12 km by boat.",
            "It is 5km to town, 7km to the sea, 9km home and 12km by boat.",
        ),
        Keeps("It is 5 km to town and 7km to the sea."),
        Keeps("A 35mm lens, a 5k run and the M25; it is 5 km to town, 7 km to the sea and 9 km home."),
    ),
    find=find,
    needs=("km", "mph", "kph", "cm", "kg", "mg", "ml", "kw", "mw", "gw"),
)
