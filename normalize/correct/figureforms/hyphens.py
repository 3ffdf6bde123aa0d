"""Two parts of one figure that a hyphen or a space joins."""

from __future__ import annotations

import regex

from normalize.correct.figureforms.consistency import Use
from normalize.model import Span


def joint(match: regex.Match[str], left: str, right: str) -> Use:
    """A place whose group `join` is a hyphen or a space between `left` and `right`, with both its forms."""
    form = "hyphen" if match["join"] == "-" else "open"
    return Use(Span(*match.span()), form, {"hyphen": f"{left}-{right}", "open": f"{left} {right}"})
