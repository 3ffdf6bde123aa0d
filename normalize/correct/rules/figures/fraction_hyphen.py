"""Fractions in words have a hyphen here and none there."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.figureforms.consistency import consistent
from normalize.correct.figureforms.hyphens import joint
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document

ID = "fraction-hyphen"

_PLACE = regex.compile(
    r"\b(?<over>[Tt]wo|[Tt]hree|[Ff]our|[Ss]even)(?<join>[ -])(?<under>thirds|quarters|fifths|sixths|sevenths"
    r"|eighths|tenths)\b(?!-)"
)
#: Three quarters may also be nine months, or parts of a town or a game.
_PERIODS = regex.compile(
    r"[ ](?:of[ ](?:(?:\p{Ll}{1,16}[ ])?(?:growth|decline|losses|profits?)|(?:19|20)[0-9]{2}|play)|in[ ]a[ ]row|ago)\b"
)


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Fractions whose upper number is more than one."""
    uses = [
        joint(match, match["over"], match["under"])
        for match in _PLACE.finditer(document.text)
        if not _PERIODS.match(document.text, match.end())
    ]
    return consistent(ID, document, context, uses)


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="Fractions in words have a hyphen here and none there.",
    why="A fraction is one number, and should look like one throughout.",
    safety=(
        "Suggested by the document's own majority, at least three uses and twice as many as the others; by itself "
        "only for a house style, and when the figure reads the same afterwards."
    ),
    examples=(
        Fixes(
            "Two-thirds stayed, three-quarters ate, two-fifths sang and two thirds slept.",
            "Two-thirds stayed, three-quarters ate, two-fifths sang and two-thirds slept.",
        ),
        Fixes(
            "Two thirds stayed, three quarters ate, two fifths sang and two-thirds slept.",
            "Two thirds stayed, three quarters ate, two fifths sang and two thirds slept.",
        ),
        Keeps("Two-thirds stayed and three quarters ate."),
        Keeps(
            "Two-thirds stayed, two-fifths sang, four-fifths ate; three quarters of growth followed. One third slept."
        ),
    ),
    find=find,
    needs=("thirds", "quarters", "fifths", "sixths", "sevenths", "eighths", "tenths"),
)
