"""Order: which of two events came first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from normalize.claims import synonyms, words
from normalize.claims import tokens as t
from normalize.claims.analysis import Analysis, Statement
from normalize.claims.blocks import Hit, Hits, Member, mark
from normalize.claims.events import clipped
from normalize.claims.tokens import Token
from normalize.claims.topics import one_voice, two_authors
from normalize.claims.vocabulary import ACTS
from normalize.model import Conflict, Evidence, Span


@dataclass(frozen=True, slots=True)
class Order:
    """`first` and `second` are the stems and names of two events, the first before the second; `verbs` their verbs."""

    document: str
    span: Span
    quote: str
    first: frozenset[str]
    second: frozenset[str]
    speaker: str
    verbs: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())


#: Words at which an order of two events can be told.
_LINKS = frozenset({"before", "after", "prior", "following", "time", "when", "until", "once"})


def orders(analysis: Analysis) -> Iterator[Order]:
    """The statements of a document that put two events in order."""
    for statement in analysis.statements:
        tokens = statement.parsed.tokens
        if not tokens or tokens[-1].text == "?":
            continue
        for number, token in enumerate(tokens):
            if token.lower in _LINKS and not _either(tokens, number):
                yield from _at(analysis, statement, number)


#: What one means to do, or does as a rule, tells of no two events.
_MEANING = words.listed("aim want try need like hope always never usually normally often should must ought")


def _either(tokens: Sequence[Token], number: int) -> bool:
    """Whether a link tells no order of two events: "before and after the release", "we aim to ask before we act"."""
    after = tokens[number + 1].lower if number + 1 < len(tokens) else ""
    return after in ("and", "or") or any(w.lower in _MEANING for w in tokens[:number])


def _at(analysis: Analysis, statement: Statement, number: int) -> Iterator[Order]:
    tokens = statement.parsed.tokens
    word, number, skip = _link(tokens, number)
    if word in ("before", "after") and number + 1 < len(tokens):
        left, right = _left(tokens, number), _right(tokens, number + 1 + skip)
        cleft = _cleft(tokens, number)
        if cleft:
            # "It was only after the vote that the mayor left".
            left, right = (cleft + 1, _right(tokens, cleft + 1)[1]), (number + 1 + skip, cleft)
        elif number == 0 or (number == 1 and tokens[0].tag == t.ADV):
            # "After the vote, the mayor left": the other event stands behind the comma.
            comma = _inverted(tokens, number) or next(
                (i for i in range(number, len(tokens)) if tokens[i].text == ","), 0
            )
            left, right = (
                (comma + (tokens[comma].text == ","), _right(tokens, comma + 1)[1]) if comma else (0, 0),
                (number + 1 + skip, comma),
            )
        yield from _order(analysis, statement, left, right, later=word == "before")
    elif word == "time" and [w.lower for w in tokens[max(0, number - 2) : number]] == ["by", "the"]:
        comma = next((i for i in range(number, len(tokens)) if tokens[i].text == ","), 0)
        if comma and _already(tokens[comma:]):
            yield from _order(
                analysis, statement, (comma + 1, _right(tokens, comma + 1)[1]), (number + 1, comma), later=True
            )
    elif word in ("when", "once") and (cleft := _cleft(tokens, number)):
        yield from _order(
            analysis, statement, (cleft + 1, _right(tokens, cleft + 1)[1]), (number + 1, cleft), later=False
        )
    elif word == "when" and _already(tokens[_left(tokens, number)[0] : number]):
        yield from _order(analysis, statement, _left(tokens, number), _right(tokens, number + 1), later=True)
    elif word == "until" and number and tokens[number - 1].lower == "not":
        # "Not until the bridge had shut did it rain", "it was not until … that".
        turn = _cleft(tokens, number) or _turn(tokens, number)
        if turn:
            yield from _order(
                analysis, statement, (turn + 1, _right(tokens, turn + 1)[1]), (number + 1, turn), later=False
            )
    elif word == "until" and number + 1 < len(tokens):
        end = _right(tokens, number + 1)[1]
        back = next(
            (i for i in range(end, min(end + 12, len(tokens))) if tokens[i].lower in ("afterwards", "afterward")), 0
        )
        if back:
            yield from _order(analysis, statement, (number + 1, end), (end, back), later=True)


def _cleft(tokens: Sequence[Token], number: int) -> int:
    """Where the "that" of "it was only after … that" stands; 0 in other sentences."""
    lead = [w.lower for w in tokens[max(0, number - 3) : number]]
    if lead not in (["it", "was", "only"], ["it", "was", "not"]):
        return 0
    ends = (i for i in range(number + 2, len(tokens) - 1) if tokens[i].lower == "that")
    # "After that message had come … that": the one before a noun is a determiner, the last leads over.
    return max(ends, default=0)


def _inverted(tokens: Sequence[Token], number: int) -> int:
    """Where the main clause of "Only after the roof had fallen in was he told" begins: at its auxiliary; else 0."""
    return _turn(tokens, number) if number == 1 and tokens[0].lower in ("only", "not") else 0


def _turn(tokens: Sequence[Token], number: int) -> int:
    """Where the auxiliary stands that leads over to the main clause, before its subject; 0 where none does."""
    for at in range(number + 1, len(tokens) - 1):
        # An auxiliary before its subject; "had" in "the roof had fallen in" stands behind.
        if tokens[at].tag == t.AUX and tokens[at + 1].tag in (t.PRON, t.DET, t.NAME, t.NOUN):
            return at
    return 0


def _link(tokens: Sequence[Token], number: int) -> tuple[str, int, int]:
    """The linking word at a token as "before" or "after", and how many tokens more it has ("prior to")."""
    word = tokens[number].lower
    after = tokens[number + 1] if number + 1 < len(tokens) else None
    if word == "prior" and after is not None and after.lower == "to":
        return "before", number, 1
    noun = after is not None and (after.tag in (t.DET, t.NAME, t.NOUN) or after.lower in words.POSSESSIVES)
    if word == "following" and tokens[number].tag == t.PREP and noun:
        return "after", number, 0
    return word, number, 0


def _already(part: Iterable[Token]) -> bool:
    seen = [token.lower for token in part]
    return "already" in seen or ("had" in seen and "been" in seen)


def _left(tokens: tuple[Token, ...], number: int) -> tuple[int, int]:
    """The clause before token `number`: back to a semicolon, a relative pronoun or the start."""
    start = number
    while start > 0 and tokens[start - 1].text not in ";:—" and tokens[start - 1].tag not in (t.REL, t.SUB):
        start -= 1
        if number - start > 40:
            break
    return start, number


def _right(tokens: tuple[Token, ...], number: int) -> tuple[int, int]:
    """The clause from token `number` on: up to a comma, a full stop, or an "and" that opens another verb."""
    end = number
    while end < len(tokens) and tokens[end].text not in ",;:—." and tokens[end].tag not in (t.REL, t.SUB):
        if tokens[end].tag == t.CONJ and end + 1 < len(tokens) and tokens[end + 1].tag in (t.VERB, t.AUX):
            break
        end += 1
    return number, end


def _order(
    analysis: Analysis, statement: Statement, one: tuple[int, int], other: tuple[int, int], *, later: bool
) -> Iterator[Order]:
    tokens = statement.parsed.tokens
    mine, theirs = _bag(tokens[one[0] : one[1]]), _bag(tokens[other[0] : other[1]])
    if not mine or not theirs or mine & theirs == mine or _is_sum(tokens[slice(*other)]):
        return
    start = min(one[0], other[0])
    end = max(one[1], other[1]) - 1
    if end < start:
        return
    span = clipped(Span(tokens[start].start, tokens[end].end))
    if analysis.in_speech(span):
        return
    first, second = (mine, theirs) if later else (theirs, mine)
    acts = _acts(tokens[one[0] : one[1]]), _acts(tokens[other[0] : other[1]])
    verbs = acts if later else (acts[1], acts[0])
    yield Order(analysis.document.name, span, analysis.text(span), first, second, statement.speaker, verbs)


#: Profit "before tax" is no event that comes before another.
_SUMS = words.listed("tax taxes interest costs expenses deductions depreciation fees charges inflation subsidies")


def _is_sum(part: Sequence[Token]) -> bool:
    """Whether what stands behind "before" or "after" is something that is taken off a sum."""
    first = next((w for w in part if w.tag in (t.NOUN, t.VERB)), None)
    return first is not None and first.lower in _SUMS


def _acts(part: Iterable[Token]) -> frozenset[str]:
    return frozenset(_stem(w) for w in part if w.tag == t.VERB and w.lemma not in words.LIGHT)


def _stem(token: Token) -> str:
    return ACTS.get(token.stem, token.stem) if token.tag == t.VERB else token.stem


def _bag(part: Iterable[Token]) -> frozenset[str]:
    """Stems of content words; a measure of time ("two weeks") is no part of the event."""
    found = set()
    for token in part:
        if token.tag == t.NAME:
            found.add(token.lower)
        elif token.tag in (t.NOUN, t.VERB, t.ADJ) and token.lemma not in words.LIGHT and token.lemma not in _UNITS:
            found.add(_stem(token))
    return frozenset(found)


_UNITS = words.listed("second minute hour fortnight decade century quarter season old full early late")


#: A stem that more statements have in their second event is a turn of phrase.
_MOST = 200


def keys(order: Order) -> Iterator[str]:
    """The stems of the first event, then those of the second: what one tells first, the other tells last."""
    yield from sorted(order.first)
    yield from sorted(order.second)


def hits(block: Iterable[Member[Order]]) -> Iterator[Hit]:
    """Pairs of events of one block that are told in both orders."""
    held: list[Member[Order]] = []
    found = Hits()
    for member in block:
        if member.rank >= len(member.it.first):
            if len(held) < _MOST:
                held.append(member)
            continue
        for other in held:
            if not found.enough(other, member) and _reversed(member.it, other.it):
                yield found.add(other, member, mark(other, other.it.span))


def _reversed(one: Order, other: Order) -> bool:
    if not one_voice(one.speaker, other.speaker) or (one.document == other.document and one.span.overlaps(other.span)):
        return False
    if not _meets(one.first, other.second) or not _meets(one.second, other.first):
        return False
    if two_authors(one, other) or _other_act(one, other):
        return False
    if _crossed(one, other):
        return True
    return not (
        _common(one.first, other.first) >= _common(one.first, other.second)
        or _common(one.second, other.second) >= _common(one.second, other.first)
    )


def _common(one: frozenset[str], other: frozenset[str]) -> int:
    """How many words two events have in common, one thing under two names among them ("sold", "the sale")."""
    return len(synonyms.shared(one, other))


def _other_act(one: Order, other: Order) -> bool:
    """Whether what two orders share is not an act: "after flu was found at Arle", "before the tests at Arle ended"."""
    pairs = (
        (one.verbs[0], one.first, other.verbs[1], other.second),
        (one.verbs[1], one.second, other.verbs[0], other.first),
    )
    return any(
        mine
        and theirs
        and not synonyms.shared(mine, theirs)
        and not synonyms.shared(mine, around | theirs)
        and not synonyms.shared(theirs, bag)
        for mine, bag, theirs, around in pairs
    )


def _crossed(one: Order, other: Order) -> bool:
    """Whether each verb of the one stands with the other event in the other: "it" may stand for what both are about."""
    (a, b), (c, d) = one.verbs, other.verbs
    return bool(a & d and b & c) and not (a & c or b & d)


def _meets(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two bags are one event: two words in common, or the only word of one of them."""
    shared = _common(one, other)
    return shared >= 2 or (shared == 1 and min(len(one), len(other)) <= 2)


def tell(one: Order, other: Order, _: str) -> Conflict:
    """The conflict of two orders."""
    return Conflict(
        "order",
        "likely",
        tuple(Evidence(document=o.document, span=o.span, quote=o.quote) for o in (one, other)),
        "Two passages tell two events in opposite order.",
        caveat="They may be about different occasions.",
        resolution="Check which of the two came first.",
    )
