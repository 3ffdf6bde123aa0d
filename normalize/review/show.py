"""What a page shows, worded and cut here so that templates only print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from normalize.ledger import Event, Kind, Ruling, Standing, State, undone
from normalize.model import Verdict
from normalize.report import Card, Place, card
from normalize.review.board import WAITING, Board
from normalize.review.book import Book
from normalize.review.deciding import LONGEST_TEXT
from normalize.review.finding import LONGEST, Finding
from normalize.review.query import Facet, Query, Seen, facets
from normalize.review.words import gist, title, value_name

PAGE = 60  # findings of the list that one page holds
VERDICT_WORDS = {
    Verdict.ACCEPT.value: "accepted",
    Verdict.REJECT.value: "rejected",
    Verdict.REWRITE.value: "rewritten",
    Verdict.DEFER.value: "skipped",
    Ruling.A.value: "A is right",
    Ruling.B.value: "B is right",
    Ruling.BOTH.value: "both are right",
    Ruling.NEITHER.value: "both are wrong",
    Ruling.UNKNOWN.value: "cannot tell",
    Ruling.COPY.value: "the same text, copied",
}
_KIND_WORDS = {
    Kind.UNDO: "took back",
    Kind.COMMENT: "commented",
    Kind.FLAG: "asked for a second look",
    Kind.UNFLAG: "lifted the flag",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A finding in the list."""

    key: str
    link: str
    current: bool
    title: str
    document: str
    line: int
    before: str
    after: str
    state: str
    flagged: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that was said, for a finding's history and for the log."""

    id: int
    at: str
    person: str
    what: str
    before: str
    after: str
    reason: str
    rule: str
    document: str
    link: str
    taken_back: bool
    can_take_back: bool
    together: int

    @property
    def when(self) -> str:
        """The time to the minute."""
        return moment(self.at)


@dataclass(frozen=True, slots=True)
class Detail:
    """The finding that is looked at.

    `seen`, `after` and `choices` are cut for the screen; `text` is whole, for editing, or empty when that is too long.
    """

    finding: Finding
    title: str
    level: str
    state: str
    seen: str
    choices: tuple[str, ...]
    cut: bool
    held: str
    after: str
    text: str
    card: Card | None
    alike: int
    alike_documents: int
    decided_alike: str
    history: tuple[Entry, ...]
    flagged: bool
    last: int
    hidden: bool
    lease: str
    warning: str


@dataclass(frozen=True, slots=True)
class Screen:
    """The whole screen: facets, a window of the list, and the finding at its centre.

    `here` is its number among the `shown`, from 1; 0 when it is not among them.
    """

    run: str
    person: str
    lead: bool
    csrf: str
    query: str
    words: str
    view: str
    facets: tuple[Facet, ...]
    rows: tuple[Row, ...]
    first: int
    here: int
    shown: int
    total: int
    decided: int
    disputed: int
    newer: str
    older: str
    previous: str
    next: str
    next_open: str
    previous_open: str
    previous_document: str
    next_document: str
    views: tuple[tuple[str, str, bool], ...]
    cleared: str
    detail: Detail | None
    last: int
    local: bool
    message: str = ""


@dataclass(frozen=True, slots=True)
class Looking:
    """Who looks at what: the person, their form token, whether they are the one local user, and who holds leases."""

    person: str
    lead: bool
    csrf: str
    local: bool
    leases: Mapping[str, str]


def moment(at: str) -> str:
    """A time of the ledger, to the minute."""
    return f"{at[:10]} {at[11:16]} UTC"


def screen(board: Board, query: Query, at: str, looking: Looking, message: str = "") -> Screen:
    """The screen of a query with the finding `at` (its key; the first open one when it is not in view)."""
    everything = board.everything(looking.person)
    kept = query.kept(everything)
    index = next((n for n, seen in enumerate(kept) if seen.key == at), None)
    current = board.book.by_key.get(at) if index is None else kept[index].finding
    if current is None and kept:
        index = next((n for n, seen in enumerate(kept) if seen.state in WAITING), 0)
        current = kept[index].finding
    here = 0 if index is None else index
    first = here // PAGE * PAGE
    window = kept[first : first + PAGE]

    states = progress(everything)

    def link(n: int | None) -> str:
        return "?" + query.link(at=kept[n].key) if n is not None else ""

    document = current.document if current else ""
    after, before = range(here + 1, len(kept)), range(here - 1, -1, -1)

    def first_open(places: Iterable[int]) -> int | None:
        return next((n for n in places if kept[n].state in WAITING), None)

    def first_elsewhere(places: Iterable[int]) -> int | None:
        return next((n for n in places if kept[n].finding.document != document), None)

    return Screen(
        run=board.book.run,
        person=looking.person,
        lead=looking.lead,
        csrf=looking.csrf,
        query=query.link(),
        words=query.words,
        view=query.view,
        facets=facets(query, everything),
        rows=tuple(_row(board, seen, query, current) for seen in window),
        first=first + 1 if kept else 0,
        here=0 if index is None else index + 1,
        shown=len(kept),
        total=len(everything),
        decided=states[State.DECIDED.value] + states[State.FINAL.value],
        disputed=states[State.DISPUTED.value],
        newer=link(first - PAGE) if first >= PAGE else "",
        older=link(first + PAGE) if first + PAGE < len(kept) else "",
        previous=link(here - 1) if here > 0 and kept else "",
        next=link(here + 1) if here + 1 < len(kept) else "",
        next_open=link(first_open(chain(after, range(here)))),
        previous_open=link(first_open(before)),
        previous_document=link(first_elsewhere(before)),
        next_document=link(first_elsewhere(after)),
        views=tuple(
            (
                name,
                "?" + Query(query.only, query.but, query.words, name).link(at=current.key if current else ""),
                name == query.view,
            )
            for name in ("diff", "before", "after")
        ),
        cleared="?" + Query(view=query.view).link(),
        detail=detail(board, current, looking) if current else None,
        last=board.last,
        local=looking.local,
        message=message,
    )


def progress(everything: tuple[Seen, ...]) -> Counter[str]:
    """How many findings are in which state."""
    return Counter([seen.values[0] for seen in everything])


def _row(board: Board, seen: Seen, query: Query, current: Finding | None) -> Row:
    finding = seen.finding
    return Row(
        key=finding.key,
        link="?" + query.link(at=finding.key),
        current=current is not None and current.key == finding.key,
        title=title(finding),
        document=finding.name,
        line=finding.place.line,
        before=gist(finding),
        after=finding.after,
        state=seen.state,
        flagged=board.standing(finding).flagged,
    )


def detail(board: Board, finding: Finding, looking: Looking) -> Detail:
    """Everything about one finding that a person may see."""
    held = board.standing(finding)
    hidden = board.is_hidden(finding, looking.person)
    alike = board.book.clusters[finding.cluster]
    holder = looking.leases.get(finding.document, "")
    after = _after(finding, held, hidden=hidden)
    return Detail(
        finding=finding,
        title=title(finding),
        level=value_name("level", finding.level),
        state=board.state(finding, looking.person),
        seen=finding.seen[:LONGEST],
        choices=tuple(choice[:LONGEST] for choice in finding.choices[:9]),
        cut=max(len(finding.seen), len(after)) > LONGEST,
        held=_held(held) if not hidden else "",
        after=after[:LONGEST],
        text=after if max(len(after), len(finding.seen)) <= LONGEST_TEXT else "",
        card=_card(board.book, finding),
        alike=len(alike),
        alike_documents=len({other.document for other in alike}),
        decided_alike=_share(board, alike) if not hidden else "",
        history=() if hidden else history(board, board.events(finding), looking),
        flagged=held.flagged,
        last=held.last,
        hidden=hidden,
        lease=holder if holder != looking.person else "",
        warning=_warning(board, finding, looking.person),
    )


def _held(held: Standing) -> str:
    if held.event is not None:
        who = "a lead" if held.state is State.FINAL else held.event.person
        return f"{VERDICT_WORDS[held.event.verdict]} by {who}"
    if held.state is State.DISPUTED:
        return "; ".join(f"{VERDICT_WORDS[e.verdict]} by {e.person}" for e in held.verdicts)
    return ""


def _after(finding: Finding, held: Standing, *, hidden: bool) -> str:
    """How the finding reads with what was decided; with the run's own repair or the first suggestion otherwise."""
    event = None if hidden else held.event
    if event is not None and event.seen == finding.seen:
        return finding.seen if event.text is None else event.text
    return finding.choices[0] if finding.choices else finding.seen


def _share(board: Board, alike: tuple[Finding, ...]) -> str:
    """How people decided on findings like this one."""
    verdicts = [event.verdict for finding in alike if (event := board.standing(finding).event) is not None]
    taken = sum(verdict in (Verdict.ACCEPT.value, Verdict.REWRITE.value) for verdict in verdicts)
    return f"right {taken} of {len(verdicts)} times when people decided" if verdicts else ""


def _warning(board: Board, finding: Finding, person: str) -> str:
    """Whether another finding has decided something about the same place."""
    near = sorted(board.book.near.get(finding.ledger_place, ()))
    others = (board.book.findings[board.book.order[place]] for place in near)
    named = [
        other.rule for other in others if board.standing(other).event is not None and not board.is_hidden(other, person)
    ]
    return f"{', '.join(named[:3])} was decided about the same words: only one of them can be written" if named else ""


def _card(book: Book, finding: Finding) -> Card | None:
    conflict = finding.conflict
    if conflict is None:
        return None
    return card(conflict, 1, lambda _, evidence: Place(book.passages.get(evidence)))


def history(board: Board, events: tuple[Event, ...], looking: Looking) -> tuple[Entry, ...]:
    """Events as entries, newest first; verdicts that are kept from this person are left out."""
    back = undone(events)
    groups = Counter(event.group for event in events if event.group and event.id not in back)
    entries = []
    for event in reversed(events):
        finding = board.book.by_key.get(f"{event.finding}@{event.document}")
        if finding is not None and board.is_hidden(finding, looking.person) and event.person != looking.person:
            continue
        entries.append(
            Entry(
                id=event.id,
                at=event.at,
                person=event.person,
                what=_what(event),
                before=event.seen[:120],
                after="" if event.text is None else event.text[:120],
                reason=event.reason,
                rule=event.rule,
                document=board.book.documents.get(event.document, event.document),
                link=f"/?at={event.finding}@{event.document}" if finding else "",
                taken_back=event.id in back,
                can_take_back=event.id not in back and (looking.lead or event.person == looking.person),
                together=groups[event.group] if event.group and event.id not in back else 0,
            )
        )
    return tuple(entries)


def _what(event: Event) -> str:
    if event.kind is Kind.FINAL:
        return f"settled: {VERDICT_WORDS[event.verdict]}"
    return VERDICT_WORDS.get(event.verdict) or _KIND_WORDS[event.kind]
