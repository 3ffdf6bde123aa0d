"""Figures, times and dates that a retelling gives otherwise than the document that it retells.

An item of the retelling is *borne out* if the source gives it anywhere, in figures or words. What is not is held
against the items of the source that the retelling does not repeat: the one that stands in the same place is what
it should say. Without such an item nothing is said: a retelling may add up, count and infer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from normalize.claims.calendar import When
from normalize.claims.clock import same_time
from normalize.claims.explain import figure_words
from normalize.claims.items import Item
from normalize.claims.retelling import STRONG, Alignment, Retelling
from normalize.claims.tellings import Telling, Told, quoted
from normalize.claims.units import agree, convertible, digits
from normalize.claims.words import listed
from normalize.model import Conflict, Evidence, Figure

#: The part of the words that the source must hold where all figures differ.
_WORD_FOR_WORD = 0.8
#: So many figures that all differ are of another event, whatever the words.
_ALL_OTHER = 3
#: Figures of fewer significant digits are copied, not rounded.
_ROUNDABLE = 3
#: Kinds that say how much of a whole.
_SHARES = frozenset({"percent", "fraction", "number"})
_SWAPPABLE = frozenset({"percent", "money", "duration", "count"})
#: A bound tells of a value that is at most one part in so many away.
_CLOSE = 4
#: Days that a retelling may call by their names.
_DAYS = listed("today tomorrow yesterday tonight")


def conflicts(pair: Retelling) -> Iterator[Conflict]:
    """The items of a retelling that are not its source's."""
    mine = [item for item in pair.short.items if not item.denied]
    theirs = pair.source.items
    strange = [item for item in mine if not borne_out(item, pair.source)]
    if not _one_account(pair, strange):
        return
    used: set[Item] = set()
    for one, swapped in _swapped(pair):
        used.add(swapped)
        yield _conflict(pair, one, swapped)
    for alignment in pair.alignments:
        for item in (one for one in alignment.sentence.items if not one.denied):
            free = [o for o in theirs if o not in used and not _repeated(o, mine)]
            if item in strange:
                place = _counterpart(item, alignment, free, pair)
            else:
                place = _moved(item, alignment, free, pair)
            if place is not None:
                used.add(place)
                yield _conflict(pair, item, place)


def _repeated(item: Item, mine: Sequence[Item]) -> bool:
    """Whether a retelling gives an item of its source, maybe with the unit that is understood there ("61,000")."""
    if any(same(one, item) for one in mine):
        return True
    bare = item.figure if item.figure is not None and item.figure.kind == "number" else None
    return (
        bare is not None
        and bare.value is not None
        and len(digits(bare.value)) > 1
        and any(one.figure is not None and one.figure.value == bare.value for one in mine)
    )


def _swapped(pair: Retelling) -> Iterator[tuple[Item, Item]]:
    """Two figures that have changed places: each stands with the words that the source has beside the other."""
    mine = [item for item in pair.short.items if item.group in _SWAPPABLE]
    for number, one in enumerate(mine):
        for other in mine[number + 1 :]:
            if one.group != other.group or not comparable(one, other) or same(one, other):
                continue
            ours = [item for item in pair.source.items if same(item, one)]
            theirs = [item for item in pair.source.items if same(item, other)]
            if len(ours) == len(theirs) == 1 and _crossed(one, other, ours[0], theirs[0]):
                yield one, theirs[0]


def _crossed(one: Item, other: Item, ours: Item, theirs: Item) -> bool:
    alone, rest = one.near - other.near, other.near - one.near
    straight = bool(alone & ours.near) or bool(rest & theirs.near)
    return not straight and bool(alone & theirs.near) and bool(rest & ours.near)


def another_event(pair: Retelling) -> bool:
    """Whether every figure of the shorter text, three or more, is strange to the source: it tells of another event."""
    plain = [item for item in pair.short.items if item.group != "ordinal"]
    strange = [item for item in plain if not borne_out(item, pair.source)]
    if len(plain) >= _ALL_OTHER and len(strange) == len(plain):
        return True
    # "The monthly call for August 2024", "for December 2024": the next of a row, in the words of the one before.
    others = len(strange) + len(pair.short.names - pair.source.names)
    return others >= _ALL_OTHER and _other_month(pair.short, pair.source) and _other_month(pair.source, pair.short)


#: So many sentences say which month a text is of.
_LEAD = 3


def _other_month(one: Telling, other: Telling) -> bool:
    """Whether a text begins with a month of a year that the other does not name."""
    lead = (item for sentence in one.sentences[:_LEAD] for item in sentence.items)
    return any(i.when is not None and i.when.month and i.when.year and not borne_out(i, other) for i in lead)


def _one_account(pair: Retelling, strange: Sequence[Item]) -> bool:
    """Whether the figures leave it possible that one text retells the other.

    Where all differ, one tells of another time, match or quarter in the words of the other; only a text that is told
    nearly word for word, with no period of its own, still counts.
    """
    plain = sum(item.group != "ordinal" for item in pair.short.items)
    other = [item for item in strange if item.group != "ordinal"]
    if not pair.spoken and pair.strength < STRONG:
        # So loosely alike are also two reports of one story: what has another day is another report.
        return len(other) <= 1 and not any(item.when is not None and item.when.day for item in other)
    if len(other) <= 1 or 2 * len(other) <= plain:
        return True
    if any(item.when is not None and _period(item.when) for item in other):
        return False
    if len(other) < plain:
        return pair.strength >= STRONG
    return len(other) < _ALL_OTHER and pair.strength >= _WORD_FOR_WORD


def _period(when: When) -> bool:
    """Whether a time is a stretch that figures are given for: a year, a quarter, a month."""
    return not when.day and when.weekday < 0


def _moved(item: Item, alignment: Alignment, free: Sequence[Item], pair: Retelling) -> Item | None:
    """The item in whose place the retelling has one that the source gives for something else, or as a bare number."""
    if item.when is not None:
        return _other_weekday(item, alignment, free, pair)
    if item.group == "ordinal":
        return None
    holders = [other for other in pair.source.items if other.group == item.group and same(item, other)]
    if (place := _of_its_year(item, alignment, holders, free, pair)) is not None:
        return place
    if any(item.near & other.near or _within(other, alignment) for other in holders):
        return _asked(item, holders, free, pair)
    if not holders and item.group in ("count", "number", "clock"):
        return None
    # A bare number of the source bears out a percentage or a sum only if nothing stands in its place.
    within = 1 if not holders and not _in_passage(item, alignment) else 2
    outside = 3 if holders else 2
    rivals = [
        other
        for other in free
        if comparable(item, other) and _beside(item, other) >= (within if _within(other, alignment) else outside)
    ]
    return max(rivals, key=lambda other: _closeness(item, other, alignment, pair), default=None)


def _other_weekday(item: Item, alignment: Alignment, free: Sequence[Item], pair: Retelling) -> Item | None:
    """The weekday that the source has in the place of one that it does not name: "today" elsewhere is no proof."""
    if any(same(item, other) for other in pair.source.items):
        return None
    rivals = (o for o in free if o.when is not None and o.when.weekday >= 0 and comparable(item, o))
    return next((o for o in rivals if _within(o, alignment) and _beside(item, o) and not _vague(o, pair.source)), None)


def _vague(item: Item, source: Telling) -> bool:
    """Whether a sentence also says "today"."""
    return any(word.text.lower() in _DAYS for word in _sentence(item, source).plain)


def _of_its_year(
    item: Item, alignment: Alignment, holders: Sequence[Item], free: Sequence[Item], pair: Retelling
) -> Item | None:
    """The item that the source gives for the year of a sentence, if it gives the retelling's for another or none."""
    years = _years(alignment.sentence)
    if len(years) != 1 or not holders or any(years & _years(_sentence(other, pair.source)) for other in holders):
        return None
    rivals = [
        o for o in free if comparable(item, o) and item.near & o.near and _years(_sentence(o, pair.source)) == years
    ]
    return rivals[0] if len(rivals) == 1 else None


def _years(sentence: Told) -> frozenset[int]:
    """The years and their parts that a sentence names; days say when something was said."""
    return frozenset(i.when.year for i in sentence.items if i.when is not None and i.when.year and not i.when.day)


def _sentence(item: Item, told: Telling) -> Told:
    return next(s for s in told.sentences if s.span.contains(item.span))


def _beside(item: Item, other: Item) -> int:
    """How many words two items have beside them, what they count among them."""
    return len(item.near & other.near) + (bool(item.counted) and item.counted == other.counted)


def _in_passage(item: Item, alignment: Alignment) -> bool:
    """Whether the bare number of a figure stands in the passage, as a number of its own."""
    ends = _ends(item.figure) if item.figure is not None else []
    return any(
        other.figure is not None and other.figure.value in ends and other.figure.unit in ("", "count")
        for part in alignment.passage
        for other in part.items
    )


def _asked(item: Item, holders: Sequence[Item], free: Sequence[Item], pair: Retelling) -> Item | None:
    """The answer in whose place the retelling has what was only asked ("Seven? Eight?" "Let's make it seven.")."""
    if not pair.spoken or not all(_is_question(other, pair.source) for other in holders):
        return None
    asked = [other for other in free if comparable(item, other) and _is_question(other, pair.source)]
    return next(
        (o for o in free if not _is_question(o, pair.source) and any(same(o, other) for other in asked)),
        None,
    )


def _is_question(item: Item, source: Telling) -> bool:
    sentence = _sentence(item, source)
    return source.text[sentence.span.end - 1] == "?"


def borne_out(item: Item, source: Telling) -> bool:
    """Whether the source gives an item anywhere, in whatever words."""
    if any(same(item, other) for other in source.items):
        return True
    if item.implied:
        return False
    if item.when is not None:
        return _date_known(item.when, source)
    if item.clock is not None:
        hour, minute = divmod(item.clock.minute, 60)
        return not minute and _counted([Decimal(hour or 12)], source)
    return item.figure is not None and _written(item.figure, source)


def _written(figure: Figure, source: Telling) -> bool:
    """Whether the bare number of a figure stands in the source and is nothing else there."""
    ends = _ends(figure)
    if figure.kind in ("percent", "fraction"):
        other = Decimal(100) if figure.kind == "fraction" else Decimal("0.01")
        ends += [end * other for end in ends]
        if any(o.figure is not None and o.figure.kind in _SHARES and o.figure.value in ends for o in source.items):
            return True
    if any(o.figure is not None and o.figure.kind == "number" and o.figure.value in ends for o in source.items):
        return True
    if figure.kind == "ordinal":
        return _counted(ends, source)
    if figure.kind in ("count", "number") and _counted(ends, source):
        return True
    return not source.numbers.isdisjoint(ends)


def _counted(ends: Sequence[Decimal], source: Telling) -> bool:
    """Whether a number counts anything in the source: things, ranks, the lines of a list."""
    if not source.numbers.isdisjoint(ends) or not source.ranks.isdisjoint(ends):
        return True
    counts = (other.figure for other in source.items if other.figure is not None)
    return any(figure.kind == "count" and figure.value in ends for figure in counts)


def _date_known(when: When, source: Telling) -> bool:
    if when.weekday >= 0 and not when.month:
        dates = (o.when.date for o in source.items if o.when is not None)
        return bool(_DAYS & source.plain) or any(day is not None and day.weekday() == when.weekday for day in dates)
    known = not when.part or any(o.when is not None and o.when.part == when.part for o in source.items)
    if when.year:
        ends = {o.when.end_year for o in source.items if o.when is not None}
        known = Decimal(when.year) in source.numbers or when.year in ends
    if when.month:
        known = known and any(o.when is not None and o.when.month == when.month for o in source.items)
    if when.day:
        known = known and any(o.when is not None and o.when.day == when.day for o in source.items)
    return known


def same(one: Item, other: Item) -> bool:
    """Whether one of two items can be a retelling of the other."""
    if one.clock is not None and other.clock is not None:
        return same_time(one.clock, other.clock)
    if one.when is not None and other.when is not None:
        return _one_day(one.when, other.when)
    if one.figure is not None and other.figure is not None:
        return one.group == other.group and _one_figure(one.figure, other.figure)
    return False


def _one_day(one: When, other: When) -> bool:
    parts = [
        (one.year, other.year),
        (one.month, other.month),
        (one.day, other.day),
        (one.weekday + 1, other.weekday + 1),
    ]
    if one.part != other.part:
        return False
    both = [(a, b) for a, b in parts if a and b]
    return (bool(both) and all(a == b for a, b in both)) or (bool(one.part) and not both)


def _one_figure(one: Figure, other: Figure) -> bool:
    if one.kind == "money" and one.unit != other.unit:
        return False
    if not convertible(one, other):
        return False
    if one.unit != other.unit and one.kind not in ("count", "number"):
        return agree(one, other)
    if one.value is None or other.value is None:
        return _one_bound(one, other)
    if one.kind == "money" and _digits(one) > _digits(other):
        # A price is quoted, not rounded: nobody calls $999 a fee of $1,000, at most of about that.
        return one.value == other.value or (one.approximate and agree(one, other))
    return _rounded(one.value, other.value) or (one.approximate and agree(one, other))


def _digits(figure: Figure) -> int:
    """How many digits a figure is written with; none if a word gives its scale ("$1 million")."""
    return 0 if any(map(str.isalpha, figure.text)) else sum(map(str.isdigit, figure.text))


def _one_bound(one: Figure, other: Figure) -> bool:
    """Whether a bound or range of the retelling fits: it gives an end of the source's, or holds its value closely."""
    mine, theirs = _ends(one), _ends(other)
    if set(mine) & set(theirs):
        return True
    if one.value is not None:
        # A bound says nothing of a value inside; a closed range does.
        return len(theirs) > 1 and theirs[0] <= one.value <= theirs[1]
    if other.value is not None:
        # "Over 50" of 57; nobody tells of 57 as "over 40".
        return agree(one, other) and any(abs(end - other.value) * _CLOSE <= abs(end) for end in mine)
    return len(mine) == len(theirs) == 2 and agree(one, other)


def _ends(figure: Figure) -> list[Decimal]:
    if figure.value is not None:
        return [figure.value]
    return [end for end in (figure.low, figure.high) if end is not None]


def _rounded(short: Decimal, full: Decimal) -> bool:
    """Whether `short` is `full`, or `full` rounded: a retelling may drop digits of a longer figure, never add any."""
    if short == full:
        return True
    if not short or len(full.normalize().as_tuple().digits) < _ROUNDABLE:
        return False
    step = Decimal(1).scaleb(int(short.normalize().as_tuple().exponent))
    return full.quantize(step, ROUND_HALF_UP) == short and abs(full - short) * 10 <= abs(full)


def _counterpart(item: Item, alignment: Alignment, free: Sequence[Item], pair: Retelling) -> Item | None:
    """The item of the source that stands where `item` stands in the retelling."""
    rivals = [other for other in free if comparable(item, other)]
    if not rivals:
        return None
    scored = [_closeness(item, other, alignment, pair) for other in rivals]
    best = max(range(len(rivals)), key=scored.__getitem__)
    if scored[best] > 0:
        return rivals[best]
    # An amount that the source gives nowhere: the nearest of its sort that the retelling leaves out.
    if item.implied or item.group in ("ordinal", "count", "when"):
        return None
    return min(rivals, key=lambda other: _distance(other, alignment))


def _distance(other: Item, alignment: Alignment) -> int:
    return abs(other.span.start - alignment.passage[0].span.start)


def _within(other: Item, alignment: Alignment) -> bool:
    """Whether an item of the source stands in the passage that a sentence retells."""
    return any(part.span.contains(other.span) for part in alignment.passage)


def comparable(item: Item, other: Item) -> bool:
    """Whether two items are of one sort, so that one can stand in the place of the other."""
    if item.group != other.group:
        return False
    if item.when is not None and other.when is not None:
        return _shape(item.when) == _shape(other.when)
    if item.figure is None or other.figure is None:
        return True
    if item.group == "ordinal" and item.counted != other.counted:
        return False
    if (item.implied or other.implied) and {item.before, other.before} - _FIRST:
        return False
    if item.figure.kind == "money":
        return True
    if item.group == "count" and item.counted != other.counted and item.counted and other.counted:
        return bool({item.counted, other.counted} & (item.near | other.near))
    return convertible(item.figure, other.figure)


#: "The first year" stands in the place of "the first six months", not in that of "a year".
_FIRST = listed("first initial")


def _shape(when: When) -> tuple[bool, ...]:
    if when.month:
        return True, bool(when.day), False
    return False, bool(when.year), when.weekday >= 0


def _closeness(item: Item, other: Item, alignment: Alignment, pair: Retelling) -> float:
    """How sure it is that two items stand in one place; 0 if nothing says so."""
    sentence = _sentence(other, pair.source)
    near = len(item.near & other.near)
    around = len(alignment.sentence.stems & sentence.stems)
    within = _within(other, alignment)
    counted = bool(item.counted) and item.counted == other.counted
    if item.group == "ordinal" and not (near and within):
        return 0.0
    if not (near or counted or (within and around >= 2)):
        return 0.0
    return 2 * near + around + 2 * within + 2 * counted + 0.5 * (item.before == other.before)


def _conflict(pair: Retelling, item: Item, place: Item) -> Conflict:
    kind = "value"
    if item.clock is not None or item.when is not None:
        kind = "date"
    elif item.figure is not None and place.figure is not None and item.figure.unit != place.figure.unit:
        kind = "currency" if item.figure.kind == "money" else "value"
    return Conflict(
        kind,
        "likely",
        (_evidence(pair.source, place), _evidence(pair.short, item)),
        f"One text retells the other with {_said(item)} where that has {_said(place)}.",
        caveat="The retelling may draw on another source, or count otherwise.",
        resolution="Check the source and correct the passage that is wrong.",
    )


def _said(item: Item) -> str:
    return figure_words(item.figure) if item.figure is not None else f"“{item.text}”"


def _evidence(told: Telling, item: Item) -> Evidence:
    sentence = _sentence(item, told)
    span = quoted(told.text, sentence.span, item.span)
    return Evidence(document=told.document, span=span, quote=span.of(told.text), figure=item.figure)
