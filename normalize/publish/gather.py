"""Read a run and what people decided on it: every report with their decisions in place of the policy's."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from normalize.batch import RunFiles, run_files, run_report, with_source
from normalize.ledger import Event, Place, Standing, carry, standings
from normalize.model import Conflict, Evidence, Report, Span
from normalize.pipeline import decided


@dataclass(frozen=True, slots=True)
class Article:
    """A document of the run with people's decisions carried out, and the bytes of its cleaned text.

    `stale` are decisions that no longer fit the document and did nothing.
    """

    files: RunFiles
    report: Report
    cleaned: bytes
    stale: tuple[Event, ...] = ()

    @property
    def id(self) -> str:
        """The document's id in the run, safe as a file name."""
        return self.files.id

    def reads(self, span: Span) -> str:
        """How a stretch of the source text reads in the cleaned one; where a repair cuts it, with the whole repair."""
        applied = self.report.applied
        return applied.source_map.to_new(span).of(applied.text)

    @property
    def name(self) -> str:
        """What messages call the document."""
        return self.files.name


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A run as people have left it.

    `conflicts` are those within and across the documents, each once; `rulings` is how a conflict stands, by its
    fingerprint; `held` how every finding stands; `failures` are documents of the run that have no report, with the
    reason.
    """

    run: str
    articles: tuple[Article, ...]
    conflicts: tuple[Conflict, ...]
    held: Mapping[Place, Standing]
    rulings: Mapping[str, Standing]
    failures: tuple[tuple[str, str], ...]

    def quote(self, evidence: Evidence) -> str:
        """The words of a passage as they are published, or of a fact as they were stated."""
        if evidence.span is not None:
            article = next((a for a in self.articles if a.name == evidence.document), None)
            return article.reads(evidence.span) if article else evidence.quote
        return evidence.quote or (evidence.figure.text if evidence.figure else evidence.fact)

    @property
    def stale(self) -> tuple[Event, ...]:
        """Decisions that no longer fit, of all documents."""
        return tuple(event for article in self.articles for event in article.stale)


def gather(folder: Path, events: Iterable[Event]) -> Reviewed:
    """The run in `folder` with the decisions of `events`, which are those of its ledger.

    Raises UsageError when the folder holds no run, DocumentError when a file of it is missing or was changed.
    """
    files = run_files(folder)
    held = standings(events)
    articles = tuple(_article(folder, one, held) for one in files)
    conflicts = {c.fingerprint: c for article in articles for c in article.report.conflicts}
    rulings = {finding: standing for (_, finding), standing in held.items() if finding in conflicts}
    return Reviewed(
        folder.absolute().name, articles, tuple(conflicts.values()), held, rulings, _failures(folder / "index.json")
    )


def _article(folder: Path, files: RunFiles, held: Mapping[Place, Standing]) -> Article:
    report = with_source(folder, files, run_report(folder, files))
    carried = carry(report, held)
    if any(not decision.by.startswith("policy:") for decision in carried.decisions):
        report = decided(report, carried.decisions)
    cleaned = report.document.origin.splice(keyed.edit for keyed in report.applied.edits)
    return Article(files, report, cleaned, carried.stale)


def _failures(index: Path) -> tuple[tuple[str, str], ...]:
    documents: Any = json.loads(index.read_bytes())["documents"]
    return tuple((str(d["name"]), str(d["failure"])) for d in documents if d["failure"])
