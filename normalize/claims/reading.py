"""What one document states, as far as comparing needs it: small and picklable."""

from __future__ import annotations

from dataclasses import dataclass

from normalize.claims.analysis import analyse
from normalize.claims.change import Change, changes_of
from normalize.claims.direction import Relation, relations_of
from normalize.claims.events import find_events
from normalize.model import Claim, Document, Facts, Figure


@dataclass(frozen=True, slots=True)
class Reading:
    """What one document states."""

    document: str
    claims: tuple[Claim, ...] = ()
    relations: tuple[Relation, ...] = ()
    changes: tuple[Change, ...] = ()


def read_claims(document: Document, figures: tuple[Figure, ...], facts: Facts) -> Reading:
    """The claims of a corrected document; `figures` are those that `read_figures` found in it."""
    analysis = analyse(document, figures, facts)
    events = tuple(find_events(analysis))
    return Reading(
        document.name,
        relations=tuple(r for event in events for r in relations_of(event)),
        changes=tuple(c for event in events for c in changes_of(event)),
    )
