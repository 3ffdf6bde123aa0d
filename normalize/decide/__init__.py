"""Corrections become decisions: policy, overlap, and what comments in an article ignore."""

from normalize.decide.ignores import Ignores, faults, read_ignores
from normalize.decide.overlap import Ranked, settle
from normalize.decide.policy import Policy, decide

__all__ = ["Ignores", "Policy", "Ranked", "decide", "faults", "read_ignores", "settle"]
