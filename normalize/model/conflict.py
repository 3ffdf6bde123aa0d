"""A conflict: statements that cannot all be true, or that a person should compare."""

from __future__ import annotations

from dataclasses import dataclass

from normalize.model.edit import Edit
from normalize.model.evidence import Evidence

KINDS = (
    "value",
    "scale",
    "currency",
    "unit",
    "date",
    "weekday",
    "order",
    "sum",
    "percent",
    "count-list",
    "duration",
    "direction",
    "change",
    "polarity",
    "name",
)
CONFIDENCES = ("certain", "likely", "review")
STATUSES = ("conflict", "superseded", "disputed", "ignored")


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two or more pieces of evidence that disagree (one where a weekday and its date stand together).

    `confidence`: `certain` (arithmetic, a weekday, a fact the user stated), `likely` (all gates pass) or
    `review`. `message` says in plain words what disagrees, with the arithmetic; `caveat` why it may be no
    conflict after all; `resolution` what a person could do. `status` tells real conflicts from statements
    that were *superseded* (other date) or are *disputed* (other speaker): information, not errors; and from what a
    comment in an article has *ignored*.
    `suggestion` is an edit of the first evidence's document, never applied by itself.
    """

    kind: str
    confidence: str
    evidence: tuple[Evidence, ...]
    message: str
    caveat: str = ""
    resolution: str = ""
    status: str = "conflict"
    suggestion: Edit | None = None
    fingerprint: str = ""

    def __post_init__(self) -> None:
        for value, known in ((self.kind, KINDS), (self.confidence, CONFIDENCES), (self.status, STATUSES)):
            if value not in known:
                raise ValueError(f"{value!r} is none of {', '.join(known)}")
        if not self.evidence:
            raise ValueError("a conflict needs evidence")
