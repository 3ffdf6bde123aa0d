"""The user's facts and names, read from YAML; facts that documents agree on, proposed as YAML."""

from normalize.facts.learn import Proposal, learn
from normalize.facts.load import load_facts
from normalize.facts.write import name_yaml, proposals_yaml

__all__ = ["Proposal", "learn", "load_facts", "name_yaml", "proposals_yaml"]
