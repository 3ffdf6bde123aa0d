"""Counts against the lists that follow them ("four reasons: cost, time and noise")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from normalize.claims import tokens as t
from normalize.claims.analysis import Analysis, Statement
from normalize.claims.events import clipped, party
from normalize.claims.explain import number as written
from normalize.claims.tokens import Token
from normalize.model import BlockKind, Conflict, Evidence, Figure, Span

#: Words that open a list which need not be whole.
_OPEN = regex.compile(
    r"\b(?:includ(?:e|es|ed|ing)|such as|among (?:them|others)|notably|for (?:example|instance)|e\.g|like|especially"
    r"|particularly|in particular|mainly|mostly|chiefly|and (?:others|more|so on)|et cetera|etc)\b|…|\.\.\.",
    regex.IGNORECASE,
)
_LONGEST_ITEM = 12
_ASKING = frozenset({"how", "what", "why", "where", "when", "which", "who"})


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of `least` to `most` members (an "and" inside a member leaves a choice)."""

    span: Span
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Roster:
    """A list of all that a plural noun stands for: "The members of the league are Arle, Brome and Catton"."""

    document: str
    span: Span
    quote: str
    stem: str
    words: frozenset[str]
    names: frozenset[str]
    least: int
    most: int


def rosters(analysis: Analysis) -> Iterator[Roster]:
    """The lists of a document that are said to be whole."""
    for statement in analysis.statements:
        tokens = statement.parsed.tokens
        for clause in statement.parsed.clauses:
            subject, verb = clause.subject, clause.verb
            if subject is None or verb.lemma != "be" or verb.negated or verb.first != verb.last:
                continue
            head = subject.head_token
            if subject.kind != "noun" or not subject.definite or head.lower == head.lemma or subject.first > 1:
                continue
            listing = listing_of(analysis, tokens[verb.last + 1 :])
            if listing is not None:
                span = clipped(Span(subject.start, listing.span.end))
                side = party(analysis, statement.parsed, subject)
                yield Roster(
                    analysis.document.name,
                    span,
                    analysis.text(span),
                    subject.stem,
                    side.words,
                    side.names,
                    listing.least,
                    listing.most,
                )


def conflicts(analysis: Analysis) -> Iterator[Conflict]:
    """Sentences whose count and list differ in number."""
    for number, statement in enumerate(analysis.statements):
        counts = _counts(statement)
        if not counts:
            continue
        listing = (
            _after_colon(analysis, statement)
            or _bullets(analysis, number)
            or _apposed(analysis, statement, counts)
            or _made_up_of(analysis, number)
            or _are(analysis, statement)
        )
        if listing is None or any(_fits(figure, listing) for figure, _ in counts):
            continue
        figure, span = counts[-1]
        yield _conflict(analysis, figure, span, listing)


def _are(analysis: Analysis, statement: Statement) -> Listing | None:
    """ "The four halls are Arle, Brome and Catton": the list behind the only verb of a counted subject."""
    clause = statement.parsed.clauses[0] if statement.parsed.clauses else None
    subject = clause.subject if clause is not None else None
    if clause is None or subject is None or subject.first or subject.words[0].lower not in ("the", "his", "her", "its"):
        return None
    plain = clause.verb.lemma == "be" and clause.verb.first == clause.verb.last == subject.last + 1
    counted = plain and not clause.verb.negated and any(w.figure is not None for w in subject.words)
    listing = listing_of(analysis, statement.parsed.tokens[clause.verb.last + 1 :]) if counted else None
    named = [w for w in statement.parsed.tokens[clause.verb.last + 1 :] if w.tag == t.NAME]
    return listing if named else None


#: Nouns for those who have been counted, and the verbs between such a noun and all of its members.
_GROUPS = frozenset({"team", "crew", "group", "party", "band", "panel", "jury", "consortium", "shortlist", "squad"})
_CONSISTING = regex.compile(r"\b(?:consists? of|consisted of|is made up of|was made up of|comprises?|comprised)\s")


def _made_up_of(analysis: Analysis, number: int) -> Listing | None:
    """ "Six divers have set a record. The team consists of …": the list of the group that was counted."""
    lead = analysis.statements[number]
    if len(_counts(lead)) != 1 or lead.parsed.tokens[0].figure is None:
        return None
    for following in analysis.statements[number + 1 : number + 1 + _NEAR]:
        subject = next(iter(following.parsed.nouns), None)
        said = _CONSISTING.search(analysis.text(following.span))
        if subject is not None and subject.definite and subject.head_token.lemma in _GROUPS and said is not None:
            start = following.span.start + said.end()
            return listing_of(analysis, [token for token in following.parsed.tokens if token.start >= start])
    return None


#: So many sentences behind a count its members may be told.
_NEAR = 3


def _counts(statement: Statement) -> list[tuple[Figure, Span]]:
    """The plain counts of things before a colon, each with the place of its phrase."""
    found = []
    stop = _colon(statement.parsed.tokens)
    for number, token in enumerate(statement.parsed.tokens[: stop or None]):
        figure = token.figure
        if figure is None or figure.kind not in ("count", "number") or figure.value is None or figure.approximate:
            continue
        phrase = statement.parsed.phrase_at(number)
        if phrase is None or phrase.kind != "noun" or figure.value != int(figure.value) or not 1 < figure.value <= 30:
            continue
        if phrase.head_token.lower != phrase.head_token.lemma or phrase.head_token.lower == "people":
            found.append((figure, Span(token.start, phrase.end)))
        elif _verbless(statement.parsed.tokens[:stop]) and _is_plural(statement.parsed.tokens[number + 1]):
            # "Three firms bid for the work:" has no verb unless "bid" is one: then the firms are counted.
            found.append((figure, Span(token.start, statement.parsed.tokens[number + 1].end)))
    return found


def _verbless(tokens: Sequence[Token]) -> bool:
    return bool(tokens) and not any(w.tag in (t.VERB, t.AUX) for w in tokens)


def _is_plural(token: Token) -> bool:
    return token.tag == t.NOUN and token.lower != token.lemma


def _fits(figure: Figure, listing: Listing) -> bool:
    assert figure.value is not None
    return listing.least <= figure.value <= listing.most


def _colon(tokens: Sequence[Token]) -> int:
    return next((n for n, token in enumerate(tokens) if token.text == ":" and n), 0)


def _after_colon(analysis: Analysis, statement: Statement) -> Listing | None:
    tokens = statement.parsed.tokens
    colon = _colon(tokens)
    if not colon or colon + 1 >= len(tokens):
        return None
    return listing_of(analysis, tokens[colon + 1 :])


def listing_of(analysis: Analysis, tokens: Sequence[Token]) -> Listing | None:
    """The list that tokens make; None when they are no plain list of noun phrases."""
    part = list(tokens)
    while part and part[-1].text in '.!?;*_"”':
        part.pop()
    if len(part) < 3 or _OPEN.search(analysis.text(Span(part[0].start, part[-1].end))):
        return None
    if any(token.text in ":;—(" or token.figure is not None or token.tag == t.NUM for token in part):
        return None
    items = _items(part)
    if len(items) < 2 or not all(_plain_item(item) for item in items):
        return None
    inner = sum(any(w.lower == "and" for w in item) for item in items)
    pairs = sum(_pair(item) for item in items)
    named = [any(w.tag == t.NAME for w in item) for item in items]
    # "Arle, the largest, Brome and Catton": a description between names is no member of its own.
    described = sum(not n for n in named[1:-1]) if any(named) else 0
    return Listing(Span(part[0].start, part[-1].end), len(items) - described + pairs, len(items) + inner)


def _pair(item: Sequence[Token]) -> bool:
    """Whether a member is two for certain: a plural noun before two names ("the pianists Orla Finn and Bo Lind")."""
    first = next((n for n, word in enumerate(item) if word.tag == t.NAME), 0)
    lead = item[first - 1] if first else None
    plural = lead is not None and lead.tag == t.NOUN and lead.lower.endswith("s") and lead.lower != lead.lemma
    return plural and any(w.lower == "and" for w in item[first:]) and item[-1].tag == t.NAME


def _items(part: Sequence[Token]) -> list[list[Token]]:
    """The members: cut at commas, and at the last "and" or "or"."""
    items: list[list[Token]] = [[]]
    for token in part:
        if token.text == ",":
            items.append([])
        else:
            items[-1].append(token)
    items = [item for item in items if item]
    if items and items[-1][0].lower in ("and", "or"):
        items[-1] = items[-1][1:]
    elif items:
        last = items[-1]
        cut = next((n for n in range(len(last) - 1, 0, -1) if last[n].lower in ("and", "or")), 0)
        if cut and cut + 1 < len(last):
            items[-1:] = [last[:cut], last[cut + 1 :]]
        elif len(items) > 1:
            return []
    return [item for item in items if item]


def _plain_item(item: Sequence[Token]) -> bool:
    """Whether a member is a short noun phrase, not a clause."""
    if len(item) > _LONGEST_ITEM or item[0].tag in (t.REL, t.SUB, t.PREP, t.PRON, t.AUX):
        return False
    first = next((n for n, w in enumerate(item) if w.tag in (t.AUX, t.REL, t.SUB)), len(item))
    # "A say in how money is spent", "no charge for those who took part": a clause may hang on the noun.
    hung = first == len(item) or any(w.tag in (t.REL, t.SUB) or w.lower in _ASKING for w in item[1 : first + 1])
    return hung and any(w.tag in (t.NOUN, t.NAME) for w in item[:first])


def _bullets(analysis: Analysis, number: int) -> Listing | None:
    """The bulleted list that follows a sentence which ends with a colon."""
    statement = analysis.statements[number]
    if not statement.parsed.tokens or statement.parsed.tokens[-1].text != ":":
        return None
    if _OPEN.search(analysis.text(statement.span)):
        return None
    paragraphs: dict[int, Span] = {}
    for following in analysis.statements[number + 1 : number + 80]:
        if following.sentence.kind is not BlockKind.LIST_ITEM and not _marked(analysis, following):
            break
        paragraphs.setdefault(following.sentence.paragraph, following.span)
    if len(paragraphs) < 2:
        return None
    spans = list(paragraphs.values())
    return Listing(clipped(Span(spans[0].start, spans[-1].end)), len(spans), len(spans))


def _marked(analysis: Analysis, statement: Statement) -> bool:
    return analysis.text(statement.span)[:2] in ("- ", "* ", "• ", "+ ")


#: Marks between a count and the names that it counts.
_APART = (",", "—", "–")


def _apposed(analysis: Analysis, statement: Statement, counts: list[tuple[Figure, Span]]) -> Listing | None:
    """Names in apposition to a count: "three towns, Arle, Brome and Catton, have joined"."""
    tokens = statement.parsed.tokens
    for _, span in counts:
        at = next((n for n, token in enumerate(tokens) if token.start >= span.end), len(tokens))
        if at >= len(tokens) or tokens[at].text not in _APART:
            continue
        mark = tokens[at].text
        at += at + 1 < len(tokens) and tokens[at + 1].lower in ("namely", "viz")
        end = at + 1
        while end < len(tokens) and (
            tokens[end].tag == t.NAME or tokens[end].text in (",", "&") or tokens[end].lower == "and"
        ):
            end += 1
        part = tokens[at + 1 : end]
        while part and (part[-1].text == "," or part[-1].lower == "and"):
            part = part[:-1]
        closed = (end < len(tokens) and tokens[end - 1].text == ",") or end >= len(tokens) - 1
        closed = closed or (mark != "," and tokens[end].text == mark)
        if closed and any(w.lower == "and" for w in part):
            return listing_of(analysis, part)
    return None


def _conflict(analysis: Analysis, figure: Figure, span: Span, listing: Listing) -> Conflict:
    assert figure.value is not None
    members = str(listing.most) if listing.least == listing.most else f"{listing.least} to {listing.most}"
    count, whole = clipped(span), clipped(listing.span)
    name = analysis.document.name
    return Conflict(
        "count-list",
        "likely",
        (
            Evidence(document=name, span=count, quote=analysis.text(count), figure=figure, label="count"),
            Evidence(document=name, span=whole, quote=analysis.text(whole), label="list"),
        ),
        f"The text announces {written(figure.value)} but lists {members}.",
        caveat="The list may leave some out, or one member may hold two.",
        resolution="Count the list again: correct the number, or add what is missing.",
    )
