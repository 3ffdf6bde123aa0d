"""From a document to its figures: the order in which the readers of this package are asked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

import regex

from normalize.figures.bounds import Bound, bound_after, bound_before, equal_after, hedge_after, hedge_before
from normalize.figures.changes import borrowed
from normalize.figures.interval import Hedge, allowed
from normalize.figures.masks import Masks
from normalize.figures.measure import Measurer
from normalize.figures.number import PRECISION, Grammar, Number
from normalize.figures.ordinals import relative_ordinals, suffix_end
from normalize.figures.quantity import Quantity
from normalize.figures.ranges import read_range
from normalize.figures.tokens import tokenise
from normalize.model import Document, Figure, Span, ZoneKind

_RATIO = regex.compile(r"[ -](?P<word>in(?:[ ]every)?|out[ -]of(?:[ ]every)?|of[ ]every|over)[ -]", regex.IGNORECASE)
_RATIO_LEAD = regex.compile(
    r"(?:^|[.,;:!?\n“\"(—–-]|\b(?:about|nearly|almost|some|only|than|just|that|of|with|to|by|and|or|around"
    r"|roughly|over|least|as|for|is|are|where|every|an?)) ?\Z",
    regex.IGNORECASE,
)
_OVER_END = regex.compile(r"\s*(?:$|[.,;:!?)]|is\b|equals\b)")
_DURING = regex.compile(
    r"\b(?:in|for|after|last(?:s|ed|ing)?|take[sn]?|took|taking|spen[dt]|is|was|be|been|of|with|within"
    r"|served|jailed)[ ]\Z",
    regex.IGNORECASE,
)
_BELOW_ZERO = regex.compile(r"[ ]below[ ](?:zero|0|freezing)(?!\w)", regex.IGNORECASE)
_POWER = regex.compile(r"[-+0-9.,]*+(?:[x×]10)?\^[-+0-9]++")
_AND = regex.compile(r"[ ](?:and|but)[ ]", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Item:
    """A figure and the index of the first number after it."""

    figure: Figure
    after: int


def read_figures(document: Document) -> tuple[Figure, ...]:
    """The figures of a document, in order and not overlapping; see `Figure` for the conventions.

    Numbers that the words do not settle are left out: a wrong value is worse than none. Time grows with the
    length of the text.
    """
    reader = _Reader(document)
    figures = list(reader.figures())
    taken = [figure.span for figure in figures]
    figures += _relative(document, taken)
    return tuple(sorted(figures, key=lambda figure: figure.span))


def _relative(document: Document, taken: list[Span]) -> Iterator[Figure]:
    at = 0
    for start, end in relative_ordinals(document.text):
        span = Span(start, end)
        while at < len(taken) and taken[at].end <= start:
            at += 1
        if at < len(taken) and taken[at].overlaps(span):
            continue
        if not document.is_untouchable(span):
            yield Figure(span, document.text[start:end], None, None, None, "", "ordinal")


def _no_prose(document: Document) -> list[Span]:
    """Code, addresses and the like, sorted; a formula that is one number (`1.3x10^6`) is read."""
    text = document.text
    spans: list[Span] = []
    for zone in sorted(document.protected, key=lambda zone: zone.span):
        if not zone.kind.untouchable:
            continue
        if zone.kind is ZoneKind.FORMULA and _POWER.fullmatch(text, zone.span.start, zone.span.end):
            continue
        spans.append(zone.span)
    return spans


class _Reader:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._text = document.text
        tokens = tokenise(self._text)
        self._numbers = Grammar(self._text, tokens).numbers()
        self._masks = Masks(self._text, tokens)
        self._blocked = _no_prose(document)
        self._blocked_starts = [span.start for span in self._blocked]
        self._measurer = Measurer(self._text, self._numbers)

    def figures(self) -> Iterator[Figure]:
        i, limit = 0, 0
        while i < len(self._numbers):
            number = self._numbers[i]
            item = None
            if number.start >= limit and not self._excluded(number):
                item = self._item(i, limit)
            if item is None:
                i += 1
                continue
            yield item.figure
            limit, i = item.figure.span.end, max(item.after, i + 1)

    def _excluded(self, number: Number) -> bool:
        at = bisect_right(self._blocked_starts, number.start) - 1
        if at >= 0 and self._blocked[at].end > number.start:
            return True
        return self._masks.covers(number.start, number.end)

    def _item(self, i: int, limit: int) -> _Item | None:
        number = self._numbers[i]
        ordinal = self._ordinal(i)
        if ordinal is not None or number.form == "ordinal":
            return ordinal
        ratio = self._ratio(i, limit)
        if ratio is not None:
            return ratio
        found = read_range(self._text, self._numbers, self._measurer, i, limit)
        if found is not None and not self._excluded(found.last.number):
            return self._range(found.start, found.low, found.high, found.last, limit)
        bound = bound_before(self._text, number.start, limit)
        follows = bound_after(self._text, number.end)
        quantity = self._measurer.quantity(i, limit, in_range=bound is not None or follows is not None)
        if quantity is not None:
            quantity = borrowed(self._text, self._numbers, self._measurer, quantity, limit)
        return self._single(quantity, limit) if quantity is not None else None

    # Single figures ------------------------------------------------------------------------------------------------

    def _figure(
        self, start: int, end: int, quantity: Quantity, value: Decimal | None, low: Decimal | None, high: Decimal | None
    ) -> Figure:
        return Figure(Span(start, end), self._text[start:end], value, low, high, quantity.unit, quantity.kind)

    def _ordinal(self, i: int) -> _Item | None:
        number = self._numbers[i]
        if number.form == "ordinal":
            end = number.end
        else:
            suffix = suffix_end(self._text, number.end)
            whole = number.value is not None and number.value == number.value.to_integral_value()
            if suffix is None or not whole or number.in_words or number.scale != 1:
                return None
            end = suffix
        span = Span(number.start, end)
        figure = Figure(span, span.of(self._text), number.value, number.value, number.value, "", "ordinal")
        return _Item(figure, number.after and i + 1)

    def _single(self, quantity: Quantity, limit: int) -> _Item:
        text = self._text
        if quantity.kind == "temperature" and quantity.value > 0:
            below = _BELOW_ZERO.match(text, quantity.end)
            if below is not None:
                quantity = replace(
                    quantity, end=below.end(), value=-quantity.value, after=self._from(below.end(), quantity)
                )
        bound = quantity.bound or self._bound(quantity, limit)
        if quantity.bound is not None:
            return self._bounded(quantity, replace(quantity.bound, at=quantity.end), limit)
        if bound is not None:
            return self._bounded(quantity, bound, limit)
        hedge, approximate = self._hedge(quantity.start, quantity.end, limit)
        low, high = allowed(
            quantity.value,
            quantity.step,
            counted=quantity.counted,
            fraction=quantity.number.form == "fraction",
            hedge=hedge,
        )
        figure = self._figure(quantity.start, quantity.end, quantity, quantity.value, low, high)
        return _Item(replace(figure, approximate=approximate), quantity.after)

    def _from(self, end: int, quantity: Quantity) -> int:
        after = quantity.after
        while after < len(self._numbers) and self._numbers[after].start < end:
            after += 1
        return after

    def _hedge(self, start: int, end: int, limit: int) -> tuple[Hedge | None, bool]:
        before = hedge_before(self._text, start, limit)
        hedge = before[0] if before is not None else hedge_after(self._text, end)
        return hedge, hedge is not None

    def _range(self, start: int, low: Decimal | None, high: Decimal | None, last: Quantity, limit: int) -> _Item:
        _hedge, approximate = self._hedge(start, last.end, limit)
        figure = self._figure(start, last.end, last, None, low, high)
        return _Item(replace(figure, approximate=approximate), last.after)

    # Bounds --------------------------------------------------------------------------------------------------------

    def _bound(self, quantity: Quantity, limit: int) -> Bound | None:
        """The bound words around a quantity; of two that meet, the one before decides unless it says `equal to`."""
        text = self._text
        start = quantity.start
        hedged = hedge_before(text, start, limit)
        before = bound_before(text, start, limit) if hedged is None else bound_before(text, hedged[1], limit)
        if before is not None and before.side == "both" and quantity.unit != "count":
            before = None  # "equal to 40 miles" states a point
        if before is not None and before.word in ("over", "under") and not self._compares(quantity, before):
            before = None
        if hedged is not None and before is None:
            # "just over" and "slightly less than" hedge; they do not bound.
            before = None
        after = bound_after(text, quantity.end)
        if after is None and quantity.noun is not None and not quantity.noun.hyphened:
            trailing = bound_after(text, quantity.noun.end)
            after = trailing if trailing is not None and text[quantity.noun.end] == " " else None
        if before is not None and (after is None or before.side != "both"):
            return before
        if after is not None and before is not None:
            return replace(after, word=f"{before.at}")
        return after

    def _compares(self, quantity: Quantity, bound: Bound) -> bool:
        """Whether `over 12 months` compares; before a stretch of time it may also mean `during`."""
        if bound.word != "over" or quantity.kind != "duration":
            return True
        return _DURING.search(self._text, max(0, bound.at - 12), bound.at) is not None

    def _bounded(self, quantity: Quantity, bound: Bound, limit: int) -> _Item:
        text = self._text
        if bound.at >= quantity.end:
            start, end = quantity.start, bound.at
            if bound.word:
                start = int(bound.word)
        else:
            start, end = bound.at, equal_after(text, quantity.end)
        value = quantity.value
        low = value if bound.side in ("low", "both") else None
        high = value if bound.side in ("high", "both") else None
        if bound.side != "both":
            other = self._other_bound(quantity, bound, end)
            if other is not None:
                end, quantity = other.end, other
                low, high = (low, other.value) if low is not None else (other.value, high)
                quantity = other
        return self._range(start, low, high, replace(quantity, end=end), limit)

    def _other_bound(self, quantity: Quantity, bound: Bound, end: int) -> Quantity | None:
        """`more than 10 and less than 40`: a second bound that closes the first."""
        join = _AND.match(self._text, end)
        j = quantity.after
        if join is None or j >= len(self._numbers) or self._excluded(self._numbers[j]):
            return None
        second = self._measurer.quantity(j, join.end(), in_range=True)
        if second is None or not (second.bare or second.unit == quantity.unit or quantity.bare):
            return None
        other = bound_before(self._text, second.start, join.end())
        if other is None or other.at != join.end() or {bound.side, other.side} != {"low", "high"}:
            return None
        low, high = (quantity.value, second.value) if bound.side == "low" else (second.value, quantity.value)
        return second if low < high else None

    # Ratios --------------------------------------------------------------------------------------------------------

    def _ratio(self, i: int, limit: int) -> _Item | None:
        """`three in five`, `nine out of ten`, `one over three`: a share of a whole."""
        if i + 1 >= len(self._numbers):
            return None
        above, below = self._numbers[i], self._numbers[i + 1]
        join = _RATIO.match(self._text, above.end)
        if join is None or join.end() != below.start or not _whole(above) or not _whole(below):
            return None
        assert above.value is not None
        assert below.value is not None
        if not self._shares(above, below, " ".join(join["word"].lower().split()), limit):
            return None
        with localcontext() as context:
            context.prec = PRECISION
            value = above.value / below.value
        number = replace(above, end=below.end, form="fraction")
        quantity = Quantity(above.start, below.end, value, Decimal(0), "fraction", "fraction", number, i + 2)
        return self._single(quantity, limit)

    def _shares(self, above: Number, below: Number, word: str, limit: int) -> bool:
        text = self._text
        assert above.value is not None
        assert below.value is not None
        if word == "over":
            return _OVER_END.match(text, below.end) is not None and below.value > 1
        if not 0 < above.value < below.value or self._masks.covers(below.start, below.end):
            return False
        if word != "in":
            return True
        round_ = below.value <= 10 or below.value in (12, 20, 25, 50, 100, 1000, 10000, 100000, 1000000)
        if not round_ or (below.in_words and not above.in_words):
            return False
        lead = text[max(limit, above.start - 14) : above.start]
        return above.value == 1 or _RATIO_LEAD.search(lead) is not None


def _whole(number: Number) -> bool:
    value = number.value
    return number.form == "plain" and value is not None and value > 0 and value == value.to_integral_value()
