"""Quotations: stretches of a text that are somebody else's words, quotation marks included."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from normalize.model import Span

# `"` in runs of three or more is no quotation mark (a fence, a rule, Python).
# Both begin with a set of signs, which the regex engine finds fastest; what must stand around comes after.
DOUBLE = re.compile(r'["“”„‟«»‘’](?:(?<=")"*+|(?<=‘)‘|(?<=’)’|(?<=[“”„‟«»]))')
# An apostrophe inside a word is none of these.
SINGLE = re.compile(r"['’](?:(?<=')'++|(?<!\w['’])|(?!\w))|[‘‚‹›]")
# What both of them need, found faster.
SIGN = re.compile(r"""["“”„‟«»‘’'‚‹›]""")
# Words that begin with an apostrophe, and decades: ’90s, ’tis, ’em.
ELISION = re.compile(r"(?:\d\ds?|(?i:tis|twas|twere|til|till|em|cause|cos|bout|round|n|neath|s|t|d|ll|re|ve|m))\b")
OPENS_AFTER = re.compile(r"[\s(\[{<–—‒―/\-=:|*_>“”„‘’‚'\"]")
INCHES = re.compile(r"\d$")
FEET_AND_INCHES = re.compile(r"\d['′’]\s?\d{1,2}$")
OPENERS = {"“": "”", "„": "“”", "‟": "”", "«": "»", "‘‘": "’’"}
SINGLE_OPENERS = {"‘": "’", "‚": "‘’", "‹": "›"}


@dataclass(frozen=True, slots=True)
class _Mark:
    """One quotation mark: can it open here, can it close here (by the characters around it)?

    `glued` is a straight mark with a letter on its right and no space on its left: it closes what is open, or opens.
    """

    start: int
    end: int
    sign: str
    opens: bool
    closes: bool
    glued: bool


def find_quotations(text: str, blocks: Iterable[Span], skip: Callable[[int], bool]) -> Iterator[Span]:
    """The quotations in each block, sorted by place within a block; `skip` tells places that are no prose.

    A mark without a partner holds to the end of its block (or back to its start): too much is protected rather
    than too little. A block that begins with an opening mark and the next one too is a quotation of many paragraphs.
    """
    for block in blocks:
        if SIGN.search(text, block.start, block.end):
            yield from _double(text, block, skip)
            yield from _single(text, block, skip)


def _double(text: str, block: Span, skip: Callable[[int], bool]) -> Iterator[Span]:
    opened: _Mark | None = None
    last = block.start
    for mark in _marks(DOUBLE, 2, text, block, skip):
        if opened is None:
            if _opens(mark, OPENERS) or (mark.glued and not _is_measure(text, block, mark)):
                opened = mark
            elif mark.closes and not _is_measure(text, block, mark):
                # A closing mark without an opening one: the quotation began before, or its mark was lost.
                yield Span(last, mark.end)
                last = mark.end
        elif _closes(mark, opened, OPENERS):
            yield Span(opened.start, mark.end)
            opened, last = None, mark.end
    if opened is not None:
        yield Span(opened.start, block.end)


def _single(text: str, block: Span, skip: Callable[[int], bool]) -> Iterator[Span]:
    """Single marks are apostrophes too, so only a pair makes a quotation."""
    opened: _Mark | None = None
    waiting: _Mark | None = None
    for mark in _marks(SINGLE, 1, text, block, skip):
        if opened is None or (waiting is not None and _opens(mark, SINGLE_OPENERS)):
            if opened is not None and waiting is not None:
                yield Span(opened.start, waiting.end)
                opened = waiting = None
            if _opens(mark, SINGLE_OPENERS) and not ELISION.match(text, mark.end):
                opened = mark
        elif _closes(mark, opened, SINGLE_OPENERS):
            if _may_be_possessive(text, mark):
                waiting = mark
                continue
            yield Span(opened.start, mark.end)
            opened = waiting = None
    if opened is not None and waiting is not None:
        yield Span(opened.start, waiting.end)


def _marks(
    pattern: re.Pattern[str], longest: int, text: str, block: Span, skip: Callable[[int], bool]
) -> Iterator[_Mark]:
    for match in pattern.finditer(text, block.start, block.end):
        start, end = match.span()
        # A longer run of straight marks is a fence or code; a curly mark after `â€` is a misread dash.
        if end - start > longest or text[max(0, start - 2) : start] == "â€" or skip(start):
            continue
        before = text[start - 1] if start > block.start else " "
        after = text[end] if end < block.end else " "
        opens = not after.isspace() and bool(OPENS_AFTER.match(before))
        closes = not before.isspace() and not (after.isalnum() and opens)
        glued = closes and after.isalnum() and match.group() == '"'
        yield _Mark(start, end, match.group(), opens, closes, glued)


def _opens(mark: _Mark, openers: dict[str, str]) -> bool:
    if mark.sign in openers:
        return True
    # ”…” (Swedish), »…« (German), ›…‹ and straight marks open by their place.
    return mark.opens and mark.sign in ('"', '""', "'", "”", "»", "›")


def _closes(mark: _Mark, opened: _Mark, openers: dict[str, str]) -> bool:
    sign = opened.sign
    if mark.sign in ('"', '""', "'"):
        # Straight marks close curly quotations too, where people mixed them.
        return mark.closes and (not mark.opens or sign == mark.sign)
    if sign in ('"', '""'):
        return mark.sign == "”"
    if sign == "'":
        return mark.sign == "’"
    if sign in ("»", "›"):
        return mark.sign == {"»": "«", "›": "‹"}[sign] or (mark.sign == sign and mark.closes)
    if mark.sign == sign:
        return mark.closes and not mark.opens  # “text“, ”text”
    return mark.sign in openers.get(sign, "")


def _is_measure(text: str, block: Span, mark: _Mark) -> bool:
    """Inches: a straight mark after a digit, or any after feet."""
    measure = INCHES if mark.sign == '"' else FEET_AND_INCHES
    return bool(measure.search(text[max(block.start, mark.start - 6) : mark.start]))


def _may_be_possessive(text: str, mark: _Mark) -> bool:
    """`the boys’ toys`: after an s, with a word to follow."""
    return (
        mark.sign in "’'"
        and text[mark.start - 1] in "sSxz"
        and text[mark.end : mark.end + 1] == " "
        and text[mark.end + 1 : mark.end + 2].islower()
    )
