"""The user's facts and names, read from YAML."""

from normalize.facts.load import load_facts

__all__ = ["load_facts"]
