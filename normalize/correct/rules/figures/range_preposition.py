"""A range with a hyphen follows a word that wants another."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.figureforms.faults import mended
from normalize.correct.figureforms.same import figures_near, same_figure, same_figures
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span

ID = "range-preposition"

_PLACE = regex.compile(
    r"\b(?<word>[Bb]etween|[Ff]rom)[ ](?<low>[$£€]?[0-9]{1,4}(?:,[0-9]{3})?(?:\.[0-9]{1,2})?%?)(?<dash>[-–])"
    r"(?<high>[$£€]?[0-9]{1,4}(?:,[0-9]{3})?(?:\.[0-9]{1,2})?)(?![\w-]|[.,:/][0-9])"
)
_YEAR = regex.compile(r"(?:1[5-9]|20)[0-9]{2}")
_PAIR = regex.compile(r"[^.;!?\n]{0,40}\b(?:and|to|until)[ ][$£€]?[0-9]")


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Both ends after one word, joined by a hyphen or a dash."""
    text = document.text
    for match in _PLACE.finditer(text):
        word, low, high = match["word"], match["low"], match["high"]
        years = _YEAR.fullmatch(low) is not None and _YEAR.fullmatch(high) is not None
        if _PAIR.match(text, match.end()) or (years and low >= high):
            continue
        span = Span(match.start("dash"), match.end("dash"))
        between = word.lower() == "between"
        if not years and not _is_range(document, span):
            continue
        if not (years or between):
            continue  # people may come from 10-12 countries
        yield mended(
            ID,
            document,
            Span(*match.span()),
            f"{word} {low} {'and' if between else 'to'} {high}",
            f"After “{word.lower()}” the ends of a range are joined by a word.",
            certain=between,
            proves=same_figures if years else same_figure,
        )


def _is_range(document: Document, dash: Span) -> bool:
    return any(f.low is not None and f.high is not None and f.value is None for f in figures_near(document, dash))


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="A range with a hyphen follows a word that wants another.",
    why="A hyphen says the second half of the pair by itself; the words around it then miss theirs.",
    safety=(
        "By itself only after the word for both ends of a range, and when the range reads the same afterwards; "
        "elsewhere suggested. Pairs of ranges, spans of a season and scores are left alone."
    ),
    examples=(
        Fixes("The hall holds between 10-12 million bees.", "The hall holds between 10 and 12 million bees."),
        Fixes("He lived there from 1990-1995.", "He lived there from 1990 to 1995."),
        Fixes("The box weighs between 20–30 kg.", "The box weighs between 20 and 30 kg."),
        Keeps("The gap between 10-12 and 14-16 year olds grew."),
        Keeps("They came back from 3-1 down, between 10-year and 2-year bonds."),
    ),
    find=find,
)
