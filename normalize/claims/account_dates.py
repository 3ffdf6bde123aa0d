"""Dates of two accounts of one story: one act that each puts on another day."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.claims import dating, synonyms, words
from normalize.claims.calendar import When
from normalize.claims.dating import Dated
from normalize.claims.days import Day
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
            if (x == a and _day(other.dated[y]) != _day(theirs)) or (y == b and _day(one.dated[x]) != _day(mine))
        ]
        if score >= _ENOUGH and all(score >= rival + _MARGIN for rival in rivals):
            yield dating.tell(mine, theirs, kind)
    yield from _misread_days(one, other)


def _misread_days(one: Reading, other: Reading) -> Iterator[Conflict]:
    """Days of which each account has but one, a slip apart, in sentences with the same words."""
    mine = [d for d in one.days if not any(_same_day(d.when, e.when) for e in other.days)]
    theirs = [d for d in other.days if not any(_same_day(d.when, e.when) for e in one.days)]
    for a in mine:
        near = [b for b in theirs if _slipped(a.when, b.when) and (_starts(a.lead) == _starts(b.lead) or _seen(a, b))]
        shared = [(len(synonyms.shared(a.words, b.words)), b) for b in near if one_voice(a.speaker, b.speaker)]
        best = max(shared, key=lambda item: item[0], default=None)
        if best is None or sum(_slipped(d.when, best[1].when) for d in mine) != 1:
            continue
        if best[0] >= _SHARED - 2 * _seen(a, best[1]):
            yield dating.two_days(a, best[1])


_LAST = regex.compile(r"\bfirst\b[^.;]* since \d{4}|\blast\b(?! (?:year|month|week))")


def _seen(one: Day, other: Day) -> bool:
    """Whether two years are those in which something was last so ("for the first time since 1869", "last in 1896")."""
    if one.when.month or other.when.month:
        return False
    return _LAST.search(one.quote) is not None and _LAST.search(other.quote) is not None


#: So many words two sentences share that put one thing on two days.
_SHARED = 3


def _starts(lead: str) -> str:
    """What the word before a day makes of it: a beginning, an end, or a point in time."""
    return "since" if lead in ("since", "from") else "until" if lead in ("until", "till", "to", "by") else ""


def _same_day(one: When, other: When) -> bool:
    return (one.month, one.day) == (other.month, other.day) and (
        one.year == other.year or not (one.year and other.year)
    )


def _slipped(one: When, other: When) -> bool:
    """Whether one day or year is the other with a digit changed, or two that have changed places."""
    if one.is_date and other.is_date:
        return _slip_of_day(one, other) and not (one.year and other.year and one.year != other.year)
    if one.month or other.month or not (one.year and other.year):
        return False
    return sorted(str(one.year)) == sorted(str(other.year)) and one.year != other.year


def _day(event: Dated) -> tuple[int, int, int, int]:
    return event.when.year, event.when.month, event.when.day, event.when.weekday


def _differ(one: Dated, other: Dated) -> str:
    a, b = one.when, other.when
    if a.weekday >= 0 and b.weekday >= 0 and a.is_date and (a.month, a.day) == (b.month, b.day):
        # "Saturday, April 12", "Sunday, April 12".
        return "weekday" if a.weekday != b.weekday and not (a.year and b.year and a.year != b.year) else ""
    if a.weekday >= 0 and b.weekday >= 0 and not (a.is_date or b.is_date or a.relative or b.relative):
        return "weekday" if a.weekday != b.weekday else ""
    return dating.differ(a, b)


def _may_be_one(one: Dated, other: Dated, kind: str) -> bool:
    """Whether two dated acts can be one: one act, done to what can be one thing."""
    if kind == "weekday" and one.when.is_date and other.when.is_date:
        return True
    if dating.periodic(one) or dating.periodic(other) or (dating.recurs(one) and not one.when.is_date):
        return False
    if not dating.one_deed(one, other, kind) or (kind == "weekday" and (dating.recurs(one) or dating.recurs(other))):
        return False
    if not one_voice(one.speaker, other.speaker) or one.kin != other.kin:
        return False
    acts = synonyms.one_concept(one.key, other.key) or (one.thing and one.thing == other.thing)
    if not acts and not (kind == "date" and _misread(one, other)):
        return False
    if clash(frozenset({one.undergoer} - {""}), frozenset({other.undergoer} - {""})):
        return False
    return not (clash(one.names, other.names) and not synonyms.shared(one.done, other.done))


def _misread(one: Dated, other: Dated) -> bool:
    """Whether one day is the other with a slip in its day or its month ("9 July", "19 July"; "1 June", "1 July")."""
    return one.when.is_date and other.when.is_date and _slip_of_day(one.when, other.when)


def _slip_of_day(a: When, b: When) -> bool:
    if a.month != b.month:
        return a.day == b.day and abs(a.month - b.month) == 1
    return abs(a.day - b.day) in (10, 20) or sorted(f"{a.day:02}") == sorted(f"{b.day:02}")


def _told(event: Dated, reading: Reading) -> bool:
    """Whether a document also has such an act at that time."""
    return any(_day(e) == _day(event) and synonyms.one_concept(e.key, event.key) for e in reading.dated)


#: Words that tell no act from another.
_EMPTY = words.LIGHT - words.listed("accord plan report show call note announce")


def _parts(stems: frozenset[str]) -> frozenset[str]:
    """The stems, and the words of the names among them ("Lake Orrin" is "the lake")."""
    return stems | {part for stem in stems for part in stem.split()}


def _score(one: Dated, other: Dated) -> float:
    known = _EMPTY | {one.key, other.key, ""}
    done = synonyms.shared(_parts(one.done) - known, _parts(other.done) - known)
    around = synonyms.shared(_parts(one.words) - known, _parts(other.words) - known) - done
    if one.when.is_date and other.when.is_date and (one.when.month, one.when.day) == (other.when.month, other.when.day):
        return _ENOUGH
    act = synonyms.one_concept(one.key, other.key)
    found = 2.0 * act + 1.0 * min(len(done), 3) + (0.5 if done and act else 1.0) * min(len(around), 3)
    found += 1.0 * match(one.names, other.names) + 1.0 * bool(one.thing and one.thing == other.thing)
    if one.when.day and other.when.day and one.when.month == other.when.month:
        # Days of one month are near enough to be one day misread.
        found += 0.5
    misread = _misread(one, other)
    return found + (1.5 if misread else -1.0 * (one.planned != other.planned)) - 1.0 * dating.recurs(one)
