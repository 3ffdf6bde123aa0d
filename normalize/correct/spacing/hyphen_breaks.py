"""Hyphens that a line end left inside words: `infor- mation`, `agree-ment`, a soft hyphen; real compounds are kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from normalize.correct.spacing.lexicon import UNKNOWN, Lexicon
from normalize.correct.spacing.repair import HYPHEN_BREAK, Repair
from normalize.correct.spacing.surroundings import Surroundings
from normalize.model import Span

_SPACED = regex.compile(
    r"(?<![\p{L}\p{M}\p{N}_-])(?P<left>\p{L}[\p{L}\p{M}]{1,20}+)-(?P<gap>[ \t]{0,3}+(?:\r?\n)?+[ \t]{0,3}+)"
    r"(?P<right>\p{Ll}[\p{Ll}\p{M}]{1,20}+)(?![\p{L}\p{M}\p{N}_]|[-'’]\p{L})"
)
_SOFT = regex.compile(r"(?<=\p{L})\xad(?:[ \t]{0,3}+(?:\r?\n)?+[ \t]{0,3}+)(?=\p{L})")
SURE, LIKELY, GUESS = 0.99, 0.97, 0.7
KNOWN = 16.0  # nats: words that are seen now and then
COMMON = 13.0
#: A closed-up word this common, with a right part this rare and so much rarer, was broken: nobody writes `agree-ment`.
_EVERYDAY, _RARE_PART, _RARER = 10.5, 12.0, 2.5
#: So many hyphens of line ends, closed up, make them a custom of the text.
_CUSTOM = 2


def find_hyphen_breaks(around: Surroundings) -> Iterator[Repair]:
    """Repairs at hyphens before a space or line end, at soft hyphens, and at hyphens inside common words."""
    text = around.text
    for match in _SOFT.finditer(text):
        yield Repair(HYPHEN_BREAK, Span(*match.span()), "", SURE, "A soft hyphen only marks where a line may end.")
    open_: list[Repair] = []
    closed: list[Repair] = []
    for match in _SPACED.finditer(text):
        left, right = match["left"], match["right"]
        if around.lexicon.within("hanging", right):
            continue
        repair = _spaced(around, match, left, right) if match["gap"] else _closed(around.lexicon, match, left, right)
        if repair is not None:
            (open_ if match["gap"] else closed).append(repair)
    if len(closed) >= max(_CUSTOM, len(open_)):
        closed = [replace(repair, confidence=GUESS) for repair in closed]
        open_ = [_as_elsewhere(repair) for repair in open_]
    yield from closed
    yield from open_


def _as_elsewhere(repair: Repair) -> Repair:
    """The repair in a text that has kept the hyphens of its line ends: by itself only the space goes here too."""
    compound = next((other for other in repair.others if "-" in other), None)
    if compound is None:
        return repair
    reason = "The text has kept the hyphens of its line ends elsewhere; whether they go is decided for all of them."
    return replace(repair, replacement=compound, message=reason, others=(repair.replacement,))


def _spaced(around: Surroundings, match: regex.Match[str], left: str, right: str) -> Repair | None:
    lexicon = around.lexicon
    span = Span(*match.span())
    joined, compound = left + right, f"{left}-{right}"
    cost = lexicon.cost(joined)
    parts = lexicon.cost(left), lexicon.cost(right)
    if compound.lower() in lexicon.hyphenated and cost > COMMON:
        return _compound(span, compound, LIKELY)
    if cost <= KNOWN and (max(parts) > KNOWN or cost < sum(parts) - 2.0):
        return Repair(
            HYPHEN_BREAK,
            span,
            joined,
            LIKELY if compound.lower() not in lexicon.hyphenated else GUESS,
            f"“{joined}” is one word; the hyphen stood at the end of a line.",
            (compound,),
        )
    if max(parts) <= COMMON and "\n" in match["gap"]:
        return _compound(span, compound, LIKELY if compound.lower() in lexicon.hyphenated else GUESS)
    return None


def _compound(span: Span, compound: str, confidence: float) -> Repair:
    return Repair(HYPHEN_BREAK, span, compound, confidence, f"“{compound}” is written with a hyphen and no space.")


def _closed(lexicon: Lexicon, match: regex.Match[str], left: str, right: str) -> Repair | None:
    """`agree-ment`: no gap, so only where the right part is no word, or the closed form alone is ever seen."""
    compound, joined = f"{left}-{right}".lower(), left + right
    if compound in lexicon.hyphenated or lexicon.within("hyphen_prefixes", left) or not left[1:].islower():
        return None
    cost = lexicon.cost(joined)
    if cost > COMMON or lexicon.is_name(joined):
        return None
    fragment = lexicon.cost(right) > cost and lexicon.cost(right) > 11.5
    fragment_left = lexicon.cost(left) == UNKNOWN or (lexicon.cost(left) > cost and lexicon.cost(left) > 11.5)
    if not fragment and not fragment_left:
        return None
    return Repair(
        HYPHEN_BREAK,
        Span(*match.span()),
        joined,
        LIKELY if _surely_broken(lexicon.cost(right), cost) else GUESS,
        f"“{joined}” is one word, and “{right if fragment else left}” is none by itself.",
        (),
    )


def _surely_broken(right: float, joined: float) -> bool:
    return joined <= _EVERYDAY and right >= _RARE_PART and right - joined >= _RARER
