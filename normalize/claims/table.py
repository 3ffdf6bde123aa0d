"""What a document states, as claims that a report can list: who, what, how much, when, by whose word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import regex

from normalize.claims.calendar import When
from normalize.claims.dating import Dated
from normalize.claims.direction import Relation
from normalize.claims.measures import Measured
from normalize.claims.standing import Stand, Yardstick
from normalize.claims.vocabulary import RELATION_WORDS
from normalize.model import Claim, Document, Facts, Modality, Span

_MODALITIES = {"forecast": Modality.PLANNED, "planned": Modality.PLANNED, "possible": Modality.POSSIBLE}


def claims_of(
    document: Document,
    measured: Sequence[Measured],
    dated: Iterable[Dated],
    relations: Iterable[Relation],
    facts: Facts,
) -> Iterator[Claim]:
    """The measured claims that have a named subject and a measure, and the relations between names.

    What is about a fact of the user's is told under its subject and measure, dates of events too.
    """
    forms, yardstick = _Forms(document.text, facts), Yardstick.of(facts)
    for one, stand in zip(measured, yardstick.measured(measured), strict=True):
        subject, measure = _topic(one, stand, forms)
        if subject and measure not in ("", "count") and one.role in ("", "to"):
            yield Claim(
                document.name,
                one.span,
                subject,
                measure=measure,
                figure=one.figure,
                period=", ".join(_period(document, one.times)),
                modality=_MODALITIES.get(one.modality, Modality.ACTUAL),
                speaker=forms.speaker(one.speaker),
                fact=stand.fact.id if stand else "",
                standing=stand.standing if stand else None,
            )
    for event, held in yardstick.dated(dated):
        yield Claim(
            document.name,
            event.span,
            held.fact.subject,
            measure=held.fact.measure,
            object=" ".join(event.when.span.of(document.text).split()),
            modality=Modality.PLANNED if event.planned else Modality.ACTUAL,
            speaker=forms.speaker(event.speaker),
            fact=held.fact.id,
            standing=held.standing,
        )
    for relation in relations:
        if relation.doer and relation.target:
            stand = yardstick.relation(relation)
            yield Claim(
                document.name,
                relation.event.span,
                forms.longest(relation.doer),
                relation=RELATION_WORDS[relation.relation],
                object=forms.longest(relation.target),
                speaker=forms.speaker(relation.event.speaker),
                fact=stand.fact.id if stand else "",
                standing=stand.standing if stand else None,
            )


def _topic(one: Measured, stand: Stand | None, forms: _Forms) -> tuple[str, str]:
    if stand is not None:
        return stand.fact.subject, stand.fact.measure
    measure = one.measure or (one.figure.unit if one.figure.kind == "count" else "")
    return (forms.longest(one.names) if one.names else ""), measure


_WORD = regex.compile(r"\w")


class _Forms:
    """How names are written: as the user writes them, else as the document first does."""

    def __init__(self, text: str, facts: Facts) -> None:
        self._text = text
        # Letters that become two in lower case are few ("İ"): there the places would not be the same.
        self._lower = low if len(low := text.lower()) == len(text) else text
        self._written = {fact.subject.lower(): fact.subject for fact in facts.facts}
        self._written |= {name.canonical.lower(): name.canonical for name in facts.names}

    def longest(self, names: frozenset[str]) -> str:
        """The longest of several names, which says most."""
        return self.written(max(sorted(names), key=len))

    def written(self, name: str) -> str:
        """A name that is given in lower case, as it is written."""
        if name not in self._written:
            self._written[name] = self._as_found(name)
        return self._written[name]

    def _as_found(self, name: str) -> str:
        """A name as the text has it, whole; else as it is given."""
        at = self._lower.find(name)
        while at >= 0:
            end = at + len(name)
            if not _WORD.match(self._lower, end) and not (at and _WORD.match(self._lower, at - 1)):
                return self._text[at:end]
            at = self._lower.find(name, at + 1)
        return name

    def speaker(self, name: str) -> str:
        """Who speaks: a noun ("ministry") in lower case if the text has it so, a name as it is written."""
        return name if f" {name} " in self._text else self.written(name) if name else ""


#: What joins the ends of a stretch of time: "2019 and 2021", "9 to 11 May".
_TO = regex.compile(r"\s?[-–]\s?|\s(?:and|to|until|till|through)\s")


def _period(document: Document, times: Iterable[When]) -> Iterator[str]:
    """The times of a figure as they are written, in order; the ends of a stretch together."""
    # "Said on Monday": the day of the news, not what the figure is of.
    spans = sorted(when.span for when in times if when.weekday < 0 or when.is_date)
    joined: list[Span] = []
    for span in spans:
        if joined and _TO.fullmatch(document.text, joined[-1].end, span.start):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    for span in joined:
        yield " ".join(span.of(document.text).split())
