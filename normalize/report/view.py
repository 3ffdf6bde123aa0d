"""A report as its page shows it: everything decided, worded, numbered and cut here, so that templates only print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from normalize.model import Applicability, Conflict, Correction, Decision, Evidence, MadeBy, Report, Verdict
from normalize.report.cards import Card, Locate, Place, card, elsewhere, in_order, text_anchors
from normalize.report.contents import Section, contents
from normalize.report.lines import Lines
from normalize.report.segments import PLACE, Line, Mark, Note, cut, grow
from normalize.report.summary import Links, RenderOptions, page_link, passage
from normalize.report.tables import (
    FigureRow,
    NameRow,
    PersonRow,
    RuleRow,
    coverage,
    explained,
    figure_rows,
    name_rows,
    person_rows,
    rule_rows,
)
from normalize.report.visible import spelled_out
from normalize.report.words import not_looked_at, summary

_KINDS = {Applicability.SAFE: "repair", Applicability.SUGGEST: "suggestion", Applicability.FLAG: "flag"}
#: What became of a correction.
APPLIED, WAITING, NOT_MADE = "applied", "waiting", "not made"


@dataclass(frozen=True, slots=True)
class Item:
    """A correction in the list: where, what was, what is or could be, why, how sure, and on whose word."""

    number: int
    anchor: str
    back: str
    line: int
    column: int
    before: str
    after: tuple[str, ...]
    message: str
    rule: str
    confidence: str
    sources: tuple[str, ...]
    fate: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """The page of one document."""

    name: str
    summary: str
    counts: tuple[tuple[str, int], ...]
    cards: tuple[Card, ...]
    notices: tuple[Card, ...]
    waiting: tuple[Item, ...]
    made: tuple[Item, ...]
    not_made: tuple[Item, ...]
    lines: tuple[Line, ...]
    rules: tuple[RuleRow, ...]
    figures: tuple[FigureRow, ...]
    names: tuple[NameRow, ...]
    people: tuple[PersonRow, ...]
    coverage: str
    unchecked: tuple[str, ...]
    made_by: MadeBy
    sha256: str
    made_at: str
    index: str
    files: tuple[tuple[str, str], ...]

    @property
    def variants(self) -> tuple[FigureRow, ...]:
        """Quantities that are written in more than one way."""
        return tuple(row for row in self.figures if len(row.forms) > 1)

    @property
    def contents(self) -> tuple[Section, ...]:
        """The sections of the page that have something to show, in its order."""
        return contents(
            ("conflicts", "Conflicts", len(self.cards)),
            ("waiting", "Waiting", len(self.waiting)),
            ("text", "Text with changes", None),
            ("made", "Repairs made", len(self.made) or None),
            ("not-made", "Decided against", len(self.not_made)),
            ("rules", "By rule", len(self.rules)),
            ("figures", "Figures", len(self.figures)),
            ("consistency", "Consistency", len(self.names) + len(self.variants)),
            ("review", "Review", len(self.people)),
            ("notices", "Different, no conflict", len(self.notices)),
            ("method", "How this was made", None),
        )


def document_view(report: Report, options: RenderOptions) -> DocumentView:
    """The view of a report."""
    document, lines = report.document, Lines(report.document.text)
    real, notices = in_order(report.conflicts)
    locate = locator(report, lines, options)
    cards = tuple(
        replace(card(conflict, number, locate), ruling=options.rulings.get(conflict.fingerprint, ""))
        for number, conflict in enumerate((*real, *notices), start=1)
    )
    items = tuple(_items(report, lines))
    waiting = tuple(item for item in items if item.fate == WAITING)
    counts = report.counts
    unsettled = [conflict for conflict in real if conflict.fingerprint not in options.rulings]
    suggested = sum(item.kind == "suggestion" for item in waiting)
    entry = options.entries.get(document.name)
    return DocumentView(
        name=document.name,
        summary=summary(counts, suggested, len(waiting) - suggested, len(unsettled)),
        counts=(
            ("repairs made", counts.applied),
            ("conflicts", len(real)),
            ("suggestions", suggested),
            ("flags", len(waiting) - suggested),
            ("figures read", len(report.figures)),
        ),
        cards=cards[: len(real)],
        notices=cards[len(real) :],
        waiting=waiting,
        made=tuple(item for item in items if item.fate == APPLIED),
        not_made=tuple(item for item in items if item.fate == NOT_MADE),
        lines=tuple(_lines(report, items, (*real, *notices))),
        rules=explained(rule_rows((item.rule, item.fate) for item in items), report, options.rules),
        figures=figure_rows(report.figures, lines),
        names=name_rows(report),
        people=person_rows(report),
        coverage=coverage(report),
        unchecked=not_looked_at(report),
        made_by=report.made_by,
        sha256=document.sha256,
        made_at=options.made_at,
        index=options.index and options.root + options.index,
        files=_files(options.root, entry.links) if entry else (),
    )


def _files(root: str, links: Links) -> tuple[tuple[str, str], ...]:
    named = (
        ("Cleaned text", links.text),
        ("HTML report", links.html),
        ("Markdown report", links.markdown),
        ("JSON", links.json),
    )
    return tuple((name, page_link(root, path)) for name, path in named if path)


def locator(report: Report, lines: Lines, options: RenderOptions) -> Locate:
    """Finds the passages of this report's document, and of the run's other documents by their entries."""
    document = report.document

    def locate(conflict: Conflict, evidence: Evidence) -> Place:
        if evidence.span is not None and evidence.document == document.name:
            anchor = text_anchors(conflict, document.name)[evidence.span]
            return Place(passage(document.text, evidence.span, lines), f"#{anchor}")
        return elsewhere(conflict, evidence, options.entries.get(evidence.document), options.root)

    return locate


def _items(report: Report, lines: Lines) -> Iterator[Item]:
    applied = {keyed.key for keyed in report.applied.edits}
    skipped = {edit.key: edit.reason for edit in report.applied.skipped}
    pairs = zip(report.corrections, report.decisions, strict=True)
    for number, (correction, decision) in enumerate(pairs, start=1):
        key = correction.fingerprint
        if key in skipped:
            fate = NOT_MADE
        elif key in applied:
            fate = APPLIED
        else:
            fate = WAITING if decision.verdict is Verdict.DEFER else NOT_MADE
        yield _item(number, correction, decision, fate, skipped.get(key, decision.reason), report.document.text, lines)


def _item(
    number: int, correction: Correction, decision: Decision, fate: str, reason: str, text: str, lines: Lines
) -> Item:
    edits = (decision.fix,) if decision.fix else correction.fixes
    span = correction.span
    for edit in edits:
        span = span.hull(grow(text, edit))
    line, column = lines.place(correction.span.start)
    return Item(
        number=number,
        anchor=f"i-{correction.fingerprint}",
        back=f"t-{correction.fingerprint}",
        line=line,
        column=column,
        before=spelled_out(span.of(text)),
        after=tuple(spelled_out(edit.within(text, span)) for edit in edits),
        message=correction.message,
        rule=correction.rule,
        confidence=f"{correction.confidence:.2f}",
        sources=tuple(_source(evidence) for evidence in correction.evidence),
        fate=fate,
        kind=_KINDS[correction.applicability],
        reason="" if fate == APPLIED else reason,
    )


def _source(evidence: Evidence) -> str:
    what = f"“{evidence.fact}”" if evidence.fact else f"“{evidence.quote}”"
    return f"{what}: {evidence.source}" if evidence.source else what


def _lines(report: Report, items: tuple[Item, ...], conflicts: tuple[Conflict, ...]) -> Iterator[Line]:
    """The text with its changes, and with marks for what waits for a person and for conflicting passages."""
    notes = {
        correction.fingerprint: Note(str(item.number), f"{item.kind} {item.number}", f"#{item.anchor}")
        for correction, item in zip(report.corrections, items, strict=True)
    }
    marks = [
        Mark(
            correction.span,
            "suggested" if correction.fixes else "flagged",
            item.back,
            notes[correction.fingerprint],
        )
        for correction, item in zip(report.corrections, items, strict=True)
        if item.fate == WAITING
    ]
    marks += [
        Mark(correction.span, PLACE, item.back)
        for correction, item in zip(report.corrections, items, strict=True)
        if item.fate == NOT_MADE
    ]
    for number, conflict in enumerate(conflicts, start=1):
        note = Note(f"C{number}", f"conflict {number}", f"#c-{conflict.fingerprint}")
        anchors = text_anchors(conflict, report.document.name)
        marks += [Mark(span, "conflict", anchor, note) for span, anchor in anchors.items()]
    return cut(report.document.text, report.applied.edits, marks, notes)
