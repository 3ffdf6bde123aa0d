"""The index of a run as its page shows it: conflicts across documents first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from normalize.model import Conflict, Evidence, MadeBy
from normalize.report.cards import Card, Place, card, elsewhere, in_order
from normalize.report.contents import Section, contents
from normalize.report.summary import DocumentEntry, RenderOptions, RunSummary, page_link
from normalize.report.tables import RuleCount, rule_counts
from normalize.report.words import run_summary


@dataclass(frozen=True, slots=True)
class Row:
    """A document in the index's table."""

    name: str
    html: str
    markdown: str
    files: tuple[tuple[str, str], ...]
    applied: int
    conflicts: int
    suggested: int
    flagged: int
    figures: int


@dataclass(frozen=True, slots=True)
class Unchecked:
    """What was not checked, and in which documents."""

    sentence: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexView:
    """The page of a run."""

    name: str
    summary: str
    counts: tuple[tuple[str, int], ...]
    across: tuple[Card, ...]
    within: tuple[Card, ...]
    notices: tuple[Card, ...]
    rows: tuple[Row, ...]
    failures: tuple[tuple[str, str], ...]
    rules: tuple[RuleCount, ...]
    unchecked: tuple[Unchecked, ...]
    made_by: MadeBy
    made_at: str

    @property
    def contents(self) -> tuple[Section, ...]:
        """The sections of the page that have something to show, in its order."""
        return contents(
            ("failed", "Could not be checked", len(self.failures)),
            ("across", "Between documents", len(self.across)),
            ("within", "Within a document", len(self.within)),
            ("documents", "Documents", len(self.rows)),
            ("rules", "By rule", len(self.rules)),
            ("notices", "Different, no conflict", len(self.notices)),
            ("unchecked", "Not checked", None),
            ("method", "How this was made", None),
        )


def index_view(run: RunSummary, options: RenderOptions) -> IndexView:
    """The view of a run."""
    entries = {entry.name: entry for entry in run.documents}
    real, notices = in_order(run.conflicts)
    across = tuple(c for c in real if _is_across(c))
    within = tuple(c for c in real if not _is_across(c))

    def locate(conflict: Conflict, evidence: Evidence) -> Place:
        return elsewhere(conflict, evidence, entries.get(evidence.document), options.root)

    cards = [card(conflict, number, locate) for number, conflict in enumerate((*across, *within, *notices), start=1)]
    done = [entry for entry in run.documents if not entry.failure]
    failures = tuple((entry.name, entry.failure) for entry in run.documents if entry.failure)
    applied = sum(entry.counts.applied for entry in done if entry.counts)
    suggested, flagged = sum(entry.suggested for entry in done), sum(entry.flagged for entry in done)
    rules = Counter[str]()
    for entry in done:
        rules.update(dict(entry.rules))
    return IndexView(
        name=run.name,
        summary=run_summary(len(done), len(failures), applied, len(real), suggested, flagged),
        counts=(
            ("documents", len(done)),
            ("repairs made", applied),
            ("conflicts", len(real)),
            ("suggestions", suggested),
            ("flags", flagged),
        ),
        across=tuple(cards[: len(across)]),
        within=tuple(cards[len(across) : len(real)]),
        notices=tuple(cards[len(real) :]),
        rows=tuple(_row(entry, options.root) for entry in done),
        failures=failures,
        rules=rule_counts(rules),
        unchecked=_unchecked(run, done),
        made_by=run.made_by,
        made_at=options.made_at,
    )


def _is_across(conflict: Conflict) -> bool:
    return len({evidence.document for evidence in conflict.evidence if evidence.document}) > 1


def _row(entry: DocumentEntry, root: str) -> Row:
    links = entry.links
    files = (("text", links.text), ("Markdown", links.markdown), ("JSON", links.json))
    return Row(
        name=entry.name,
        html=page_link(root, links.html),
        markdown=page_link(root, links.markdown),
        files=tuple((label, page_link(root, path)) for label, path in files if path),
        applied=entry.counts.applied if entry.counts else 0,
        conflicts=entry.conflicts,
        suggested=entry.suggested,
        flagged=entry.flagged,
        figures=entry.figures,
    )


def _unchecked(run: RunSummary, done: list[DocumentEntry]) -> tuple[Unchecked, ...]:
    """Sentences about the whole run first, then those about some documents, with these."""
    spoken: dict[str, list[str]] = {sentence: [] for sentence in run.unchecked}
    for entry in done:
        for sentence in entry.unchecked:
            if sentence not in run.unchecked:
                spoken.setdefault(sentence, []).append(entry.name)
    everywhere = len(done)
    return tuple(
        Unchecked(sentence, () if len(names) == everywhere else tuple(names)) for sentence, names in spoken.items()
    )
