"""Who says what: the statements of a run by subject and measure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from normalize.model import Figure
from normalize.report.summary import DocumentEntry, Statement

#: One statement alone says nothing about who else says what.
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Said:
    """A statement and the document that it stands in."""

    entry: DocumentEntry
    statement: Statement


@dataclass(frozen=True, slots=True)
class Topic:
    """What is stated of one subject in one measure (or relation), in the order of the documents and their texts."""

    measure: str
    said: tuple[Said, ...]

    @property
    def documents(self) -> int:
        """How many documents say it."""
        return len({one.entry.name for one in self.said})

    @property
    def values(self) -> int:
        """At least how many values are meant: figures whose intervals meet can be one. 0 where units differ."""
        figures = [one.statement.figure for one in self.said]
        known = [figure for figure in figures if figure is not None]
        if not known:
            return len({_folded(one.statement.text) for one in self.said})
        return _apart(known) if len({figure.unit for figure in known}) == 1 else 0


@dataclass(frozen=True, slots=True)
class Subject:
    """What is stated of one subject: the topics with most documents first."""

    name: str
    topics: tuple[Topic, ...]

    @property
    def statements(self) -> int:
        """How many statements its topics hold."""
        return sum(len(topic.said) for topic in self.topics)

    @property
    def documents(self) -> int:
        """How many documents speak of it."""
        return len({one.entry.name for topic in self.topics for one in topic.said})


def sayings(entries: Iterable[DocumentEntry]) -> tuple[Subject, ...]:
    """Subjects with a topic of two statements or more; those that most documents speak of first.

    Names that differ in upper and lower case only are one subject; figures of different kinds (money, counts) are
    different topics.
    """
    groups: defaultdict[str, defaultdict[tuple[str, ...], list[Said]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        for statement in entry.statements:
            subject, *topic = topic_of(statement)
            groups[subject][tuple(topic)].append(Said(entry, statement))
    repeated = ([said for said in topics.values() if len(said) >= _LEAST] for topics in groups.values())
    subjects = map(_subject, filter(None, repeated))
    return tuple(sorted(subjects, key=lambda s: (-s.documents, -s.statements, _folded(s.name), s.name)))


def topic_of(statement: Statement) -> tuple[str, str, str]:
    """What a statement is about: subject and measure, whatever their case, and the kind of its figure."""
    kind = statement.figure.kind if statement.figure else ""
    return _folded(statement.subject), _folded(statement.measure), kind


def _subject(groups: list[list[Said]]) -> Subject:
    kept = [Topic(said[0].statement.measure, tuple(said)) for said in groups]
    kept.sort(key=lambda topic: (-topic.documents, -len(topic.said), topic.measure))
    return Subject(groups[0][0].statement.subject, tuple(kept))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _apart(figures: list[Figure]) -> int:
    """The least number of values that lie in all the intervals: each is taken as late as its interval allows."""
    endless = Decimal("Infinity")
    intervals = sorted((endless if f.high is None else f.high, -endless if f.low is None else f.low) for f in figures)
    number, last = 0, -endless
    for high, low in intervals:
        if number == 0 or low > last:
            number, last = number + 1, high
    return number
