"""The first end of a range is larger than the second."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import regex

from normalize.correct.rule import Context, Flags, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span

ID = "range-order"

_PLACE = regex.compile(
    r"(?=[0-9$£€])(?<![\w.,/–:-])(?<sign>[$£€]?)(?<low>[0-9]{1,3}(?:\.[0-9]{1,2})?)[-–][$£€]?(?<high>[0-9]{1,3}"
    r"(?:\.[0-9]{1,2})?)(?<unit>%|[ ](?:percent|per[ ]cent|million|billion|trillion)\b|(?:m|bn|tn)\b)"
)
#: `between 12 and 10 million`: the wording promises a range that runs upwards.
_BETWEEN = regex.compile(
    r"\b[Bb]etween[ ](?<sign>[$£€]?)(?<low>[0-9]{1,3}(?:\.[0-9]{1,2})?)[ ]and[ ][$£€]?(?<high>[0-9]{1,3}"
    r"(?:\.[0-9]{1,2})?)(?<unit>%|[ ](?:percent|per[ ]cent|million|billion|trillion)\b|(?:m|bn|tn)\b)"
)
#: Words of votes and games, where the larger number comes first.
_SCORE = regex.compile(
    r"\b(?:vot\w*|won|win\w*|lost|los[et]\w*|lead\w*|led|beat\w*|split|odds|ratio|poll\w*|margin|divided|ahead"
    r"|majority|victory|years?[ ]ago|BCE?|era|Ma|favou?r\w*)\b",
    regex.IGNORECASE,
)
_REACH = 60


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Ranges with a unit whose ends run downwards."""
    text = document.text
    places = (*_PLACE.finditer(text), *_BETWEEN.finditer(text))
    for match in sorted(places, key=lambda found: found.start()):
        around = text[max(0, match.start() - _REACH) : match.end() + _REACH]
        if Decimal(match["low"]) <= Decimal(match["high"]) or _SCORE.search(around):
            continue
        yield Correction(
            rule=ID,
            span=Span(*match.span()),
            message="The first end of this range is larger than the second, or a scale word is missing from it.",
            applicability=Applicability.FLAG,
            confidence=0.7,
        )


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.FLAG,
    since="0.1.0",
    summary="The first end of a range is larger than the second.",
    why="Either the ends changed places, or a scale word belongs to one of them alone.",
    safety=(
        "Only pointed at: whether the ends or the scale are wrong, only the author knows. Scores, dates and "
        "changes are left alone."
    ),
    examples=(
        Flags("The bridge will cost $12-10 million.", "$12-10 million"),
        Flags("It will cost between $12 and $10 million to mend.", "between $12 and $10 million"),
        Flags("Some 40–30% of the seats were empty.", "40–30%"),
        Keeps("The bridge will cost $10-12 million; they won 3-2 and lost 12-10."),
        Keeps("Between 10 and 12 million came; the gap between 12% and 10 million is one of kind."),
        Keeps("The share fell from 40% to 30%, and 800,000-1.2 million came."),
    ),
    find=find,
)
