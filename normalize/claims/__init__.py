"""Claims of a text, and the conflicts between them."""

from collections.abc import Sequence
from dataclasses import dataclass

from normalize.model import Claim, Conflict, Document, Facts, Figure


@dataclass(frozen=True, slots=True)
class Reading:
    """What one document states; small and picklable."""

    document: str
    claims: tuple[Claim, ...] = ()


def read_claims(document: Document, figures: tuple[Figure, ...], facts: Facts) -> Reading:
    """The claims of a corrected document."""
    return Reading(document.name)


def find_conflicts(readings: Sequence[Reading], facts: Facts) -> tuple[Conflict, ...]:
    """Conflicts within and across documents and against facts."""
    return ()
