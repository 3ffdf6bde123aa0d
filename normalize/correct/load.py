"""Find the rules: every module below `correct/rules` that declares a `RULE`. There is no list to edit."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from normalize.correct import rules
from normalize.correct.rule import Rule


def _declared() -> Iterator[tuple[str, Rule]]:
    """Every module that declares a rule, by its dotted name, with the rule."""
    for module in pkgutil.walk_packages(rules.__path__, rules.__name__ + "."):
        if not module.ispkg:
            yield module.name, importlib.import_module(module.name).RULE


@cache
def load_rules() -> tuple[Rule, ...]:
    """All rules, sorted by phase and id. Raises ValueError when two rules share an id."""
    found: dict[str, Rule] = {}
    for module, rule in _declared():
        if rule.id in found:
            raise ValueError(f"two rules are called {rule.id}; the second is in {module}")
        found[rule.id] = rule
    return tuple(sorted(found.values(), key=lambda rule: (rule.phase, rule.id)))


def family_of(rule: Rule) -> str:
    """The folder that a rule's file stands in. Raises LookupError for a rule that is not ours."""
    return rule_families()[rule.id]


@cache
def rule_families() -> Mapping[str, str]:
    """The family of each rule: the folder that its file is in."""
    return MappingProxyType({rule.id: module.split(".")[-2] for module, rule in _declared()})
