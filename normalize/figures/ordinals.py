"""Ordinals: `47th`, `twenty-first`, and the relative ones (`last`, `next`, `the one before the last`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import regex

from normalize.scanning import matches_at

_SUFFIX = regex.compile(r"[ ]?(?:st|nd|rd|th)(?![\w’'-])|(?:st|nd|rd|th)(?=-)", regex.IGNORECASE)
_RELATIVE = regex.compile(
    r"(?<![\w-])(?:the[ ]one[ ]before[ ]the[ ]last(?:[ ]one)?|the[ ]last[ ]but[ ]one|(?:the[ ]second[ ]"
    r"|next[ ])to[ ]last"
    r"|(?:next|previous|current)[ ]one|antepenultimate|penultimate|last|next|previous|current)(?![\w’'-])",
    regex.IGNORECASE,
)
#: How a match of the pattern above begins.
_ANYWHERE = re.compile(
    r"[tnpclaTNPCLA](?<![\w-].)(?i:(?<=t)he[ ](?=one|last|second)|(?<=n)ext"
    r"|(?<=p)(?:revious|enult)|(?<=c)urrent|(?<=l)ast|(?<=a)ntepen)"
)
_TIME: Final = (
    r"seconds?|minutes?|hours?|days?|nights?|weeks?|weekends?|months?|years?|decades?|century|centuries"
    r"|quarters?|mornings?|afternoons?"
    r"|evenings?|summer|winter|spring|autumn|fall|season|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|january|february|march|april|may|june|july|august|september|october|november|december|christmas"
    r"|easter|time|few|couple|several"
)
_NO_RANK = regex.compile(
    rf"[ ](?:(?:[0-9]+|one|two|three|four|five|six|seven|eight|nine|ten|few|couple[ ]of|several)[ ])?(?:{_TIME})(?!\w)"
    r"|[ ](?:of[ ]kin|resort|door|to(?![ ]last)|name|names|for|until|up|word|words|minute)(?!\w)",
    regex.IGNORECASE,
)
_NOT_AFTER = regex.compile(
    r"\b(?:at|will|to|can|could|would|may|might|must|should|not|n[’']t|what|who|happened|happens|comes"
    r"|came|come|is|are|was|were"
    r"|electrical|electric|ocean|direct|alternating)[ ]\Z",
    regex.IGNORECASE,
)


def suffix_end(text: str, end: int) -> int | None:
    """Where the ordinal suffix of a numeral that ends at `end` ends, or None."""
    match = _SUFFIX.match(text, end)
    if match is None or match[0].startswith(" "):
        return None
    return match.end()


def relative_ordinals(text: str) -> Iterator[tuple[int, int]]:
    """The places of words that rank without a number. Spans of time (`last week`, `the next four years`) are none."""
    for match in matches_at(_ANYWHERE, _RELATIVE, text):
        if _NO_RANK.match(text, match.end()) and " one" not in match[0]:
            continue
        if " " not in match[0] and _NOT_AFTER.search(text, max(0, match.start() - 14), match.start()):
            continue
        yield match.span()
