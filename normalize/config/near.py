"""Near-match hints for words that were probably mistyped."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def hint(word: str, known: Iterable[str]) -> str:
    """` Did you mean "…"?` with a leading space when one of `known` is close to `word`, else nothing."""
    candidates = {name.casefold(): name for name in sorted(known)}
    close = get_close_matches(word.casefold(), list(candidates), n=1, cutoff=0.6)
    return f' Did you mean "{candidates[close[0]]}"?' if close else ""
