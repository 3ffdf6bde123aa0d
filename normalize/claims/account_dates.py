"""Dates of two accounts of one story: one act that each puts on another day."""

from __future__ import annotations

from collections.abc import Iterator

from normalize.claims import dating, synonyms, words
from normalize.claims.dating import Dated
from normalize.claims.names import clash, match
from normalize.claims.reading import Reading
from normalize.claims.topics import one_voice
from normalize.model import Conflict

#: Points that two dates need to be of one act.
_ENOUGH = 3.5
_MARGIN = 0.5


def conflicts(one: Reading, other: Reading) -> Iterator[Conflict]:
    """What two accounts of one story put on two days."""
    found = []
    for a, mine in enumerate(one.dated):
        for b, theirs in enumerate(other.dated):
            kind = _differ(mine, theirs)
            if kind and _may_be_one(mine, theirs, kind) and not _told(mine, other) and not _told(theirs, one):
                found.append((_score(mine, theirs), a, b, kind))
    for score, a, b, kind in sorted(found, key=lambda item: (-item[0], item[1], item[2])):
        mine, theirs = one.dated[a], other.dated[b]
        rivals = [
            s
            for s, x, y, _ in found
            if (x == a and other.dated[y].when != theirs.when) or (y == b and one.dated[x].when != mine.when)
        ]
        if score >= _ENOUGH and all(score >= rival + _MARGIN for rival in rivals):
            yield dating.tell(mine, theirs, kind)


def _differ(one: Dated, other: Dated) -> str:
    a, b = one.when, other.when
    if a.weekday >= 0 and b.weekday >= 0 and not (a.is_date or b.is_date or a.relative or b.relative):
        return "weekday" if a.weekday != b.weekday else ""
    return dating.differ(a, b)


def _may_be_one(one: Dated, other: Dated, kind: str) -> bool:
    """Whether two dated acts can be one: one act, done to what can be one thing."""
    if not dating.one_deed(one, other, kind) or (kind == "weekday" and (dating.recurs(one) or dating.recurs(other))):
        return False
    if not one_voice(one.speaker, other.speaker) or one.kin != other.kin:
        return False
    if not synonyms.one_concept(one.key, other.key) and not (one.thing and one.thing == other.thing):
        return False
    if clash(frozenset({one.undergoer} - {""}), frozenset({other.undergoer} - {""})):
        return False
    return not (clash(one.names, other.names) and not synonyms.shared(one.done, other.done))


def _told(event: Dated, reading: Reading) -> bool:
    """Whether a document also has such an act at that time."""
    when = event.when
    return any(
        (e.when.year, e.when.month, e.when.day, e.when.weekday) == (when.year, when.month, when.day, when.weekday)
        and synonyms.one_concept(e.key, event.key)
        for e in reading.dated
    )


def _score(one: Dated, other: Dated) -> float:
    known = words.LIGHT | {one.key, other.key, ""}
    done = synonyms.shared(one.done - known, other.done - known)
    around = synonyms.shared(one.words - known, other.words - known) - done
    found = 2.0 * synonyms.one_concept(one.key, other.key) + 1.0 * min(len(done), 3)
    found += (0.5 if done else 1.0) * min(len(around), 3)
    found += 1.0 * match(one.names, other.names) + 1.0 * bool(one.thing and one.thing == other.thing)
    if one.when.day and other.when.day and one.when.month == other.when.month:
        # Days of one month are near enough to be one day misread.
        found += 0.5
    return found - 1.0 * dating.recurs(one) - 1.0 * (one.planned != other.planned)
