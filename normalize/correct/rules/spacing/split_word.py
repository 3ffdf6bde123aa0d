"""A word falls into pieces with spaces between them."""

from normalize.correct.rule import Fixes, Keeps, Phase, Rule
from normalize.correct.spacing.engine import find_spacing
from normalize.correct.spacing.repair import SPLIT_WORD
from normalize.model import Applicability

RULE = Rule(
    id=SPLIT_WORD,
    phase=Phase.SPACING,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="A word falls into pieces with spaces between them.",
    why="Pages, columns and character recognition leave spaces inside words.",
    safety="A trained model reads the gap with the words around it; the cleaner the text, the surer it must be.",
    examples=(
        Fixes("The parlia ment met on Monday.", "The parliament met on Monday."),
        Fixes("Her appli cation was refused.", "Her application was refused."),
        Keeps("They may be late, and any one of them may go in to dinner."),
        Keeps("Every day she had to sit in on some one else."),
    ),
    find=find_spacing,
    spacing_engine=True,
)
