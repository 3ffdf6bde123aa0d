"""Amounts of US dollars carry two kinds of sign."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.figureforms.consistency import Use, consistent
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span

ID = "currency-prefix"

_PLACE = regex.compile(r"(?<![\p{L}$])(?<sign>US[ ]?\$|U\.S\.[ ]?\$|USD[ \u00a0]?|\$)(?=[0-9])")
_OTHER_DOLLARS = regex.compile(
    r"\b(?:A|AU|C|CA|NZ|HK|S|SG|NT)\$|\b(?:Australian|Canadian|New[ ]Zealand|Hong[ ]Kong|Singapore|Taiwan)[ ]dollars?\b"
)


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Signs of the US dollar before amounts."""
    text = document.text
    uses = []
    for match in _PLACE.finditer(text):
        form = match["sign"].replace(" ", "").replace("\u00a0", "").replace(".", "")
        uses.append(Use(Span(*match.span()), form, {"US$": "US$", "$": "$", "USD": "USD "}))
    first_is_long = bool(uses) and uses[0].form != "$" and all(use.form == "$" for use in uses[1:])
    # A bare sign may be any dollar where the text has several: another rule asks which.
    if first_is_long or (uses and _OTHER_DOLLARS.search(text) and any(use.form == "$" for use in uses)):
        return iter(())
    return consistent(ID, document, context, uses)


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SUGGEST,
    since="0.1.0",
    summary="Amounts of US dollars carry two kinds of sign.",
    why="Readers wonder whether two signs are two currencies.",
    safety=(
        "Only suggested, by the document's own majority, at least three uses and twice as many as the others. "
        "Where the longer sign only comes first, as a first mention should, nothing is said."
    ),
    examples=(
        Fixes(
            "It cost US$5, then US$6, then US$9, and at last $12.",
            "It cost US$5, then US$6, then US$9, and at last US$12.",
        ),
        Fixes("It cost $5, then $6, then $9, and at last USD 12.", "It cost $5, then $6, then $9, and at last $12."),
        Keeps("It cost US$5, then $6, then $9, and at last $12."),
        Keeps("It cost US$5, then US$6, then US$9, and A$12 or C$13."),
    ),
    find=find,
)
