"""Dates: when one event took place. Two dates for one event, or a weekday that its date does not have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import msgspec
import regex
from msgspec.structs import replace

from normalize.claims import tokens as t
from normalize.claims import words
from normalize.claims.analysis import Analysis, Statement
from normalize.claims.blocks import Hit, Hits, Member, mark
from normalize.claims.calendar import MONTHS, WEEKDAYS, When
from normalize.claims.days import Day
from normalize.claims.events import Event, clipped, party
from normalize.claims.names import match, same_name
from normalize.claims.phrases import NounPhrase, Parsed
from normalize.claims.topics import one_voice, two_authors
from normalize.claims.vocabulary import act
from normalize.model import Conflict, Evidence, Span

_MOST = 60
_AGAIN = regex.compile(r"\b(?:again|second|third|another|twice|once more|return\w*|re-?elect\w*)\b", regex.IGNORECASE)
#: Events that come again and again: two dates of a meeting are two meetings.
_RECURRING = words.listed(
    "meet match game beat defeat win lose play score arrest vote elect report visit attack statement interview "
    "session hear talk trade rate celebrate bring join"
)
#: Verbs that only carry an event's noun ("the sale took place", "work began"): the noun is the event.
_CARRYING = words.listed("take begin start open close end hold occur happen finish launch")


class Dated(msgspec.Struct, frozen=True):
    """An event with its time. `key` is the stem of its verb or noun; `words` and `names` what it is about.

    `done` is what it is done to and where, without its doer; `story` the names of the first sentences of its document.
    """

    document: str
    span: Span
    quote: str
    key: str
    when: When
    words: frozenset[str]
    names: frozenset[str]
    speaker: str
    planned: bool = False
    thing: str = ""
    undergoer: str = ""
    kin: frozenset[str] = frozenset()
    noun: bool = False
    topic: frozenset[str] = frozenset()
    done: frozenset[str] = frozenset()
    story: frozenset[str] = frozenset()


def dated_events(analysis: Analysis, events: Iterable[Event]) -> Iterator[Dated]:
    """The dated events of a document."""
    for event in events:
        if event.nominal or event.quoted or event.negated or event.root in ("say", "tell", "report", "announce"):
            continue
        times = [w for w in event.times if _dates(w) and _by_itself(analysis, w)]
        if len(times) == 1:
            yield from (replace(one, story=analysis.topic) for one in _of_verb(event, times[0]))
    for statement, before in zip(analysis.statements, (None, *analysis.statements), strict=False):
        yield from _of_nouns(analysis, statement)
        yield from _of_predicates(analysis, statement)
        yield from _born(analysis, statement, before)


#: Acts that a participle before its subject tells ("Founded in 1893, the club …").
_FRONTED = frozenset(map(act, ("bear", "found", "establish", "build", "open", "complete", "launch", "create")))


def _born(analysis: Analysis, statement: Statement, before: Statement | None) -> Iterator[Dated]:
    """ "Born in 1941, she …", "Founded in 1893, the club …": the subject behind the comma, or of what is before."""
    tokens = statement.parsed.tokens
    if not tokens or not statement.times or not statement.parsed.clauses:
        return
    root = words.readings(tokens[0].lower).get("VERB", "") if tokens[0].lower != "born" else "bear"
    if act(root) not in _FRONTED or tokens[0].lower == root or tokens[0].lower.endswith(("s", "ing")):
        return
    when, subject = statement.times[0], statement.parsed.clauses[0].subject
    if subject is not None and subject.kind == "pron" and before is not None and before.parsed.clauses:
        subject = before.parsed.clauses[0].subject
    comma = next((n for n, token in enumerate(tokens) if token.text == ","), 0)
    if subject is None or not when.year or not 0 < comma < 14 or not subject.definite:
        return
    if when.span.end > tokens[comma].start and not when.month:
        return
    if subject.kind != "name" and root == "bear":
        return
    names = analysis.names.of(subject)
    span = clipped(Span(tokens[0].start, max(when.span.end, tokens[comma].end)))
    yield Dated(
        analysis.document.name,
        span,
        analysis.text(span),
        act(root),
        when,
        frozenset({subject.stem}) if subject.kind == "noun" else frozenset(),
        names,
        statement.speaker,
        undergoer=max(sorted(names), key=len, default=""),
        topic=analysis.topic,
    )


def _dates(when: When) -> bool:
    return when.is_date or bool(when.year and not when.end_year) or when.weekday >= 0


_MORE = regex.compile(r"(?:\s?[-–]\s?|\s(?:to|and|or|until|till|through)\s)\d")


def _one_end(text: str, when: When) -> bool:
    """Whether a date is one end of a stretch ("on 9–11 May"): what lasts has no single day."""
    before = text[max(0, when.span.start - 2) : when.span.start].rstrip()
    return bool(when.day) and (before.endswith(("-", "–")) or _MORE.match(text, when.span.end) is not None)


def _by_itself(analysis: Analysis, when: When) -> bool:
    """Whether the time says when, not since when or compared with when."""
    before = analysis.document.text[max(0, when.span.start - 24) : when.span.start].lower().split()
    return not before or before[-1] not in (
        "since",
        "from",
        "to",
        "until",
        "between",
        "and",
        "than",
        "by",
        "before",
        "after",
    )


def _of_verb(event: Event, when: When) -> Iterator[Dated]:
    bag = frozenset(
        stem for side in (event.agent, event.patient, *(p for _, p in event.others)) if side for stem in side.words
    )
    names = frozenset(
        name for side in (event.agent, event.patient, *(p for _, p in event.others)) if side for name in side.names
    )
    heads = {side.head for side in (event.agent, event.patient) if side and side.head}
    key = act(event.root, event.particle)
    if event.root in ("go", "stand") and any(prep == "on" and side.head == "trial" for prep, side in event.others):
        # "Goes on trial": the trial begins.
        yield from _trial(event, when, bag, names)
        return
    if key == act("open") and heads & _EVENTS:
        # A trial, a fair or a season that opens begins.
        key = act("begin")
    yield Dated(
        event.document,
        event.span,
        event.quote,
        key,
        when,
        bag | heads,
        names,
        event.speaker,
        event.modality in ("planned", "possible"),
        _thing(event),
        undergoer=_undergoer(event),
        kin=side.words & _KIN if (side := event.patient or event.agent) else frozenset(),
        done=frozenset(
            stem for side in (event.patient, *(p for _, p in event.others)) if side for stem in side.words | side.names
        ),
    )


def _trial(event: Event, when: When, bag: frozenset[str], names: frozenset[str]) -> Iterator[Dated]:
    yield Dated(
        event.document,
        event.span,
        event.quote,
        act("begin"),
        when,
        bag | {"trial"},
        names,
        event.speaker,
        thing="trial",
        done=names,
    )


_EVENTS = frozenset(
    map(
        words.stem,
        words.listed(
            "trial hearing inquest inquiry exhibition festival fair conference congress summit session season "
            "tournament championship term course"
        ),
    )
)


def _thing(event: Event) -> str:
    """What an act is done to, if it is a definite thing; for verbs that carry a noun ("work began") that noun."""
    if event.patient is not None:
        return event.patient.head if event.patient.definite else ""
    carried = event.root in _CARRYING and event.agent is not None and not event.agent.pronoun
    return event.agent.head if carried and event.agent is not None else ""


#: What happens to a thing or a person once: two years for it cannot both be right.
_ONCE = frozenset(
    map(words.stem_of_lemma, ("bear", "die", "build", "found", "establish", "demolish", "abolish", "discover"))
)


#: What seldom happens twice in one year to whom or what a name names: two days of a year for it are one slip.
_SELDOM = frozenset(map(act, ("resign", "sink", "open", "land", "marry", "close", "found")))


#: Acts that a noun names as well as a verb.
_NAMED = (
    _ONCE
    | _SELDOM
    | frozenset(
        map(act, words.listed("arrive launch sign begin end reopen complete publish release vote trial deliver"))
    )
    | frozenset(map(act, ("referendum", "ceremony", "funeral", "inquest", "hearing", "wedding", "premiere", "auction")))
)


def _undergoer(event: Event) -> str:
    """Whom or what an act that happens once happened to: its object, or the subject of "died", "…, built in 1816,"."""
    side = event.patient or event.agent
    if act(event.root, event.particle) in _SELDOM and side is not None and side.head in side.own:
        return side.head
    once = act(event.root) in _ONCE
    # "His son Pavel" may bear the name of his father.
    return side.head if once and side is not None and side.definite and not side.words & _KIN else ""


_KIN = frozenset(
    map(
        words.stem,
        words.listed(
            "son daughter father mother brother sister husband wife uncle aunt nephew niece cousin grandfather "
            "grandmother grandson granddaughter namesake"
        ),
    )
)


def _of_nouns(analysis: Analysis, statement: Statement) -> Iterator[Dated]:
    """Nouns with a date of their own: "the final on 14 September", "Tuesday's by-election"."""
    parsed = statement.parsed
    for when in statement.times:
        if not _dates(when) or _one_end(analysis.document.text, when):
            continue
        at = parsed.number_of(when.span.start)
        preposition = parsed.tokens[at - 1].lower if at > 0 else ""
        phrase = _before(parsed.nouns, preposition, at) or _at_its_place(parsed.nouns, preposition, at)
        if phrase is None:
            phrase = next((n for n in parsed.nouns if n.owner and n.owner.first <= at <= n.owner.last), None)
        if phrase is None or phrase.kind != "noun" or not phrase.definite:
            continue
        start, end = min(phrase.words[0].start, when.span.start), max(phrase.end, when.span.end)
        span = clipped(Span(start, end))
        if analysis.in_speech(span):
            continue
        bag = frozenset(
            w.stem
            for w in parsed.tokens
            if w.tag in (t.NOUN, t.VERB, t.ADJ) and w.lemma not in words.LIGHT and abs(w.start - start) < 160
        )
        names = frozenset(name for n in parsed.nouns for name in analysis.names.of(n) if abs(n.start - start) < 160)
        yield Dated(
            analysis.document.name,
            span,
            analysis.text(span),
            act(phrase.head_token.lemma),
            when,
            bag,
            names,
            statement.speaker,
            noun=True,
            topic=analysis.topic,
            done=(bag | names) - {phrase.stem},
        )


#: Verbs that give an event named by their subject its time: "the opening is set for 3 May".
_SETTING = words.listed("be set schedule fix plan slate due take hold occur happen follow expect")


#: Those of them by which somebody gives an event its time.
_FIXING = words.listed("set schedule fix plan put expect")


def _of_predicates(analysis: Analysis, statement: Statement) -> Iterator[Dated]:
    """Events that a noun names and their verb dates: "the opening of the line has been set for 21 September"."""
    parsed = statement.parsed
    for clause in parsed.clauses:
        subject, verb = clause.subject, clause.verb
        last = verb.last
        if clause.objects and not verb.passive and verb.lemma in _FIXING:
            # "Has fixed the start of the trial for 3 May": what is fixed is the event.
            subject = clause.objects[0]
            hung = [n for n in parsed.nouns if n.first > subject.last and n.prep == "of"][:1]
            last = max(subject.last, *(n.last for n in hung)) if hung else subject.last
        if subject is None or subject.kind != "noun" or verb.lemma not in _SETTING or verb.negated:
            continue
        key = act(subject.head_token.lemma)
        if not subject.definite or key not in _NAMED or clause.relative:
            continue
        times = [w for w in statement.times if _dates(w) and _right_behind(parsed, last, w)]
        if len(times) != 1 or analysis.in_speech(times[0].span):
            continue
        side = party(analysis, parsed, subject)
        span = clipped(Span(subject.start, max(times[0].span.end, parsed.tokens[verb.last].end)))
        yield Dated(
            analysis.document.name,
            span,
            analysis.text(span),
            key,
            times[0],
            side.words,
            side.names,
            statement.speaker,
            noun=True,
            topic=analysis.topic,
            done=(side.words | side.names) - {subject.stem},
        )


def _right_behind(parsed: Parsed, last: int, when: When) -> bool:
    """Whether a time follows a verb with no more than "for", "place on", "to be" between them."""
    at = parsed.number_of(when.span.start)
    between = parsed.tokens[last + 1 : at]
    return last < at <= last + 5 and all(w.tag in (t.PREP, t.ADV, t.AUX) or w.lower in ("to", "place") for w in between)


def _before(nouns: Iterable[NounPhrase], preposition: str, at: int) -> NounPhrase | None:
    if preposition not in ("on", "of"):
        return None
    return next((n for n in nouns if n.last == at - 2), None)


def _at_its_place(nouns: Sequence[NounPhrase], preposition: str, at: int) -> NounPhrase | None:
    """The event of "its arrival at Ceres in July 2027": a noun of an act, with its place between it and the time."""
    if preposition not in ("on", "in"):
        return None
    nearest = next((n for n in nouns if n.last == at - 2), None)
    if nearest is not None and nearest.prep in ("at", "in", "of", "to", "on"):
        before = next((n for n in nouns if n.last == nearest.first - 2), None)
        return before if before is not None and act(before.head_token.lemma) in _NAMED else None
    named = nearest is not None and act(nearest.head_token.lemma) in _NAMED
    return nearest if preposition == "in" and named else None


def hits(block: Iterable[Member[Dated]]) -> Iterator[Hit]:
    """Events of one block with two dates, and dates that miss the weekday another passage gives."""
    held: list[Member[Dated]] = []
    found = Hits()
    for member in block:
        for other in held:
            kind = differ(other.it.when, member.it.when)
            if kind and not found.enough(other, member) and _one_event(other.it, member.it, kind):
                yield found.add(other, member, mark(other, other.it.span), mark(member, member.it.span), detail=kind)
        if len(held) < _MOST:
            held.append(member)


def also_dated(one: Dated, other: Dated, beside: Iterable[Dated]) -> bool:
    """Whether the document of `one` also has such an event at the time of `other`: then there are two events.

    `beside` are the events of that document.
    """
    blocks = set(keys(other))
    return one.document != other.document and any(
        not differ(e.when, other.when) and e.when.year == other.when.year and not blocks.isdisjoint(keys(e))
        for e in beside
    )


def keys(event: Dated) -> Iterator[str]:
    """Blocks: the event with each of its names, or with each of its words when it has no name."""
    about = {part for name in event.names | event.topic for part in name.split()} | event.words - {event.key}
    for thing in sorted(about)[:24]:
        yield f"{event.key}|{thing}"


def differ(one: When, other: When) -> str:
    """`date` when two times of one sort differ, `weekday` when a date has another weekday, else empty."""
    if one.is_date and other.is_date:
        if one.year and other.year and one.year != other.year:
            return ""
        return "date" if (one.month, one.day) != (other.month, other.day) else ""
    if one.month and other.month:
        years = not (one.year and other.year) or one.year == other.year
        return "date" if years and one.month != other.month else ""
    if one.weekday >= 0 and other.full and not one.is_date:
        return "weekday" if _day(other) != one.weekday else ""
    if other.weekday >= 0 and one.full and not other.is_date:
        return "weekday" if _day(one) != other.weekday else ""
    if one.year and other.year and not (one.month or other.month or one.is_date or other.is_date):
        return "date" if one.year != other.year else ""
    return ""


def _day(when: When) -> int:
    found: date | None = when.date
    return found.weekday() if found else -1


def _one_event(one: Dated, other: Dated, kind: str) -> bool:
    if one.document == other.document and one.span.overlaps(other.span):
        return False
    if (
        (one.planned, one.kin) != (other.planned, other.kin)
        or not one_voice(one.speaker, other.speaker)
        or two_authors(one, other)
        or periodic(one)
        or periodic(other)
    ):
        return False
    named = match(one.names, other.names)
    if one.names and other.names and not named:
        return False
    if not (named or (one.noun and other.noun) or _one_story(one, other)) or not one_deed(one, other, kind):
        return False
    shared = (one.words & other.words) - {one.key} - words.LIGHT
    if _one_undergoer(one, other):
        return _once(one, other, named=named)
    if (one.key in _RECURRING or _again(one) or _again(other)) and kind != "weekday":
        again = _again(one) or _again(other)
        least = 2 if one.thing and one.thing == other.thing and not again else 3
        return one.when.is_date and named and len(shared) >= least
    if one.noun and other.noun:
        if kind == "weekday":
            return named or bool(shared) or match(one.topic, other.topic)
        return named and (bool(shared) or one.document == other.document)
    if one.document == other.document and _done_once(one, other, shared):
        return True
    if one.key in _CARRYING and one.thing and other.thing and one.thing != other.thing:
        return False
    if one.key in _CARRYING or one.key in words.LIGHT:
        return (named and bool(shared)) or (len(shared) >= 2 and _one_story(one, other))
    arrived = one.key in _NAMED and len(one.names & other.names) > 1
    # A second landing or opening is rare enough that its thing and place need not be named again.
    least = 2 if one.key in _SELDOM and len(one.story & other.story) > 0 and one.document != other.document else 3
    return (named and (bool(shared) or arrived)) or (len(shared) >= least and _one_story(one, other))


def _done_once(one: Dated, other: Dated, shared: frozenset[str]) -> bool:
    """Whether two passages of a text tell one act: to one thing, or on days that are a slip apart."""
    if shared and one.key in _NAMED and _misread(one.when, other.when):
        return True
    return bool(one.thing) and one.thing == other.thing and one.when.is_date


def _misread(one: When, other: When) -> bool:
    """Whether two days of one month and year are a slip apart ("4 August 1901", "14 August 1901")."""
    if not (one.year and one.day and other.day) or (one.year, one.month) != (other.year, other.month):
        return False
    return abs(one.day - other.day) in (10, 20) or sorted(f"{one.day:02}") == sorted(f"{other.day:02}")


def _one_story(one: Dated, other: Dated) -> bool:
    """Whether acts that no name joins can be of one story: "the club bought the site" is said of any club."""
    if one.document == other.document or not (one.story and other.story):
        return True
    return match(one.story, other.story)


def _one_undergoer(one: Dated, other: Dated) -> bool:
    """Whether an act happens to one person or thing; in one text "her death" is that of whom it names before."""
    if one.undergoer and not other.undergoer:
        return one.document == other.document
    return bool(one.undergoer) and same_name(one.undergoer, other.undergoer)


def _once(one: Dated, other: Dated, *, named: bool) -> bool:
    """Whether what happened to one thing can have happened only once, so that two dates of it are a slip."""
    days = one.when.is_date and other.when.is_date
    if one.key in _SELDOM and one.key not in _ONCE and _elsewhere(one, other):
        return False
    return (one.document == other.document or named) and (days or one.key not in _SELDOM or one.key in _ONCE)


def one_deed(one: Dated, other: Dated, kind: str) -> bool:
    """Whether two acts dated by year or month alone are done to one thing: what is sold in 2021 is not sold in 2022."""
    if kind != "date" or (one.when.day and other.when.day):
        return True
    if _one_undergoer(one, other):
        return True
    mine, theirs = one.done - words.LIGHT, other.done - words.LIGHT
    amounts, others = _amounts(one), _amounts(other)
    if any(word[:1].isdigit() for word in mine | theirs) or (amounts and others and not amounts & others):
        return False
    return bool(mine & theirs) or not (mine and theirs)


_NUMBER = regex.compile(r"(?<![\p{L}\d])\d[\d.,]*+")


def _amounts(event: Dated) -> frozenset[str]:
    """The numbers of a passage beside its date."""
    start, when = event.span.start, event.when.span
    said = event.quote[: max(0, when.start - start)] + " " + event.quote[max(0, when.end - start) :]
    return frozenset(_NUMBER.findall(said))


def _elsewhere(one: Dated, other: Dated) -> bool:
    """Whether each passage says of its act what the other does not ("resigned as chair", "resigned from the board")."""
    known = {one.key, one.undergoer, other.undergoer} | words.PRONOUNS
    mine, theirs = one.words - known, other.words - known
    return bool(mine and theirs) and not mine & theirs


def recurs(event: Dated) -> bool:
    """Whether an act comes again and again, or is said to have come again."""
    return event.key in _RECURRING or _again(event)


_PERIODIC = regex.compile(
    r"\b(?:(?:bi-?)?(?:week|month|quarter|year)ly|annual(?:ly)?|every (?:week|month|year))\b", regex.IGNORECASE
)


_EACH_TIME = frozenset(map(words.stem, words.listed("weekly monthly quarterly yearly annual")))


def periodic(event: Dated) -> bool:
    """Whether a text says of an act that it comes every month or year: two days of it are two of them."""
    return not event.words.isdisjoint(_EACH_TIME) or _PERIODIC.search(event.quote) is not None


def _again(event: Dated) -> bool:
    return bool(_AGAIN.search(event.quote))


def tell(one: Dated, other: Dated, kind: str) -> Conflict:
    """The conflict of two dates."""
    if kind == "weekday" and not (one.when.full or other.when.full):
        message = f"One event has two weekdays: {written(one.when)} and {written(other.when)}."
    elif kind == "weekday":
        dated, named = (one, other) if one.when.full else (other, one)
        message = (
            f"{written(dated.when)} was a {WEEKDAYS[_day(dated.when)].capitalize()}, "
            f"but another passage puts it on a {WEEKDAYS[named.when.weekday].capitalize()}."
        )
    else:
        message = f"One event has two dates: {written(one.when)} and {written(other.when)}."
    return Conflict(
        kind,
        "likely",
        tuple(Evidence(document=e.document, span=e.span, quote=e.quote, label=written(e.when)) for e in (one, other)),
        message,
        caveat="The passages may be about two events of the same sort.",
        resolution="Check the date of the event.",
    )


def two_days(one: Day, other: Day) -> Conflict:
    """The conflict of two days that two accounts give for one thing."""
    return Conflict(
        "date",
        "likely",
        tuple(Evidence(document=d.document, span=d.span, quote=d.quote, label=written(d.when)) for d in (one, other)),
        f"One event has two dates: {written(one.when)} and {written(other.when)}.",
        caveat="The passages may be about two events of the same sort.",
        resolution="Check the date of the event.",
    )


def written(when: When) -> str:
    """A time expression in plain words."""
    parts = []
    if when.weekday >= 0 and not when.is_date:
        parts.append(WEEKDAYS[when.weekday].capitalize())
    if when.day:
        parts.append(str(when.day))
    if when.month:
        parts.append(MONTHS[when.month - 1].capitalize())
    if when.year:
        parts.append(str(when.year))
    return " ".join(parts)
