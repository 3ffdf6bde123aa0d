"""The spacing engine: one function that the spacing rules share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from normalize.correct.rule import Context
from normalize.correct.spacing.case_boundaries import find_case_joins
from normalize.correct.spacing.figure_boundaries import find_figure_joins
from normalize.correct.spacing.gap_odds import weigh_gaps
from normalize.correct.spacing.gap_repairs import find_gap_repairs
from normalize.correct.spacing.hyphen_breaks import find_hyphen_breaks
from normalize.correct.spacing.lexicon import load_lexicon
from normalize.correct.spacing.list_marks import find_glued_marks
from normalize.correct.spacing.repair import Repair
from normalize.correct.spacing.surroundings import Surroundings
from normalize.model import Correction, Document


def find_spacing(document: Document, context: Context) -> Iterable[Correction]:
    """Corrections of run-together and split words, best evidence first, none overlapping.

    Raises UsageError when the language has no spacing model.
    """
    lexicon = load_lexicon(context.language)
    names = frozenset(form for name in context.facts.names for form in (name.canonical, *name.aliases))
    around = Surroundings(document, lexicon, names)
    by_rule = [(repair, made) for repair in _apart(_by_rule(around)) if (made := repair.correction(document.text))]
    yield from (made for _, made in by_rule)
    taken = [(made.span, made.fixes[0].span) for _, made in by_rule]
    for odds in weigh_gaps(document.text, context.language):
        for repair in find_gap_repairs(around, odds, taken):
            made = repair.correction(document.text)
            if made is not None:
                yield made


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
