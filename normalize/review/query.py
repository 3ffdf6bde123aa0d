"""What part of the run is looked at: filters in the URL, and how many findings each other filter would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from operator import itemgetter
from urllib.parse import urlencode

from normalize.review.finding import Finding
from normalize.review.words import value_name

#: Facets by their name in the URL, and what they are called.
FACETS = {
    "state": "Status",
    "level": "Kind",
    "rule": "Rule",
    "doc": "Document",
    "sure": "Confidence",
    "by": "Decided by",
}
SURE = ((0.98, "98 % and more"), (0.9, "90 to 98 %"), (0.7, "70 to 90 %"), (0.0, "below 70 %"))
VIEWS = ("diff", "before", "after")
_SHOWN = 12  # values of a facet that are shown; the rest is one more click away


_PLACES = {name: place for place, name in enumerate(FACETS)}


@dataclass(frozen=True, slots=True)
class Seen:
    """A finding with what the ledger knows of it, ready to be filtered: its values of all facets, in their order.

    `key` addresses it; `text` is what words are looked for in, its case folded.
    """

    finding: Finding
    key: str
    text: str
    values: tuple[str, ...]

    @staticmethod
    def of(finding: Finding, state: str, by: str) -> Seen:
        """A finding in a state, decided by somebody or by nobody (an empty name)."""
        sure = next(name for least, name in SURE if finding.sure >= least)
        values = (state, finding.level, finding.rule, finding.name, sure, by)
        text = "\n".join((finding.seen, finding.message, finding.rule, finding.name, *finding.choices)).casefold()
        return Seen(finding, finding.key, text, values)

    def now(self, state: str, by: str) -> Seen:
        """The same finding in another state."""
        return replace(self, values=(state, *self.values[1:-1], by))

    @property
    def state(self) -> str:
        """The state that it is in."""
        return self.values[0]


@dataclass(frozen=True, slots=True)
class Query:
    """Filters: for each facet the values to keep (`only`) and to leave out (`but`), and words to find."""

    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    but: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: str = ""
    view: str = "diff"

    @staticmethod
    def of(pairs: Iterable[tuple[str, str]]) -> Query:
        """The query of a URL's parameters; unknown ones are passed over."""
        only: dict[str, list[str]] = {}
        but: dict[str, list[str]] = {}
        words, view = "", "diff"
        for name, value in pairs:
            if name in FACETS:
                only.setdefault(name, []).append(value)
            elif name.startswith("-") and name[1:] in FACETS:
                but.setdefault(name[1:], []).append(value)
            elif name == "q":
                words = value.strip()[:200]
            elif name == "view" and value in VIEWS:
                view = value
        return Query(
            {name: tuple(values) for name, values in only.items()},
            {name: tuple(values) for name, values in but.items()},
            words,
            view,
        )

    def pairs(self) -> Iterator[tuple[str, str]]:
        """The parameters that give this query."""
        for sign, values in (("", self.only), ("-", self.but)):
            for name in FACETS:
                yield from ((sign + name, value) for value in values.get(name, ()))
        if self.words:
            yield "q", self.words
        if self.view != "diff":
            yield "view", self.view

    def link(self, **more: str) -> str:
        """The parameters as a URL's query, with `more` after them."""
        return urlencode([*self.pairs(), *((name, value) for name, value in more.items() if value)])

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out."""
        return bool(self.only or self.but or self.words)

    def keeps(self, seen: Seen) -> bool:
        """Whether a finding passes every filter."""
        return bool(self.kept((seen,)))

    def kept(self, told: Iterable[Seen], *, without: str = "") -> tuple[Seen, ...]:
        """The findings that pass every filter, that of facet `without` aside."""
        kept = told
        for wanted, sides in ((True, self.only), (False, self.but)):
            for name, values in sides.items():
                if name != without:
                    place, among = _PLACES[name], frozenset(values)
                    kept = [seen for seen in kept if (seen.values[place] in among) is wanted]
        words = self.words.casefold()
        return tuple(seen for seen in kept if words in seen.text) if words else tuple(kept)

    def toggled(self, facet: str, value: str, *, leave_out: bool = False) -> Query:
        """The query with a value of a facet chosen, or no longer."""
        side, other = (self.but, self.only) if leave_out else (self.only, self.but)
        values = side.get(facet, ())
        now = tuple(v for v in values if v != value) if value in values else (*values, value)
        rest = tuple(v for v in other.get(facet, ()) if v != value)
        sides = {**side, facet: now}, {**other, facet: rest}
        cleaned = tuple({name: kept for name, kept in one.items() if kept} for one in sides)
        only, but = reversed(cleaned) if leave_out else cleaned
        return replace(self, only=only, but=but)


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet: how many findings it has under the other filters, and where its links lead."""

    name: str
    said: str
    count: int
    chosen: bool
    left_out: bool
    link: str
    leave_out_link: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with its values, the most frequent first; `more` values are not shown."""

    name: str
    title: str
    values: tuple[Value, ...]
    more: int


def facets(query: Query, everything: Iterable[Seen]) -> tuple[Facet, ...]:
    """All facets; each counts under the other filters, so that a click's outcome is known beforehand."""
    told = tuple(everything)
    narrowing = set(query.only) | set(query.but)
    kept = query.kept(told)
    rows = [seen.values for seen in kept]
    result = []
    for name, title in FACETS.items():
        place = _PLACES[name]
        here = [seen.values for seen in query.kept(told, without=name)] if name in narrowing else rows
        counts = Counter(map(itemgetter(place), here))
        chosen = (*query.only.get(name, ()), *query.but.get(name, ()))
        counts.update(dict.fromkeys((value for value in chosen if value not in counts), 0))
        counts.pop("", None)
        ordered = sorted(counts, key=lambda value: (value not in chosen, -counts[value], value))
        values = tuple(
            Value(
                value,
                value_name(name, value),
                counts[value],
                value in query.only.get(name, ()),
                value in query.but.get(name, ()),
                query.toggled(name, value).link(),
                query.toggled(name, value, leave_out=True).link(),
            )
            for value in ordered[:_SHOWN]
        )
        if values:
            result.append(Facet(name, title, values, max(0, len(ordered) - _SHOWN)))
    return tuple(result)
