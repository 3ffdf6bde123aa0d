"""Which times of a sentence are a figure's: "from 50,000 in 2021 to 65,000 in 2022" gives each its own year.

A time that hangs on a figure ("50,000 in 2021") is that figure's and no other's. Times in an aside ("the bridge, opened
in 1932, …") and in another half of the sentence that has figures of its own say nothing of it. What is left may be its.
"""

from __future__ import annotations

from collections.abc import Sequence

from normalize.claims import tokens as t
from normalize.claims.analysis import Statement
from normalize.claims.calendar import When
from normalize.claims.phrases import Parsed
from normalize.claims.tokens import Token
from normalize.claims.words import listed

#: What may stand between a figure and its time: "900 jobs at the end of 2018".
_HANGING = frozenset({t.NOUN, t.ADJ, t.DET, t.PREP, t.NAME, t.POSS})
#: The most tokens between a figure and a time that hangs on it.
_REACH = 8
#: What joins two times to one stretch: "between 2019 and 2021", "9 to 11 May".
_JOINING = listed("and to or until till through - –")
#: A time behind these is what a change is counted from, unless the figure does.
_BASES = listed("from than")
#: Participles without the ending "-ed" that open an aside.
_PARTICIPLES = listed("born built held made set begun written sold bought won lost led known founded")


def times_of(statement: Statement, number: int) -> tuple[When, ...]:
    """The times that can be those of the figure at token `number`, the nearest first."""
    parsed = statement.parsed
    here = parsed.tokens[number].start
    times = [when for when in statement.times if when.span.start != here and not _barred(parsed, number, when)]
    if len(statement.times) > 1:
        times = _own(parsed, number, times)
    times = [when for when in times if not _aside(parsed, number, _at(parsed, when))]
    return tuple(sorted(times, key=lambda when: abs(when.span.start - here)))


def _own(parsed: Parsed, number: int, times: Sequence[When]) -> list[When]:
    """The times without those of other figures, and without those of a sort of which the figure has one itself."""
    owners = _owners(parsed, times)
    free = [when for when, owner in zip(times, owners, strict=True) if owner in (-1, number)]
    if not free:
        # "Up from £2m in 2020 to £3m in 2021, or 50%": the share is of both.
        return list(times)
    mine = [when for when, owner in zip(times, owners, strict=True) if owner == number]
    sorts = {_sort(when) for when in mine}
    free = [when for when in free if when in mine or _sort(when) not in sorts]
    return [when for when in free if not _other_half(parsed, number, when, free)]


def _owners(parsed: Parsed, times: Sequence[When]) -> list[int]:
    """For each time the token of the figure that it hangs on, or -1."""
    owners: list[int] = []
    before = -1
    for when in times:
        at = _at(parsed, when)
        between = parsed.tokens[before + 1 : at] if before >= 0 else ()
        if owners and len(between) <= 1 and all(word.lower in _JOINING for word in between):
            owners.append(owners[-1])
        else:
            owners.append(_owner(parsed, at))
        before = at
    return owners


def _owner(parsed: Parsed, at: int) -> int:
    tokens = parsed.tokens
    if at < 1 or tokens[at - 1].lower in _BASES:
        return -1
    if tokens[at - 1].text == "(" and at > 1:
        at -= 1
    elif not any(word.tag == t.PREP for word in tokens[max(0, at - 4) : at]):
        return -1
    for number in range(at - 1, max(-1, at - 2 - _REACH), -1):
        if tokens[number].tag == t.FIG:
            return number
        if tokens[number].tag not in _HANGING and tokens[number].lower not in ("early", "late", "mid"):
            return -1
    return -1


def _sort(when: When) -> str:
    """Two times of one sort exclude each other: two years, two days."""
    if when.relative:
        return "year" if when.relative.endswith(("year", "year earlier")) else "relative"
    if when.month or when.weekday >= 0:
        return "day" if when.day or when.weekday >= 0 else "month"
    return "part" if when.part else "year"


def _other_half(parsed: Parsed, number: int, when: When, times: Sequence[When]) -> bool:
    """Whether a time stands behind an "and" with figures of its own, while the figure has a time on its side."""
    at = _at(parsed, when)
    mine, other = _half(parsed, number), _half(parsed, at)
    if mine == other or not any(word.tag == t.FIG for word in parsed.tokens[other[0] : other[1]]):
        return False
    return any(mine[0] <= _at(parsed, one) < mine[1] for one in times)


def _half(parsed: Parsed, number: int) -> tuple[int, int]:
    tokens = parsed.tokens
    low = high = number
    while low > 0 and tokens[low - 1].tag != t.CONJ:
        low -= 1
    while high < len(tokens) and tokens[high].tag != t.CONJ:
        high += 1
    return low, high


def _aside(parsed: Parsed, number: int, at: int) -> bool:
    """Whether a time stands in an aside on something else: "The bridge, opened in 1932, carries 40,000 cars"."""
    tokens = parsed.tokens
    start = at
    while start > 0 and tokens[start - 1].text not in ",;—":
        start -= 1
    end = at
    while end < len(tokens) and tokens[end].text not in ",;—":
        end += 1
    if start <= number < end or not _opens(tokens[start]):
        return False
    # A participle without a comma behind it is the verb of the sentence.
    return start > 0 or end < number


def _opens(token: Token) -> bool:
    if token.tag == t.REL:
        return True
    return token.tag == t.VERB and (token.lower.endswith("ed") or token.lower in _PARTICIPLES)


def _at(parsed: Parsed, when: When) -> int:
    return parsed.number_of(when.span.start)


def _barred(parsed: Parsed, number: int, when: When) -> bool:
    """Whether a semicolon or dash stands between a figure and a time."""
    low, high = sorted((parsed.tokens[number].start, when.span.start))
    return any(word.text in ";—" for word in parsed.tokens if low < word.start < high)
