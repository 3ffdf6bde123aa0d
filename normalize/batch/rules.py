"""What reports say of our rules."""

from __future__ import annotations

from functools import cache

from normalize.pipeline import Settings
from normalize.report import RuleText


@cache
def rule_texts() -> tuple[RuleText, ...]:
    """What each of our rules finds, and why; LanguageTool explains its own in every finding."""
    return tuple(RuleText(r.id, r.summary, f"{r.why} {r.safety}", r.applicability) for r in Settings().rules)
