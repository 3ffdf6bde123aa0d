"""Run the rules of one phase over one document, and hold their findings to what protection allows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from normalize.correct.rule import Context, Finder, Phase, Rule
from normalize.model import Applicability, Correction, Document
from normalize.stopwatch import Stopwatch


def find_corrections(
    document: Document, rules: Iterable[Rule], phase: Phase, context: Context, watch: Stopwatch | None = None
) -> tuple[Correction, ...]:
    """What the rules of `phase` find, sorted by place and rule; nothing inside untouchable zones.

    `watch` is told how long each engine takes, under the id of its first rule. Raises ValueError when a rule claims
    more applicability than it declares.
    """
    engines: dict[Finder, dict[str, Rule]] = {}
    for rule in rules:
        if rule.phase is phase:
            engines.setdefault(rule.find, {})[rule.id] = rule
    lower = document.text.lower()
    found = [
        kept
        for find, declared in engines.items()
        if any(_may_find(rule, lower) for rule in declared.values())
        for correction in _run(find, document, context, next(iter(declared)), watch)
        # An engine that serves several rules may speak for one that is switched off: those findings are dropped.
        if correction.rule in declared
        for kept in _admitted_in(phase, document, _checked(correction, declared[correction.rule]))
    ]
    return tuple(sorted(found, key=lambda c: (c.span, c.rule)))


def _may_find(rule: Rule, lower: str) -> bool:
    """Whether a text, given in lower case, holds what the rule needs."""
    return not rule.needs or any(need in lower for need in rule.needs)


def _run(
    find: Finder, document: Document, context: Context, name: str, watch: Stopwatch | None
) -> Iterable[Correction]:
    if watch is None:
        return find(document, context)
    with watch.rule(name):
        return list(find(document, context))


def admitted(document: Document, correction: Correction) -> Iterator[Correction]:
    """The correction as far as the document's protected zones admit it.

    Untouchable zones admit nothing. Quotations admit no change of wording by itself: a SAFE correction that changes
    more than white space becomes a suggestion there.
    """
    places = [edit.span for edit in correction.fixes] or [correction.span]
    if any(document.is_untouchable(place) for place in places):
        return
    if (
        correction.applicability is Applicability.SAFE
        and not correction.fixes[0].whitespace_only
        and any(document.in_quotation(place) for place in places)
    ):
        yield replace(
            correction,
            applicability=Applicability.SUGGEST,
            message=f"{correction.message} It stands in a quotation, so it is only suggested.",
        )
        return
    yield correction


def _admitted_in(phase: Phase, document: Document, correction: Correction) -> Iterator[Correction]:
    """What a phase may do: to restore characters is no change of wording, so quotations do not hinder it."""
    if phase is not Phase.CHARACTERS:
        yield from admitted(document, correction)
    elif not any(document.is_untouchable(edit.span) for edit in correction.fixes):
        yield correction


def _checked(correction: Correction, rule: Rule) -> Correction:
    if correction.applicability > rule.applicability:
        raise ValueError(f"{rule.id} declares {rule.applicability.name} but found {correction.applicability.name}")
    return correction
