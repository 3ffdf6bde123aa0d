"""A publication without texts: counts of every document and rule, and a line for every finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from normalize.model import Conflict, Verdict
from normalize.publish.gather import Reviewed
from normalize.publish.machine import PERSON, SCHEMA, counts_of
from normalize.publish.openings import is_disputed
from normalize.publish.wishes import Wishes
from normalize.report import dumps
from normalize.report.wire import line
from normalize.version import __version__

VERDICTS = tuple(verdict.value for verdict in Verdict)


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """The counts of a document, which is called by its id alone."""

    id: str
    found: int
    applied: int
    rejected: int
    open: int
    by_people: int
    conflicts: int
    settled: int


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """How the findings of a rule were decided; `verdicts` are counts in the order of the view's `verdicts`."""

    rule: str
    verdicts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DatasetView:
    """The page of a data set."""

    title: str
    documents: tuple[DocumentRow, ...]
    verdicts: tuple[str, ...]
    rules: tuple[VerdictRow, ...]
    files: tuple[tuple[str, str], ...]
    made_at: str
    version: str


def dataset_view(reviewed: Reviewed, wishes: Wishes, title: str) -> DatasetView:
    """The view of the page of a data set."""
    told = ((article.id, counts_of(article, reviewed)) for article in reviewed.articles)
    return DatasetView(
        title=title,
        documents=tuple(
            DocumentRow(
                ident,
                found=counts["found"],
                applied=counts["applied"],
                rejected=counts["rejected"],
                open=counts["deferred"] + counts["skipped"],
                by_people=counts["by_people"],
                conflicts=counts["conflicts"],
                settled=counts["settled"],
            )
            for ident, counts in told
        ),
        verdicts=VERDICTS,
        rules=tuple(
            VerdictRow(rule, tuple(counts[verdict] for verdict in VERDICTS))
            for rule, counts in _rules(reviewed).items()
        ),
        files=(("Findings (JSON lines)", "machine/findings.jsonl"), ("Counts (JSON)", "machine/index.json")),
        made_at=wishes.made_at,
        version=__version__,
    )


def _rules(reviewed: Reviewed) -> dict[str, Counter[str]]:
    rules: dict[str, Counter[str]] = {}
    for article in reviewed.articles:
        for correction, decision in zip(article.report.corrections, article.report.decisions, strict=True):
            rules.setdefault(correction.rule, Counter())[decision.verdict.value] += 1
    return dict(sorted(rules.items()))


def dataset_index(reviewed: Reviewed, wishes: Wishes, title: str) -> str:
    """JSON of the counts of every document and rule; no text and no person."""
    return dumps(
        {
            "schema": SCHEMA,
            "title": title,
            "run": reviewed.run,
            "profile": wishes.profile.value,
            "made_at": wishes.made_at,
            "made_by": f"normalize {__version__}",
            "documents": [{"id": article.id, **counts_of(article, reviewed)} for article in reviewed.articles],
            "rules": {rule: dict(sorted(counts.items())) for rule, counts in _rules(reviewed).items()},
        }
    )


def dataset_lines(reviewed: Reviewed) -> str:
    """One JSON object a line for every finding: where it is, how sure, and what became of it. No text, no person."""
    told = [*_corrections(reviewed), *(_conflict(conflict, reviewed) for conflict in reviewed.conflicts)]
    return "".join(line(one) + "\n" for one in told)


def _corrections(reviewed: Reviewed) -> Iterator[dict[str, Any]]:
    for article in reviewed.articles:
        report = article.report
        for correction, decision in zip(report.corrections, report.decisions, strict=True):
            yield {
                "type": "correction",
                "document": article.id,
                "rule": correction.rule,
                "start": correction.span.start,
                "end": correction.span.end,
                "applicability": correction.applicability.name.lower(),
                "confidence": correction.confidence,
                "alternatives": len(correction.fixes),
                "verdict": decision.verdict.value,
                "chosen": _chosen(correction.fixes, decision.fix),
                "by": decision.by if decision.by.startswith("policy:") else PERSON,
                "fingerprint": correction.fingerprint,
            }


def _chosen(fixes: Sequence[object], fix: object) -> int | None:
    """The number of the alternative that was taken, from 0; None for another text and where nothing was written."""
    return next((number for number, one in enumerate(fixes) if one == fix), None)


def _conflict(conflict: Conflict, reviewed: Reviewed) -> dict[str, Any]:
    standing = reviewed.rulings.get(conflict.fingerprint)
    ids = {article.name: article.id for article in reviewed.articles}
    return {
        "type": "conflict",
        "kind": conflict.kind,
        "status": conflict.status,
        "confidence": conflict.confidence,
        "evidence": [
            {"document": ids.get(e.document, ""), "start": e.span.start, "end": e.span.end}
            if e.span
            else {"fact": True}
            for e in conflict.evidence
        ],
        "disputed": is_disputed(reviewed, conflict.fingerprint),
        "ruling": standing.event.verdict if standing is not None and standing.event is not None else None,
        "fingerprint": conflict.fingerprint,
    }
