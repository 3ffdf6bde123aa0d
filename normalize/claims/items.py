"""Items: what a retelling copies rather than words anew: a figure, a time of day, a day, a year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from normalize.claims import tokens as t
from normalize.claims import words
from normalize.claims.analysis import Statement
from normalize.claims.calendar import When
from normalize.claims.clock import Clock, find_clocks
from normalize.claims.tokens import Token
from normalize.claims.units import dimension
from normalize.model import Figure, Span

#: Tags of words that say something by themselves.
CONTENT = frozenset({t.NOUN, t.VERB, t.ADJ, t.NAME})
#: Words around an item that say what it is of.
_NEAR = 5
#: "In the first year": a length of time that no numeral says.
_FIRST = regex.compile(r"\b(?:first|initial)\s(?P<unit>year|month|week|decade)\b(?!\sof\s(?:the\s)?(?:19|20)\d\d)")
#: "20% instead of 35%", "not 35%": the second is what it is not.
_DENIED = regex.compile(
    r"\b(?:instead\sof|rather\sthan|as\sopposed\sto|not|no\slonger)\s(?:the\s|an?\s|about\s)?\Z", regex.I
)
#: Things that are only counted off: "the first time", "a second thought".
_COUNTED_OFF = words.listed("time place thing hand class lady half party minister floor thought person")


@dataclass(frozen=True, slots=True)
class Item:
    """A figure, a time of day or a date. `group` is what it may be held against; `near` the stems around it.

    Exactly one of `figure`, `clock` and `when` is set. `counted` is the stem of what a count counts, or an ordinal
    numbers. `denied`: the text says that this is not so. `implied`: no numeral says it ("the first year").
    """

    group: str
    span: Span
    text: str
    near: frozenset[str]
    before: str
    figure: Figure | None = None
    clock: Clock | None = None
    when: When | None = None
    counted: str = ""
    denied: bool = False
    implied: bool = False


def stem_of(token: Token) -> str:
    """The stem of a word, "loose" read as "lose"."""
    if token.tag == t.VERB and token.lemma == "loose":
        # Hardly anybody looses anything: in quick writing the verb is "lose".
        return words.stem_of_lemma("lose")
    return words.stem(token.lower.removesuffix("."))


def tells(token: Token) -> bool:
    """Whether a word says something: it is no auxiliary, no letter, none of the words that fit anything."""
    lower = token.lower
    if lower.endswith("n't"):
        return False
    return len(lower) > 1 and token.lemma not in words.LIGHT and lower not in words.AUXILIARIES


def find_items(text: str, statement: Statement, figures: Sequence[Figure]) -> Iterator[Item]:
    """The items of a sentence, in no order. `figures` are those of the document."""
    span = statement.span
    clocks = find_clocks(text, span.start, span.end)
    times = [w for w in statement.times if not w.relative and not any(c.span.overlaps(w.span) for c in clocks)]
    taken = [c.span for c in clocks] + [w.span for w in times]
    for clock in clocks:
        yield _item(text, statement, "clock", clock.span, clock=clock)
    for when in times:
        yield _item(text, statement, "when", when.span, when=when)
    for figure in figures:
        if not span.contains(figure.span) or any(figure.span.overlaps(other) for other in taken):
            continue
        if figure.kind == "ordinal":
            yield from _ordinal(text, statement, figure)
        elif figure.kind not in ("date", "time", "identifier") and _bounded(figure):
            yield _item(text, statement, dimension(figure), figure.span, figure=figure)
    yield from _implied(text, statement)


def _bounded(figure: Figure) -> bool:
    return figure.low is not None or figure.high is not None


def _ordinal(text: str, statement: Statement, figure: Figure) -> Iterator[Item]:
    """An ordinal with a number, or a word before the noun that it numbers ("next" and "last" are of no number)."""
    item = _item(text, statement, dimension(figure), figure.span, figure=figure)
    if _bounded(figure) and (any(letter.isdigit() for letter in figure.text) or item.counted):
        yield item


def _implied(text: str, statement: Statement) -> Iterator[Item]:
    one = Decimal(1)
    for match in _FIRST.finditer(text, statement.span.start, statement.span.end):
        span = Span(match.start("unit"), match.end("unit"))
        figure = Figure(span, match["unit"], one, one, one, match["unit"], "duration", approximate=False)
        yield _item(text, statement, dimension(figure), span, figure=figure, implied=True)


def _item(
    text: str,
    statement: Statement,
    group: str,
    span: Span,
    *,
    figure: Figure | None = None,
    clock: Clock | None = None,
    when: When | None = None,
    implied: bool = False,
) -> Item:
    tokens = statement.parsed.tokens
    first = next((n for n, token in enumerate(tokens) if token.end > span.start), len(tokens))
    last = next((n for n, token in enumerate(tokens) if token.start >= span.end), len(tokens))
    beside = [*tokens[max(0, first - _NEAR) : first], *tokens[last : last + _NEAR]]
    near = frozenset(stem_of(token) for token in beside if token.tag in CONTENT and tells(token))
    before = tokens[first - 1].lower if first else ""
    denied = _DENIED.search(text, max(statement.span.start, span.start - 20), span.start) is not None
    counted = _counted(figure, tokens[last : last + 2])
    if figure is not None and figure.kind == "number" and _is_age(tokens, first, last):
        group = "aged"
    return Item(
        group, span, text[span.start : span.end], near, before, figure, clock, when, counted, denied, implied=implied
    )


def _is_age(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a bare number stands between commas behind a name ("Maria Holt, 66, …")."""
    closed = last >= len(tokens) or tokens[last].tag == t.PUNCT
    return first > 1 and closed and tokens[first - 1].text == "," and tokens[first - 2].tag == t.NAME


def _counted(figure: Figure | None, following: Sequence[Token]) -> str:
    if figure is None:
        return ""
    if figure.kind == "count":
        return words.stem(figure.unit)
    if figure.kind != "ordinal":
        return ""
    # "The third straight session".
    noun = next((token for token in following if token.tag != t.ADJ), None)
    return stem_of(noun) if noun is not None and noun.tag == t.NOUN and noun.lemma not in _COUNTED_OFF else ""
