"""The files of a publication that programs read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from normalize.batch import rule_texts
from normalize.ledger import Event, write_lines
from normalize.model import Report, Verdict
from normalize.publish.comparing import Comparison
from normalize.publish.gather import Article, Reviewed
from normalize.publish.openings import is_ruled
from normalize.publish.pages import Published
from normalize.publish.recheck import OFFLINE, Rechecked
from normalize.publish.wishes import Profile, Wishes
from normalize.report import dumps, report_object, sarif_log
from normalize.version import __version__

SCHEMA = 1
PERSON = "person"


def report_text(report: Report, profile: Profile) -> str:
    """The JSON of a report; where people are not named, a decision only says that a person made it."""
    if not profile.names_people:
        report = replace(
            report,
            decisions=tuple(
                d if d.by.startswith("policy:") else replace(d, by=PERSON, reason="") for d in report.decisions
            ),
        )
    return dumps(report_object(report))


def findings_text(rechecked: Rechecked, reviewed: Reviewed, published: Sequence[Published]) -> str:
    """SARIF of what is found in the cleaned texts; what people have decided against or settled is suppressed."""
    rejected = {
        decision.key: "A person decided against it."
        for article in reviewed.articles
        for decision in article.report.decisions
        if decision.verdict is Verdict.REJECT and not decision.by.startswith("policy:")
    }
    settled = {finding: "A person settled it." for finding in reviewed.rulings if is_ruled(reviewed, finding)}
    places = {one.article.name: f"../{one.text}" for one in published}
    return dumps(sarif_log(rechecked.reports, rechecked.conflicts, rule_texts(), {**rejected, **settled}, places))


def recheck_text(rechecked: Rechecked) -> str:
    """JSON of what was found anew in the cleaned texts."""
    new = [
        {"document": n.document, "line": n.line, "rule": n.rule, "message": n.message, "quote": n.quote}
        for n in rechecked.new
    ]
    return dumps({"schema": SCHEMA, "new": new, "failures": list(rechecked.failures), "unchecked": [OFFLINE]})


def compared_text(compared: Comparison) -> str:
    """JSON of what has changed since an earlier run."""
    told = {name: [asdict(one) for one in found] for name, found in (("new", compared.new), ("gone", compared.gone))}
    return dumps({"schema": SCHEMA, "run": compared.run, **told, "same": compared.same})


def index_text(reviewed: Reviewed, published: Sequence[Published], wishes: Wishes, title: str) -> str:
    """JSON of what was published: every article with its files, its digest and its counts."""
    return dumps(
        {
            "schema": SCHEMA,
            "title": title,
            "run": reviewed.run,
            "profile": wishes.profile.value,
            "made_at": wishes.made_at,
            "made_by": f"normalize {__version__}",
            "documents": [_document(one, reviewed) for one in published],
            "missing": [{"name": name, "reason": reason} for name, reason in reviewed.failures],
        }
    )


def decisions_text(events: Sequence[Event]) -> str:
    """The ledger's events of the run, one JSON object a line."""
    return "".join(f"{told}\n" for told in write_lines(events))


def _document(one: Published, reviewed: Reviewed) -> dict[str, Any]:
    return {
        "id": one.article.id,
        "name": one.article.name,
        "title": one.prose.title,
        "html": one.html,
        "markdown": one.markdown,
        "text": one.text,
        "report": one.report,
        "updated": one.updated,
        **counts_of(one.article, reviewed),
    }


def counts_of(article: Article, reviewed: Reviewed) -> dict[str, Any]:
    """What became of a document's findings, in numbers."""
    counts, report = article.report.counts, article.report
    return {
        "sha256": report.document.sha256,
        "found": counts.found,
        "applied": counts.applied,
        "rejected": counts.rejected,
        "deferred": counts.deferred,
        "skipped": counts.skipped,
        "by_people": sum(not decision.by.startswith("policy:") for decision in report.decisions),
        "figures": len(report.figures),
        "conflicts": sum(c.status == "conflict" for c in report.conflicts),
        "settled": sum(is_ruled(reviewed, c.fingerprint) for c in report.conflicts),
    }
