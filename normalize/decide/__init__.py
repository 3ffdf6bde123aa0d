"""Corrections become decisions: policy, overlap, and later the ledger of people's decisions."""

from normalize.decide.overlap import Ranked, settle
from normalize.decide.policy import Policy, decide

__all__ = ["Policy", "Ranked", "decide", "settle"]
