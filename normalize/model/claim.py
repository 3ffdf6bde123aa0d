"""A claim: who says what of whom, in a form that can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from normalize.model.figure import Figure
from normalize.model.span import Span


class Modality(Enum):
    """Whether a statement is about what is, or what may be."""

    ACTUAL = "actual"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement read from a document.

    A measured claim has `measure` and `figure`; a relation has `relation` and `object`. `period` is what
    the figure covers, `as_of` when it was stated (ISO date), both in normal form and empty when unknown.
    `polarity` is False for a denial. `speaker` is empty when the article itself says it.
    """

    document: str
    span: Span
    subject: str
    measure: str = ""
    figure: Figure | None = None
    relation: str = ""
    object: str = ""
    period: str = ""
    as_of: str = ""
    modality: Modality = Modality.ACTUAL
    polarity: bool = True
    speaker: str = ""
