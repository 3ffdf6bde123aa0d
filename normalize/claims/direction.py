"""Direction: who does it to whom. "A buys B" here and "B buys A" there cannot both hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec
import regex

from normalize.claims import words
from normalize.claims.blocks import Hit, Member, hit
from normalize.claims.calendar import one_time
from normalize.claims.events import Event, Party
from normalize.claims.explain import of_fact, of_passage, source_of
from normalize.claims.names import bare, same_name
from normalize.claims.vocabulary import CARRIERS, RELATION_NOUNS, RELATION_VERBS, RELATION_WORDS
from normalize.model import Conflict, Evidence, Fact, Facts

_CARRIERS = frozenset(map(words.stem, CARRIERS))


class Relation(msgspec.Struct, frozen=True):
    """`doer` does `relation` to `target`; `loose` are further names that the grammar leaves open as doer."""

    event: Event
    relation: str
    doer: frozenset[str]
    target: frozenset[str]
    loose: frozenset[str] = frozenset()


def relations_of(event: Event) -> Iterator[Relation]:
    """The relations that an event states, if it is not denied and both sides may have names."""
    if event.negated or event.modality == "possible":
        return
    table = RELATION_NOUNS if event.nominal else RELATION_VERBS
    plain = f"{event.root} {event.particle}" if event.particle else event.root
    for key in (plain, event.root):
        if not event.nominal and key in table and event.patient is not None:
            yield from _directed(event, table[key], named(event.agent), named(event.patient))
            break
    if event.root == "sell" and event.patient is not None and not event.nominal:
        # Whoever is sold to somebody belongs to them.
        buyers = (other for prep, other in event.others if prep == "to")
        yield from (r for buyer in buyers for r in _directed(event, "own", named(buyer), named(event.patient)))
    if event.root == "take" and event.particle == "over":
        # "Takes over the firm from B": she follows him.
        before = (other for prep, other in event.others if prep == "from")
        yield from (r for other in before for r in _directed(event, "succeed", named(event.agent), named(other)))
    if event.root in ("take", "drag", "haul") and _to_court(event):
        yield from _directed(event, "sue", named(event.agent), named(event.patient))
    for prep, other in event.others:
        if (relation := table.get(f"{event.root}/{prep}")) and _asks(event, prep, other):
            yield from _directed(event, relation, named(event.agent), named(other))


def _to_court(event: Event) -> bool:
    """Whether somebody is taken "to court"."""
    return any(prep == "to" and other.head in ("court", "tribun") for prep, other in event.others)


def _asks(event: Event, prep: str, other: Party) -> bool:
    """Whether the words between verb and preposition fit: "hold a stake in", "file a lawsuit against"."""
    head = event.patient.head if event.patient else ""
    if event.root in ("hold", "own") and prep == "of":
        return head[:1].isdigit() or head in ("half", "third", "quarter", "stake", "share", "most", "major")
    if event.root == "hold":
        return head in ("stake", "share", "major") or "stake" in (event.patient.words if event.patient else ())
    if event.root == "place":
        return prep == "with" and head == "order"
    if event.root == "file":
        return prep == "against" and head in ("lawsuit", "suit", "complaint", "claim", "case")
    return not other.pronoun


def _directed(event: Event, relation: str, doer: frozenset[str], target: frozenset[str]) -> Iterator[Relation]:
    loose = event.loose
    if relation.startswith("-"):
        relation, doer, target, loose = relation[1:], target, doer, frozenset()
    if all(name.startswith(_THE) for name in doer | target):
        return
    if target and (doer or loose) and not doer & target:
        yield Relation(event, relation, doer, target, loose - doer)


def named(side: Party | None) -> frozenset[str]:
    """The names that can act for a party: its own, if it is a name or a noun that stands for one."""
    if side is None or side.negative:
        return frozenset()
    if side.head in side.own or (side.own and side.head in _CARRIERS):
        return side.own
    if side.called and not side.own:
        return side.called
    if side.definite and side.label and not (side.pronoun or side.names):
        # "The city": who that is depends on the other side, which must have a name.
        return frozenset({f"{_THE}{side.label}"})
    return frozenset()


#: What a party without a name is called by.
_THE = "the "


def fact_conflicts(relations: Iterable[Relation], facts: Facts) -> Iterator[Conflict]:
    """Relations that go the other way by the facts."""
    stated = stated_relations(facts)
    for relation in relations if stated else ():
        yield from _against_facts(relation, stated)


def keys(relation: Relation) -> Iterator[str]:
    """The relation with each pair of names, whichever way it goes."""
    for doer, target in _pairs(relation):
        yield "|".join((relation.relation, *sorted((doer, target))))


def _pairs(relation: Relation) -> Iterator[tuple[str, str]]:
    return ((doer, target) for doer in sorted(relation.doer) for target in sorted(relation.target))


def hits(block: Iterable[Member[Relation]]) -> Iterator[Hit]:
    """The first two statements of a block that have its relation go both ways."""
    seen: dict[tuple[str, str], Member[Relation]] = {}
    for member in block:
        doer, target = list(_pairs(member.it))[member.rank]
        other = seen.get((target, doer))
        if other is not None and _one_time(member.it, other.it):
            yield hit(other, member, detail=f"{target}|{doer}")
            return
        seen.setdefault((doer, target), member)


def _one_time(one: Relation, other: Relation) -> bool:
    if one.event.quoted or other.event.quoted:
        return False
    if one.relation == "beat" and _other_score(one.event.quote, other.event.quote):
        return False
    return one_time(one.event.times, other.event.times)


_SCORE = regex.compile(r"(?<!\d)(\d{1,3})[-–:](\d{1,3})(?!\d)")


def _other_score(one: str, other: str) -> bool:
    """Whether two passages give two scores: then they tell of two matches."""
    mine, theirs = ({frozenset(m) for m in _SCORE.findall(said)} for said in (one, other))
    return bool(mine and theirs) and not mine & theirs


def tell(first: Relation, second: Relation, pair: str) -> Conflict:
    """The conflict of two relations; `pair` is who does it to whom by the first."""
    doer, target = pair.split("|")
    verb = RELATION_WORDS[first.relation]
    return Conflict(
        "direction",
        "likely",
        (of_passage(first.event, verb), of_passage(second.event, verb)),
        f"The direction is reversed: one passage says that {doer.title()} {verb} {target.title()}, "
        f"the other that {target.title()} {verb} {doer.title()}.",
        caveat="The two passages may be about two different events.",
        resolution="Check who does it to whom and correct the passage that has it the wrong way round.",
    )


#: Relation facts by the class of their relation: the fact, the names of who does it, the names of whom it is done to.
Stated = dict[str, list[tuple[Fact, tuple[str, ...], tuple[str, ...]]]]


def stated_relations(facts: Facts) -> Stated:
    """The facts that state a relation known here."""
    found: Stated = defaultdict(list)
    forms: dict[str, set[str]] = defaultdict(set)
    for fact in facts.facts:
        forms[bare(fact.subject)] |= {bare(alias) for alias in fact.aliases}
    for fact in facts.facts:
        relation = fact_relation(fact)
        if relation.startswith("-"):
            relation, doer, target = relation[1:], fact.object, fact.subject
        else:
            doer, target = fact.subject, fact.object
        if relation:
            d, g = bare(doer), bare(target)
            found[relation].append((fact, (d, *sorted(forms[d])), (g, *sorted(forms[g]))))
    return found


def fact_relation(fact: Fact) -> str:
    """The relation class of a relation fact ("owns 40% of" is `own`); empty for one that is not known here."""
    parts = [words.readings(w).get("VERB", w) for w in fact.relation.lower().replace("%", " ").split()]
    if not parts:
        return ""
    for key in (" ".join(parts[:2]), f"{parts[0]}/{parts[-1]}", parts[0]):
        if key in RELATION_VERBS:
            return RELATION_VERBS[key]
    return ""


def _against_facts(relation: Relation, stated: Stated) -> Iterator[Conflict]:
    if relation.event.quoted:
        return
    for fact, doers, targets in stated.get(relation.relation, ()):
        if not any_same(relation.target, doers) or any_same(relation.doer, doers):
            continue
        certain = any_same(relation.doer, targets)
        if certain or any_same(relation.loose, targets):
            verb = RELATION_WORDS[relation.relation]
            yield Conflict(
                "direction",
                "certain" if certain else "likely",
                (of_passage(relation.event, verb), of_fact(fact, verb)),
                f"The direction is reversed: the article has {targets[0].title()} as the one that {verb} "
                f"{fact.subject}; by your fact, {fact.subject} {fact.relation} {fact.object}.",
                caveat="The article may mean another deal between the two, or the sentence may have lost its subject.",
                resolution=f"If your fact holds, turn the sentence round. {source_of(fact)}",
            )


def any_same(names: frozenset[str], forms: tuple[str, ...]) -> bool:
    """Whether one of `names` can be one of `forms`."""
    return any(same_name(name, form) for name in names for form in forms)


def fact_evidence(fact: Fact) -> Evidence:
    """A relation fact as evidence."""
    return of_fact(fact)
