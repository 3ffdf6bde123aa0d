"""Numbers of four digits are grouped here and not there."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.figureforms.consistency import LEAST, MOST_PROOFS, Use, consistent
from normalize.correct.figureforms.house import prescribed
from normalize.correct.figureforms.same import figures_near
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span

ID = "four-digit-grouping"

_PLACE = regex.compile(
    r"(?=[1-9$£€₹])(?<![\w.,:/#+\u2009\u202f-])(?<money>[$£€₹])?(?<first>[1-9])(?<mark>[,\u2009\u202f]?)(?<rest>[0-9]{3})"
    r"(?=(?:\.[0-9]{1,2})?(?![\w\u2009\u202f]|[.,:/][0-9]|[-–][0-9]))"
)
_FORMS = {",": "comma", "\u2009": "thin-space", "\u202f": "thin-space", "": "none"}


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Quantities of four digits; an ungrouped number counts only when it is no year, code or name."""
    places = list(_PLACE.finditer(document.text))
    bare = [match for match in places if not match["mark"]]
    if len(bare) > MOST_PROOFS:
        return iter(())  # a table of years or codes
    one_form = len({match["mark"] for match in places}) < 2
    if not prescribed(context, ID) and (one_form or len(places) <= LEAST):
        return iter(())
    uses = []
    for match in places:
        span = Span(match.start("first"), match.end("rest"))
        if not match["mark"] and not _is_quantity(document, span):
            continue
        first, rest = match["first"], match["rest"]
        shown = {"comma": f"{first},{rest}", "thin-space": f"{first}\u202f{rest}", "none": first + rest}
        uses.append(Use(span, _FORMS[match["mark"]], shown))
    return consistent(ID, document, context, uses)


def _is_quantity(document: Document, span: Span) -> bool:
    """Whether the figures of the text hold this number with a unit, a currency or a noun that it counts."""
    return any(figure.unit not in ("", "count") for figure in figures_near(document, span))


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="Numbers of four digits are grouped here and not there.",
    why="Houses differ about the thousands, and readers of one text should not have to.",
    safety=(
        "Suggested by the document's own majority, at least three uses and twice as many as the others; by itself "
        "only for a house style, and when the figure reads the same afterwards. A number without a mark is counted "
        "only when it has a unit, a currency or a noun that it counts, so years, codes and names are left alone."
    ),
    examples=(
        Fixes(
            "The town has 1,200 trees, 2,400 shrubs, 3,600 roses and 4800 bulbs.",
            "The town has 1,200 trees, 2,400 shrubs, 3,600 roses and 4,800 bulbs.",
        ),
        Fixes(
            "They sold 2300 tonnes of hay, 4500 tonnes of corn and 7100 tonnes of milk for $9,400.",
            "They sold 2300 tonnes of hay, 4500 tonnes of corn and 7100 tonnes of milk for $9400.",
        ),
        Keeps("The town has 1,200 trees, 2,400 shrubs and 4800 bulbs."),
        Keeps("In 1975 the town had 1,200 trees, 2,400 shrubs and 3,600 roses; write to box 4800 or dial 5512."),
    ),
    find=find,
)
