"""The index of a run as its page shows it: conflicts across documents first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import overload

from normalize.model import Conflict, Evidence, Fact, MadeBy, Standing
from normalize.report.beside import beside, stated
from normalize.report.cards import Card, Place, card, elsewhere, in_order
from normalize.report.contents import Section, contents
from normalize.report.sayings import Said, Subject, Topic, sayings
from normalize.report.summary import DocumentEntry, RenderOptions, RunSummary, Statement, page_link
from normalize.report.tables import RuleCount, rule_counts
from normalize.report.words import count, run_summary


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


#: The page shows so many subjects, opens the first few, and shows so many statements of a topic; JSON has them all.
SUBJECTS, OPEN, STATEMENTS = 40, 3, 12
#: The page shows so many conflicts of a sort: nobody reads more, and a browser has to open it. JSON has them all.
CARDS = 500
#: The page names so many facts that no statement is about.
UNSPOKEN = 12
_MARKS: dict[Standing | None, str] = {Standing.AGREES: "same", Standing.DIFFERS: "other"}
_ORDER: dict[Standing | None, int] = {Standing.DIFFERS: 0, Standing.AGREES: 1}
_SAID_AS = {"planned": "planned", "possible": "possible", "denied": "denied"}


@dataclass(frozen=True, slots=True)
class SayingRow:
    """A statement in the table of a topic; `remark` says when it is no plain statement ("planned").

    `beside` says how it stands to the user's fact, in words; `mark` is `same`, `other` or empty, for looks.
    """

    text: str
    remark: str
    period: str
    where: str
    href: str
    markdown: str
    speaker: str
    beside: str
    mark: str


@dataclass(frozen=True, slots=True)
class FactRow:
    """What the user states, at the head of a topic's table."""

    id: str
    text: str
    period: str
    source: str


@dataclass(frozen=True, slots=True)
class TopicView:
    """The table of a topic; `more` counts the statements that the page leaves out."""

    measure: str
    told: str
    fact: FactRow | None
    rows: tuple[SayingRow, ...]
    more: int


@dataclass(frozen=True, slots=True)
class SubjectView:
    """A subject with its topics; `opened` when the page shows it unfolded."""

    name: str
    told: str
    topics: tuple[TopicView, ...]
    opened: bool


@dataclass(frozen=True, slots=True)
class Unchecked:
    """What was not checked, and in which documents."""

    sentence: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexView:
    """The page of a run. `more_across` and its like count the conflicts of a sort that the page leaves out."""

    name: str
    summary: str
    counts: tuple[tuple[str, int], ...]
    against: tuple[Card, ...]
    across: tuple[Card, ...]
    within: tuple[Card, ...]
    notices: tuple[Card, ...]
    more_against: int
    more_across: int
    more_within: int
    more_notices: int
    rows: Sequence[Row]
    failures: tuple[tuple[str, str, str], ...]
    rules: tuple[RuleCount, ...]
    subjects: tuple[SubjectView, ...]
    more_subjects: int
    unspoken: str
    unchecked: tuple[Unchecked, ...]
    made_by: MadeBy
    made_at: str

    @property
    def contents(self) -> tuple[Section, ...]:
        """The sections of the page that have something to show, in its order."""
        return contents(
            ("failed", "Could not be checked", len(self.failures)),
            ("against", "Against your facts", len(self.against) + self.more_against),
            ("across", "Between documents", len(self.across) + self.more_across),
            ("within", "Within a document", len(self.within) + self.more_within),
            ("claims", "Who says what", len(self.subjects) or (None if self.unspoken else 0)),
            ("documents", "Documents", len(self.rows)),
            ("rules", "By rule", len(self.rules)),
            ("notices", "Different, no conflict", len(self.notices) + self.more_notices),
            ("unchecked", "Not checked", None),
            ("method", "How this was made", None),
        )


def index_view(run: RunSummary, options: RenderOptions) -> IndexView:
    """The view of a run."""
    entries = {entry.name: entry for entry in run.documents}
    real, notices = in_order(run.conflicts)
    against = tuple(c for c in real if _is_against(c))
    across = tuple(c for c in real if not _is_against(c) and _is_across(c))
    within = tuple(c for c in real if not _is_against(c) and not _is_across(c))

    def locate(conflict: Conflict, evidence: Evidence) -> Place:
        return elsewhere(conflict, evidence, entries.get(evidence.document), options.root)

    groups = (against, across, within, notices)
    shown = [conflict for group in groups for conflict in group[:CARDS]]
    cards = iter([card(conflict, number, locate) for number, conflict in enumerate(shown, start=1)])
    more_against, more_across, more_within, more_notices = (max(0, len(group) - CARDS) for group in groups)
    done = [entry for entry in run.documents if not entry.failure]
    failures = tuple(_failure(entry) for entry in run.documents if entry.failure)
    applied = sum(entry.counts.applied for entry in done if entry.counts)
    suggested, flagged = sum(entry.suggested for entry in done), sum(entry.flagged for entry in done)
    rules = Counter[str]()
    for entry in done:
        rules.update(dict(entry.rules))
    subjects = sayings(done, run.facts)
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
        against=tuple(islice(cards, len(against) - more_against)),
        across=tuple(islice(cards, len(across) - more_across)),
        within=tuple(islice(cards, len(within) - more_within)),
        notices=tuple(cards),
        more_against=more_against,
        more_across=more_across,
        more_within=more_within,
        more_notices=more_notices,
        rows=_Rows(done, options.root),
        failures=failures,
        rules=rule_counts(rules),
        subjects=tuple(_subject(s, number < OPEN, options.root) for number, s in enumerate(subjects[:SUBJECTS])),
        more_subjects=max(0, len(subjects) - SUBJECTS),
        unspoken=_unspoken(run, subjects),
        unchecked=_unchecked(run, done),
        made_by=run.made_by,
        made_at=options.made_at,
    )


class _Rows(Sequence[Row]):
    """The rows of a table, each made when it is shown: the table of a large run is never in memory as a whole."""

    def __init__(self, entries: Sequence[DocumentEntry], root: str) -> None:
        self._entries = entries
        self._root = root

    def __len__(self) -> int:
        return len(self._entries)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        if isinstance(at, slice):
            return _Rows(self._entries[at], self._root)
        return _row(self._entries[at], self._root)


def _failure(entry: DocumentEntry) -> tuple[str, str, str]:
    """The name of a document that failed, a colon or nothing, and why: most reasons begin with the name themselves."""
    rest = entry.failure.removeprefix(entry.name)
    if rest == entry.failure or rest[:2] == ": ":
        return entry.name, ":", rest.removeprefix(": ")
    return (entry.name, "", rest.lstrip()) if rest[:1] == " " else (entry.name, ":", entry.failure)


def _is_across(conflict: Conflict) -> bool:
    return len({evidence.document for evidence in conflict.evidence if evidence.document}) > 1


def _is_against(conflict: Conflict) -> bool:
    return any(evidence.fact for evidence in conflict.evidence)


def _unspoken(run: RunSummary, subjects: Sequence[Subject]) -> str:
    """The facts that no statement and no conflict is about, in a sentence; empty when there are none."""
    spoken = {topic.fact.id for subject in subjects for topic in subject.topics if topic.fact}
    spoken |= {evidence.fact for conflict in run.conflicts for evidence in conflict.evidence if evidence.fact}
    left = [fact.id for fact in run.facts if fact.id not in spoken]
    if not left:
        return ""
    shown = ", ".join(left[:UNSPOKEN]) + (" …" if len(left) > UNSPOKEN else "")
    return f"No statement was found on {len(left):,} of your {count(len(run.facts), 'fact')}: {shown}."


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


def _subject(subject: Subject, opened: bool, root: str) -> SubjectView:  # noqa: FBT001 - a field of the view
    told = f"{count(subject.statements, 'statement')} in {count(subject.documents, 'document')}"
    return SubjectView(subject.name, told, tuple(_topic(topic, root) for topic in subject.topics), opened)


def _topic(topic: Topic, root: str) -> TopicView:
    fact = topic.fact
    told = f"{count(len(topic.said), 'statement')} in {count(topic.documents, 'document')}"
    if fact is not None:
        told += f"; {_number(topic.agreeing)} {'agrees' if topic.agreeing == 1 else 'agree'} with your facts"
        told += f", {_number(topic.differing)} {'differs' if topic.differing == 1 else 'differ'}"
    elif topic.values:
        told += ", one value" if topic.values == 1 else f", {topic.values:,} values that differ"
    # What differs is what a reader looks for, and must not be among those that are left out.
    shown = sorted(topic.said, key=lambda one: _ORDER.get(one.statement.standing, len(_ORDER)))[:STATEMENTS]
    rows = tuple(_saying(one, fact, root) for one in shown)
    return TopicView(topic.measure, told, _fact(fact) if fact else None, rows, len(topic.said) - len(shown))


def _number(number: int) -> str:
    return f"{number:,}" if number else "none"


def _fact(fact: Fact) -> FactRow:
    return FactRow(fact.id, stated(fact), _time(fact.period, fact.as_of), fact.source)


def _time(period: str, as_of: str) -> str:
    return ", ".join(part for part in (period, as_of and f"as of {as_of}") if part)


def _saying(one: Said, fact: Fact | None, root: str) -> SayingRow:
    statement, links = one.statement, one.entry.links
    html = page_link(root, links.html)
    whole = f"{statement.subject} {statement.measure} {statement.text}"
    return SayingRow(
        text=whole if fact and fact.relation else statement.text,
        remark=", ".join(_remarks(statement)),
        period=_time(statement.period, statement.as_of),
        where=f"{one.entry.name}, line {statement.line}",
        href=html and f"{html}#L{statement.line}",
        markdown=page_link(root, links.markdown),
        speaker=statement.speaker,
        beside=beside(statement, fact) if fact else "",
        mark=_MARKS.get(statement.standing, "") if fact else "",
    )


def _remarks(statement: Statement) -> Iterator[str]:
    """What makes a statement less than a plain value."""
    if statement.figure is not None and statement.figure.approximate:
        yield "approximate"
    if statement.modality in _SAID_AS:
        yield _SAID_AS[statement.modality]


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
