"""What a page and a log say of a rule."""

from __future__ import annotations

from dataclasses import dataclass

from normalize.model import Applicability


@dataclass(frozen=True, slots=True)
class RuleText:
    """What a rule is called and how it is explained: its reason and how it keeps correct text safe."""

    id: str
    summary: str
    help: str
    applicability: Applicability = Applicability.FLAG
