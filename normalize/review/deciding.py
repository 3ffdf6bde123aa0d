"""From a form to events: what a person said, checked, and addressed to the finding as it stands now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from normalize.errors import UsageError
from normalize.ledger import Event, Kind, Ruling, undone
from normalize.ledger.people import Person, Role
from normalize.model import Verdict
from normalize.review.book import Book
from normalize.review.finding import CONFLICT, Finding

LONGEST_REASON, LONGEST_TEXT = 2_000, 20_000


@dataclass(frozen=True, slots=True)
class Said:
    """What a form says: a verdict, which choice (from 1), a text of the person's own, and words.

    Raises UsageError when a part is no verdict or too long.
    """

    verdict: str
    choice: int = 1
    text: str = ""
    reason: str = ""

    @staticmethod
    def of(form: Mapping[str, str]) -> Said:
        """What a form's fields say."""
        reason, text = form.get("reason", "").strip(), form.get("text", "").replace("\r\n", "\n")
        if len(reason) > LONGEST_REASON or len(text) > LONGEST_TEXT:
            raise UsageError("this is too long; shorten it")
        if "\x00" in reason + text:
            raise UsageError("this holds a NUL, which cannot be stored; take it out")
        choice = form.get("choice", "1")
        return Said(form.get("verdict", ""), int(choice) if choice.isdecimal() else 1, text, reason)


def decide(book: Book, finding: Finding, person: Person, said: Said, group: str = "") -> Event:
    """The event of a person's decision; a lead's word on a disputed finding is made final by the caller.

    Raises UsageError when the verdict does not fit the finding, in a sentence for the person.
    """
    verdicts = {r.value for r in Ruling} if finding.kind == CONFLICT else {v.value for v in Verdict}
    if said.verdict not in verdicts:
        raise UsageError("this verdict does not fit the finding; reload the page")
    event = blank(book, finding, person, Kind.DECIDE, said.reason, said.verdict or "defer")
    if said.verdict == Ruling.BOTH.value and not said.reason:
        raise UsageError("say in the comment how both passages can be right, then decide again")
    if said.verdict == Verdict.ACCEPT.value:
        if not 1 <= said.choice <= len(finding.choices):
            raise UsageError("there is no such suggestion; write the text yourself with Edit")
        event = replace(event, text=finding.choices[said.choice - 1])
    if said.verdict == Verdict.REWRITE.value:
        if said.text == finding.seen:
            raise UsageError("the text is as it was; change it, or reject the finding")
        event = replace(event, text=said.text)
    return replace(event, group=group)


def blank(
    book: Book,
    finding: Finding,
    person: Person,
    kind: Kind,
    reason: str = "",
    verdict: str = "",
    *,
    undoes: int | None = None,
    group: str = "",
) -> Event:
    """An event about a finding with everything but its text."""
    writes = verdict in (Verdict.ACCEPT.value, Verdict.REWRITE.value)
    return Event(
        run=book.run,
        document=finding.document,
        finding=finding.fingerprint,
        kind=kind,
        person=person.name,
        at=datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        verdict=verdict,
        seen=finding.seen,
        text=finding.seen if writes else None,
        reason=reason or ("both" if verdict == Ruling.BOTH.value else ""),
        rule=finding.rule,
        rules_version=f"{book.made_by.version} {book.made_by.rules}",
        document_sha256=book.versions[finding.document],
        undoes=undoes,
        group=group,
    )


def take_back(book: Book, finding: Finding, person: Person, event: Event, group: str = "") -> Event:
    """The event that takes back another one. Raises UsageError when a person may not take it back."""
    if event.person != person.name and person.role is not Role.LEAD:
        raise UsageError(f"only {event.person} or a lead can take this back")
    return blank(book, finding, person, Kind.UNDO, undoes=event.id, group=group)


def own_last(events: Iterable[Event], person: Person, *, redo: bool) -> tuple[Event, ...]:
    """The newest deed of a person that undo (or redo) would take back: one event, or all of its group.

    A redo takes back an undo, as long as the person has decided nothing since: redoing over newer work would bring
    back what nobody expects.
    """
    told = tuple(events)
    back = undone(told)
    mine = [e for e in told if e.person == person.name and e.kind is not Kind.COMMENT]
    deeds = [e for e in mine if e.kind is not Kind.UNDO]
    held = [e for e in deeds if e.id not in back]
    if redo:
        undos = {e.id for e in told if e.kind is Kind.UNDO}
        newest = deeds[-1].id if deeds else 0
        held = [e for e in mine if e.id in undos and e.undoes not in undos and e.id not in back and e.id > newest]
    if not held:
        return ()
    last = held[-1]
    return tuple(e for e in held if e.group == last.group) if last.group else (last,)
