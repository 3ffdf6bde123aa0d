"""A unit has the British spelling here and the American one there."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.figureforms.consistency import Use, consistent
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span

ID = "unit-spelling"

_PLACE = regex.compile(
    r"\b(?<=(?:[0-9]|\b(?:a|half[ ]a|per|the|square|cubic|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|hundred|thousand|million))[ -])"
    r"(?<head>kilo|centi|milli|nano|micro)?(?<unit>met|lit)(?<end>re|er)(?<plural>s?)\b(?!-\p{L})"
)


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Metres and litres, with or without a prefix, after a number."""
    uses = []
    for match in _PLACE.finditer(document.text):
        if match["unit"] == "met" and not match["head"] and not document.text[match.start() - 2].isdecimal():
            continue  # a meter may also be a device or a verse
        stem, plural = f"{match['head'] or ''}{match['unit']}", match["plural"]
        form = "British" if match["end"] == "re" else "American"
        uses.append(Use(Span(*match.span()), form, {"British": f"{stem}re{plural}", "American": f"{stem}er{plural}"}))
    return consistent(ID, document, context, uses)


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="A unit has the British spelling here and the American one there.",
    why="Two spellings of one unit look like two units.",
    safety=(
        "Suggested by the document's own majority, at least three uses and twice as many as the others; by itself "
        "only for a house style, and when the figure reads the same afterwards."
    ),
    examples=(
        Fixes(
            "It is 5 kilometres to town, 7 kilometres to the sea and 9 kilometres home, or 6 kilometers by boat.",
            "It is 5 kilometres to town, 7 kilometres to the sea and 9 kilometres home, or 6 kilometres by boat.",
        ),
        Fixes(
            "The tank takes 5 liters, the jug 3 liters, the can 9 liters and the cup half a litre.",
            "The tank takes 5 liters, the jug 3 liters, the can 9 liters and the cup half a liter.",
        ),
        Keeps("It is 5 kilometres to town and 7 kilometers to the sea."),
        Keeps("The meter of the poem and the gas meter; 5 metres, 6 metres and 7 metres of rope."),
    ),
    find=find,
    needs=("metre", "meter", "litre", "liter"),
)
