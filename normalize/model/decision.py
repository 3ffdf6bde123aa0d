"""Decisions: what policy or a person said about a finding. Only ever appended."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from normalize.model.edit import Edit


class Verdict(Enum):
    """What is to happen with a correction."""

    ACCEPT = "accept"
    REJECT = "reject"
    REWRITE = "rewrite"
    DEFER = "defer"


@dataclass(frozen=True, slots=True)
class Decision:
    """`key` is the fingerprint decided on; `by` is `policy:default@1` or `person:ana`; `at` is ISO or empty.

    `fix` is the edit to write: one of the correction's for ACCEPT, the person's own for REWRITE, else None.
    """

    key: str
    verdict: Verdict
    fix: Edit | None
    by: str
    reason: str
    at: str = ""

    def __post_init__(self) -> None:
        if (self.fix is not None) != (self.verdict in (Verdict.ACCEPT, Verdict.REWRITE)):
            raise ValueError(f"{self.verdict.value} and fix {self.fix!r} do not go together")
