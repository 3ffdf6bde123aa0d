"""The corrections note of an article: what was changed, how conflicts were settled, and what is still open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from normalize.ledger import Event, Ruling
from normalize.model import Conflict, Decision, Evidence
from normalize.pipeline import rule_families
from normalize.publish.gather import Article, Reviewed
from normalize.publish.openings import is_ruled
from normalize.publish.wishes import Profile
from normalize.report import CONFIDENCE_WORDS, KIND_TITLES
from normalize.report.cards import in_order
from normalize.report.segments import changes as changed_words
from normalize.report.visible import spelled_out
from normalize.report.words import count as counted

#: What readers are told that a family of rules mends. Grammar rules have no family of ours.
FAMILIES = {
    "characters": "damaged characters",
    "figures": "form of figures",
    "names": "spelling of names",
    "punctuation": "punctuation",
    "repetition": "repeated words",
    "spacing": "missing or superfluous spaces",
}
GRAMMAR = "grammar"
#: Titles and pages (seen from another page) of the articles, by the names of their documents.
Titles = Mapping[str, tuple[str, str]]
ONE = {Ruling.A: "The statement holds.", Ruling.NEITHER: "The statement does not hold."}
RULINGS = {
    Ruling.A: "The first statement holds.",
    Ruling.B: "The second statement holds.",
    Ruling.BOTH: "Both statements hold.",
    Ruling.NEITHER: "Neither statement holds.",
    Ruling.UNKNOWN: "It could not be found out which statement holds.",
    Ruling.COPY: "Both passages are the same text.",
}


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the text: the words before and after, why, and when and by whom it was decided, where that is told.

    `kind` says in words what the rule mends.
    """

    before: str
    after: str
    kind: str
    message: str
    rule: str
    at: str
    person: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A passage of a conflict; `letter` is A for the first.

    `where` names the other article (with `href`, a link from a page of this one) or the source of a fact; it is empty
    for the article's own passages.
    """

    letter: str
    where: str
    href: str
    quote: str


@dataclass(frozen=True, slots=True)
class Ruled:
    """A conflict that people have settled; `anchor` is its place on the page."""

    anchor: str
    title: str
    message: str
    statements: tuple[Statement, ...]
    verdict: str
    reason: str
    at: str
    person: str


@dataclass(frozen=True, slots=True)
class Still:
    """A conflict that is not settled."""

    anchor: str
    title: str
    message: str
    sure: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """The corrections note of an article. `kinds` counts the changes by what was mended, the most first."""

    changes: tuple[Change, ...]
    kinds: tuple[tuple[str, int], ...]
    ruled: tuple[Ruled, ...]
    still: tuple[Still, ...]

    @property
    def summary(self) -> str:
        """The note in one or two sentences."""
        parts = [_changed(len(self.changes))]
        if self.ruled:
            parts.append(f"{counted(len(self.ruled), 'contradiction')} {_was(len(self.ruled))} looked into.")
        if self.still:
            parts.append(f"{counted(len(self.still), 'statement')} {_is(len(self.still))} still being checked.")
        return " ".join(parts)


def note(article: Article, reviewed: Reviewed, profile: Profile, titles: Titles) -> Note:
    """The corrections note of an article of the run."""
    changes = tuple(_changes(article, profile))
    kinds = Counter(change.kind for change in changes)
    conflicts, _ = in_order(article.report.conflicts)
    ruled = [c for c in conflicts if is_ruled(reviewed, c.fingerprint)]
    return Note(
        changes,
        tuple(sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))),
        tuple(
            _ruled(c, reviewed.rulings[c.fingerprint].event, _statements(c, article, reviewed, titles), profile)
            for c in ruled
        ),
        tuple(_still(c, _statements(c, article, reviewed, titles)) for c in conflicts if c not in ruled),
    )


def _changes(article: Article, profile: Profile) -> Iterator[Change]:
    report, families = article.report, rule_families()
    decisions = {decision.key: decision for decision in report.decisions}
    corrections = {correction.fingerprint: correction for correction in report.corrections}
    for words in changed_words(report.document.text, report.applied.edits):
        rules = [corrections[key].rule for key in words.keys]
        decision = decisions[words.keys[-1]]
        yield Change(
            before=spelled_out(words.old),
            after=spelled_out(words.new),
            kind=FAMILIES.get(families.get(rules[0], ""), GRAMMAR),
            message=" ".join(dict.fromkeys(corrections[key].message for key in words.keys)),
            rule=", ".join(dict.fromkeys(rules)),
            at=decision.at[:10],
            person=_person(decision) if profile.names_people else "",
        )


def _person(decision: Decision) -> str:
    return "" if decision.by.startswith("policy:") else decision.by.removeprefix("person:")


def _still(conflict: Conflict, statements: tuple[Statement, ...]) -> Still:
    title, sure = KIND_TITLES[conflict.kind], CONFIDENCE_WORDS[conflict.confidence]
    return Still(f"c-{conflict.fingerprint}", title, conflict.message, sure, statements)


def _ruled(conflict: Conflict, event: Event | None, statements: tuple[Statement, ...], profile: Profile) -> Ruled:
    assert event is not None
    ruling = Ruling(event.verdict)
    alone = ONE.get(ruling, "") if len(statements) == 1 else ""
    return Ruled(
        anchor=f"c-{conflict.fingerprint}",
        title=KIND_TITLES[conflict.kind],
        message=conflict.message,
        statements=statements,
        verdict=alone or RULINGS[ruling],
        reason=event.reason,
        at=event.at[:10],
        person=event.person if profile.names_people else "",
    )


def _statements(conflict: Conflict, article: Article, reviewed: Reviewed, titles: Titles) -> tuple[Statement, ...]:
    return tuple(
        Statement(_LETTERS[min(number, 25)], *_where(evidence, article.name, titles), reviewed.quote(evidence))
        for number, evidence in enumerate(conflict.evidence)
    )


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _where(evidence: Evidence, name: str, titles: Titles) -> tuple[str, str]:
    if evidence.span is None:
        return evidence.source or evidence.fact, ""
    return ("", "") if evidence.document == name else titles.get(evidence.document, (evidence.document, ""))


def _changed(count: int) -> str:
    return f"{counted(count, 'correction')} {_was(count)} made to this text." if count else "Nothing was changed."


def _was(count: int) -> str:
    return "was" if count == 1 else "were"


def _is(count: int) -> str:
    return "is" if count == 1 else "are"
