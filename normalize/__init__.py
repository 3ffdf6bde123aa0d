"""Repairs scraped and translated articles, flags figures and claims that conflict, publishes clean reports.

The public interface: `clean`, `repair_spacing`, `find_figures`, `find_conflicts`. It is loaded on first use, so that
`import normalize` and `normalize --version` stay fast.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from normalize.version import __version__

if TYPE_CHECKING:
    from normalize.pipeline import clean, find_conflicts, find_figures, repair_spacing

__all__ = ["__version__", "clean", "find_conflicts", "find_figures", "repair_spacing"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from normalize import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module 'normalize' has no attribute {name!r}")
