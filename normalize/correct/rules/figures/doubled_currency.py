"""An amount has both the sign and the name of its currency."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.figureforms.faults import mended
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span

ID = "doubled-currency"

_AMOUNT = r"[0-9]{1,15}+(?:[.,][0-9]{1,9}+){0,6}+(?:[ ]?(?:[mb]n?|trn?|tn|k|thousand|million|billion|trillion)\b)?+"
_PLACE = regex.compile(
    rf"""
    (?: (?<![\p{{L}}$])(?:US)?\$[ ]?{_AMOUNT}(?<name>[ ]dollars?)
      | £[ ]?{_AMOUNT}(?<name>[ ]pounds?(?:[ ]sterling)?)
      | €[ ]?{_AMOUNT}(?<name>[ ]euros?)
      | ¥[ ]?{_AMOUNT}(?<name>[ ]yen)
      | (?:₹|\bRs\.?)[ ]?{_AMOUNT}(?<name>[ ]rupees?)
    ) (?![\w’'-])
    """,
    regex.VERBOSE,
)


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Amounts whose sign and name say the same."""
    for match in _PLACE.finditer(document.text):
        name = match["name"]
        yield mended(
            ID,
            document,
            Span(*match.span()),
            match.group()[: -len(name)],
            f"The sign already says “{name.strip()}”.",
            # One dollar and a "dollar store" look alike; the plural is the name of the amount and nothing else.
            certain=name.endswith(("s", "yen", "sterling")),
        )


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="An amount has both the sign and the name of its currency.",
    why="Read aloud, the currency is said twice.",
    safety=(
        "Only where sign and name agree and the amount reads the same afterwards. A name in the singular is only "
        "suggested, and one with a country before it is left alone: it says more than the sign does."
    ),
    examples=(
        Fixes("A ticket costs $5 dollars at the door.", "A ticket costs $5 at the door."),
        Fixes("The bank lent €3.5 million euros to the city.", "The bank lent €3.5 million to the city."),
        Fixes("She left £200 pounds sterling to the choir.", "She left £200 to the choir."),
        Keeps("A ticket costs $5 Canadian dollars, or five dollars, or $5."),
        Keeps("Of the £200, pounds of flour took half."),
    ),
    find=find,
)
