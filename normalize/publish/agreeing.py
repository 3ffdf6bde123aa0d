"""How far the people who reviewed a run agreed, for the editors' index."""

from __future__ import annotations

from dataclasses import dataclass

from normalize.ledger.agreement import agreement
from normalize.publish.gather import Reviewed


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """How two people's verdicts on the same findings of a rule went together.

    `shared` counts what two people decided; `share` is how often they said the same, in percent, and `kappa` Cohen's
    kappa (– where chance alone explains all).
    """

    rule: str
    shared: int
    share: str
    kappa: str


def agreement_rows(reviewed: Reviewed) -> tuple[AgreementRow, ...]:
    """Agreement by rule, over the findings that at least two people decided."""
    return tuple(
        AgreementRow(
            told.rule,
            told.shared,
            f"{100 * told.share:.0f} %",
            "–" if told.kappa is None else f"{told.kappa:.2f}".replace("-", "−"),
        )
        for told in agreement(standing for _, standing in sorted(reviewed.held.items()))
    )
