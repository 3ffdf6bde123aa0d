"""What two accounts of one story say was done: approved or refused, changed or left as it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from normalize.claims import change, polarity, synonyms, words
from normalize.claims.calendar import one_time, only_one_past
from normalize.claims.change import Change
from normalize.claims.events import Party
from normalize.claims.names import clash, match
from normalize.claims.polarity import Stance
from normalize.claims.reading import Reading
from normalize.claims.topics import one_voice
from normalize.claims.vocabulary import OPPOSED
from normalize.model import Conflict


def conflicts(one: Reading, other: Reading) -> Iterator[Conflict]:
    """Acts and states that two accounts of one story tell in opposite ways."""
    yield from _changes(one.changes, other.changes)
    yield from _stances(one.stances, other.stances)


def _changes(mine: Sequence[Change], theirs: Sequence[Change]) -> Iterator[Conflict]:
    for one in mine:
        for other in theirs:
            if other.state in change.OPPOSITE[one.state] and _one_change(one, other):
                if any(c.state == other.state and _one_change(c, other) for c in mine):
                    continue
                if any(c.state == one.state and _one_change(c, one) for c in theirs):
                    continue
                steady, moved = (one, other) if one.state in (change.SAME, change.GOING) else (other, one)
                yield change.tell(steady, moved, "likely")
                break


def _one_change(one: Change, other: Change) -> bool:
    """Whether two statements about change can be of one thing."""
    if one.event.quoted or other.event.quoted or not one_voice(one.event.speaker, other.event.speaker):
        return False
    if not one_time(one.times, other.times) or one.container or other.container:
        return False
    return _overlap(one.topic, other.topic) >= _ENOUGH


#: What two topics need in common: a head and nothing against it, or two words.
_ENOUGH = 1.0


def _overlap(one: Party, other: Party) -> float:
    """How much speaks for two phrases of two accounts meaning one thing; 0 when something speaks against it."""
    if one.pronoun or other.pronoun or clash(one.names, other.names):
        return 0.0
    mine, theirs = _content(one), _content(other)
    common = synonyms.shared(mine, theirs)
    if one.head and synonyms.one_concept(one.head, other.head):
        if (
            (mine - common - {one.head})
            and (theirs - synonyms.shared(theirs, mine) - {other.head})
            and not (common - {one.head})
        ):
            # "The gold medal", "the silver medal".
            return 0.5
        return 1.5
    if match(one.own, other.names) and not theirs - {other.head}:
        # "Ewan Strachan", "the founder, Ewan Strachan".
        return 1.0
    if match(other.own, one.names) and not mine - {one.head}:
        return 1.0
    if (one.head in _PRICES and other.head in mine) or (other.head in _PRICES and one.head in theirs):
        # "Ticket prices", "tickets".
        return 1.0
    return 0.5 * len(common) + 0.5 * match(one.names, other.names)


_PRICES = frozenset(map(words.stem, words.listed("price fare fee cost rate charge tariff")))


def _content(side: Party) -> frozenset[str]:
    parts = {part for name in side.names for part in name.split()} | set(side.names)
    return frozenset((side.words | {side.head}) - words.LIGHT - parts - {""})


def _stances(mine: Sequence[Stance], theirs: Sequence[Stance]) -> Iterator[Conflict]:
    for one in mine:
        for other in theirs:
            if not _opposed(one, other) or not _one_case(one, other, mine, theirs):
                continue
            if any(_agrees(s, other) for s in mine) or any(_agrees(s, one) for s in theirs):
                # One of the accounts tells both: first refused, then allowed.
                continue
            yield polarity.tell(one, other, "")
            break


def _opposed(one: Stance, other: Stance) -> bool:
    """Whether two stances say yes and no, or tell two opposite acts."""
    if one.key == "access" or other.key == "access" or one.event.nominal != other.event.nominal:
        return False
    modals = {one.event.modal, other.event.modal}
    if "may" in modals and "must" not in modals:
        return False
    if one.sign != other.sign:
        return _one_key(one.key, other.key)
    first, second = one.key.partition(":"), other.key.partition(":")
    return first[0] == second[0] == "do" and frozenset((first[2], second[2])) in OPPOSED


def _one_key(one: str, other: str) -> bool:
    if one == other:
        return True
    first, second = one.partition(":"), other.partition(":")
    return first[0] == second[0] and bool(first[2]) and synonyms.one_concept(first[2], second[2])


def _one_case(one: Stance, other: Stance, mine: Sequence[Stance], theirs: Sequence[Stance]) -> bool:
    if one.event.quoted or other.event.quoted or not one_voice(_voice(one), _voice(other)):
        return False
    times = change.without_base(one.event), change.without_base(other.event)
    if not one_time(*times) or only_one_past(*times) or polarity.other_actor(one.actor, other.actor):
        return False
    if _overlap(one.topic, other.topic) >= _ENOUGH:
        # "It ran", "the programme did not run": that the verb is one says nothing of whoever does it.
        return not _bare_act(one) or not _bare_act(other) or _one_doer(one, other)
    if one.key == polarity.ADMITS:
        # "The electrician has confessed", "the suspect denies it": the only ones of whom such a thing is said.
        return all(sum(s.key == polarity.ADMITS for s in side) == 1 for side in (mine, theirs))
    return one.key == "decision" and _only_decision(one, other, mine, theirs)


def _bare_act(stance: Stance) -> bool:
    """Whether the topic of a stance is the act itself ("will not appeal")."""
    return stance.key.startswith(polarity.THERE) and stance.event.patient is None and not stance.event.nominal


def _one_doer(one: Stance, other: Stance) -> bool:
    if one.actor is None or other.actor is None or one.actor.pronoun or other.actor.pronoun:
        return False
    return _overlap(one.actor, other.actor) > 0


def _voice(stance: Stance) -> str:
    """Who says it; nobody but the article when whoever says it tells of what they did themselves."""
    speaker, actor = stance.event.speaker, stance.event.agent
    own = actor is not None and (speaker in (actor.head, actor.label) or speaker in actor.names)
    return "" if own else speaker


def _only_decision(one: Stance, other: Stance, mine: Sequence[Stance], theirs: Sequence[Stance]) -> bool:
    """Whether one body takes one decision in each account: then it is the same, whatever they call its object."""
    if one.actor is None or other.actor is None or not synonyms.one_concept(one.actor.head, other.actor.head):
        return False
    if clash(one.topic.names, other.topic.names):
        return False
    return all(sum(s.key == "decision" for s in side) == 1 for side in (mine, theirs))


def _agrees(one: Stance, other: Stance) -> bool:
    """Whether one says of a thing what the other says."""
    return one.sign == other.sign and _one_key(one.key, other.key) and _overlap(one.topic, other.topic) > 0
