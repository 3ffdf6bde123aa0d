"""Words around a figure that make it a bound (`more than`, `up to`) or hedge it (`about`, `nearly`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

import regex

from normalize.figures.interval import AROUND, HEDGES, Hedge
from normalize.figures.neighbours import word_before

Side = Literal["low", "high", "both"]

_SP = "[ \u00a0\n]{1,2}"
_OR_EQUAL = r"(?:[ ]or[ ](?:equal|equals))?"


def _phrases(words: Iterable[str]) -> str:
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(regex.escape(word).replace("\\ ", _SP) for word in ordered)


_LOW: Final = (
    *("more than", "greater than", "higher than", "larger than", "bigger than", "better than", "longer than"),
    *("older than", "over", "above", "upwards of", "upward of", "in excess of", "exceeding", "exceeds", "exceed"),
    *("exceeded", "at least", "no less than", "no fewer than", "not less than", "not fewer than", "at the least"),
    *("a minimum of", "minimum of", "north of", "well over", "well above", "far more than", "as few as"),
    *("as little as", "more than or equal to", "greater than or equal to", "bigger or equal than"),
    *("greater or equal than", "larger or equal than", "more or equal than", "at least or equal to"),
    *("bigger than or equal to", "larger than or equal to", "higher than or equal to", "equal to or greater than"),
    *("equal to or more than", "a low of", "much more than", "any more than", "considerably more than"),
)
_HIGH: Final = (
    *("less than", "fewer than", "lower than", "smaller than", "under", "below", "at most", "up to", "shorter than"),
    *("no more than", "not more than", "no greater than", "no higher than", "a maximum of", "maximum of"),
    *("as many as", "as much as", "as high as", "as long as", "well under", "well below", "far less than"),
    *("younger than", "less than or equal to", "smaller or equal than", "less or equal than"),
    *("smaller than or equal to", "lower than or equal to", "fewer than or equal to", "equal to or less than"),
    *("far fewer than", "south of", "at the most", "much less than", "at most or equal to", "not exceeding"),
)
_BOTH: Final = ("equal to", "equals to", "equaling to", "equalling to", "equals")

_BOUND_BEFORE = regex.compile(
    rf"(?:(?<![\w-])(?i:(?P<both>{_phrases(_BOTH)})|(?P<low>{_phrases(_LOW)})|(?P<high>{_phrases(_HIGH)})){_SP}"
    r"|(?P<lowsign>>[ ]?=|≥|(?<![=<-])>)[ ]{0,2}|(?P<highsign><[ ]?=|≤|(?<![=>])<)[ ]{0,2})\Z"
)
#: What follows a "plus" that adds instead of bounding: "35m euros plus 5m in bonuses".
_ADDED: Final = (
    r"[ ](?:[\d$£€¥₹]|(?:an?|the|his|her|its|their|one|two|three|four|five|six|seven|eight|nine|ten|half|another|other"
    r"|any|some|up|interest|costs|expenses|tax|bonus(?:es)?)\b)"
)
_BOUND_AFTER = regex.compile(
    rf"(?P<low>\+(?![\w+])|-plus(?![\w-])|[ ]plus(?![\w-]|{_ADDED})"
    r"|,?[ ](?:or|and)[ ](?:more|over|above|upwards?|greater|higher"
    r"|older|up|beyond)"
    r"(?:[ ]than(?=[ ]*(?:$|[.,;:!?)])))?(?!\w))"
    r"|(?P<high>,?[ ](?:or|and)[ ](?:less|fewer|under|below|lower|younger)(?:[ ]than(?=[ ]*(?:$|[.,;:!?)])))?(?!\w))",
    regex.IGNORECASE,
)
_EQUAL_AFTER = regex.compile(r"[ ]or[ ]equals?(?:[ ]to(?=[ ]it\b|[ ]*$|[ ]*[.,]))?(?!\w)", regex.IGNORECASE)
_LEADING_HEDGES = tuple(h for h in HEDGES if h[0].isalpha() and not h.startswith(("or ", "give")))
_HEDGE_BEFORE = regex.compile(
    rf"(?:(?<![\w-])(?P<hedge>(?i:{_phrases(_LEADING_HEDGES)}))"
    rf"(?:{_SP}(?i:an?|the))?{_SP}|(?P<sign>[~≈])[ ]?)\Z"
)
_HEDGE_AFTER = regex.compile(r"[ ](?:or so|or thereabouts|give or take)(?!\w)", regex.IGNORECASE)
_WINDOW = 36
#: The last words of what bounds and of what hedges: after others neither pattern is worth trying.
_BOUND_ENDS: Final = frozenset(word_before(phrase) for phrase in (*_LOW, *_HIGH, *_BOTH))
_HEDGE_ENDS: Final = frozenset((*(word_before(hedge) for hedge in _LEADING_HEDGES), "a", "an", "the"))
_LAST_LETTERS = frozenset("nerfdtogswmhau>=≥<≤~≈.xy")


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound word before or after a figure: which end it sets and where it begins or ends."""

    side: Side
    at: int
    word: str = ""


def bound_before(text: str, start: int, limit: int) -> Bound | None:
    """The bound words that end where a figure starts."""
    match = _before(text, start, limit, _BOUND_BEFORE, _BOUND_ENDS)
    if match is None:
        return None
    if match["both"]:
        return Bound("both", match.start(), match["both"].lower())
    low = match["low"] or match["lowsign"]
    return Bound("low" if low else "high", match.start(), (low or match["high"] or match["highsign"]).lower())


def _before(
    text: str, start: int, limit: int, pattern: regex.Pattern[str], ends: frozenset[str]
) -> regex.Match[str] | None:
    if start <= limit:
        return None
    at = max(limit, start - _WINDOW)
    tail = text[max(limit, start - 3) : start].rstrip(" \u00a0\n")
    if not tail or tail[-1].lower() not in _LAST_LETTERS:
        return None
    if tail[-1].isalpha() and word_before(text[at:start].rstrip(" \u00a0\n")).lower() not in ends:
        return None
    return pattern.search(text, at, start)


def bound_after(text: str, end: int) -> Bound | None:
    """The bound words that follow a figure (`or more`, `-plus`)."""
    if text[end : end + 1] not in (" ", "+", "-", ","):
        return None
    match = _BOUND_AFTER.match(text, end)
    if match is None:
        return None
    return Bound("low" if match["low"] else "high", match.end())


def bound_inside(text: str, end: int) -> Bound | None:
    """The bound words between a number and its unit or noun (`18+ years`, `five or more days`)."""
    if text[end : end + 1] not in ("+", "-", " "):
        return None
    match = _BOUND_AFTER.match(text, end)
    if match is None or text[match.end() : match.end() + 1] != " ":
        return None
    return Bound("low" if match["low"] else "high", match.end())


def equal_after(text: str, end: int) -> int:
    """Where `or equal` after a bound figure ends, or `end`."""
    match = _EQUAL_AFTER.match(text, end)
    return match.end() if match else end


def hedge_before(text: str, start: int, limit: int) -> tuple[Hedge, int] | None:
    """The hedge that ends where a figure starts, and where it begins."""
    match = _before(text, start, limit, _HEDGE_BEFORE, _HEDGE_ENDS)
    if match is None:
        return None
    word = " ".join((match["hedge"] or match["sign"]).lower().split())
    return HEDGES[word], match.start()


def hedge_after(text: str, end: int) -> Hedge | None:
    """The hedge that follows a figure (`or so`)."""
    return AROUND if _HEDGE_AFTER.match(text, end) else None


def hedge_end(text: str, end: int) -> int:
    """Where the hedge after a figure ends, or `end` (`ten or so monks`)."""
    match = _HEDGE_AFTER.match(text, end)
    return match.end() if match is not None else end
