"""Articles against the user's facts: figures, dates and states that differ from what the user stated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import regex

from normalize.claims import synonyms, words
from normalize.claims import vocabulary as v
from normalize.claims.calendar import When, compatible, find_times
from normalize.claims.change import CHANGED, ENDED, SAME, Change
from normalize.claims.dating import Dated, written
from normalize.claims.explain import figure_words, number, of_fact, of_passage, source_of
from normalize.claims.lists import Roster
from normalize.claims.measures import Measured
from normalize.claims.names import bare, same_name
from normalize.claims.units import agree, convertible, digits, dimension, powers_apart
from normalize.claims.values import evidence
from normalize.model import Conflict, Edit, Evidence, Fact, Facts, Figure

_WORD = regex.compile(r"[\p{L}\d][\p{L}\p{M}\d'’&-]*+")
_YEAR = regex.compile(r"(?:1[5-9]|20)\d\d\Z")
_RATE = regex.compile(r"\d\D{0,40}?(?:/|\b(?:an?|per|every|each|apiece)\b)")
#: From here on a difference is told as a multiple.
_TIMES = Decimal(2)
#: "A 12-mile tunnel": another figure would have to be written as one word with what follows.
_COMPOUND = regex.compile(r"\d-\p{L}")
#: Words of a measure that say that its value is a date.
_DATE_WORDS = words.listed("date year day month")
#: One act under several names, for matching "start date" with "began".
_ACTS = {
    words.stem_of_lemma(member): words.stem_of_lemma(group[0])
    for group in (
        ("begin", "start", "launch", "commence"),
        ("found", "establish", "set", "create", "incorporate"),
        ("open", "opening", "inaugurate"),
        ("bear", "birth", "born"),
        ("die", "death"),
        ("complete", "finish", "completion"),
        ("sign", "signing", "signature"),
        ("close", "closure", "closing"),
        ("become",),
    )
    for member in group
}


_BECOME = words.stem_of_lemma("become")


@dataclass(frozen=True, slots=True)
class Sought:
    """A fact prepared for matching: forms of its subject, stems and class of its measure, its period."""

    fact: Fact
    forms: tuple[str, ...]
    stems: frozenset[str]
    measure: str
    times: tuple[When, ...]

    @property
    def is_figure(self) -> bool:
        """Whether the fact has a figure to compare; a bare year is a date."""
        return self.fact.figure is not None and not _YEAR.match(self.fact.value.strip())


def conflicts(
    measured: Iterable[Measured],
    dated: Iterable[Dated],
    changes: Iterable[Change],
    rosters: Iterable[Roster],
    facts: Facts,
) -> Iterator[Conflict]:
    """What the articles say otherwise than the facts; each fact once a document."""
    sought = sought_of(facts)
    if not sought:
        return
    by_document: dict[str, list[Measured]] = defaultdict(list)
    for claim in measured:
        by_document[claim.document].append(claim)
    for claims in by_document.values():
        for one in sought:
            yield from _figures(claims, one)
    yield from _dates(dated, sought)
    yield from _rosters(rosters, sought)
    yield from _states(changes, sought)


def sought_of(facts: Facts) -> tuple[Sought, ...]:
    """The measured facts, prepared for matching."""
    return tuple(_prepared(fact) for fact in facts.facts if fact.measure)


@lru_cache(maxsize=4096)
def _prepared(fact: Fact) -> Sought:
    forms = tuple(bare(form) for form in (fact.subject, *fact.aliases))
    stems = frozenset(words.stem(w.group()) for w in _WORD.finditer(fact.measure.lower())) - {"of", "in", "the", "a"}
    classes = {v.MEASURES[stem] for stem in stems if stem in v.MEASURES}
    measure = next(iter(classes)) if len(classes) == 1 else ""
    return Sought(fact, forms, stems, measure, find_times(fact.period))


def _figures(claims: list[Measured], sought: Sought) -> Iterator[Conflict]:
    if not sought.is_figure:
        return
    found = [claim for claim in claims if about(claim, sought)]
    if any(agrees(claim, sought) and not is_expected(claim) for claim in found):
        return
    for claim in found:
        kind = difference(claim, sought)
        if kind and claim.role in ("", "to") and not claim.quoted:
            yield _conflict(claim, sought, kind)
            return


def about(claim: Measured, sought: Sought) -> bool:
    """Whether a figure is one of the very thing that a fact with a figure (see `Sought.is_figure`) measures."""
    return _same_dimension(claim, sought) and _on_subject(claim, sought) and _on_measure(claim, sought)


def agrees(claim: Measured, sought: Sought) -> bool:
    """Whether a figure about a fact can be the fact's own."""
    fact = sought.fact.figure
    assert fact is not None
    return agree(fact, claim.figure) and (claim.figure.unit == fact.unit or convertible(claim.figure, fact))


def _same_dimension(claim: Measured, sought: Sought) -> bool:
    assert sought.fact.figure is not None
    mine, theirs = dimension(claim.figure), dimension(sought.fact.figure)
    return mine == theirs


def _on_subject(claim: Measured, sought: Sought) -> bool:
    """Whether a claim is about the fact's subject: named with the figure, or in its sentence and nothing else is."""
    if _named(claim.names, sought.forms):
        return True
    if _described(claim.heads | claim.kinds | claim.names, sought.forms, claim.topic):
        return True
    if not _named(claim.near_names, sought.forms):
        return False
    return _same_period(claim, sought) or not claim.names - _matching(claim.names, sought.forms)


def _same_period(claim: Measured, sought: Sought) -> bool:
    """Whether the figure stands under the fact's own word for its measure, with the fact's period beside it."""
    period = sought.fact.period.lower()
    return bool(period) and period in claim.quote.lower() and claim.carrier in sought.stems


def _named(names: frozenset[str], forms: tuple[str, ...]) -> bool:
    return any(same_name(name, form) for name in names for form in forms)


def _matching(names: frozenset[str], forms: tuple[str, ...]) -> frozenset[str]:
    return frozenset(name for name in names if any(same_name(name, form) for form in forms))


def _described(stems: frozenset[str], forms: tuple[str, ...], topic: frozenset[str]) -> bool:
    """Whether all content words of a form stand among the stems ("tram tunnel" in "the tram tunnel's cost").

    Names may stand in the first sentences: "the hospital" is the hospital in the town that the article begins with.
    """
    flat = {part for stem in stems for part in stem.split()} | stems
    known = {part for name in topic for part in name.split()}
    return any(content - known <= flat for form in forms if (content := _content(form)) and not content <= known)


@lru_cache(maxsize=4096)
def _content(form: str) -> frozenset[str]:
    closed = words.DETERMINERS | words.PREPOSITIONS
    parts = [w.group().removesuffix("'s") for w in _WORD.finditer(form.lower().replace("’", "'"))]
    parts = [part for part in parts if part not in closed]
    return frozenset(words.stem(p) if words.readings(p) else p for p in parts)


def _on_measure(claim: Measured, sought: Sought) -> bool:
    if sought.measure and claim.measure:
        return sought.measure == claim.measure
    bag = claim.heads | claim.kinds | claim.verbs | {claim.carrier, claim.unit.partition(":")[2]} | claim.context
    wanted = (sought.stems - words.LIGHT - _LOOSE) or (sought.stems - words.LIGHT)
    if claim.unit.startswith("count:") and claim.unit[6:] in sought.stems:
        return True
    if sought.measure and not claim.measure:
        return bool(claim.context & _members(sought.measure)) or _same_digits(claim, sought)
    own = bag - claim.context
    if claim.figure.kind == "duration" and not synonyms.shared(wanted, own | claim.heads | claim.verbs):
        # Lengths of time abound: one beside which the words of the measure merely stand is of something else.
        return False
    return bool(wanted) and synonyms.shared(wanted, bag) == wanted


#: Words of a measure that its figure need not have beside it: "annual output" is what is turned out "a year".
_LOOSE = frozenset(
    map(
        words.stem,
        words.listed("number annual yearly total current average overall maximum estimated planned official"),
    )
)


@lru_cache(maxsize=256)
def _members(measure: str) -> frozenset[str]:
    return frozenset(stem for stem, name in v.MEASURES.items() if name == measure)


def _same_digits(claim: Measured, sought: Sought) -> bool:
    figure = sought.fact.figure
    if figure is None or figure.value is None or claim.figure.value is None or claim.figure.kind != "money":
        return False
    return digits(figure.value) == digits(claim.figure.value)


def difference(claim: Measured, sought: Sought) -> str:
    """The kind of conflict between a claim and a fact on the same subject and measure; empty for none."""
    fact = sought.fact.figure
    assert fact is not None
    mine = claim.figure
    if not of_its_time(claim, sought) or is_expected(claim):
        return ""
    if bool(claim.rate) != bool(_RATE.search(sought.fact.value)) and mine.kind == "money":
        # A price "a tonne" is no sum that was spent.
        return ""
    if mine.kind == "money" and mine.unit != fact.unit:
        return "currency" if mine.value is not None and mine.value == fact.value else ""
    if not convertible(mine, fact):
        return ""
    if agree(mine, fact):
        return ""
    if mine.unit != fact.unit and mine.value == fact.value and dimension(mine) != "count":
        return "unit"
    return "scale" if powers_apart(mine, fact) else "value"


def of_its_time(claim: Measured, sought: Sought) -> bool:
    """Whether a figure can be of the fact's period."""
    return compatible(claim.times or claim.ambient, sought.times)


def is_expected(claim: Measured) -> bool:
    """Whether a figure is only what somebody expects or thinks possible."""
    return claim.modality in ("forecast", "possible")


def _conflict(claim: Measured, sought: Sought, kind: str) -> Conflict:
    fact = sought.fact
    assert fact.figure is not None
    later = is_later(claim, fact)
    status, confidence = ("superseded", "review") if later else ("conflict", "certain")
    return Conflict(
        kind,
        confidence,
        (evidence(claim, fact.measure), of_fact(fact)),
        f"For the {fact.measure} of {fact.subject}, the article gives {_against(claim.figure, sought)}.",
        caveat="The article may mean only a part of it, or how it was at another time"
        + (f" (your fact is of {fact.as_of})." if fact.as_of else "."),
        resolution=f"If your fact holds, write {fact.value}. {source_of(fact)}",
        status=status,
        suggestion=_suggestion(claim.figure, fact.figure),
    )


def _against(figure: Figure, sought: Sought) -> str:
    """The article's figure and the fact's, with how many times the one is the other from two on."""
    fact = sought.fact.figure
    assert fact is not None
    period = sought.fact.period
    # A year is what a figure is for; a stretch of time is what it goes over.
    during = f" {'for' if sought.times else 'over'} {period}" if period else ""
    mine, theirs = figure_words(figure), figure_words(fact) + during
    if figure.value and fact.value and figure.unit == fact.unit:
        ratio = figure.value / fact.value
        if ratio >= _TIMES:
            return f"{mine}, {_multiple(ratio)} times what your fact says: {theirs}"
        if 0 < ratio <= 1 / _TIMES:
            return f"{mine}; your fact says {theirs}, {_multiple(1 / ratio)} times as much"
    return f"{mine}; your fact says {theirs}"


def _multiple(ratio: Decimal) -> str:
    return number(Decimal(f"{ratio:.3g}"))


def _suggestion(figure: Figure, fact: Figure) -> Edit | None:
    """The fact's figure in place of the article's: its noun stays, so that a counted thing is not named twice."""
    if figure.text == fact.text or _COMPOUND.search(figure.text):
        return None
    if fact.approximate and not figure.approximate:
        # "Some 60" must not become a plain 60.
        return None
    return Edit(figure.span, figure.text, fact.text)


def is_later(claim: Measured, fact: Fact) -> bool:
    """Whether the article dates its figure after the fact."""
    if not fact.as_of:
        return False
    if any(w.date is not None and w.date.isoformat() > fact.as_of for w in claim.times):
        return True
    misread = fact.figure is not None and powers_apart(claim.figure, fact.figure)
    return bool(_PRESENT.search(claim.quote)) and not misread


#: The day of the article, which comes after that of a fact.
_PRESENT = regex.compile(r"\b(?:now|currently|at present)\b", regex.IGNORECASE)


def _dates(dated: Iterable[Dated], sought: tuple[Sought, ...]) -> Iterator[Conflict]:
    wanted = dates_of(sought)
    told: set[tuple[str, str]] = set()
    for event in dated:
        for one, when in wanted:
            if (event.document, one.fact.id) in told or not event_about(event, one, when):
                continue
            if other_day(event.when, when):
                told.add((event.document, one.fact.id))
                yield Conflict(
                    "date",
                    "certain",
                    (
                        Evidence(document=event.document, span=event.span, quote=event.quote, label=one.fact.measure),
                        of_fact(one.fact),
                    ),
                    f"The article has {written(event.when)} as the {one.fact.measure} of {one.fact.subject}; "
                    f"your fact says {written(when)}.",
                    caveat="The article may mean another event.",
                    resolution=f"If your fact holds, write {written(when)}. {source_of(one.fact)}",
                )


def dates_of(sought: Iterable[Sought]) -> tuple[tuple[Sought, When], ...]:
    """The facts that say when something was or is, with that time."""
    timed = ((one, _when(one.fact.value)) for one in sought if one.stems & _DATE_WORDS or _acts(one))
    return tuple((one, when) for one, when in timed if when is not None)


def event_about(event: Dated, sought: Sought, when: When) -> bool:
    """Whether an event is the one whose time a fact gives."""
    if event.planned and when.full:
        return False
    return _ACTS.get(event.key, event.key) in _acts(sought) and _event_on(event, sought)


def _acts(sought: Sought) -> frozenset[str]:
    return frozenset(_ACTS.get(stem, stem) for stem in sought.stems if stem in _ACTS)


def _when(value: str) -> When | None:
    times = find_times(value)
    return times[0] if len(times) == 1 else None


def _event_on(event: Dated, sought: Sought) -> bool:
    if event.key == _BECOME and not sought.stems - words.LIGHT - {_BECOME} <= event.words:
        # Somebody becomes many things in a life: the fact's own office must be named.
        return False
    if _named(event.names, sought.forms):
        return True
    return _described(event.words | event.names, sought.forms, event.topic)


def other_day(mine: When, theirs: When) -> bool:
    """Whether two times cannot be one: another day of a year, or another year."""
    if mine.is_date and theirs.is_date:
        year = not mine.year or not theirs.year or mine.year == theirs.year
        return not year or (mine.month, mine.day) != (theirs.month, theirs.day)
    return bool(mine.year and theirs.year and mine.year != theirs.year)


def _rosters(rosters: Iterable[Roster], sought: tuple[Sought, ...]) -> Iterator[Conflict]:
    """Whole lists whose length is not the number that a fact gives."""
    for roster in rosters:
        for one in sought:
            figure = one.fact.figure
            if figure is None or figure.value is None or dimension(figure) != "count" or roster.stem not in one.stems:
                continue
            on = _named(roster.names, one.forms) or _described(roster.words | roster.names, one.forms, frozenset())
            if on and not roster.least <= figure.value <= roster.most:
                yield Conflict(
                    "count-list",
                    "certain",
                    (Evidence(document=roster.document, span=roster.span, quote=roster.quote), of_fact(one.fact)),
                    f"The article lists {roster.most} as the {one.fact.measure} of {one.fact.subject}; "
                    f"your fact says {figure_words(figure)}.",
                    caveat="One member may hold two, or the membership may have changed.",
                    resolution=f"Check the list against your fact. {source_of(one.fact)}",
                )
                break


def _on_topic(sought: Sought, topic: frozenset[str]) -> bool:
    """Whether a topic is what a fact measures; what stands behind "of" may be left out ("working week of drivers")."""
    if sought.stems - words.LIGHT <= topic:
        return True
    core = frozenset(words.stem(w.group()) for w in _WORD.finditer(sought.fact.measure.lower().partition(" of ")[0]))
    return len(core) > 1 and core <= topic | words.LIGHT and topic <= sought.stems


#: Facts that say of a thing that it was changed ("cut from 48 to 44 hours").
_MOVED = regex.compile(r"(?:cut|raised|lowered|reduced|increased|changed|shortened|extended|halved|doubled)\b", regex.I)


def _states(changes: Iterable[Change], sought: tuple[Sought, ...]) -> Iterator[Conflict]:
    """Facts that say "unchanged" against articles in which the thing was changed, and the other way round."""
    steady = [one for one in sought if one.fact.value.lower().startswith(v.SAME_STATES)]
    moved = [one for one in sought if _MOVED.match(one.fact.value)]
    for change in changes if steady or moved else ():
        if change.event.quoted:
            continue
        for one in steady if change.state in (CHANGED, ENDED) else moved if change.state == SAME else ():
            topic = change.topic.words | {change.topic.head}
            names = change.topic.names | (change.event.agent.names if change.event.agent else frozenset())
            on = _named(names, one.forms) or _described(topic | names, one.forms, frozenset())
            if on and _on_topic(one, topic) and compatible(change.event.times, one.times):
                yield Conflict(
                    "change",
                    "certain",
                    (of_passage(change.event), of_fact(one.fact)),
                    f"The article has the {one.fact.measure} of {one.fact.subject} "
                    f"{'unchanged' if change.state == SAME else 'changed'}; your fact says {one.fact.value}.",
                    caveat="The article may mean another time.",
                    resolution=f"Check your fact. {source_of(one.fact)}",
                )
                return
