"""The spacing engine: one function that the spacing rules share."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from normalize.correct.rule import Context
from normalize.correct.spacing.case_boundaries import find_case_joins
from normalize.correct.spacing.figure_boundaries import find_figure_joins
from normalize.correct.spacing.gap_odds import weigh_gaps
from normalize.correct.spacing.gap_repairs import find_gap_repairs
from normalize.correct.spacing.hyphen_breaks import find_hyphen_breaks
from normalize.correct.spacing.lexicon import load_lexicon
from normalize.correct.spacing.list_marks import find_glued_marks
from normalize.correct.spacing.repair import HYPHEN_BREAK, Repair
from normalize.correct.spacing.surroundings import Surroundings
from normalize.model import Applicability, Correction, Document


def find_spacing(document: Document, context: Context) -> Iterable[Correction]:
    """Corrections of run-together and split words, best evidence first, none overlapping.

    Raises UsageError when the language has no spacing model.
    """
    lexicon = load_lexicon(context.language)
    names = frozenset(form for name in context.facts.names for form in (name.canonical, *name.aliases))
    around = Surroundings(document, lexicon, names | context.words)
    by_rule = [made for repair in _apart(_by_rule(around)) if (made := repair.correction(document.text))]
    taken = [(made.span, made.fixes[0].span) for made in by_rule if made.applicability is Applicability.SAFE]
    by_model = [
        made
        for odds in weigh_gaps(_open_text(document), context.language)
        for repair in find_gap_repairs(around, odds, taken)
        if (made := repair.correction(document.text))
    ]
    yield from (made for made in by_model if made.applicability is Applicability.SAFE or not _meets(made, by_rule))
    yield from _undecided(by_rule, by_model)


def _open_text(document: Document) -> str:
    """The text with line ends in place of all that no correction may touch, so that code does not pass for damage."""
    text, parts, at = document.text, [], 0
    for span in sorted(zone.span for zone in document.protected if zone.kind.untouchable):
        start = max(at, span.start)
        parts += [text[at:start], "\n" * (span.end - start)]
        at = max(at, span.end)
    return "".join([*parts, text[at:]])


def _undecided(by_rule: Iterable[Correction], by_model: Iterable[Correction]) -> Iterator[Correction]:
    """What the rules repair, and their suggestions where the model has not made a repair of its own.

    In a text that shows other faults a hyphen inside a word (`agree-ment`) is one of many that a scan has left, and
    whether they go is decided for all of them.
    """
    written = [made for made in by_model if made.applicability is Applicability.SAFE]
    for made in by_rule:
        if made.applicability is not Applicability.SAFE:
            if not _meets(made, written):
                yield made
        elif written and made.rule == HYPHEN_BREAK and made.fixes[0].expected == "-":
            yield replace(made, applicability=Applicability.SUGGEST)
        else:
            yield made


def _meets(one: Correction, others: Sequence[Correction]) -> bool:
    """Whether a correction overlaps one of `others`, which stand in order of place and apart from each other."""
    at = bisect_left(others, one.span, key=lambda other: other.span)
    return any(other.span.overlaps(one.span) for other in others[max(0, at - 1) : at + 1])


def _by_rule(around: Surroundings) -> Iterator[Repair]:
    yield from find_case_joins(around)
    yield from find_figure_joins(around)
    yield from find_hyphen_breaks(around)
    yield from find_glued_marks(around)


def _apart(repairs: Iterable[Repair]) -> Iterator[Repair]:
    """Repairs in order of place; of two that meet, the surer one."""
    kept: list[Repair] = []
    for repair in sorted(repairs, key=lambda r: (r.span, -r.confidence)):
        if kept and repair.span.start < kept[-1].span.end:
            if repair.confidence > kept[-1].confidence:
                kept[-1] = repair
            continue
        kept.append(repair)
    yield from kept
