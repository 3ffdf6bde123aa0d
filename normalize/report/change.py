"""What a correction would change, in words: for readers that are told no place in the file."""

from __future__ import annotations

from normalize.model import Correction


def change_in_words(correction: Correction, text: str) -> str:
    """` “before” → “after” or “other”` with a space before it; nothing for a correction without a fix."""
    after = " or ".join(f"“{fix.within(text, correction.span)}”" for fix in correction.fixes)
    return f" “{correction.span.of(text)}” → {after}" if after else ""
