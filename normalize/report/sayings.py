"""Who says what: the statements of a run by subject and measure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from normalize.model import Fact, Figure, Standing
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
    """What is stated of one subject in one measure (or relation), in the order of the documents and their texts.

    `fact` is what the user states of the same.
    """

    measure: str
    said: tuple[Said, ...]
    fact: Fact | None = None

    @property
    def documents(self) -> int:
        """How many documents say it."""
        return len({one.entry.name for one in self.said})

    @property
    def agreeing(self) -> int:
        """How many statements agree with the fact."""
        return sum(one.statement.standing is Standing.AGREES for one in self.said)

    @property
    def differing(self) -> int:
        """How many statements differ from the fact."""
        return sum(one.statement.standing is Standing.DIFFERS for one in self.said)

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
    """What is stated of one subject: topics with a fact of the user's first, then those with most documents."""

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

    @property
    def differing(self) -> int:
        """How many statements differ from the user's facts."""
        return sum(topic.differing for topic in self.topics)


def sayings(entries: Iterable[DocumentEntry], facts: Iterable[Fact] = ()) -> tuple[Subject, ...]:
    """Subjects with a topic of two statements or more, or of one on which the user states a fact.

    Those that differ from the facts come first, then those that most documents speak of. Names that differ in upper
    and lower case only are one subject; figures of different kinds (money, counts) are different topics.
    """
    stated = {fact.id: fact for fact in facts}
    groups: defaultdict[str, defaultdict[tuple[str, ...], list[Said]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        for statement in entry.statements:
            fact = stated.get(statement.fact)
            subject, *topic = topic_of(statement)
            if fact is not None:
                subject, topic = _folded(fact.subject), ["", fact.id]
            groups[subject][tuple(topic)].append(Said(entry, statement))
    subjects = (_subject(topics.values(), stated) for topics in groups.values())
    told = [subject for subject in subjects if subject.topics]
    return tuple(sorted(told, key=lambda s: (-s.differing, -s.documents, -s.statements, _folded(s.name), s.name)))


def topic_of(statement: Statement) -> tuple[str, str, str]:
    """What a statement is about: subject and measure, whatever their case, and the kind of its figure."""
    kind = statement.figure.kind if statement.figure else ""
    return _folded(statement.subject), _folded(statement.measure), kind


def _subject(groups: Iterable[list[Said]], stated: Mapping[str, Fact]) -> Subject:
    topics = (_topic(said, stated.get(said[0].statement.fact)) for said in groups)
    kept = [topic for topic in topics if topic.fact or len(topic.said) >= _LEAST]
    kept.sort(key=lambda t: (t.fact is None, -t.differing, -t.documents, -len(t.said), t.measure))
    if not kept:
        return Subject("", ())
    first = kept[0]
    return Subject(first.fact.subject if first.fact else first.said[0].statement.subject, tuple(kept))


def _topic(said: list[Said], fact: Fact | None) -> Topic:
    measure = (fact.measure or fact.relation) if fact else said[0].statement.measure
    return Topic(measure, tuple(said), fact)


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
