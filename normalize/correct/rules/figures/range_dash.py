"""Ranges have a hyphen here and a dash there."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.figureforms.consistency import LEAST, MOST_PROOFS, Use, consistent
from normalize.correct.figureforms.house import prescribed
from normalize.correct.figureforms.same import figures_near
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span

ID = "range-dash"

_PLACE = regex.compile(
    r"(?<=(?<![\w.,–:/-])[$£€]?[0-9]{1,6}+(?:[.,][0-9]{1,6}+)?%?)(?<dash>[-–])(?=[$£€]?[0-9]{1,6}+"
    r"(?:[.,][0-9]{1,6}+)?(?:%|[ ]\p{Ll}))"
)
_DASHES = {"-": "hyphen", "–": "en-dash"}


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Joins inside figures that are ranges."""
    places = [Span(*match.span()) for match in _PLACE.finditer(document.text)]
    wanted = prescribed(context, ID)
    if wanted:
        places = [span for span in places if _DASHES[span.of(document.text)] != wanted]
    one_form = len({span.of(document.text) for span in places}) < 2
    # To read a place costs: only where something can come of it, and not in tables of data.
    if len(places) > MOST_PROOFS or (not wanted and (one_form or len(places) <= LEAST)):
        return iter(())
    rewrites = {form: dash for dash, form in _DASHES.items()}
    uses = [Use(span, _DASHES[span.of(document.text)], rewrites) for span in places if _is_range(document, span)]
    return consistent(ID, document, context, uses)


def _is_range(document: Document, dash: Span) -> bool:
    return any(f.low is not None and f.high is not None and f.value is None for f in figures_near(document, dash))


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="Ranges have a hyphen here and a dash there.",
    why="Readers meet one mark for one thing.",
    safety=(
        "Suggested by the document's own majority, at least three uses and twice as many as the others; by itself "
        "only for a house style, and when the figure reads the same afterwards. Only joins that read as one range "
        "are counted: scores, dates, codes and telephone numbers are not."
    ),
    examples=(
        Fixes(
            "Bring 10–12 plates, 20–30 cups, 40–50 forks and 5-10 pots.",
            "Bring 10–12 plates, 20–30 cups, 40–50 forks and 5–10 pots.",
        ),
        Fixes(
            "It takes 2-3 hours, 4-5 days, 6-7 weeks or 8–9 months.",
            "It takes 2-3 hours, 4-5 days, 6-7 weeks or 8-9 months.",
        ),
        Keeps("They won 3-2 and 4–1 in the 2010–11 season; call 555-0199."),
        Keeps("Bring 10–12 plates, 20-30 cups and 40–50 forks."),
    ),
    find=find,
)
