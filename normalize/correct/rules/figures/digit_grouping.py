"""Large numbers are grouped in two ways."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.figureforms.consistency import Use, consistent
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span

ID = "digit-grouping"

_PLACE = regex.compile(
    r"""
    (?=[0-9$£€₹R]) (?<![\w.,:/#+\u2009\u202f-]) (?<money>[$£€₹]|Rs[ ])?
    (?: (?<comma>[0-9]{1,3}(?:,[0-9]{3}){1,4}) | (?<indian>[0-9]{1,2}(?:,[0-9]{2}){1,4},[0-9]{3})
      | (?<thin>[0-9]{1,3}(?:[\u2009\u202f][0-9]{3}){1,4}) | (?<none>[1-9][0-9]{4,11}) )
    (?<decimals>\.[0-9]{1,3})? (?![\w\u2009\u202f-]|[.,][0-9])
    """,
    regex.VERBOSE,
)
_COUNTED = regex.compile(
    r"[ ](?:\p{Ll}{2,20}[ ])?\p{Ll}{2,20}s\b|[ ](?:people|men|women|children|percent|km|kg|per[ ]cent)\b"
)
_FORMS = ("comma", "indian", "thin", "none")
_WESTERN = {"comma": ",", "thin-space": "\u202f"}


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Numbers of five digits and more, and shorter ones that are grouped."""
    uses = []
    for match in _PLACE.finditer(document.text):
        form = next(form for form in _FORMS if match[form])
        written = match[form]
        if form == "none" and not (match["money"] or _COUNTED.match(document.text, match.end())):
            continue
        digits = "".join(filter(str.isdecimal, written))
        if len(digits) < (6 if form == "comma" and "₹Rs ".find(match["money"] or "?") >= 0 else 5):
            continue  # too short to tell
        rewrites = {name: f"{int(digits):,}".replace(",", mark) for name, mark in _WESTERN.items()}
        rewrites["indian"] = _indian(digits)
        name = "thin-space" if form == "thin" else form
        uses.append(Use(Span(*match.span(form)), name, rewrites))
    return consistent(ID, document, context, uses)


def _indian(digits: str) -> str:
    head, tail = digits[:-3], digits[-3:]
    pairs = [head[max(0, end - 2) : end] for end in range(len(head), 0, -2)]
    return ",".join((*reversed(pairs), tail))


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="Large numbers are grouped in two ways.",
    why="Readers count digits by their groups; two ways in one text slow them down.",
    safety=(
        "Suggested by the document's own majority, at least three uses and twice as many as the others; by itself "
        "only for a house style, and when the figure reads the same afterwards. Numbers of four digits are counted"
        " only where they count something, so years are not."
    ),
    examples=(
        Fixes(
            "The town has 12,000 trees, 24,000 shrubs, 36,000 roses and 48000 bulbs.",
            "The town has 12,000 trees, 24,000 shrubs, 36,000 roses and 48,000 bulbs.",
        ),
        Fixes(
            "The fund paid Rs 1,23,456 and Rs 2,34,567; then Rs 3,45,678 and at last Rs 456,789.",
            "The fund paid Rs 1,23,456 and Rs 2,34,567; then Rs 3,45,678 and at last Rs 4,56,789.",
        ),
        Keeps("The town has 12,000 trees, 24,000 shrubs and 48000 bulbs; the code is 90210."),
        Keeps("In 2015 the town had 12,000 trees, 24,000 shrubs and 36,000 roses; write to box 48000."),
    ),
    find=find,
)
