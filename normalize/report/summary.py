"""What a run knows about its documents: enough for an index and for links between reports, without their texts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from normalize.model import (
    Applicability,
    Claim,
    Conflict,
    Counts,
    Fact,
    Figure,
    MadeBy,
    Report,
    Span,
    Standing,
    Verdict,
)
from normalize.report.lines import Lines
from normalize.report.rule_text import RuleText
from normalize.report.words import not_looked_at

CONTEXT = 200  # code points of a passage's surroundings that a card shows on each side


@dataclass(frozen=True, slots=True)
class Passage:
    """A place of a document with its surroundings, so that a card can show it without the document."""

    span: Span
    line: int
    column: int
    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What a document states of a subject: `text` is the value as written, or the object of a relation.

    `fact` is the id of the user's fact about the same thing, with how the statement stands to it.
    """

    subject: str
    measure: str
    text: str
    span: Span
    line: int
    figure: Figure | None = None
    period: str = ""
    as_of: str = ""
    modality: str = "actual"
    speaker: str = ""
    fact: str = ""
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class Links:
    """Where the files of a document are, relative to the run's folder (`/` between parts); empty when missing."""

    html: str = ""
    markdown: str = ""
    json: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """One document of a run. `failure` is the sentence that says why there is no report; then `counts` is None.

    `suggested` and `flagged` count the corrections that wait for a person (with and without a proposed repair),
    `conflicts` those with evidence in this document, `rules` the corrections found by each rule; `passages` are the
    places that its conflicts speak of, `statements` what it states of whom.
    """

    name: str
    id: str = ""
    links: Links = Links()
    counts: Counts | None = None
    suggested: int = 0
    flagged: int = 0
    figures: int = 0
    conflicts: int = 0
    rules: tuple[tuple[str, int], ...] = ()
    unchecked: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = field(default=(), repr=False)
    statements: tuple[Statement, ...] = field(default=(), repr=False)
    failure: str = ""


@dataclass(frozen=True, slots=True)
class RunSummary:
    """A whole run: its documents in the order given, the conflicts within and across them, and the user's facts."""

    name: str
    documents: tuple[DocumentEntry, ...]
    conflicts: tuple[Conflict, ...]
    made_by: MadeBy
    unchecked: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """How pages are written.

    `templates` is a folder whose templates replace the shipped ones of the same name. `made_at` is shown as it is;
    it is empty unless the caller states a time, so that the same run gives the same bytes. `root` leads from the
    page to the run's folder (`../` for a page one folder down); `index` is the name of the index there, without
    its ending, or empty. `entries` are the run's documents by name: conflicts then link to the other document.
    `rules` explains rules, `rulings` says how people settled conflicts, in words, by their fingerprints.
    """

    templates: Path | None = None
    made_at: str = ""
    root: str = ""
    index: str = ""
    entries: dict[str, DocumentEntry] = field(default_factory=dict, repr=False)
    rules: tuple[RuleText, ...] = field(default=(), repr=False)
    rulings: dict[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class RenderedDocument:
    """The three files of one document's report."""

    html: str
    markdown: str
    json: str


@dataclass(frozen=True, slots=True)
class RenderedIndex:
    """The three files of a run's index."""

    html: str
    markdown: str
    json: str


def document_entry(report: Report, links: Links = Links()) -> DocumentEntry:
    """The entry of a report; give it the report with its conflicts, so that the index can show their passages."""
    document, lines = report.document, Lines(report.document.text)
    open_kinds = Counter(
        correction.applicability is Applicability.FLAG
        for correction, decision in zip(report.corrections, report.decisions, strict=True)
        if decision.verdict is Verdict.DEFER
    )
    spans = {e.span for c in report.conflicts for e in c.evidence if e.document == document.name and e.span}
    return DocumentEntry(
        name=document.name,
        id=document.id,
        links=links,
        counts=report.counts,
        suggested=open_kinds[False],
        flagged=open_kinds[True],
        figures=len(report.figures),
        conflicts=sum(conflict.status == "conflict" for conflict in report.conflicts),
        rules=tuple(sorted(Counter(correction.rule for correction in report.corrections).items())),
        unchecked=not_looked_at(report),
        passages=tuple(passage(document.text, span, lines) for span in sorted(spans)),
        statements=tuple(_statement(c, lines) for c in report.claims if c.subject and (c.figure or c.object)),
    )


def _statement(claim: Claim, lines: Lines) -> Statement:
    return Statement(
        subject=claim.subject,
        measure=claim.measure or claim.relation,
        text=claim.figure.text if claim.figure else claim.object,
        span=claim.span,
        line=lines.line((claim.figure.span if claim.figure else claim.span).start),
        figure=claim.figure,
        period=claim.period,
        as_of=claim.as_of,
        modality=claim.modality.value if claim.polarity else "denied",
        speaker=claim.speaker,
        fact=claim.fact,
        standing=claim.standing,
    )


def failed_entry(name: str, failure: str) -> DocumentEntry:
    """The entry of a document that could not be processed; `failure` says why, in a sentence."""
    return DocumentEntry(name=name, failure=failure)


def passage(text: str, span: Span, lines: Lines) -> Passage:
    """`span` of a text with the rest of its line, cut to `CONTEXT` on both sides between words."""
    line, column = lines.place(span.start)
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - CONTEXT)
    end = text.find("\n", span.end, span.end + CONTEXT)
    end = end if end >= 0 else min(len(text), span.end + CONTEXT)
    before, after = text[start : span.start], text[span.end : end]
    if start > 0 and text[start - 1] != "\n":
        before = "… " + before.partition(" ")[2]
    if end < len(text) and text[end] != "\n":
        after = after.rpartition(" ")[0] + " …"
    return Passage(span, line, column, before, span.of(text), after)


def page_link(root: str, path: str) -> str:
    """A relative link to a file of the run, percent-encoded; empty when there is no such file."""
    return root + quote(path, errors="surrogateescape") if path else ""
