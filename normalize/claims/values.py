"""Values: two figures for one measure of one thing. Kinds value, scale, currency and unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

import regex

from normalize.claims import words
from normalize.claims.blocks import Hit, Hits, Member, mark
from normalize.claims.calendar import When, compatible
from normalize.claims.counterpart import counterparts, slip
from normalize.claims.explain import figure_words
from normalize.claims.measures import Measured
from normalize.claims.names import clash, match
from normalize.claims.roles import FORECASTS
from normalize.claims.topics import one_voice, two_authors
from normalize.claims.units import agree, convertible, digits, dimension, in_unit, powers_apart
from normalize.claims.vocabulary import SHIFT_VERBS
from normalize.model import Conflict, Evidence, Figure

#: Blocks hold this many different figures; a larger block is a turn of phrase ("one of the two").
_MOST = 80
#: A figure in a sentence without names lies in the blocks of so many of the names that its document is about.
_TOPICS = 4
#: Roles whose figures are compared; "rose by 3 m" is compared with "a rise of 3 m", never with a level.
_UNCOMPARED = ("ordinal", "identifier", "date", "time", "points", "fraction", "number")
#: Nobody is older: what is older is a thing, whose age does not change from one account to the next.
_OLDEST = 150
#: Two sentences are one told twice when they share so many content words and names, of the shorter one's …
_FEWEST = 4
#: … at least this part; and this part if nothing else says that two documents tell one story.
_RETOLD = 0.5
_SAME_SENTENCE = 0.66
_ROLES = {"": "level", "to": "level", "by": "by", "ago": "ago", "more": "more", "part": "part"}
#: Roles in which figures are of one thing only if a whole sentence is told twice.
_LOOSE = ("ago", "more", "part")
_SHIFTS = frozenset(map(words.stem_of_lemma, SHIFT_VERBS))
#: So many figures of one unit a document has at most where a slip is looked for by its digits alone.
_FEW = 2
#: Kinds in which one substance or field may be measured.
_STUFF = frozenset({"mass", "volume", "area", "length"})
_WEIGHED = frozenset({"mass", "temperature", "power", "energy", "speed"})
_PHYSICAL = _STUFF | {"speed", "power", "energy", "temperature"}


def hits(block: Iterable[Member[Measured]]) -> Iterator[Hit]:
    """Figures of one block that cannot both be right."""
    # Two documents without a name in common tell two stories: sets tell that at once for most pairs.
    held: list[tuple[Member[Measured], _Names]] = []
    found = Hits()
    for member in block:
        mine = _own_and_reach(member.it)
        for other, theirs in held:
            if not _may_meet(other.it, theirs, member.it, mine) or found.enough(other, member):
                continue
            if kind := _kind(other.it, member.it):
                places = mark(other, other.it.figure.span), mark(member, member.it.figure.span)
                yield found.add(other, member, *places, detail=kind)
        if len(held) < _MOST:
            held.append((member, mine))


_Names = tuple[frozenset[str], frozenset[str]]


def _may_meet(one: Measured, mine: _Names, other: Measured, theirs: _Names) -> bool:
    """Whether two figures are worth a closer look."""
    if one.document == other.document or not (mine[0].isdisjoint(theirs[1]) and theirs[0].isdisjoint(mine[1])):
        # A name of the one can be one of the other (see `same_name`, misspellings aside).
        return True
    return not (mine[0] and theirs[0]) and _likeness(one, other) >= _SAME_SENTENCE


def _own_and_reach(claim: Measured) -> _Names:
    """The names around a claim, and with them all beginnings and ends by which each may be called."""
    own = claim.topic | claim.near_names | claim.names
    return words.shared(own), _reaches(own)


@lru_cache(maxsize=65_536)
def _reaches(names: frozenset[str]) -> frozenset[str]:
    parts = [(name, name.split()) for name in names]
    cut = {" ".join(words_[:at]) for _, words_ in parts for at in range(1, len(words_))}
    cut |= {" ".join(words_[at:]) for _, words_ in parts for at in range(1, len(words_))}
    return names | cut


def also_said(one: Measured, other: Measured, beside: Iterable[Measured]) -> bool:
    """Whether the document of `one` also gives the figure of `other` for the same: then it tells the two apart.

    `beside` are the figures of that document.
    """
    if one.document == other.document:
        return False
    beside = tuple(beside)
    near = [c for c in beside if abs(c.sentence - one.sentence) <= _NEARBY]
    if _likeness(one, other) < _SAME_SENTENCE and any(_very_figure(c, other) for c in near):
        return True
    blocks, theirs = set(keys(other)), _own_and_reach(other)
    return any(
        c.unit == other.unit
        and c.figure.unit == other.figure.unit
        and agree(c.figure, other.figure)
        and not blocks.isdisjoint(keys(c))
        and _may_meet(c, _own_and_reach(c), other, theirs)
        and (_same_measure(c, other) or _retold(c, other))
        for c in beside
    )


#: A text that tells two figures apart tells them within so many sentences.
_NEARBY = 3
#: Smaller counts stand in every story: that one recurs says nothing.
_SMALL = 20


def _very_figure(one: Measured, other: Measured) -> bool:
    """Whether two figures are one figure: the same value in one unit, of the same things."""
    bare = "count" in (one.unit, other.unit) and dimension(one.figure) == dimension(other.figure)
    alike = one.unit == other.unit and one.figure.unit == other.figure.unit
    # "Damage of €2.2 million, of which they pay 1.1 million": the unit is not said again.
    alike = alike or (one.figure.kind == "number" and other.figure.kind == "money")
    if not (alike or bare) or one.figure.value is None:
        return False
    small = one.figure.value < _SMALL and one.unit.startswith("count")
    return one.figure.value == other.figure.value and not small


def keys(claim: Measured) -> Iterator[str]:
    """Blocks in which another figure for the same measure must lie."""
    if claim.quoted or claim.role not in _ROLES or claim.carrier == "age":
        return
    if claim.figure.kind == "age" and (claim.figure.low is None or claim.figure.low < _OLDEST):
        return
    if claim.figure.kind in _UNCOMPARED and not (claim.figure.kind == "number" and claim.unit == "count:person"):
        return
    yield from dict.fromkeys(_keys(claim))


def _keys(claim: Measured) -> Iterator[str]:
    base = claim.unit
    for thing in sorted(claim.heads | claim.names | {claim.carrier, claim.measure} - {""}):
        yield f"{base}|{thing}"
    for name in sorted(claim.near_names)[:6]:
        yield f"{base}|{name}"
    if not claim.names | claim.near_names:
        # In a large batch the block of a word is full before the other account of a story comes: its own is not.
        for name in sorted(claim.topic)[:_TOPICS]:
            for thing in sorted(claim.heads | {claim.carrier, claim.measure} - {""}):
                yield f"{base}|{thing}|{name}"
    written = _number(claim.figure)
    if written is not None:
        sort = "stuff" if claim.figure.kind in _STUFF else dimension(claim.figure)
        said = digits(written)
        yield f"{sort}#{said}"
        if len(said) > 1 and claim.fellows <= _FEW:
            # Two digits that have changed places.
            yield f"{base}~{''.join(sorted(said))}"


def _kind(one: Measured, other: Measured) -> str:
    if not _comparable(one, other):
        return ""
    written = misread(one, other)
    if written:
        near = _linked(one, other) or (written == "scale" and _in_one_place(one, other))
        return written if near else ""
    if later_count(one, other) or one.unit != other.unit or _variants(one, other) or _moved_and_held(one, other):
        return ""
    if not convertible(one.figure, other.figure) or agree(one.figure, other.figure):
        return ""
    if not (_same_measure(one, other) or _retold(one, other) or _in_one_place(one, other)):
        return ""
    return "scale" if one.figure.unit == other.figure.unit and powers_apart(one.figure, other.figure) else "value"


def _comparable(one: Measured, other: Measured) -> bool:
    """The gates that every kind shares: another sentence, one time, one rate, no clash of names."""
    if one.document == other.document and one.sentence == other.sentence:
        return False
    if one.rate != other.rate or _ROLES[one.role] != _ROLES[other.role]:
        return False
    if one.document != other.document and not (_one_story(one, other) or _likeness(one, other) >= _SAME_SENTENCE):
        return False
    if not one_period(one, other) or apart(one, other) or two_authors(one, other):
        return False
    if not (_alike_but_for_place(one, other) and _alike_but_for_place(other, one)):
        return False
    return not clash(one.names, other.names) or (bool(misread(one, other)) and len(_owners(one, other)) >= 3)


def _alike_but_for_place(one: Measured, other: Measured) -> bool:
    """Whether a word such as "old" that stands with one figure alone is that of a place that the other text leads with.

    "Homes on the former gasworks" here, "homes there" in an article that begins with the former gasworks.
    """
    more = one.telling - other.telling
    return not more or (one.document != other.document and more <= one.scope & other.lead)


def _owners(one: Measured, other: Measured) -> frozenset[str]:
    """What both figures belong to."""
    return (one.heads & other.heads) - words.LIGHT


def one_period(one: Measured, other: Measured) -> bool:
    """Whether two figures can be of one time; a figure without a time has that of the sentences before it."""
    if one.times and other.times:
        return compatible(one.times, other.times)
    if one.times or other.times:
        return compatible(one.times or one.ambient, other.times or other.ambient)
    return True


def apart(one: Measured, other: Measured) -> bool:
    """Whether the text sets two figures apart: a past or coming time beside now, or a thing newly brought in."""
    for a, b in ((one, other), (other, one)):
        if a.modality == "future" != b.modality and not b.times and any(w.year or w.month for w in a.times):
            return True
        if one.document != other.document:
            continue
        gone = {w.relative for w in a.times if w.relative.startswith("last ") or w.relative.endswith(_GONE)}
        still = b.ambient if a.paragraph == b.paragraph else ()
        if gone and not gone & {w.relative for w in (*b.times, *still)}:
            return True
    first, later = sorted((one, other), key=lambda claim: claim.sentence)
    return one.document == other.document and bool(later.fresh) and not later.fresh & _reach(first)


_GONE = (" ago", " earlier")


#: What brings things in or takes them away, and what somebody has of them.
_MOVING = frozenset(
    map(words.stem_of_lemma, words.listed("buy acquire purchase order sell add hire lose build open close take"))
)
_HOLDING = regex.compile(r"\b(?:has|have|had|owns?|runs?|operates?|employs?|possess(?:es)?)\s", regex.IGNORECASE)


def _moved_and_held(one: Measured, other: Measured) -> bool:
    """Whether one count is of things that come or go, the other of all there are ("bought 41 coaches", "has 388")."""
    if not one.unit.startswith("count"):
        return False
    moved, held = (one, other) if one.verbs & _MOVING else (other, one)
    return bool(moved.verbs & _MOVING) and not held.verbs & _MOVING and _HOLDING.search(held.quote) is not None


def _variants(one: Measured, other: Measured) -> bool:
    """Whether two counts are of two cases that a text tells in one form ("two pages in two colours", "three …").

    A single thing is often no count at all ("choose one option").
    """
    if not one.unit.startswith("count:"):
        return False
    if one.unit != "count:person" and 1 in (one.figure.value, other.figure.value):
        return True
    return one.document == other.document and _likeness(one, other) >= _SAME_SENTENCE


def later_count(one: Measured, other: Measured) -> bool:
    """Whether one figure is of what goes on, the other perhaps of its end; a zero too many is still a slip."""
    return one.going != other.going and not powers_apart(one.figure, other.figure)


def _one_story(one: Measured, other: Measured) -> bool:
    """Whether two documents tell one story: two names in common, or one that stands with one of the figures."""
    mine, theirs = _setting(one), _setting(other)
    shared = {name for name in mine if match(frozenset({name}), theirs)}
    return len(shared) > 1 or match(frozenset(shared), one.names | other.names | (one.topic & other.topic))


def _setting(claim: Measured) -> frozenset[str]:
    """The names that tell which story a figure is from."""
    return claim.topic | claim.near_names | claim.names


def _number(figure: Figure) -> Decimal | None:
    """The number that a figure is written with, also where it is a bound ("no more than 60 mph")."""
    if figure.value is not None or (figure.low is None) == (figure.high is None):
        return figure.value
    return figure.low if figure.high is None else figure.high


def misread(one: Measured, other: Measured) -> str:
    """The kind of slip when two figures have the same digits: another scale, currency or unit."""
    a, b = one.figure, other.figure
    if one.role in _LOOSE:
        return ""
    if (a.value is None) != (b.value is None) and _number(a) == _number(b):
        # A limit of 60 km/h is no speed of up to 60 mph.
        same = dimension(a) == dimension(b) and a.kind != "money" and dimension(a) not in ("count", "percent", "number")
        return "unit" if same and a.unit != b.unit and convertible(a, b) else ""
    if a.value is None or b.value is None:
        return ""
    if dimension(a) != dimension(b):
        # "2,300 tonnes of fuel", "2,300 litres of fuel": one substance in one number.
        same = {a.kind, b.kind} <= _STUFF and a.value == b.value and len(digits(a.value)) > 1
        return "unit" if same and one.carrier == other.carrier else ""
    if a.kind == "money" and a.unit != b.unit:
        return "currency" if a.value == b.value else ""
    if a.kind != "money" and a.unit != b.unit and dimension(a) not in ("count", "percent", "number"):
        return "unit" if a.value == b.value and convertible(a, b) and not agree(a, b) else ""
    apart = powers_apart(a, b)
    # Thousand, million, billion: the slips of scale words. A zero too many needs the gates of a value.
    return "scale" if a.unit == b.unit and one.unit == other.unit and apart and apart % 3 == 0 else ""


def _linked(one: Measured, other: Measured) -> bool:
    """Whether two figures with the same digits are of one thing: a shared owner, carrier or measure, and context."""
    shared = (_all(one) & _all(other)) - words.LIGHT
    dates = {_date(w) for w in one.times} & {_date(w) for w in other.times}
    around = ((one.context | _all(one)) & (other.context | _all(other))) - words.LIGHT
    named = match(one.near_names | one.names, other.near_names | other.names)
    written = _number(one.figure)
    assert written is not None
    strength = len(digits(written)) + len(around | shared) + named
    # Few things in a story have a length, a speed or a weight.
    strength += one.figure.kind in _PHYSICAL and one.figure.unit != other.figure.unit
    strength += (one.document == other.document) + len(dates) + len(one.telling & other.telling)
    if one.measure and other.measure and one.measure != other.measure:
        return False
    money = one.figure.kind == "money" and one.figure.unit == other.figure.unit
    if one.document == other.document and money and not same_scope(one, other):
        # "The price, £88 million", "£88,000 for the surfboard".
        return False
    two_currencies = one.figure.kind == "money" and one.figure.unit != other.figure.unit
    if two_currencies and one.document == other.document and len(around) >= 2 and len(digits(written)) >= 2:
        # One sum in two currencies: within a text two words around it are enough.
        return True
    owned = shared - {one.carrier, other.carrier, one.measure, other.measure}
    beside = named and bool(around) and (one.figure.kind != "money" or bool(one.scope & other.scope))
    # "42 seconds ahead of Vandamme", "Vandamme came in 42 minutes behind": the name and the number are enough.
    told_again = named and one.document == other.document and one.figure.unit != other.figure.unit
    beside = beside or (told_again and one.figure.kind not in ("money", "count") and len(digits(written)) > 1)
    weighed = one.figure.kind in _WEIGHED and one.document == other.document and one.figure.unit != other.figure.unit
    if weighed and (len(digits(written)) > 1 or (one.figure.kind == "speed" and written > _FEW)):
        # A story has one weight of 160: in pounds here, in kilograms there.
        return True
    if two_currencies and one.document == other.document and owned and around:
        # "The booths at C$900", "a booth costs US$900".
        return True
    return bool(shared or dates or beside) and strength >= 4


def _date(when: When) -> tuple[int | str, ...]:
    return when.year, when.month, when.day, when.weekday, when.relative, when.part


def contrast(one: Measured, other: Measured) -> bool:
    """Whether a noun of both figures is narrowed by different words ("the gold medal", "the silver medal")."""
    for head in {h for h, _ in one.narrowed} & {h for h, _ in other.narrowed}:
        mine = {m for h, m in one.narrowed if h == head}
        theirs = {m for h, m in other.narrowed if h == head}
        if not mine & theirs:
            return True
    return False


def other_target(one: Measured, other: Measured) -> bool:
    """Whether one act is done to two different names: "bought Arle", "bought Brome"."""
    return any(
        not ({m for h, m in one.narrowed if h == verb} & {m for h, m in other.narrowed if h == verb})
        for verb in one.verbs & other.verbs
        if any(h == verb for h, _ in one.narrowed) and any(h == verb for h, _ in other.narrowed)
    )


def _all(claim: Measured) -> frozenset[str]:
    return claim.heads | claim.kinds | claim.verbs | {claim.carrier, claim.measure} - {""}


def _same_measure(one: Measured, other: Measured) -> bool:
    """Whether two figures of one unit measure the same of the same thing."""
    if one.kinds != other.kinds and one.kinds and other.kinds and not one.kinds & other.kinds:
        return False
    if one.figure.kind in _STUFF and not one.measure and one.verbs and other.verbs and not one.verbs & other.verbs:
        # "Carried 80,000 tonnes of crude", "leaked 2,000 tonnes of crude".
        return False
    if one.role != other.role or one.role in _LOOSE or not same_scope(one, other) or contrast(one, other):
        return False
    if one.modality != other.modality and {"forecast", "possible"} & {one.modality, other.modality}:
        return False
    owners = (one.heads & other.heads) - {one.measure, one.unit.partition(":")[2]} - words.LIGHT
    named = match(one.names, other.names)
    if one.unit.startswith("count:"):
        return (bool(owners) or named) and _same_count(one, other, owners, named=named)
    same = (one.measure and one.measure == other.measure) or (
        one.carrier == other.carrier and one.carrier not in FORECASTS and one.measure == other.measure
    )
    if one.unit == "percent":
        nested = one.kinds <= other.kinds or other.kinds <= one.kinds
        return bool(same) and nested and len(owners) + named >= 2
    return bool(same) and (bool(owners) or named or bool(one.kinds and one.kinds == other.kinds))


#: Measures that are reported once a period: what they "rose to" is what they were.
_REPORTED = frozenset({"revenue", "profit", "loss", "debt", "staff"})


def _one_level(one: Measured, other: Measured) -> bool:
    """Whether both figures are a level, or both a difference; "rose to £5m" is one where a period is reported on."""
    if one.role == other.role:
        return True
    if {one.role, other.role} == {"", "to"} and not one.unit.startswith("count") and slip(one, other):
        # "Raised its rate to 4.25%", "the rate stands at 4.75%".
        return True
    return {one.role, other.role} == {"", "to"} and one.measure == other.measure and one.measure in _REPORTED


def one_mood(one: Measured, other: Measured) -> bool:
    """Whether both figures are told as facts, or both as to come: "will bring in", "is expected to bring in"."""
    moods = {one.modality, other.modality}
    return len(moods) == 1 or moods == {"forecast", "future"} or not {"forecast", "possible"} & moods


def _in_one_place(one: Measured, other: Measured) -> bool:
    """Whether figures of two accounts of one story stand in one place, in whatever words."""
    if not _one_level(one, other) or one.role in _LOOSE or not one_mood(one, other):
        return False
    if one.measure != other.measure and one.measure and other.measure:
        return False
    if one.kinds and other.kinds and not one.kinds & other.kinds:
        return False
    if one.role == other.role and bool(one.verbs & _SHIFTS) != bool(other.verbs & _SHIFTS):
        # "14 were killed", "the toll has risen to 37": the second is the later one.
        return False
    if not same_scope(one, other) or contrast(one, other) or other_target(one, other):
        return False
    return counterparts(one, other)


def _retold(one: Measured, other: Measured) -> bool:
    """Whether a sentence of one document retells that of the other, and the figures have a word of their own in common.

    Likeness alone never suffices: names, periods, roles and units have been held against each other before.
    """
    if one.document == other.document or one.role != other.role or other_target(one, other):
        return False
    if not one_mood(one, other) or contrast(one, other):
        return False
    if one.scope and other.scope and not one.scope & other.scope:
        return False
    close = bool((_all(one) & _all(other)) - words.LIGHT) or (one.unit == other.unit and ":" in one.unit)
    return close and _likeness(one, other) >= _RETOLD


def _likeness(one: Measured, other: Measured) -> float:
    """The share of the shorter sentence's content words and names that the other has; 0 for fewer than four."""
    mine, theirs = one.context | one.near_names, other.context | other.near_names
    shared = len(mine & theirs)
    return shared / min(len(mine), len(theirs)) if shared >= _FEWEST else 0.0


def same_scope(one: Measured, other: Measured) -> bool:
    """Whether what limits the one figure to a part also stands with the other."""
    if one.scope and other.scope and not one.scope & other.scope:
        # "From Arle" here, "from Brome" there: that a text names both places elsewhere changes nothing.
        return False
    if one.document == other.document:
        return one.scope <= _reach(other) and other.scope <= _reach(one)
    topic = one.topic | other.topic
    mine, theirs = one.scope - _reach(other) - topic, other.scope - _reach(one) - topic
    # What the other article begins with limits its figures too.
    return (not mine or bool(mine & other.lead)) and (not theirs or bool(theirs & one.lead))


def _reach(claim: Measured) -> frozenset[str]:
    return claim.context | claim.heads | claim.kinds | claim.names | claim.near_names


def _same_count(one: Measured, other: Measured, owners: frozenset[str], *, named: bool) -> bool:
    """Counts need more: the same owner and, if their nouns are narrowed, by the same words."""
    if one.kinds != other.kinds and not (one.kinds & other.kinds or owners):
        return False
    return len(owners) + named + len(one.verbs & other.verbs) + len(one.kinds & other.kinds) >= 1


def tell(one: Measured, other: Measured, kind: str) -> Conflict:
    """The conflict of two figures."""
    what = {
        "value": "Two figures are given for one thing",
        "scale": "The same digits stand with two scales",
        "currency": "The same amount stands in two currencies",
        "unit": "The same number stands with two units",
    }[kind]
    superseded = one.document != other.document and bool(one.dateline and other.dateline)
    superseded = superseded and one.dateline != other.dateline
    disputed = not one_voice(one.speaker, other.speaker)
    caveat = "They may be of two things, two times or two ways of counting."
    if disputed:
        caveat = f"Two speakers disagree: {one.speaker} and {other.speaker}."
    elif superseded:
        caveat = "The articles are of two dates; the later one may bring the newer figure."
    return Conflict(
        kind,
        "review" if superseded or disputed else "likely",
        (evidence(one), evidence(other)),
        f"{what}: {compared(one, other)}.",
        caveat=caveat,
        resolution="Check the source and correct the figure that is wrong.",
        status="disputed" if disputed else "superseded" if superseded else "conflict",
    )


def evidence(claim: Measured, label: str = "") -> Evidence:
    """A measured claim's passage as evidence, with its figure."""
    return Evidence(
        document=claim.document, span=claim.span, quote=claim.quote, figure=claim.figure, label=label or claim.measure
    )


def compared(one: Measured, other: Measured) -> str:
    """Both figures in words, the second also in the unit of the first."""
    said = f"{figure_words(one.figure)} and {figure_words(other.figure)}"
    if one.figure.unit == other.figure.unit or dimension(one.figure) == "money":
        return said
    moved = in_unit(other.figure, one.figure.unit)
    if moved is None or moved[0] is None or dimension(one.figure) == "count":
        return said
    return f"{said} ({moved[0]:.4g} to {moved[1]:.4g} {one.figure.unit})" if moved[1] is not None else said
