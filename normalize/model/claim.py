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


class Standing(Enum):
    """How a statement stands to the user's fact about the same thing.

    `BESIDE`: it differs, but its document also gives what the fact says. The last four cannot be held against the fact:
    they are of a later day than the fact, of another period, only expected, or in a unit that does not convert.
    """

    AGREES = "agrees"
    DIFFERS = "differs"
    BESIDE = "beside"
    LATER = "later"
    OTHER_TIME = "other-time"
    EXPECTED = "expected"
    OTHER_UNIT = "other-unit"


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement read from a document.

    A measured claim has `measure` and `figure`, a dated one `measure` and the date as `object`; a relation has
    `relation` and `object`. `period` is what the figure covers, `as_of` when it was stated (ISO date), both in normal
    form and empty when unknown. `polarity` is False for a denial. `speaker` is empty when the article itself says it.
    `fact` is the id of the user's fact about the same thing, with how the statement stands to it.
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
    fact: str = ""
    standing: Standing | None = None

    def __post_init__(self) -> None:
        if bool(self.fact) != (self.standing is not None):
            raise ValueError("a claim about a fact says how it stands to it, and only such a claim does")
