"""A correction is data: what a rule found, how sure it is, and what would mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from normalize.model.edit import Edit
from normalize.model.evidence import Evidence
from normalize.model.span import Span


class Applicability(IntEnum):
    """How far a correction may go by itself; ordered, so that a policy is one comparison."""

    FLAG = 0
    SUGGEST = 1
    SAFE = 2


@dataclass(frozen=True, slots=True)
class Correction:
    """One finding of a rule.

    `span` is what a person is shown; each of `fixes` is one alternative, best first, inside `span`.
    A FLAG has no fix, a SUGGEST at least one, a SAFE exactly one. `confidence` is 0..1, measured where
    a benchmark exists. `message` is one plain sentence that says why. `alternatives` of a SAFE correction
    (other readings that lost) are kept in `others`. `fingerprint` is set by the pipeline.
    """

    rule: str
    span: Span
    message: str
    applicability: Applicability
    confidence: float
    fixes: tuple[Edit, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    others: tuple[Edit, ...] = ()
    fingerprint: str = ""

    def __post_init__(self) -> None:
        wanted = {
            Applicability.FLAG: "no fix",
            Applicability.SUGGEST: "at least one fix",
            Applicability.SAFE: "exactly one fix",
        }
        count = len(self.fixes)
        fits = {
            Applicability.FLAG: count == 0,
            Applicability.SUGGEST: count >= 1,
            Applicability.SAFE: count == 1,
        }
        if not fits[self.applicability]:
            raise ValueError(f"{self.rule}: {self.applicability.name} needs {wanted[self.applicability]}, not {count}")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"{self.rule}: confidence {self.confidence} is not between 0 and 1")
        if not all(self.span.contains(edit.span) for edit in (*self.fixes, *self.others)):
            raise ValueError(f"{self.rule}: a fix reaches outside {self.span}")
