"""Votes: how many were for and against, which a text and another account of the story give alike or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
import regex

from normalize.claims.analysis import Analysis
from normalize.claims.calendar import When, one_time
from normalize.claims.events import clipped
from normalize.claims.explain import of_passage
from normalize.figures.words import UNITS
from normalize.model import Conflict, Span

_WORDS = {word: value for value, word in enumerate((*UNITS, "ten", "eleven", "twelve"), 1)}
_NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+|{'|'.join(_WORDS)})"
#: "By 31 votes to 22", "voted 31 to 22", "1,020 votes against 311".
_TALLY = regex.compile(
    rf"\b(?P<yes>{_NUMBER}) votes? (?:to|against) (?P<no>{_NUMBER})\b(?![\d,.]*\d|%)"
    rf"|\b(?:vote[ds]?|voting) (?P<yes>{_NUMBER})(?:[-–]| to )(?P<no>{_NUMBER})\b(?![\d,.]*\d|%)",
    regex.IGNORECASE,
)


class Tally(msgspec.Struct, frozen=True):
    """Votes for and against; `words` are the stems of the nouns of the sentence."""

    document: str
    span: Span
    quote: str
    yes: int
    no: int
    words: frozenset[str]
    times: tuple[When, ...]


def tallies(analysis: Analysis) -> Iterator[Tally]:
    """The votes that a document counts."""
    for statement in analysis.statements:
        text = analysis.text(statement.span)
        for found in _TALLY.finditer(text) if "vot" in text else ():
            start = statement.span.start
            span = clipped(Span(start + found.start(), start + found.end()))
            if not analysis.in_speech(span):
                yes, no = _value(found["yes"]), _value(found["no"])
                name, quote = analysis.document.name, analysis.text(span)
                yield Tally(name, span, quote, yes, no, statement.nouns("vote"), statement.times)


def _value(said: str) -> int:
    return _WORDS.get(said.lower()) or int(said.replace(",", ""))


def conflicts(mine: Sequence[Tally], theirs: Sequence[Tally]) -> Iterator[Conflict]:
    """Votes that two accounts of one story, or two sentences of a text, count otherwise."""
    for one in mine:
        if any(_same(one, other) for other in theirs):
            continue
        for other in theirs:
            if not any(_same(other, again) for again in mine) and _one_vote(one, other):
                yield _conflict(one, other)
                break


def within(analysis: Analysis) -> Iterator[Conflict]:
    """Votes that a text counts in two ways: as many votes in all, on one day or of one thing."""
    found = list(tallies(analysis))
    for number, one in enumerate(found):
        for other in found[number + 1 :]:
            days = {w.weekday for w in one.times if w.weekday >= 0} & {w.weekday for w in other.times}
            whole = one.yes + one.no == other.yes + other.no
            if whole and not _same(one, other) and (days or one.words & other.words) and _one_vote(one, other):
                yield _conflict(one, other)


def _same(one: Tally, other: Tally) -> bool:
    return {one.yes, one.no} == {other.yes, other.no}


def _one_vote(one: Tally, other: Tally) -> bool:
    """Whether one of the numbers, or their sum, is the same, and the others are near each other."""
    if not one_time(one.times, other.times):
        return False
    if one.yes + one.no == other.yes + other.no:
        return _near(one.yes, other.yes) and _near(one.no, other.no)
    return (one.yes == other.yes and _near(one.no, other.no)) or (one.no == other.no and _near(one.yes, other.yes))


def _near(one: int, other: int) -> bool:
    return abs(one - other) * _PART <= max(one, other)


#: Two numbers for one thing differ by no more than one part in so many.
_PART = 2


def _conflict(one: Tally, other: Tally) -> Conflict:
    return Conflict(
        "value",
        "likely",
        (of_passage(one, "votes"), of_passage(other, "votes")),
        f"One vote is counted in two ways: {one.yes:,} to {one.no:,} and {other.yes:,} to {other.no:,}.",
        caveat="They may be two votes.",
        resolution="Check the count.",
    )
