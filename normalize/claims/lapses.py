"""Lapses: years between two years that a text names, and a length that ends in a year it names."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.claims import tokens as t
from normalize.claims import words
from normalize.claims.analysis import Analysis, Statement
from normalize.claims.calendar import When
from normalize.claims.events import clipped
from normalize.claims.vocabulary import ACTS
from normalize.model import Conflict, Evidence, Figure, Span

#: Words right behind a length that make it the time between two events.
_BETWEEN = regex.compile(r"\s(?:after|before|later|earlier|since)\b")
#: What happened in the second year, if a thing ended in the first: "closed in 1993 after 52 years, having opened in".
_BEGUN = regex.compile(r"\b(?:open|beg[au]n|built|laid|found|start|set up|launch|establish|creat|born)\w*\b")
#: Verbs whose subject goes on from its start to the year named.
_LASTING = words.listed("last run continue endure go stand")
_UNTIL = regex.compile(r"\b(?:until|till|to|ending in|ended in|end in)\b[^.;]{0,40}$")
#: A length may be rounded, and a year goes on for twelve months.
_ROOM = 1


def conflicts(analysis: Analysis) -> Iterator[Conflict]:
    """Lengths in years that the years beside them exclude."""
    for number, statement in enumerate(analysis.statements):
        if analysis.in_speech(statement.span):
            continue
        yield from _between(analysis, statement)
        if number:
            yield from _until(analysis, analysis.statements[number - 1], statement)


def _years(statement: Statement) -> list[When]:
    return [w for w in statement.times if w.year and not w.end_year]


def _lengths(statement: Statement) -> list[Figure]:
    return [f for f in statement.figures if f.kind == "duration" and f.unit == "year" and f.value is not None]


def _between(analysis: Analysis, statement: Statement) -> Iterator[Conflict]:
    """ "In 2019, three years after the painter's death in 2018": the length stands between the only two years."""
    years, lengths = _years(statement), _lengths(statement)
    if len(years) != 2 or len(lengths) != 1 or len(statement.times) > 3:
        return
    first, second, length = *years, lengths[0]
    if not first.span.end <= length.span.start < length.span.end <= second.span.start:
        return
    text = analysis.document.text
    lead, tail = text[first.span.end : length.span.start], text[length.span.end : second.span.start]
    closed = lead.strip() == "after" and _BEGUN.search(tail)
    if (
        len(lead.split()) > 1
        or not (closed or _BETWEEN.match(tail))
        or regex.search(r"[.;:]|\b(?:and|but|while)\b", tail)
    ):
        return
    if not _fits(length, abs(second.year - first.year)):
        yield _conflict(analysis, length, first, second)


def _until(analysis: Analysis, before: Statement, statement: Statement) -> Iterator[Conflict]:
    """ "They married in 1970. The marriage lasted 22 years, until his death in 1986"."""
    starts, ends, lengths = _years(before), _years(statement), _lengths(statement)
    if len(starts) != 1 or len(ends) != 1 or len(lengths) != 1 or starts[0].year >= ends[0].year:
        return
    text = analysis.document.text
    if not _UNTIL.search(text[lengths[0].span.end : ends[0].span.start]):
        return
    acts = {_act(w.stem) for w in before.parsed.tokens if w.tag in (t.VERB, t.NOUN)}
    for clause in statement.parsed.clauses:
        subject = clause.subject
        if clause.verb.lemma not in _LASTING or clause.verb.modal or clause.verb.negated or subject is None:
            continue
        if subject.definite and (_act(subject.stem) in acts or subject.kind == "pron"):
            if not _fits(lengths[0], ends[0].year - starts[0].year):
                yield _conflict(analysis, lengths[0], starts[0], ends[0])
            return


def _act(stem: str) -> str:
    return ACTS.get(stem, stem)


def _fits(length: Figure, years: int) -> bool:
    low = length.low if length.low is not None else length.value
    high = length.high if length.high is not None else length.value
    return (low is None or low - _ROOM <= years) and (high is None or years <= high + _ROOM)


def _conflict(analysis: Analysis, length: Figure, first: When, last: When) -> Conflict:
    name = analysis.document.name
    start, end = sorted((first, last), key=lambda when: when.span)
    ends = clipped(Span(start.span.start, end.span.end))
    years = abs(last.year - first.year)
    return Conflict(
        "duration",
        "likely",
        (
            Evidence(document=name, span=length.span, quote=analysis.text(length.span), figure=length, label="length"),
            Evidence(document=name, span=ends, quote=analysis.text(ends), label="start and end"),
        ),
        f"From {min(first.year, last.year)} to {max(first.year, last.year)} it is {years} "
        f"{'year' if years == 1 else 'years'}, not {length.text}.",
        caveat="One of the years may be of another event.",
        resolution="Check the two years and the length.",
    )
