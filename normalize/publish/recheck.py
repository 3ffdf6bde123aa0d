"""Check a result again: a repair that makes a new finding is told before anybody reads the article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from normalize.batch import Examine, Job, Planned, examine_batch
from normalize.model import Conflict, Correction, Report, Span
from normalize.pipeline import Examined
from normalize.publish.gather import Article
from normalize.report import Lines

#: Code points around a written edit: what a rule finds further away is not of its making.
NEAR = 64
OFFLINE = "Grammar was not checked again: publishing runs the rules alone."


@dataclass(frozen=True, slots=True)
class NewFinding:
    """Something that is found in a cleaned text and was not in the run. `line` is one of the cleaned text."""

    document: str
    line: int
    rule: str
    message: str
    quote: str

    def __str__(self) -> str:
        """One line for a terminal."""
        return f"{self.document}:{self.line}: {self.rule}: {' '.join(self.message.split())}"


@dataclass(frozen=True, slots=True)
class Rechecked:
    """The cleaned texts examined once more; `failures` are sentences about those that could not be."""

    reports: tuple[Report, ...]
    conflicts: tuple[Conflict, ...]
    new: tuple[NewFinding, ...]
    failures: tuple[str, ...]


def recheck(articles: Sequence[Article], places: Sequence[Path], job: Job) -> Rechecked:
    """Run the rules and the comparison of claims over the cleaned texts at `places`.

    New is what stands at a written repair and has no counterpart of the same rule or kind in the run's report: what
    people left open, or decided against, is no news.
    """
    tasks = [
        Examine(Planned(article.id, article.name, place, PurePosixPath(place.name)))
        for article, place in zip(articles, places, strict=True)
    ]
    done = examine_batch(tasks, job)
    new: list[NewFinding] = []
    reports: dict[str, Report] = {}
    for article, outcome in zip(articles, done.outcomes, strict=True):
        if isinstance(outcome, Examined):
            reports[article.name] = outcome.report
            new += _corrections(article.report, outcome.report)
    before = {article.name: article.report for article in articles}
    new += _conflicts(before, reports, done.conflicts)
    return Rechecked(
        tuple(reports.values()), done.conflicts, tuple(new), tuple(failure.reason for failure in done.failures)
    )


def _corrections(before: Report, after: Report) -> Iterator[NewFinding]:
    applied, lines = before.applied, Lines(after.document.text)
    for found in after.corrections:
        if not applied.source_map.near(_wide(found.span)):
            continue
        old = applied.source_map.to_old(found.span)
        if not any(_same(known, found, old) for known in before.corrections):
            yield NewFinding(
                after.document.name,
                lines.line(found.span.start),
                found.rule,
                found.message,
                found.span.of(after.document.text),
            )


def _wide(span: Span) -> Span:
    return Span(max(0, span.start - NEAR), span.end + NEAR)


def _same(known: Correction, found: Correction, old: Span) -> bool:
    return known.rule == found.rule and known.span.start <= old.end and old.start <= known.span.end


def _conflicts(
    before: dict[str, Report], after: dict[str, Report], conflicts: Sequence[Conflict]
) -> Iterator[NewFinding]:
    for conflict in conflicts:
        places = [(e.document, e.span) for e in conflict.evidence if e.span is not None and e.document in after]
        touched = any(before[name].applied.source_map.near(span) for name, span in places)
        if conflict.status != "conflict" or not touched:
            continue
        old = [(name, before[name].applied.source_map.to_old(span)) for name, span in places]
        known = {c.fingerprint: c for name, _ in old for c in before[name].conflicts if c.kind == conflict.kind}
        if not any(_meet(c, old) for c in known.values()):
            name, span = places[0]
            text = after[name].document.text
            yield NewFinding(
                name, Lines(text).line(span.start), f"conflict:{conflict.kind}", conflict.message, span.of(text)
            )


def _meet(known: Conflict, places: Sequence[tuple[str, Span]]) -> bool:
    """Whether every place of a conflict found again is one of the known conflict's."""
    return all(
        any(e.document == name and e.span is not None and e.span.overlaps(span) for e in known.evidence)
        for name, span in places
    )
