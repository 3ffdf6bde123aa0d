"""Polarity: one thing is said to be done and not done, allowed and refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from msgspec.structs import replace

from normalize.claims import vocabulary as v
from normalize.claims import words
from normalize.claims.blocks import Hit, Member, hit
from normalize.claims.calendar import one_time, only_one_past
from normalize.claims.events import Event, Party
from normalize.claims.explain import of_passage
from normalize.claims.names import clash, match
from normalize.claims.topics import one_account, one_topic, same_voice, two_authors
from normalize.model import Conflict

#: A block with more statements than this is a turn of phrase; only its first ones are compared.
_MOST = 200


class Stance(msgspec.Struct, frozen=True):
    """What is said of a topic under a key: `sign` +1 for yes, -1 for no. `only` names those it is limited to."""

    event: Event
    key: str
    sign: int
    topic: Party
    actor: Party | None = None
    only: frozenset[str] = frozenset()


def stances_of(event: Event) -> Iterator[Stance]:
    """The yes and no in an event, if it speaks of what is or will be."""
    yield from _limited(event)
    yield from _permitted(event)
    yield from _going(event)
    yield from _admitted(event)
    if event.modality != "possible":
        yield from _decision(event)
        yield from _there(event)
        yield from _resolved(event)
        yield from _done(event)


def _decision(event: Event) -> Iterator[Stance]:
    if event.modality in ("possible", "planned"):
        return
    if event.patient is None:
        yield from _on(event)
        return
    if verdict := _verdict(event):
        yield Stance(event, "verdict", verdict, event.patient, event.agent)
        return
    if event.patient.head in _LEAVE and event.root in _GIVING and not event.nominal:
        yield Stance(event, "decision", -1 if event.negated else 1, event.patient)
        return
    table = v.DECISION_NOUNS if event.nominal else v.DECISIONS
    for key in (f"{event.root} {event.particle}", event.root):
        if key in table:
            sign = -table[key] if event.negated else table[key]
            yield Stance(event, "decision", sign, _whereabouts(event, event.patient), event.agent)
            return


#: What is given, got or refused to let a thing go ahead, and the verbs by which it is given or got.
_LEAVE = frozenset(map(words.stem, words.listed("permission approval consent licence license authorisation")))
_GIVING = words.listed("give grant get receive obtain win secure")


def _on(event: Event) -> Iterator[Stance]:
    """Decisions whose object a preposition brings: "agreed to the plan", "voted against the bill"."""
    for prep, side in event.others:
        sign = 0 if event.nominal or side.pronoun else v.DECISIONS_ON.get(f"{event.root}/{prep}", 0)
        if sign:
            yield Stance(event, "decision", -sign if event.negated else sign, side, event.agent)
            return


def _going(event: Event) -> Iterator[Stance]:
    """Whether something or somebody goes on, or stops: for accounts of one story, as within a text both may hold."""
    if event.nominal or event.modality == "planned" or (event.modality == "possible" and event.modal not in _ALLOWING):
        return
    for key in (f"{event.root} {event.particle}", event.root):
        sign = v.GOING_ON.get(key, 0)
        if not sign:
            continue
        side = event.patient if event.patient is not None and key not in v.OF_ONESELF else event.agent
        if side is not None and side.head:
            yield Stance(event, GOES, -sign if event.negated else sign, side, event.agent)
        return


#: "May stay open" is a leave when the other account has "must close"; else it may be a guess.
_ALLOWING = ("can", "may")


def _admitted(event: Event) -> Iterator[Stance]:
    """Whether somebody owns up: "has confessed", "denies the theft"."""
    if event.nominal or event.modality or event.negated or event.agent is None or event.agent.pronoun:
        return
    sign = v.ADMITTING.get(f"{event.root} {event.particle}", v.ADMITTING.get(event.root, 0))
    if sign:
        yield Stance(event, ADMITS, sign, event.agent, event.agent)


def _there(event: Event) -> Iterator[Stance]:
    """Whether there was such a thing at all: "no warning was given", "a warning was issued", "will not appeal"."""
    if event.nominal or event.modality in ("possible", "planned"):
        return
    if event.root in v.SUPPORT and event.patient is not None and event.patient.head:
        sign = -1 if event.negated != event.patient.negative else 1
        yield Stance(event, f"{THERE}:{event.patient.head}", sign, event.patient, event.agent)
    elif event.patient is None and event.agent is not None and event.root not in words.LIGHT:
        topic = Party(words.stem_of_lemma(event.root), frozenset(), frozenset(), definite=True)
        # "No one died".
        sign = -1 if event.negated != event.agent.negative else 1
        yield Stance(event, f"{THERE}:{topic.head}", sign, topic, event.agent)


#: Stances that are compared between accounts of one story only.
GOES, THERE, ADMITS = "goes", "there", "admits"


def _verdict(event: Event) -> int:
    """+1 for a verdict of guilty, -1 for one that clears, 0 for none."""
    if event.root == "find" and event.adjective.startswith("guilty"):
        return -1 if event.negated else 1
    if event.root == "find" and event.adjective.startswith("not guilty"):
        return -1
    if event.root in ("convict", "acquit"):
        return (1 if event.root == "convict" else -1) * (-1 if event.negated else 1)
    return -1 if event.root == "clear" and not event.negated and any(prep == "of" for prep, _ in event.others) else 0


#: Verbs by which a body settles what it will do, and those by which it settles that it will not.
_RESOLVING, _REFUSING = words.listed("vote decide agree resolve opt choose"), words.listed("refuse decline against")


def _resolved(event: Event) -> Iterator[Stance]:
    """What somebody votes or decides to do, or not to do: the act is the topic."""
    if event.nominal or event.agent is None:
        return
    topic, sign = event.agent, 0
    if event.governor in _RESOLVING or event.governor in _REFUSING:
        sign = -1 if (event.governor in _REFUSING or event.negated) else 1
        side = event.patient
        stems = side.words if side else frozenset[str]()
        topic = Party(words.stem_of_lemma(event.root), stems, side.names if side else frozenset(), definite=True)
    elif event.root in ("vote", "decide") and not event.negated:
        side = next((side for prep, side in event.others if prep == "against"), None)
        if side is not None and not side.pronoun:
            sign, topic = -1, replace(side, definite=True)
    if sign and topic.head:
        yield Stance(event, "resolve", sign, topic, event.agent)


def _permitted(event: Event) -> Iterator[Stance]:
    """What may be done, and what must not be done."""
    allowed = event.modal in ("may", "can") and not event.negated
    refused = event.modal in ("may", "must", "can") and event.negated
    if event.patient is None or event.patient.pronoun or event.nominal:
        return
    if (allowed or refused) and event.agent is not None:
        key = f"may:{words.stem_of_lemma(event.root)}"
        yield Stance(event, key, 1 if allowed else -1, event.patient, event.agent)


def _whereabouts(event: Event, topic: Party) -> Party:
    """A topic with what its decision is limited to: "dogs … on the beach at Arle" are those of that beach."""
    if topic.names or topic.definite or event.nominal:
        return topic
    sides = [
        side for prep, side in event.others if prep in ("on", "in", "at", "from", "for", "to") and not side.pronoun
    ]
    stems = topic.words.union(*(side.words for side in sides))
    return replace(topic, words=stems, names=topic.names.union(*(side.names for side in sides)))


def _done(event: Event) -> Iterator[Stance]:
    """Statements that something is done to somebody ("will be paid"), also as "receive no pay"."""
    if event.nominal or event.modality in ("possible", "planned"):
        return
    if event.patient is None:
        if event.agent is not None and event.root not in words.LIGHT and not event.agent.pronoun:
            yield Stance(event, f"do:{words.stem_of_lemma(event.root)}", -1 if event.negated else 1, event.agent)
        return
    sign = -1 if event.negated or event.patient.negative else 1
    if event.root in v.RECEIVING and event.agent is not None and event.patient.head:
        yield Stance(event, f"do:{event.patient.head}", sign, event.agent)
    elif event.root not in words.LIGHT and event.root not in v.DECISIONS:
        sign = -sign if event.agent is not None and event.agent.negative else sign
        yield Stance(event, f"do:{words.stem_of_lemma(event.root)}", sign, event.patient, event.agent)


def _limited(event: Event) -> Iterator[Stance]:
    """ "Open only to residents", and who else is said to have access ("tenants as well as residents")."""
    if event.nominal or event.negated:
        return
    topic = event.agent or event.patient
    allowed = next((p for prep, p in event.others if prep in ("to", "for")), None)
    if allowed is not None and topic is not None:
        lower = event.quote.lower()
        if any(cue in lower for cue in v.LIMITING):
            yield Stance(event, "access", -1, topic, None, allowed.words | allowed.names)
    if event.root in v.ACCESS_VERBS and event.agent is not None and event.patient is not None:
        yield Stance(event, "access", 1, event.patient, event.agent, event.words | event.names)


def keys(stance: Stance) -> Iterator[str]:
    """What is said of what."""
    if stance.key in (GOES, ADMITS) or stance.key.startswith(THERE):
        return
    yield f"{stance.key}|{stance.topic.head}"


def hits(block: Iterable[Member[Stance]]) -> Iterator[Hit]:
    """Topics of one block with a yes and a no, each once."""
    held: list[Member[Stance]] = []
    for member in block:
        for other in held:
            if other.it.sign != member.it.sign and _contradict(other.it, member.it):
                yield hit(other, member, (*_said(member.it), *sorted(member.it.topic.names | other.it.topic.names)))
                break
        if len(held) < _MOST:
            held.append(member)


def _said(stance: Stance) -> tuple[str, str]:
    return stance.key, stance.topic.head


def _contradict(one: Stance, other: Stance) -> bool:
    near = one.event.document == other.event.document
    if not same_voice(one.event, other.event) or two_authors(one.event, other.event):
        return False
    if not one_topic(one.topic, other.topic, near=near or _one_decider(one, other) or _one_case(one, other)):
        return False
    if one.topic.telling != other.topic.telling:
        # "The first bill", "the bill"; "the old plan", "the plan".
        return False
    if one.key == "access":
        return _shut_out(*sorted((one, other), key=lambda s: s.sign))
    if one.topic.words - other.topic.words and other.topic.words - one.topic.words and not one.topic.definite:
        # "Banned from the pier", "allowed on the beach".
        return False
    mine, theirs = one.event.times, other.event.times
    if not one_time(mine, theirs) or only_one_past(mine, theirs):
        return False
    return not other_actor(one.actor, other.actor) and _same_sentence_apart(one.event, other.event)


def _one_case(one: Stance, other: Stance) -> bool:
    """Whether two accounts of one story decide on a thing that both call by the same definite noun."""
    return one.topic.definite and other.topic.definite and one_account(one.event, other.event)


#: What a body that is known by its name and place decides once.
_OF_BODIES = ("decision", "resolve", "verdict")


def _one_decider(one: Stance, other: Stance) -> bool:
    """Whether one named body decides in both ("the court in Arle dismissed the appeal")."""
    if one.key not in _OF_BODIES or one.actor is None or other.actor is None:
        return False
    if one.actor.head != other.actor.head and words.stem(one.actor.head) != words.stem(other.actor.head):
        return False
    if not (one.topic.definite and other.topic.definite):
        return False
    return match(one.actor.names, other.actor.names)


def _shut_out(limit: Stance, access: Stance) -> bool:
    """Whether somebody has access whom the limit leaves out: named beside those whom it lets in."""
    assert access.actor is not None
    outsider = (access.actor.words | access.actor.names) - limit.only
    return bool(outsider) and bool(limit.only & access.only) and not access.actor.words & limit.only


def other_actor(one: Party | None, other: Party | None) -> bool:
    """Whether two different actors decide: then both statements may hold."""
    if one is None or other is None or one.pronoun or other.pronoun:
        return False
    if one.head == other.head:
        return clash(one.own, other.own)
    if one.own and other.own:
        return clash(one.own, other.own)
    return not (one.words & other.words or one.names & other.names)


def _same_sentence_apart(one: Event, other: Event) -> bool:
    """Statements in one sentence are told apart by the sentence itself ("refused it, then allowed it")."""
    return one.document != other.document or one.sentence != other.sentence


def tell(one: Stance, other: Stance, _: str) -> Conflict:
    """The conflict of a yes and a no."""
    what = one.topic.label or one.topic.head
    return Conflict(
        "polarity",
        "likely",
        (of_passage(one.event), of_passage(other.event)),
        f"Two passages on the {what} exclude each other: “{_short(one)}” and “{_short(other)}”.",
        caveat="They may be about two cases or two times.",
        resolution="Check which of the two holds.",
    )


def _short(stance: Stance) -> str:
    quote = " ".join(stance.event.quote.split())
    return quote if len(quote) <= 90 else quote[:88] + "…"
