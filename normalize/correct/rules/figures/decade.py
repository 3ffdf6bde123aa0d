"""A decade is written with an apostrophe."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.figureforms.faults import mended
from normalize.correct.figureforms.house import prescribed
from normalize.correct.figureforms.same import same_figures
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span

ID = "decade"

_PLACE = regex.compile(
    r"\bthe[ ](?:(?:early|late|mid)(?:[ ]|-)(?:to[ -]late[ ])?)?(?<decade>(?:1[5-9]|20)[0-9]0['’]s)"
    r"(?=[.,;:!?)]|\s*\Z|\s(?:and|or|to|in|when|were|was|had|saw|the|a|he|she|it|they|onwards?|until|as|with"
    r"|at|on|for|by|after|before)\b)",
    regex.IGNORECASE,
)


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Decades after an article, where the form cannot be a possessive."""
    for match in _PLACE.finditer(document.text):
        written = match["decade"]
        yield mended(
            ID,
            document,
            Span(*match.span("decade")),
            written[:4] + "s",
            "A decade is a plain plural.",
            certain=prescribed(context, ID) == "plain",
            proves=same_figures,
        )


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="A decade is written with an apostrophe.",
    why="The apostrophe makes a possessive of what is a plural; today's style books write the plain form.",
    safety="Suggested unless a house style asks for it. What belongs to a single year is left alone.",
    examples=(
        Fixes("The mill closed in the 1970's.", "The mill closed in the 1970s."),
        Fixes("In the late 1890’s and after, they moved.", "In the late 1890s and after, they moved."),
        Keeps("The mill closed in the 1970s, and 1970's best song was theirs."),
        Keeps("They liked the 1990's most famous film."),
    ),
    find=find,
)
