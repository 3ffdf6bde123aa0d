"""The default policy: what is SAFE is applied, the rest waits for a person."""

from __future__ import annotations

from dataclasses import dataclass

from normalize.model import Applicability, Correction, Decision, Verdict

WAITS = {
    Applicability.SUGGEST: "a suggestion waits for a person",
    Applicability.FLAG: "flagged only: there is no certain repair",
    Applicability.SAFE: "the policy applies no correction by itself",
}


@dataclass(frozen=True, slots=True)
class Policy:
    """`apply_safe` False turns every repair into a suggestion."""

    apply_safe: bool = True
    name: str = "policy:default@1"

    def accepts(self, correction: Correction) -> bool:
        """Whether the correction is written without asking."""
        return self.apply_safe and correction.applicability >= Applicability.SAFE


def decide(correction: Correction, policy: Policy, blocked_by: str = "") -> Decision:
    """The policy's decision on one correction; `blocked_by` is the fingerprint of one that takes its place."""
    if policy.accepts(correction) and not blocked_by:
        return Decision(
            correction.fingerprint,
            Verdict.ACCEPT,
            correction.fixes[0],
            policy.name,
            "safe by its rule's declaration",
        )
    reason = f"overlaps {blocked_by}, which goes first" if blocked_by else WAITS[correction.applicability]
    return Decision(correction.fingerprint, Verdict.DEFER, None, policy.name, reason)
