"""What a document states, as claims that a report can list: who, what, how much, when, by whose word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import regex

from normalize.claims.calendar import When
from normalize.claims.direction import Relation
from normalize.claims.measures import Measured
from normalize.claims.vocabulary import RELATION_WORDS
from normalize.model import Claim, Document, Modality

_MODALITIES = {"forecast": Modality.PLANNED, "planned": Modality.PLANNED, "possible": Modality.POSSIBLE}


def claims_of(document: Document, measured: Iterable[Measured], relations: Iterable[Relation]) -> Iterator[Claim]:
    """The measured claims that have a named subject and a measure, and the relations between names."""

    @cache
    def written(name: str) -> str:
        found = regex.search(regex.escape(name), document.text, regex.IGNORECASE)
        return str(found.group()) if found else name

    for one in measured:
        measure = one.measure or (one.figure.unit if one.figure.kind == "count" else "")
        if one.names and measure not in ("", "count") and one.role in ("", "to"):
            yield Claim(
                document.name,
                one.span,
                written(max(sorted(one.names), key=len)),
                measure=measure,
                figure=one.figure,
                period=", ".join(_period(document, one.times)),
                modality=_MODALITIES.get(one.modality, Modality.ACTUAL),
                speaker=written(one.speaker) if one.speaker else "",
            )
    for relation in relations:
        if relation.doer and relation.target:
            yield Claim(
                document.name,
                relation.event.span,
                written(max(sorted(relation.doer), key=len)),
                relation=RELATION_WORDS[relation.relation],
                object=written(max(sorted(relation.target), key=len)),
                speaker=written(relation.event.speaker) if relation.event.speaker else "",
            )


def _period(document: Document, times: Iterable[When]) -> Iterator[str]:
    for when in times:
        yield " ".join(when.span.of(document.text).split())
