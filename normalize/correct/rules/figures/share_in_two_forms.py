"""One share is given as a fraction here and as a percentage there."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.figureforms.consistency import in_prose
from normalize.correct.rule import Context, Flags, Keeps, Phase, Rule
from normalize.figures import agree, read_figures
from normalize.figures.nouns import noun_after
from normalize.model import Applicability, Correction, Document, Figure

ID = "share-in-two-forms"

_FRACTION = regex.compile(
    r"(?:\b(?:half|halves|thirds?|quarters?|fifths?|sixths?|eighths?|tenths?)|[½⅓⅔¼¾⅕]|\b[1-9]/(?:[2-9]|10))[ ]of[ ]",
    regex.IGNORECASE,
)
_PERCENT = regex.compile(r"(?:[0-9][ ]?%|\bper[ ]?cent)[ ]of[ ]", regex.IGNORECASE)
_SHARES = ("%", "fraction")
_OF = regex.compile(r"[ ]of(?:[ ](?:the|its|their|his|her|our|all))?")


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Fractions whose whole is that of a percentage which says the same."""
    text = document.text
    if _FRACTION.search(text) is None or _PERCENT.search(text) is None:
        return
    shares = [(f, whole) for f in read_figures(document) if f.unit in _SHARES and (whole := _whole(text, f))]
    percentages = [(f, whole) for f, whole in shares if f.unit == "%" and in_prose(document, f.span)]
    for fraction, whole in shares:
        if fraction.unit != "fraction" or fraction.value is None or not in_prose(document, fraction.span):
            continue
        same = next((f for f, other in percentages if other == whole and agree(fraction, f)), None)
        if same is not None:
            yield _flag(fraction, same, whole)


def _whole(text: str, figure: Figure) -> str:
    """What the figure is a share of, or an empty word."""
    of = _OF.match(text, figure.span.end)
    noun = noun_after(text, of.end(), singular_too=True) if of is not None else None
    return text[of.end() : noun.end].strip() if of is not None and noun is not None else ""


def _flag(fraction: Figure, percentage: Figure, whole: str) -> Correction:
    return Correction(
        rule=ID,
        span=fraction.span,
        message=f"The share of {whole} is “{fraction.text}” here and “{percentage.text}” elsewhere.",
        applicability=Applicability.FLAG,
        confidence=0.5,
        fixes=(),
    )


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.FLAG,
    since="0.1.0",
    summary="One share is given as a fraction here and as a percentage there.",
    why="Readers wonder whether two forms are two figures; one of them is usually rounded.",
    safety=(
        "Only pointed out: which form is meant to be exact, no text tells. Both must be shares of the same whole, "
        "in the same words, and agree; shares that disagree are a conflict."
    ),
    examples=(
        Flags("Two-thirds of the orchards were lost. In all, 66% of the orchards will be replanted.", "Two-thirds"),
        Flags("A survey found rot in 1/4 of barrels; 25 per cent of barrels had been sold.", "1/4"),
        Keeps("Two-thirds of the orchards were lost, and 66% of the growers gave up."),
        Keeps("Two-thirds of the orchards were lost, and 12% of the orchards were sold."),
    ),
    find=find,
    needs=("%", "percent", "per cent"),
)
