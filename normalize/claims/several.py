"""Many figures for one thing are one disagreement: the pairs of which each excludes each are told together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from normalize.claims.copies import COPY
from normalize.claims.explain import figure_words
from normalize.model import Conflict, Evidence

#: More passages than these are not put together; a block tells no more pairs of one statement anyhow.
_MOST = 9

Passage = tuple[str, int, int]
#: What the conflicts of a group must have in common.
Sort = tuple[str, str, str, str]


def together(found: Sequence[Conflict]) -> list[Conflict]:
    """The conflicts, those between all the figures that are given for one thing told as one, where the first stood.

    Passages are put together only if any two of them with different figures are a conflict of the same kind, standing
    and caveat: then no choice of one figure would settle some of the pairs without the others.
    """
    at_passage: dict[tuple[Sort, Passage], list[int]] = defaultdict(list)
    for at, conflict in enumerate(found):
        for one in _figures(conflict):
            at_passage[_sort(conflict), _place(one)].append(at)
    whole: dict[int, Conflict | None] = {}
    seen: set[int] = set()
    for at, conflict in enumerate(found):
        if at in seen or not _figures(conflict):
            continue
        group = _connected(at, found, at_passage)
        seen |= group
        made = _whole([found[member] for member in sorted(group)]) if len(group) > 1 else None
        if made is not None:
            whole |= dict.fromkeys(group)
            whole[at] = made
    return [told for at, conflict in enumerate(found) if (told := whole.get(at, conflict)) is not None]


def _connected(first: int, found: Sequence[Conflict], at_passage: Mapping[tuple[Sort, Passage], list[int]]) -> set[int]:
    """The conflicts that share a passage with the first, or with one that does."""
    group, waiting = {first}, [first]
    while waiting:
        conflict = found[waiting.pop()]
        for one in _figures(conflict):
            new = set(at_passage[_sort(conflict), _place(one)]) - group
            group |= new
            waiting += new
    return group


def _figures(conflict: Conflict) -> list[Evidence]:
    """The two passages of a conflict of values between articles or within one; none of any other conflict."""
    said = [one for one in conflict.evidence if one.label != COPY]
    between_two = conflict.kind == "value" and len(said) == 2 and all(one.figure and one.span for one in said)
    return said if between_two else []


def _sort(conflict: Conflict) -> Sort:
    return conflict.kind, conflict.confidence, conflict.status, conflict.caveat


def _place(one: Evidence) -> Passage:
    assert one.span is not None
    return one.document, one.span.start, one.span.end


def _whole(pairs: Sequence[Conflict]) -> Conflict | None:
    """The conflicts as one; None if two of the passages differ without being a conflict."""
    passages: dict[Passage, Evidence] = {}
    excluded: set[frozenset[Passage]] = set()
    for pair in pairs:
        both = _figures(pair)
        passages.update((_place(one), passages.get(_place(one), one)) for one in both)
        excluded.add(frozenset(map(_place, both)))
    if len(passages) > _MOST or any(
        (_said(passages[one]) != _said(passages[other])) != (frozenset((one, other)) in excluded)
        for one, other in combinations(passages, 2)
    ):
        return None
    copies = dict.fromkeys(one for pair in pairs for one in pair.evidence if one.label == COPY)
    return replace(pairs[0], evidence=(*passages.values(), *copies), message=_message(passages.values()))


def _said(one: Evidence) -> tuple[object, ...]:
    assert one.figure is not None
    return one.figure.value, one.figure.low, one.figure.high, one.figure.unit


def _message(passages: Iterable[Evidence]) -> str:
    figures = list(dict.fromkeys(figure_words(one.figure) for one in passages if one.figure is not None))
    number = "Two" if len(figures) == 2 else str(len(figures))
    return f"{number} figures are given for one thing: {', '.join(figures[:-1])} and {figures[-1]}."
