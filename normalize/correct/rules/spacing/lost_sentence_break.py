"""The full stop and space between two sentences are gone."""

from normalize.correct.rule import Fixes, Keeps, Phase, Rule
from normalize.correct.spacing.engine import find_spacing
from normalize.correct.spacing.repair import SENTENCE_BREAK
from normalize.model import Applicability

RULE = Rule(
    id=SENTENCE_BREAK,
    phase=Phase.SPACING,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="Two sentences run into each other without full stop and space.",
    why="Paragraphs that are glued together lose the mark that ends the first one.",
    safety="Needs a word that can end a sentence, and a sentence opener or a second complete clause after it.",
    examples=(
        Fixes(
            "The judges agreed on a winnerThe prize is paid in May.",
            "The judges agreed on a winner. The prize is paid in May.",
        ),
        Fixes(
            "The orchard was sold last weekMeanwhile the barn stands.",
            "The orchard was sold last week. Meanwhile the barn stands.",
        ),
        Keeps("The Hague and Los Angeles signed in June."),
        Keeps("He opened a YouTube channel about LinkedIn and PlayStation."),
    ),
    find=find_spacing,
    spacing_engine=True,
)
