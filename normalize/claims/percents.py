"""Percentages: a change against the values it is said to lead between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

import regex

from normalize.claims import synonyms, words
from normalize.claims import tokens as t
from normalize.claims.analysis import SAYING, Analysis, Statement
from normalize.claims.blocks import Hit, Hits, Member, mark
from normalize.claims.calendar import When, compatible
from normalize.claims.events import clipped
from normalize.claims.names import clash, match
from normalize.claims.tokens import Token
from normalize.claims.topics import one_voice
from normalize.claims.units import dimension
from normalize.claims.vocabulary import CHANGE_NOUNS, FALLING, RISING
from normalize.model import Conflict, Evidence, Figure, Span

#: Words that say how much by themselves, as a factor of the old value.
_FACTORS = {"halve": Decimal("0.5"), "double": Decimal(2), "triple": Decimal(3), "treble": Decimal(3)}
#: How many code points behind its two values a change may stand ("… to 50 crowns since January, a rise of 25%").
_AFTER = 70
#: A bare number that takes up a unit is no more than so many times the other.
_TIMES = 5
_PARTS = regex.compile(
    r"\b(?:(?P<half>in half|by half)|(?:by|of|(?:al|by al)most|nearly|about) (?P<many>an?|one|two|three) "
    r"(?P<part>half|third|quarter|fifth|sixth|tenth)s?)\b",
    regex.IGNORECASE,
)
_HOW_MANY = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}
_OF = {"half": 2, "thir": 3, "quar": 4, "fift": 5, "sixt": 6, "tent": 10}


@dataclass(frozen=True, slots=True)
class Shift:
    """A relative change in percent of the old value, `low`..`high`, negative for a fall.

    `computed` from two values, else stated.
    """

    document: str
    span: Span
    quote: str
    low: Decimal
    high: Decimal
    computed: bool
    figures: tuple[Figure, ...]
    words: frozenset[str]
    names: frozenset[str]
    times: tuple[When, ...]
    speaker: str
    sentence: int
    topic: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Stated:
    """A relative change in percent that a text states: `value` as it is written, `low`..`high` as its words allow."""

    low: Decimal
    high: Decimal
    value: Decimal
    span: Span


def conflicts(analysis: Analysis) -> Iterator[Conflict]:
    """Sentences whose stated change is not that between their two values."""
    for number, statement in enumerate(analysis.statements):
        found = pairs(statement)
        for start, old, new in found:
            stated = _stated(statement, (old, new), start)
            if stated is None and len(found) == 1 and number + 1 < len(analysis.statements):
                stated = _taken_up(analysis.statements[number + 1])
            if stated is not None:
                yield from _against(analysis, statement, (old, new), stated)
        for old, new, percent in () if found else _around(statement):
            stated = _said(statement, percent)
            if stated is not None:
                yield from _against(analysis, statement, (old, new), stated)


def _taken_up(following: Statement) -> _Stated | None:
    """ "The drop of 15% …", "That is a rise of 9%": the only percentage of a sentence that takes up a change."""
    tokens = following.parsed.tokens
    percents = [n for n, token in enumerate(tokens) if token.figure is not None and token.figure.kind == "percent"]
    if len(percents) != 1 or percents[0] > _OPENING or tokens[0].lower not in ("the", "that", "this", "it"):
        return None
    figure = tokens[percents[0]].figure
    noun = any(w.lemma in CHANGE_NOUNS or w.lower == "growth" for w in tokens[1 : percents[0]])
    return _said(following, figure) if noun and tokens[percents[0] - 1].lower == "of" and figure is not None else None


#: A sentence that takes up a change has its percentage among so many first words.
_OPENING = 7


def _around(statement: Statement) -> Iterator[tuple[Figure, Figure, Figure]]:
    """Old and new values with the change between them: "18,500 tonnes, a cut of 20% from last year's 22,000"."""
    tokens = statement.parsed.tokens
    places = [n for n, token in enumerate(tokens) if token.figure is not None and token.figure.value is not None]
    for one, middle, other in zip(places, places[1:], places[2:], strict=False):
        new, percent, old = (tokens[n].figure for n in (one, middle, other))
        assert new is not None
        assert percent is not None
        assert old is not None
        if percent.kind != "percent" or new.unit != old.unit or not _comparable(old, new) or new.kind == "percent":
            continue
        if _leads_to(tokens[one + 1 : middle]) and _compares(tokens[middle + 1 : other]):
            yield old, new, percent


#: So many words stand between a value and the change that led to it, and between that and the old value, at most.
_LEAD, _GAP = 14, 9


def _leads_to(lead: Sequence[Token]) -> bool:
    """Whether the words between a value and a change say that the change led to it ("…, a cut of")."""
    acts = any(w.tag in (t.VERB, t.AUX) and w.lemma not in SAYING | {"announce", "report", "add"} for w in lead)
    parted = any(w.text in ";:—" or w.tag in (t.SUB, t.REL, t.CONJ) for w in lead)
    return len(lead) <= _LEAD and not acts and not parted and any(w.text == "," for w in lead)


def _compares(gap: Sequence[Token]) -> bool:
    """Whether the words between a change and a value make that the old one ("from last year's quota of")."""
    opened = any(w.lower in ("from", "on", "than", "over", "against", "below", "above") for w in gap[:3])
    acts = any(w.tag in (t.VERB, t.AUX, t.CONJ, t.SUB) or w.text in ",;:—" for w in gap)
    return opened and len(gap) <= _GAP and not acts


def shifts(analysis: Analysis) -> Iterator[Shift]:
    """The changes of a document, computed or stated, for comparing across sentences and documents."""
    for statement in analysis.statements:
        if analysis.in_speech(statement.span):
            continue
        found = pairs(statement)
        for start, old, new in found:
            low, high = _relative(old, new)
            if low is not None and high is not None and _stated(statement, (old, new), start) is None:
                yield _shift(analysis, statement, low, high, (old, new), computed=True)
        if found:
            continue
        percents = [f for f in statement.figures if f.kind in ("percent", "fraction") and f.value is not None]
        if len(percents) == 1 and percents[0].low is not None and percents[0].high is not None:
            sign = _direction(statement, percents[0]) * (100 if percents[0].kind == "fraction" else 1)
            if sign:
                low, high = sorted((sign * percents[0].low, sign * percents[0].high))
                yield _shift(analysis, statement, low, high, (percents[0],), computed=False)


def pairs(statement: Statement) -> list[tuple[int, Figure, Figure]]:
    """Old and new values of the changes in a sentence: "from A to B", "to B from A", "B, up from A".

    Each comes with the code point from which its stated change may stand: the end of the change before it.
    """
    tokens = statement.parsed.tokens
    figures = [(n, token.figure) for n, token in enumerate(tokens) if token.figure is not None]
    places = [n for n, f in figures if f.value is not None and f.kind != "duration"]
    found: list[tuple[int, Figure, Figure]] = []
    start = statement.span.start
    for one, other in pairwise(places):
        a, b = tokens[one].figure, tokens[other].figure
        assert a is not None
        assert b is not None
        pair = _ordered(tokens, one, other)
        if pair is None or a.span.start < start or not _comparable(a, b):
            continue
        old, new = pair
        found.append((start, old, new))
        start = b.span.end
    return found


def _ordered(tokens: Sequence[Token], one: int, other: int) -> tuple[Figure, Figure] | None:
    """The old and the new of two neighbouring figures, if their prepositions tell."""
    a, b = tokens[one].figure, tokens[other].figure
    if a is None or b is None or other - one > 20 or any(w.text in ";—" for w in tokens[one:other]):
        return None
    first, second = _lead(tokens, one), _lead(tokens, other)
    if (first, second) == ("from", "to") or _then_and_now(tokens, one, other):
        return a, b
    if second == "from" and (first == "to" or tokens[other - 2].lower in ("up", "down")):
        return b, a
    return None


def _then_and_now(tokens: Sequence[Token], one: int, other: int) -> bool:
    """Whether one verb leads to both figures, to the second with "now": "that cost $16 in 2021 now costs $20"."""
    if not one or tokens[one - 1].lemma != tokens[other - 1].lemma or tokens[one - 1].tag == t.PREP:
        return False
    return any(w.lower == "now" for w in tokens[max(one, other - 4) : other])


def _comparable(one: Figure, other: Figure) -> bool:
    if one.kind in ("points", "fraction", "duration", "age") or not (one.value and other.value):
        return False
    if dimension(one) != dimension(other):
        # "To 9 million tonnes from 10 million": the second takes up the unit of the first.
        return "count" in (one.unit, other.unit) and one.value < _TIMES * other.value < _TIMES**2 * one.value
    return (one.unit == other.unit or dimension(one) == "count") and bool(one.value) and bool(other.value)


def _lead(tokens: Sequence[Token], number: int) -> str:
    at = number - 1
    while at >= 0 and (tokens[at].tag in (t.ADV, t.DET) or tokens[at].lower in ("just", "about", "around")):
        at -= 1
    return tokens[at].lower if at >= 0 else ""


def _relative(old: Figure, new: Figure) -> tuple[Decimal | None, Decimal | None]:
    """The change from old to new in percent, as the intervals of both allow."""
    if None in (old.low, old.high, new.low, new.high):
        return None, None
    assert old.low is not None
    assert old.high is not None
    assert new.low is not None
    assert new.high is not None
    if old.low <= 0:
        return None, None
    (old_low, old_high), (new_low, new_high) = _closely(old, new), _closely(new, old)
    return (new_low / old_high - 1) * 100, (new_high / old_low - 1) * 100


#: Smaller numbers are written out rather than rounded ("from 100 grams to 90").
_WRITTEN_OUT = 1000
_HALF = Decimal("0.5")


def _closely(figure: Figure, other: Figure) -> tuple[Decimal, Decimal]:
    """What a figure may be where a change is told between two: a small whole number is exact to its last digit."""
    assert figure.low is not None
    assert figure.high is not None
    exact = all(f.value == f.value.to_integral_value() and f.value < _WRITTEN_OUT for f in (figure, other) if f.value)
    plain = exact and not (figure.approximate or other.approximate)
    if figure.value is None or not plain:
        return figure.low, figure.high
    return max(figure.low, figure.value - _HALF), min(figure.high, figure.value + _HALF)


def _stated(statement: Statement, pair: tuple[Figure, Figure], start: int) -> _Stated | None:
    """The relative change stated between `start` and the two values: the only percentage there, or a factor."""
    first = min(pair[0].span.start, pair[1].span.start)
    before = [f for f in statement.figures if start <= f.span.start < first]
    if any(f.kind == "points" for f in before):
        return None
    percents = [f for f in before if f.kind in ("percent", "fraction")]
    if len(percents) == 1:
        own = one_change(statement.parsed.tokens, percents[0].span.end, first)
        return _said(statement, percents[0]) if own else None
    if percents:
        return None
    for token in statement.parsed.tokens:
        if token.tag == t.VERB and token.lemma in _FACTORS and start <= token.start < first:
            change = (_FACTORS[token.lemma] - 1) * 100
            return _Stated(change - 3, change + 3, change, token.span)
    after = [f for f in statement.figures if f.kind == "percent" and 0 <= f.span.start - _end(pair) < _AFTER]
    others = [f for f in before if f.kind == "percent" or f.unit == pair[0].unit]
    if len(after) == 1 and not others and one_change(statement.parsed.tokens, _end(pair), after[0].span.start):
        return _said(statement, after[0])
    return _fraction(statement, start, first)


def _fraction(statement: Statement, start: int, end: int) -> _Stated | None:
    """A change by a part that stands in words between two places: "fell by a quarter", "cut in half"."""
    for found in _PARTS.finditer(statement_text(statement)):
        at = statement.span.start + found.start()
        part = (
            Decimal(50) if found["half"] else Decimal(100) * _HOW_MANY[found["many"].lower()] / _OF[found["part"][:4]]
        )
        sign = _moved(statement, at)
        if start <= at < end and sign:
            change = sign * part
            return _Stated(change - 3, change + 3, change, Span(at, at + len(found.group())))
    return None


def _moved(statement: Statement, at: int) -> int:
    """+1 or -1 by the verb or noun of a rise or fall right before a code point."""
    for token in reversed([w for w in statement.parsed.tokens if at - 40 <= w.start < at]):
        if token.lemma in RISING:
            return 1
        if token.lemma in FALLING:
            return -1
    return 0


def one_change(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether nothing between a change and its values begins another one ("4%, while imports went from …")."""
    between = [w for w in tokens if start <= w.start < end]
    other = any(w.tag in (t.CONJ, t.SUB, t.REL, t.PRON) or w.text in ";:" for w in between)
    acts = any(w.tag == t.AUX or (w.tag == t.VERB and not w.lower.endswith("ing")) for w in between)
    return not other and not acts


def _end(pair: tuple[Figure, Figure]) -> int:
    return max(pair[0].span.end, pair[1].span.end)


def _said(statement: Statement, figure: Figure) -> _Stated | None:
    sign, size = _direction(statement, figure), 100 if figure.kind == "fraction" else 1
    if not sign or figure.low is None or figure.high is None:
        return None
    low, high = sorted((sign * figure.low * size, sign * figure.high * size))
    value = (low + high) / 2 if figure.value is None else sign * figure.value * size
    return _Stated(low, high, value, figure.span)


def statement_text(statement: Statement) -> str:
    """The sentence as its tokens spell it, with its gaps as spaces, so that offsets hold."""
    parts: list[str] = []
    at = statement.span.start
    for token in statement.parsed.tokens:
        parts += (" " * (token.start - at), token.text)
        at = token.end
    return "".join(parts)


def _direction(statement: Statement, figure: Figure) -> int:
    """+1 when the word that the figure goes with rises, -1 when it falls, 0 when the sentence leaves it open."""
    tokens = statement.parsed.tokens
    at = next((n for n, token in enumerate(tokens) if token.figure is figure), 0)
    behind = next((n for n in range(at - 1, -1, -1) if tokens[n].text in ",;:"), -1)
    for number in [*range(at - 1, max(behind, at - 6), -1), *range(at + 1, min(len(tokens), at + 4))]:
        lemma = tokens[number].lemma
        if number > at and tokens[number].text in ",;:":
            break
        if lemma in RISING or tokens[number].lower in ("more", "higher", "up"):
            return 1
        if lemma in FALLING or tokens[number].lower in ("less", "fewer", "lower", "down"):
            return -1
    return 0


def _against(
    analysis: Analysis, statement: Statement, pair: tuple[Figure, Figure], stated: _Stated
) -> Iterator[Conflict]:
    low, high = _relative(*pair)
    if low is None or high is None:
        return
    room = Decimal(1)
    old, new = pair
    agree = stated.low - room <= high and low - room <= stated.high
    if (agree and not _in_points(old, new, stated)) or analysis.in_speech(statement.span):
        return
    name = analysis.document.name
    values = clipped(Span(min(old.span.start, new.span.start), max(old.span.end, new.span.end)))
    evidence = (
        Evidence(document=name, span=stated.span, quote=analysis.text(stated.span), label="stated change"),
        Evidence(document=name, span=values, quote=analysis.text(values), figure=new, label="values"),
    )
    if old.kind == new.kind == "percent":
        yield _points(pair, stated, evidence)
        return
    yield Conflict(
        "percent",
        "certain",
        evidence,
        f"From {old.text} to {new.text} is a change of {_change(old, new)}, not {_percent(stated.value)}.",
        caveat="The percentage may refer to other values than these two.",
        resolution="Check the two values and the change.",
    )


def _in_points(old: Figure, new: Figure, stated: _Stated) -> bool:
    """Whether the stated change is that in percentage points and far from that in percent ("1%, from 2% to 3%")."""
    if not (old.kind == new.kind == "percent") or not old.value or new.value is None:
        return False
    relative = (new.value / old.value - 1) * 100
    return stated.value == new.value - old.value and abs(relative - stated.value) > 5


def _points(pair: tuple[Figure, Figure], stated: _Stated, evidence: tuple[Evidence, ...]) -> Conflict:
    """Two percentages whose change is stated in percent: percentage points may be meant."""
    old, new = pair
    points = (new.value or Decimal(0)) - (old.value or Decimal(0))
    meant = (points > 0) == (stated.value > 0) and stated.low <= points <= stated.high
    size = _bare(abs(points))
    unit = "percentage point" if size == "1" else "percentage points"
    return Conflict(
        "percent",
        "likely",
        evidence,
        f"From {old.text} to {new.text} is {size} {unit}, or {_change(old, new)}, not {_percent(stated.value)}.",
        caveat="Percentage points may be meant." if meant else "The change may refer to other values than these two.",
        resolution=f"Write “{size} {unit}”." if meant else "Check the two values and the change.",
    )


def _change(old: Figure, new: Figure) -> str:
    """The relative change between two values as they are stated."""
    assert old.value is not None
    assert new.value is not None
    return _percent((new.value / old.value - 1) * 100)


def _percent(value: Decimal) -> str:
    sign = "-" if value < 0 else "+"
    return f"{sign}{_bare(abs(value))}%"


def _bare(value: Decimal) -> str:
    """A number with one decimal, below one with two, without zeros at the end: `66.7`, `2`, `0.25`."""
    text = f"{value:.2f}" if value < 1 else f"{value:.1f}"
    return text.rstrip("0").rstrip(".")


def _shift(
    analysis: Analysis,
    statement: Statement,
    low: Decimal,
    high: Decimal,
    figures: tuple[Figure, ...],
    *,
    computed: bool,
) -> Shift:
    tokens = statement.parsed.tokens
    stems = frozenset(
        w.stem
        for w in tokens
        if w.tag in (t.NOUN, t.ADJ) and w.lemma not in words.LIGHT and w.lemma not in CHANGE_NOUNS and len(w.text) > 2
    )
    names = frozenset(name for phrase in statement.parsed.nouns for name in analysis.names.of(phrase))
    start, end = min(f.span.start for f in figures), max(f.span.end for f in figures)
    after = next((n.end for n in statement.parsed.nouns if n.words[0].start >= end), end)
    span = clipped(Span(start, after if after - start < 120 else end))
    return Shift(
        analysis.document.name,
        span,
        analysis.text(span),
        low,
        high,
        computed,
        figures,
        stems,
        names,
        statement.times,
        statement.speaker,
        statement.sentence.number,
        analysis.topic,
    )


#: A word that more computed changes have is a turn of phrase.
_MOST = 200


def shift_keys(shift: Shift) -> Iterator[str]:
    """The words of a change."""
    yield from sorted(shift.words)


def shift_hits(block: Iterable[Member[Shift]]) -> Iterator[Hit]:
    """Changes of one block that two values give against changes that another passage states for the same."""
    computed: list[Member[Shift]] = []
    stated: list[Member[Shift]] = []
    for member in block:
        if not member.it.computed:
            stated.append(member)
        elif len(computed) < _MOST:
            computed.append(member)
    found = Hits()
    for member in stated:
        shift = member.it
        for other in computed:
            apart = shift.low - 1 > other.it.high or shift.high + 1 < other.it.low
            if apart and not found.enough(other, member) and _one_shift(shift, other.it):
                yield found.add(other, member, mark(other, other.it.span))


def _one_shift(one: Shift, other: Shift) -> bool:
    if one.document == other.document and one.sentence == other.sentence:
        return False
    if not one_voice(one.speaker, other.speaker) or not compatible(one.times, other.times):
        return False
    if (one.low > 0) != (other.low > 0) or clash(one.names, other.names):
        return False
    if one.document != other.document and not match(one.names | one.topic, other.names | other.topic):
        return False
    times = any(
        (a.month and a.month == b.month) or (a.year and a.year == b.year) for a in one.times for b in other.times
    )
    return len(one.words & other.words) + times + match(one.names, other.names) >= 3


def account_shifts(mine: Sequence[Shift], theirs: Sequence[Shift]) -> Iterator[Conflict]:
    """Changes of two accounts of one story: what two values of the one give against what the other states."""
    for computed, stated in ((mine, theirs), (theirs, mine)):
        for one in (shift for shift in computed if shift.computed):
            if any(_meets(one, other) for other in stated):
                continue
            rivals = [other for other in stated if not other.computed and _in_accounts(one, other)]
            if len(rivals) == 1:
                yield tell_shift(one, rivals[0], "")


def _meets(one: Shift, other: Shift) -> bool:
    return other.low - 1 <= one.high and other.high + 1 >= one.low


def _in_accounts(one: Shift, other: Shift) -> bool:
    """Whether two accounts of one story can mean one change: one direction, one time, a word for what has changed."""
    if (one.low > 0) != (other.low > 0) or clash(one.names, other.names) or not one_voice(one.speaker, other.speaker):
        return False
    if not compatible(one.times, other.times):
        return False
    said = {when.relative for when in one.times} & {when.relative for when in other.times} - {""}
    return len(synonyms.shared(one.words - _OF_ANY, other.words - _OF_ANY)) + len(said) >= _ALIKE


#: So many words and times two accounts of one change share.
_ALIKE = 2


#: Words that stand with any change.
_OF_ANY = frozenset(map(words.stem, words.listed("year month quarter week last number total percent tonne people")))


def tell_shift(computed: Shift, stated: Shift, _: str) -> Conflict:
    """The conflict of a change that two values give and one that is stated."""
    old, new = computed.figures
    middle = (stated.low + stated.high) / 2
    size = stated.figures[0].value
    said = middle if size is None else size.copy_sign(middle)
    return Conflict(
        "percent",
        "likely",
        tuple(
            Evidence(document=s.document, span=s.span, quote=s.quote, figure=s.figures[-1]) for s in (computed, stated)
        ),
        f"From {old.text} to {new.text} is a change of {_change(old, new)}, another passage has {_percent(said)}.",
        caveat="The two passages may be about two periods or two things.",
        resolution="Check the two values and the change.",
    )
