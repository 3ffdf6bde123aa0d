"""Fractions before "of" are words here and numerals there: "two-thirds of" and "2/3 of"."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.figureforms.consistency import Use, consistent
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span

ID = "fraction-form"

_UNDER = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_OVER = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "nine": 9}
_NUMERALS = {(over, under): f"{over}/{under}" for over in _OVER.values() for under in _UNDER.values() if over < under}
_PLACE = regex.compile(
    r"(?=[1-9aotfsn])(?<![\w/.,-])(?:(?<numeral>(?<n>[1-9])/(?<d>3|4|5|6|8|10))"
    r"|(?<word>(?<over>a|one|two|three|four|five|seven|nine)[ -](?<under>third|quarter|fifth|sixth|eighth|tenth)s?))"
    r"(?=[ ]of[ ]the[ ])"
)

#: What every match ends with.
_NEEDS = (
    *(f"{name}{plural} of the " for name in _UNDER for plural in ("", "s")),
    *(f"/{under} of the " for under in _UNDER.values()),
)


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Fractions of something, each with both its forms."""
    uses = []
    for match in _PLACE.finditer(document.text):
        over = int(match["n"]) if match["numeral"] else _OVER[match["over"]]
        under = int(match["d"]) if match["numeral"] else _UNDER[match["under"]]
        if (over, under) not in _NUMERALS:
            continue
        form = "numeral" if match["numeral"] else "word"
        shown = {"numeral": _NUMERALS[over, under], "word": match["word"] or _in_words(over, under)}
        uses.append(Use(Span(*match.span()), form, shown))
    return consistent(ID, document, context, uses)


def _in_words(over: int, under: int) -> str:
    name = next(word for word, value in _UNDER.items() if value == under)
    number = next(word for word, value in _OVER.items() if value == over and word != "a")
    return f"{number}-{name}{'s' if over > 1 else ''}"


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="Fractions are words here and numerals there.",
    why="The same kind of share should look the same throughout a text.",
    safety=(
        "Suggested by the document's own majority, at least three uses and twice as many as the others; by itself "
        "only for a house style, and when the figure reads the same afterwards."
    ),
    examples=(
        Fixes(
            "Lost: two-thirds of the hay, three-quarters of the corn, a third of the fruit, 2/3 of the milk.",
            "Lost: two-thirds of the hay, three-quarters of the corn, a third of the fruit, two-thirds of the milk.",
        ),
        Fixes(
            "They lost 1/3 of the corn, 2/3 of the hay, 3/4 of the fruit and two-thirds of the wood.",
            "They lost 1/3 of the corn, 2/3 of the hay, 3/4 of the fruit and 2/3 of the wood.",
        ),
        Keeps("They lost 1/3 of the corn and two-thirds of the hay."),
        Keeps("On 3/4 of 2020 nothing is known; a quarter of the year and a third of the month passed."),
    ),
    find=find,
    needs=_NEEDS,
)
