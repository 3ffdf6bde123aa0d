"""Days and years that a text names, each with the words of its sentence."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from normalize.claims import tokens as t
from normalize.claims import words
from normalize.claims.analysis import Analysis
from normalize.claims.calendar import When
from normalize.claims.events import clipped
from normalize.model import Span

#: So many code points before and behind a day are told with it.
_BEFORE, _BEHIND = 90, 60


class Day(msgspec.Struct, frozen=True):
    """A day or a year; `words` are the stems of its sentence, `lead` the word before it."""

    document: str
    span: Span
    quote: str
    when: When
    words: frozenset[str]
    lead: str
    speaker: str


def days_of(analysis: Analysis) -> Iterator[Day]:
    """The days and years of a document that stand outside quoted speech."""
    for statement in analysis.statements:
        times = [w for w in statement.times if w.is_date or (w.year and not w.end_year)]
        if not times:
            continue
        stems = frozenset(
            w.stem
            for w in statement.parsed.tokens
            if w.tag in (t.NOUN, t.VERB, t.ADJ, t.NAME) and w.lemma not in words.LIGHT and len(w.text) > 2
        )
        for when in times:
            if analysis.in_speech(when.span):
                continue
            at = statement.parsed.number_of(when.span.start)
            lead = statement.parsed.tokens[at - 1].lower if at > 0 else ""
            start = max(statement.span.start, when.span.start - _BEFORE)
            span = clipped(Span(start, min(statement.span.end, when.span.end + _BEHIND)))
            yield Day(analysis.document.name, span, analysis.text(span), when, stems, lead, statement.speaker)
