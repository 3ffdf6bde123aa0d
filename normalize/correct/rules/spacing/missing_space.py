"""A list mark, bracket or figure stands against a word without a space."""

from normalize.correct.rule import Fixes, Keeps, Phase, Rule
from normalize.correct.spacing.engine import find_spacing
from normalize.correct.spacing.repair import MISSING_SPACE
from normalize.model import Applicability

RULE = Rule(
    id=MISSING_SPACE,
    phase=Phase.SPACING,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="The space at a list mark, bracket, colon or other sign is gone.",
    why="Lists and brackets lose their spaces when pages are turned into text.",
    safety="Only between a sign and common words of prose; code, addresses, times and numbers with units are kept.",
    examples=(
        Fixes("•Doors open at noon", "• Doors open at noon"),
        Fixes("3.Bring the signed form", "3. Bring the signed form"),
        Fixes("The fee(€30) covers lunch.", "The fee (€30) covers lunch."),
        Keeps("1.5 litres, 2) and (b) stand in the list."),
        Keeps("Call open(path) at 10:30 on the ratio 3:1."),
    ),
    find=find_spacing,
    spacing_engine=True,
)
