"""Harm: one account of an accident says that nobody was hurt or killed, the other counts who was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
import regex

from normalize.claims import values
from normalize.claims.analysis import Analysis
from normalize.claims.calendar import When, one_time, only_one_past
from normalize.claims.events import clipped
from normalize.claims.explain import of_passage
from normalize.claims.measures import Measured
from normalize.claims.topics import one_voice
from normalize.model import Conflict, Span

_NOBODY = (
    r"(?:nobody|no[ -]?one|none of (?:them|the \p{L}+)"
    r"|no (?:other )?(?:people|person|passengers?|residents|staff|workers))"
)
#: "Nobody was seriously hurt" leaves room for those who were hurt a little.
_NONE = {
    "injury": regex.compile(
        rf"\b{_NOBODY} (?:was|were|is|has been|have been|had been|got|is reported) (?:hurt|injured|wounded|harmed)\b"
        r"|\b(?:no|without(?: any)?) (?:injuries|casualties|injury)\b|\bunharmed\b",
        regex.IGNORECASE,
    ),
    "death": regex.compile(
        rf"\b{_NOBODY} (?:(?:was|were|has been|have been|had been) killed|(?:has |had )?died|lost (?:his|her|their) li)"
        r"|\b(?:no|without(?: any)?) (?:deaths|fatalities|loss of life)\b",
        regex.IGNORECASE,
    ),
}
_KNOWN = regex.compile(r"(?:all|the|both|those|these)\b", regex.IGNORECASE)


class Unharmed(msgspec.Struct, frozen=True):
    """A sentence by which nobody came to harm; `measure` is that of the harm, `words` the stems of its nouns."""

    document: str
    span: Span
    quote: str
    measure: str
    times: tuple[When, ...]
    speaker: str
    words: frozenset[str] = frozenset()


def unharmed(analysis: Analysis) -> Iterator[Unharmed]:
    """The sentences of a document by which nobody came to harm."""
    for statement in analysis.statements:
        text = analysis.text(statement.span)
        for measure, pattern in _NONE.items():
            said = pattern.search(text)
            if said is None or analysis.in_speech(statement.span):
                continue
            start = statement.span.start + said.start()
            span = clipped(Span(start, statement.span.start + said.end()))
            name, quote = analysis.document.name, analysis.text(span)
            yield Unharmed(name, span, quote, measure, statement.times, statement.speaker, statement.nouns())


def conflicts(
    none: Sequence[Unharmed], mine: Sequence[Measured], theirs: Sequence[Measured], *, one_story: bool
) -> Iterator[Conflict]:
    """The sentences of one account by which nobody came to harm, against a count in the other; `mine` are the former's.

    Unless the two surely tell one story, both sentences must name what happened.
    """
    for one in none:
        if any(m.measure == one.measure for m in mine):
            # It tells of harm too: of another day, or of somebody else.
            continue
        harmed = (m for m in theirs if m.measure == one.measure and (one_story or one.words & m.context))
        counted = next((m for m in harmed if _of_one_event(one, m)), None)
        if counted is not None:
            yield _conflict(one, counted)


def _of_one_event(one: Unharmed, counted: Measured) -> bool:
    if counted.quoted or not counted.figure.value or counted.role or not counted.unit.startswith("count"):
        return False
    # "The three passengers who were hurt": that there were some is the article's own account, whoever speaks of them.
    voice = "" if _KNOWN.match(counted.quote) else counted.speaker
    if not one_voice(one.speaker, voice) or counted.telling or counted.modality:
        return False
    return one_time(one.times, counted.times) and not only_one_past(one.times, counted.times)


def _conflict(one: Unharmed, counted: Measured) -> Conflict:
    harm = "hurt" if one.measure == "injury" else "killed"
    return Conflict(
        "polarity",
        "likely",
        (of_passage(one, one.measure), values.evidence(counted)),
        f"One account says that nobody was {harm}, the other counts {counted.figure.text}.",
        caveat="They may be about two accidents, or two times.",
        resolution="Check whether anybody came to harm, and how many.",
    )
