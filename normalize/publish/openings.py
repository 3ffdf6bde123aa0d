"""What nobody has settled yet: conflicts, disputed findings, and suggestions where they matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from normalize.ledger import State
from normalize.model import Applicability, Conflict, Verdict
from normalize.publish.gather import Article, Reviewed
from normalize.report import Lines
from normalize.report.cards import in_order

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Opening:
    """Something that is not settled: `what` is `conflict`, `disputed` or `suggestion`."""

    what: str
    document: str
    line: int
    message: str

    def __str__(self) -> str:
        """One line for a terminal."""
        return f"{self.document}:{self.line}: {self.what}: {' '.join(self.message.split())}"


def openings(reviewed: Reviewed) -> tuple[Opening, ...]:
    """Everything that is not settled, conflicts first. Conflicts that are only information are left out."""
    lines = {article.name: Lines(article.report.document.text) for article in reviewed.articles}
    found = [
        Opening(
            "disputed" if is_disputed(reviewed, conflict.fingerprint) else "conflict",
            *_place(conflict, lines),
            conflict.message,
        )
        for conflict in in_order(reviewed.conflicts)[0]
        if not is_ruled(reviewed, conflict.fingerprint)
    ]
    for article in reviewed.articles:
        found += _of(article, reviewed, lines[article.name])
    return tuple(found)


def _place(conflict: Conflict, lines: Mapping[str, Lines]) -> tuple[str, int]:
    """The document and the line of a conflict's first passage."""
    first = next(e for e in conflict.evidence if e.span is not None)
    assert first.span is not None
    return first.document, lines[first.document].line(first.span.start) if first.document in lines else 1


def _of(article: Article, reviewed: Reviewed, lines: Lines) -> Iterator[Opening]:
    report = article.report
    for correction, decision in zip(report.corrections, report.decisions, strict=True):
        standing = reviewed.held.get((article.id, correction.fingerprint))
        line = lines.line(correction.span.start)
        if standing is not None and standing.state is State.DISPUTED:
            yield Opening("disputed", article.name, line, correction.message)
        elif decision.verdict is Verdict.DEFER and correction.applicability is not Applicability.FLAG:
            yield Opening("suggestion", article.name, line, correction.message)


def is_ruled(reviewed: Reviewed, fingerprint: str) -> bool:
    """Whether people have settled a conflict."""
    standing = reviewed.rulings.get(fingerprint)
    return standing is not None and standing.settled


def is_disputed(reviewed: Reviewed, fingerprint: str) -> bool:
    """Whether people contradict each other about a conflict."""
    standing = reviewed.rulings.get(fingerprint)
    return standing is not None and standing.state is State.DISPUTED
