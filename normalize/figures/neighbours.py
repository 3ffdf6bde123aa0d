"""The words either side of a number: a look at them tells whether a dear pattern is worth trying there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

#: What may stand between a number and the word of its unit or currency.
_AFTER: Final = re.compile(r"[ \u00a0\u202f\u2009]{0,2}[-\u2010\u2011]?[ ]?[\[<]?([^\W\d_]*)")


def word_after(text: str, end: int) -> str:
    """The letters that follow a number, over spaces, a hyphen and a bracket; empty before any other sign.

    Empty as well where raised figures stand among them, which are letters to some patterns and none to others.
    """
    match = _AFTER.match(text, end)
    assert match is not None
    word = match[1]
    return word if word.isalpha() else ""


def word_before(tail: str) -> str:
    """The letters at the end of `tail`."""
    at = len(tail)
    while at and tail[at - 1].isalpha():
        at -= 1
    return tail[at:]


def first_words(forms: Iterable[str]) -> frozenset[str]:
    """The letters that each form begins with, for comparison with `word_after`."""
    return frozenset(word_after(form, 0) for form in forms)
