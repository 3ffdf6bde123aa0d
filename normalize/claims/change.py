"""Change: something is said to be unchanged, and also to have been changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec
import regex

from normalize.claims import vocabulary as v
from normalize.claims import words
from normalize.claims.blocks import Hit, Member
from normalize.claims.calendar import When, one_time
from normalize.claims.events import Event, Party
from normalize.claims.explain import of_passage
from normalize.claims.names import clash, match
from normalize.claims.topics import one_account, one_voice, speaks_of_itself, two_authors
from normalize.model import Conflict

_ARRANGEMENTS = frozenset(map(words.stem, v.ARRANGEMENTS))
SAME, GOING, CHANGED, ENDED = "same", "going", "changed", "ended"


class Change(msgspec.Struct, frozen=True):
    """What an event says about a topic: that it is as before, goes on, was changed or ended."""

    event: Event
    state: str
    topic: Party
    times: tuple[When, ...]
    container: bool = False


def changes_of(event: Event) -> Iterator[Change]:
    """The statements about change in an event. What "we" do with our own things is upkeep ("maintaining our site")."""
    if event.modality in ("possible", "planned") or speaks_of_itself(event):
        return
    if event.nominal:
        yield from _nominal(event)
        return
    state = _state(event)
    if state:
        topic = event.patient if event.root in ("leave", "keep", "hold") else event.agent or event.patient
        if topic is not None:
            # "unchanged from last winter": the time is what it is compared with, not when it holds.
            yield Change(event, state, topic, without_base(event))
        return
    yield from _verbal(event)


def _state(event: Event) -> str:
    said = event.adjective
    if not said or event.negated:
        return ""
    if event.root in ("leave", "keep") and any(f" {state}" in said for state in v.SAME_STATES):
        # "Left its prices as they were".
        return SAME
    if any(said.startswith(s) or f" {s}" in said for s in v.SAME_STATES[:3]) or said.startswith(v.SAME_STATES):
        return SAME
    bare = said.removeprefix("still ").removeprefix("also ")
    if event.root in ("leave", "keep") and any(f" {state}" in said for state in v.GOING_STATES):
        # "Left the ban on camping in place".
        return GOING
    return GOING if bare.startswith(v.GOING_STATES) else ""


def without_base(event: Event) -> tuple[When, ...]:
    """The times of an event but for those that it is compared with, or lasts until."""
    quote, start = event.quote, event.span.start
    return tuple(
        w for w in event.times if not quote[: w.span.start - start].rstrip().endswith(("from", "since", "until"))
    )


def _verbal(event: Event) -> Iterator[Change]:
    if _steady(event) and event.patient is not None and event.patient.head and not event.negated:
        # "Kept its forecast", "stuck to its target": nothing of it has changed.
        yield Change(event, SAME, event.patient, without_base(event))
        return
    if event.root == "add" and not event.negated and event.patient is not None and not event.patient.names:
        # "Added $4 to its charge".
        yield from (Change(event, CHANGED, side, event.times) for prep, side in event.others if prep == "to")
    if event.root in _COSTING and event.agent is not None and _DEARER.search(event.quote):
        # "Tickets will cost £2 more".
        yield Change(event, CHANGED, event.agent, event.times)
        return
    if event.patient is not None and event.patient.head and (carried := _carried_on(event)):
        # "Has stopped making the syrup", "is still producing it".
        yield Change(event, carried, event.patient, event.times)
    ended = event.root in v.END_VERBS
    if event.root in v.CHANGE_VERBS or ended:
        state = ENDED if ended or event.root in v.LIFTING else CHANGED
        if event.negated:
            state = SAME
        if event.patient is not None and event.patient.head:
            yield Change(event, state, event.patient, event.times)
        if event.agent is not None and not event.negated and not ended and event.patient is not None:
            yield Change(event, CHANGED, event.agent, event.times, container=True)
    if event.root in v.SHIFT_VERBS and (event.patient is None or not event.patient.words) and event.agent is not None:
        yield Change(event, SAME if event.negated else CHANGED, event.agent, event.times)
    if event.root in ("go", "put") and event.particle in ("up", "down"):
        topic = event.agent if event.root == "go" else event.patient
        if topic is not None:
            yield Change(event, CHANGED, topic, event.times)


_STILL = regex.compile(r"\b(?:is|are|was|were) still \p{L}+ing\b")


def _carried_on(event: Event) -> str:
    """Whether what is done to a thing goes on or has been given up; empty where nothing says so."""
    if event.governor in ("stop", "cease", "quit"):
        return ENDED
    going = event.governor in ("continue", "keep") or _STILL.search(event.quote)
    return GOING if going and not event.negated else ""


#: "It keeps all parts in one place" is no word about change.
_STORED = regex.compile(r"\b(?:keep|maintain|preserve)\w*+ (?:all|every|each|both|cop(?:y|ies)|records?|track|an?)\b")
_COSTING = words.listed("cost pay charge earn be become get")
_DEARER = regex.compile(r"\b(?:cost|pay|charge|earn)\w*+ [^.;,]{0,24}\b(?:more|less)\b|\b(?:dearer|cheaper)\b")


def _steady(event: Event) -> bool:
    """Whether a verb leaves a thing as it is; "confirm" does so with what is one's own ("confirmed its rating")."""
    own = event.root in ("confirm", "affirm") and any(f" {word} " in event.quote for word in ("its", "their", "his"))
    stored = _STORED.search(event.quote) is not None
    return (event.root in v.STEADY_VERBS and not stored) or own


def _nominal(event: Event) -> Iterator[Change]:
    topic = event.patient
    if topic is None or event.quote.lower().startswith(_UNSETTLED):
        return
    if event.root in v.CHANGE_NOUNS:
        yield Change(event, SAME if event.negated else CHANGED, topic, event.times)
    elif event.root in v.END_NOUNS and not event.negated:
        yield Change(event, ENDED, topic, event.times)


#: "A change", "any change": one that may be wished, feared or ruled out; "the change" has been made.
_UNSETTLED = ("a ", "an ", "any ", "another ", "no ")

OPPOSITE = {SAME: (CHANGED, ENDED), GOING: (ENDED,), CHANGED: (SAME,), ENDED: (SAME, GOING)}


#: A topic on which more passages than this say "unchanged" is a phrase, not a topic; of all passages on one, …
_MOST = 200
#: … the first ones are compared.
_MOST_MEMBERS = 5000


def hits(block: Iterable[Member[Change]]) -> Iterator[Hit]:
    """Topics of one block that are unchanged here and changed there, each once."""
    members = list(islice(block, _MOST_MEMBERS))
    start, told = (*members[0].place, members[0].rank), set()
    for one in [c for c in members if c.it.state in (SAME, GOING)][:_MOST]:
        for other in members:
            if other.it.state in OPPOSITE[one.it.state] and one.it.event.quote not in told:
                confidence = _confidence(one.it, other.it)
                if confidence:
                    told.add(one.it.event.quote)
                    yield Hit((*start, *one.place, *other.place), one.place, other.place, detail=confidence)
                    break


def keys(change: Change) -> Iterator[str]:
    """The topic, and for an arrangement those who are part of it."""
    if not change.event.quoted:
        yield from _keys(change)


def _keys(change: Change) -> Iterator[str]:
    if change.topic.head:
        yield f"{change.topic.head}"
    if change.topic.head in _ARRANGEMENTS and (change.topic.names or (change.event.agent and change.event.agent.own)):
        yield "arrangement:" + "|".join(sorted(_participants(change))[:2])


def _participants(change: Change) -> frozenset[str]:
    agent = change.event.agent.own if change.event.agent and not change.container else frozenset()
    return change.topic.names | agent


def _confidence(one: Change, other: Change) -> str:
    if one.state != GOING and not one_time(one.times, other.times):
        return ""
    if not one_voice(one.event.speaker, other.event.speaker):
        return ""
    if one.topic.head != other.topic.head:
        both = _participants(one) & _participants(other)
        return "review" if len(both) > 1 else ""
    if clash(_participants(one), _participants(other)):
        return ""
    mine, theirs = one.topic.words - {one.topic.head}, other.topic.words - {other.topic.head}
    shared = mine & theirs
    if match(_participants(one), _participants(other)) or shared:
        return "" if (mine - theirs and theirs - mine and not shared) else "likely"
    if one.event.document != other.event.document:
        container = one.container or other.container
        if container or one.event.nominal or other.event.nominal or two_authors(one.event, other.event):
            return ""
        if not one_account(one.event, other.event):
            return ""
    return "likely" if not mine or not theirs else ""


def tell(one: Change, other: Change, confidence: str) -> Conflict:
    """The conflict of two statements about change."""
    first, second = sorted((one, other), key=lambda c: (c.event.document, c.event.span))
    what = one.topic.head if one.topic.head in one.topic.names else _topic_words(one)
    many = one.topic.head not in one.topic.names and words.plural(one.topic.label)
    ended = ("were " if many else "was ") + ("ended" if other.state == ENDED else "changed")
    still = ("go on" if many else "goes on") if one.state == GOING else ("are" if many else "is") + " unchanged"
    return Conflict(
        "change",
        confidence,
        (of_passage(first.event), of_passage(second.event)),
        f"One passage says that {what} {still}, the other that {'they' if many else 'it'} {ended}.",
        caveat="The two passages may mean different parts of it, or different times.",
        resolution="Check what changed, and say in both places the same.",
    )


def _topic_words(change: Change) -> str:
    return f"the {change.topic.label}" if change.topic.label else "something"
