"""A hyphen from the end of a line stands inside a word."""

from normalize.correct.rule import Fixes, Keeps, Phase, Rule
from normalize.correct.spacing.engine import find_spacing
from normalize.correct.spacing.repair import HYPHEN_BREAK
from normalize.model import Applicability

RULE = Rule(
    id=HYPHEN_BREAK,
    phase=Phase.SPACING,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="A hyphen from the end of a line stands inside a word.",
    why="Columns break words at line ends; copied text keeps the hyphen and often a space.",
    safety="Compounds that texts write with a hyphen, hanging hyphens and prefixes that make other words are kept.",
    examples=(
        Fixes("The ex- hibition closes on Sunday.", "The exhibition closes on Sunday."),
        Fixes("Her neigh-\nbour waved.", "Her neighbour waved."),
        Fixes("The treat-ment worked.", "The treatment worked."),
        Fixes("A co\xadoperative shop opened.", "A cooperative shop opened."),
        Keeps("Pre- and post-natal care is a full-time, hands-on job."),
        Keeps("They will re-sign the lease and re-create the garden."),
    ),
    find=find_spacing,
    spacing_engine=True,
)
