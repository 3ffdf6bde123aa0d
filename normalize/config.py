"""Configuration: every option with its default, in one frozen value."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class GrammarConfig:
    """How LanguageTool is reached. `url` is a server of the user's own; else one is started on loopback."""

    url: str = ""
    heap_mb: int = 1024
    require: bool = False


@dataclass(frozen=True, slots=True)
class Config:
    """Options of a run; the defaults stand here and nowhere else."""

    language: str = "en"
    apply_safe: bool = True
    disable: tuple[str, ...] = ()
    max_bytes: int = 20_000_000
    grammar: GrammarConfig = field(default_factory=GrammarConfig)

    @property
    def fingerprint(self) -> str:
        """Short hash of all options, for reports and caches."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:12]
