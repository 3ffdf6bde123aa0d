"""Times of day have the letters for morning and afternoon in two forms."""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from normalize.correct.figureforms.consistency import Use, consistent
from normalize.correct.figureforms.same import same_figures
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span

ID = "clock-time"

_PLACE = regex.compile(
    r"(?<=(?<![\w.,:])[0-9]{1,2}(?:[:.][0-9]{2})?)(?<space>[ \u00a0]?)(?<half>[ap]\.m\.|[AP]\.M\.|[ap]m|[AP]M)(?!\w)"
)
#: What no match is without, found fast.
_HALF = re.compile(r"[0-9][ \u00a0]?[apAP]\.?[mM]")

_SENTENCE_END = regex.compile(r"[”’\"')]{0,2}(?:\s*\Z|\s*\n|\s+(?!(?:UTC|GMT|[A-Z]{1,3}T)\b)[“‘\"'(]?\p{Lu})")


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Halves of the day after a time."""
    text = document.text
    if _HALF.search(text) is None:
        return iter(())
    uses = []
    for match in _PLACE.finditer(text):
        half, gap = match["half"], " " if match["space"] else ""
        letter = half[0].lower()
        rewrites = {
            "pm": f"{letter}m",
            "pm ": f" {letter}m",
            "p.m.": f" {letter}.m.",
            "PM": f"{letter}m".upper(),
            "PM ": f" {letter}m".upper(),
        }
        uses.append(Use(Span(*match.span()), _form(half, gap), rewrites if not _ends(text, match) else {}))
    return consistent(ID, document, context, uses, proves=same_figures)


def _form(half: str, gap: str) -> str:
    if "." in half:
        return "p.m." if half.islower() else "P.M."
    return ("pm" if half.islower() else "PM") + gap


def _ends(text: str, match: regex.Match[str]) -> bool:
    """Whether the sentence may end here: a dot after the letters belongs to both, or would have to be added."""
    return match["half"].endswith(".") and _SENTENCE_END.match(text, match.end()) is not None


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="Times of day have the letters for morning and afternoon in two forms.",
    why="Times are compared at a glance when they look alike.",
    safety=(
        "Suggested by the document's own majority, at least three uses and twice as many as the others; by itself "
        "only for a house style, and when the figure reads the same afterwards. At the end of a sentence, where "
        "the last dot does two jobs, the form is left alone."
    ),
    examples=(
        Fixes(
            "It opens at 9am, closes at 5pm, opens again at 7pm and shuts at 11 p.m. for good.",
            "It opens at 9am, closes at 5pm, opens again at 7pm and shuts at 11pm for good.",
        ),
        Fixes(
            "It opens at 9 a.m. and closes at 5 p.m. each day, or at 7 p.m. in May and 8 PM in June.",
            "It opens at 9 a.m. and closes at 5 p.m. each day, or at 7 p.m. in May and 8 p.m. in June.",
        ),
        Keeps("It opens at 9am and closes at 5 p.m. each day."),
        Keeps("The doors open at 9 a.m. daily, at 5 p.m. on Sundays, at 6 p.m. in May. They close at 11 p.m."),
    ),
    find=find,
)
