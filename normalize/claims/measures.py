"""Measured claims: what a figure measures, of what, when, by whom, and in which role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

import msgspec
from msgspec.structs import replace

from normalize.claims import tokens as t
from normalize.claims import words
from normalize.claims.analysis import Analysis, Statement
from normalize.claims.belonging import times_of
from normalize.claims.calendar import When
from normalize.claims.events import clipped
from normalize.claims.phrases import Clause, NounPhrase, Parsed
from normalize.claims.roles import before_an_event, modality_of, part_of_all, rate_of, role_of, so_far, some_of
from normalize.claims.tokens import Token
from normalize.claims.units import dimension
from normalize.claims.vocabulary import MEASURES, MEASURING_VERBS, TELLING
from normalize.model import Figure, Span


class Measured(msgspec.Struct, frozen=True):
    """A figure in its sentence.

    `unit` is the dimension, for counts the stem of the counted noun; `carrier` the stem of the noun or verb that
    the figure is said of; `heads` the stems of what it belongs to (governor, owner, subject, complement); `verbs`
    its verb; `kinds` the adjectives and nouns that narrow the counted or carrying noun; `scope` what limits it to a
    part ("in Ireland", "at the depot"); `context` all stems of the clause. `telling` are words such as
    "old" or "northern" with any of these; `ambient` the times of the last sentence that has any. `role`
    is empty for a plain value, else `from`, `to`, `by`, `than`, `more`, `part`; `rate` what it is counted per;
    `fresh` the stems of a subject that "a" or "another" introduces. `again`: "the" stands before it, so that it
    takes up what was counted before. `fellows`: how many figures of its unit the document has, itself among them.
    `lead` are the stems of the first two sentences, which say what the document is about. `going`: it is the figure of
    the hour of something that goes on ("has burned 300 hectares").
    """

    document: str
    span: Span
    quote: str
    figure: Figure
    unit: str
    carrier: str
    measure: str
    heads: frozenset[str]
    verbs: frozenset[str]
    kinds: frozenset[str]
    scope: frozenset[str]
    context: frozenset[str]
    names: frozenset[str]
    near_names: frozenset[str]
    times: tuple[When, ...]
    role: str
    rate: str
    modality: str
    speaker: str
    quoted: bool
    sentence: int
    paragraph: int
    topic: frozenset[str]
    telling: frozenset[str] = frozenset()
    narrowed: frozenset[tuple[str, str]] = frozenset()
    fresh: frozenset[str] = frozenset()
    ambient: tuple[When, ...] = ()
    dateline: date | None = None
    fellows: int = 1
    again: bool = False
    lead: frozenset[str] = frozenset()
    going: bool = False


#: So many sentences say what a text is about.
_OPENING = 2
#: Words of time: that a text begins with summer does not make its figures those of summer.
_SEASONS = words.LIGHT | words.listed(
    "winter summer spring autumn season night morning evening weekend holiday quarter"
)


@dataclass(slots=True)
class _Gathered:
    """What is being collected about one figure."""

    first: int
    last: int
    carrier: str = ""
    role: str = ""
    heads: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    verbs: set[str] = field(default_factory=set)
    scope: set[str] = field(default_factory=set)
    telling: set[str] = field(default_factory=set)
    narrowed: set[tuple[str, str]] = field(default_factory=set)
    fresh: set[str] = field(default_factory=set)
    priced: bool = False
    money: bool = False


class _Before(msgspec.Struct, frozen=True):
    """What the sentences before one leave behind: subjects, the last object, times, and the telling words of each thing
    by its stem."""

    subjects: tuple[NounPhrase, ...] = ()
    ambient: tuple[When, ...] = ()
    telling: Mapping[str, frozenset[str]] = msgspec.field(default_factory=dict)
    thing: NounPhrase | None = None


def measured(analysis: Analysis) -> Iterator[Measured]:
    """The measured claims of a document, in order."""
    found = tuple(_each(analysis))
    lead = leading(analysis)
    units = Counter((claim.unit, claim.figure.unit) for claim in found)
    for claim in found:
        yield replace(claim, fellows=units[claim.unit, claim.figure.unit], lead=lead)


def leading(analysis: Analysis) -> frozenset[str]:
    """The stems of the first sentences, which say what a document is about."""
    opening = [w for statement in analysis.statements[:_OPENING] for w in statement.parsed.tokens]
    return words.shared(frozenset(w.stem for w in opening if w.tag in (t.NOUN, t.ADJ) and w.lemma not in _SEASONS))


def _each(analysis: Analysis) -> Iterator[Measured]:
    previous: tuple[NounPhrase, ...] = ()
    ambient: tuple[When, ...] = ()
    telling: dict[str, frozenset[str]] = {}
    thing: NounPhrase | None = None
    for statement in analysis.statements:
        parsed = statement.parsed
        before = _Before(previous, ambient, telling, thing)
        for number, token in enumerate(parsed.tokens):
            if token.figure is not None:
                yield _measured(analysis, statement, number, token, before)
        main = parsed.clauses[0] if parsed.clauses else None
        thing = main.objects[0] if main is not None and main.objects and _is_thing(main.objects[0]) else None
        telling |= {n.stem: told for n in parsed.nouns if n.kind == "noun" and n.definite and (told := _telling(n))}
        settled = tuple(w for w in statement.times if w.weekday < 0 or w.month)
        ambient = settled or ambient
        subject = next((c.subject for c in parsed.clauses if c.subject and c.subject.kind in ("noun", "name")), None)
        named = [n for n in parsed.nouns if n.kind == "name" and n.prep not in ("in", "at", "near", "from")]
        # The only name of a sentence is what a wide noun ("the instrument") may take up in the next.
        only = tuple(named) if len(named) == 1 else ()
        previous = (*previous[:1], *only, subject) if subject else previous


def _measured(
    analysis: Analysis,
    statement: Statement,
    number: int,
    token: Token,
    before: _Before,
) -> Measured:
    parsed, previous = statement.parsed, before.subjects
    assert token.figure is not None
    phrase = parsed.phrase_at(number)
    clause = _done(parsed, _clause_of(parsed, number))
    unit = dimension(token.figure)
    got = _Gathered(number, number, money=unit == "money")
    if phrase is not None:
        got.first, got.last = phrase.first, phrase.last
        if number > 1 and parsed.tokens[phrase.first - 1].lower == "whose":
            for had in (n for n in parsed.nouns if n.last == phrase.first - 3):
                _add(analysis, got, had)
        if phrase.owner is not None:
            got.first = phrase.owner.first
            _add(analysis, got, phrase.owner)
        counted = _counted(phrase, number)
        if unit == "count" and counted is not None:
            named = token.figure.unit not in ("count", "") and token.figure.kind == "count"
            unit = f"count:{words.stem(token.figure.unit) if named else counted.stem}"
        _phrase_parts(analysis, got, phrase, counted, previous)
        _governor(analysis, parsed, got, phrase, clause)
        _complement(analysis, parsed, got, phrase, clause)
    if clause is not None:
        _from_clause(analysis, parsed, got, clause, before, number)
        if clause.subject is not None and _plain(clause.subject):
            # "The second terminal is finished. The terminal cost …": which one it is has been said.
            got.telling |= before.telling.get(clause.subject.stem, frozenset())
    got.priced = unit == "money" and clause is not None and _is_price(parsed, got, clause)
    got.role = role_of(parsed, phrase, clause, number, got.role)
    if parsed.tokens[0].lower in _FORMERLY or before_an_event(parsed, number):
        got.telling.add("earlier")
    span = _evidence(parsed, got, clause)
    if unit in _BARE and _measure(got, unit) in _OF_PEOPLE and not some_of(parsed, number):
        # "The toll is 23", "a crowd of 400": people, whatever they are called.
        unit = "count:person"
    stems, near = _surroundings(analysis, parsed, number, clause)
    return Measured(
        analysis.document.name,
        span,
        analysis.text(span),
        token.figure,
        unit,
        got.carrier,
        _measure(got, unit),
        words.shared(frozenset(got.heads)),
        words.shared(frozenset(got.verbs)),
        words.shared(frozenset(got.kinds)),
        words.shared(frozenset(got.scope)),
        stems,
        words.shared(frozenset(got.names)),
        near,
        times_of(statement, number),
        got.role,
        rate_of(parsed, number),
        modality_of(parsed, clause, got.kinds | {got.carrier}),
        statement.speaker,
        analysis.in_speech(token.span),
        statement.sentence.number,
        statement.sentence.paragraph,
        analysis.topic,
        words.shared(frozenset(got.telling)),
        frozenset(got.narrowed),
        words.shared(frozenset(got.fresh)),
        before.ambient,
        analysis.dateline,
        going=clause is not None and so_far(parsed, clause),
        again=phrase is not None and got.first == phrase.first and phrase.words[0].lower in ("the", "these", "those"),
    )


def _clause_of(parsed: Parsed, number: int) -> Clause | None:
    """The clause that a token belongs to: the last whose verb stands before it, else the first after it."""
    token = parsed.tokens[number]
    best: Clause | None = None
    for clause in parsed.clauses:
        if clause.verb.last < number and clause.verb.lemma not in ("say", "tell"):
            best = clause
        if clause.subject is not None and clause.subject.first <= number <= clause.subject.last:
            # "Raised €45 million, which will pay for it": the figure is of what was raised.
            return best if clause.relative and best is not None else clause
    if best is None or any(w.text in ";—" for w in parsed.tokens[best.verb.last : number]):
        later = next((c for c in parsed.clauses if c.verb.first > number), None)
        gap = parsed.tokens[number : later.verb.first] if later else ()
        return later if later and not any(w.text in ";:—" for w in gap) else best
    return best if token.start >= 0 else None


def _done(parsed: Parsed, clause: Clause | None) -> Clause | None:
    """The clause of "are to be built" for that of its "are", and of "are expected to use it" for its "expected"."""
    if clause is None or (clause.verb.lemma != "be" and not (clause.verb.lemma == "expect" and clause.verb.passive)):
        return clause
    at = parsed.clauses.index(clause) + 1
    following = parsed.clauses[at] if at < len(parsed.clauses) else None
    if following is None or not following.verb.infinitive or following.verb.first - clause.verb.last > 2:
        return clause
    return following if following.subject is clause.subject else clause


def _counted(phrase: NounPhrase, number: int) -> Token | None:
    """The noun that a count counts: what "120" joins by a hyphen, else the head of its phrase after it."""
    at = number - phrase.first + 1
    if at < len(phrase.words) and phrase.words[at].joined:
        return phrase.words[at]
    return phrase.head_token if phrase.head > number and phrase.kind == "noun" else None


def _phrase_parts(
    analysis: Analysis,
    got: _Gathered,
    phrase: NounPhrase,
    counted: Token | None,
    previous: tuple[NounPhrase, ...],
) -> None:
    got.names |= analysis.names.of(phrase)
    head = phrase.head_token
    if phrase.kind == "noun" and head.figure is None:
        got.carrier = head.stem
        if counted is not head:
            got.heads.add(head.stem)
    if phrase.words[0].lower in words.POSSESSIVES and previous:
        _add(analysis, got, previous[-1])
    for word in phrase.modifiers:
        if word is counted:
            continue
        if word.lower in _MORE:
            got.role = "more"
        elif word.lower in _OTHER:
            got.role = "part"
        elif len(word.text) > 1:
            got.kinds.add(word.stem)
    got.telling |= _telling(phrase)


def _telling(phrase: NounPhrase) -> frozenset[str]:
    """The words of a phrase that tell a thing from others of its kind."""
    return frozenset(w.stem for w in phrase.modifiers if w.stem in TELLING and w.tag != t.NAME)


def _is_thing(phrase: NounPhrase) -> bool:
    """Whether a phrase is a thing that "it" may take up: neither a measure nor an adjective by itself."""
    if phrase.kind == "name":
        return bool(_sort_of(phrase))
    return phrase.kind == "noun" and phrase.head_token.tag == t.NOUN and phrase.stem not in MEASURES


def _sort_of(phrase: NounPhrase) -> str:
    """The stem of the common noun that ends a name and says what it names ("the Sund Prize"); else empty."""
    last = phrase.head_token.lower
    plain = phrase.kind == "name" and " " in phrase.name and words.readings(last).get("NOUN") == last
    return words.stem(last) if plain and phrase.words[0].lower in ("the", "a", "an", "this") else ""


def _plain(phrase: NounPhrase) -> bool:
    """Whether a phrase is "the" and a noun and nothing else."""
    return (
        phrase.kind == "noun" and phrase.head == phrase.first + 1 and phrase.words[0].lower in ("the", "this", "that")
    )


#: Measures that count people, and the units under which people are counted.
_OF_PEOPLE = frozenset({"death", "injury", "attendance"})
_BARE = frozenset(
    {"count"}
    | {
        f"count:{words.stem(w)}"
        for w in words.listed(
            "people person victim worker employee staff job spectator fan visitor resident inhabitant body"
        )
    }
)

#: Words that make a figure a difference, and words that make it one part beside others.
_MORE = words.listed("more extra additional further fewer less")
_OTHER = words.listed("other others another remaining rest")


def _add(analysis: Analysis, got: _Gathered, phrase: NounPhrase) -> None:
    """What a phrase adds as an owner, subject or governor."""
    got.names |= analysis.names.of(phrase)
    got.telling |= _telling(phrase)
    if sort := _sort_of(phrase):
        got.heads.add(sort)
    if phrase.kind == "noun":
        got.narrowed |= {
            (phrase.stem, w.stem) for w in phrase.modifiers if w.tag != t.NAME and w.lemma not in words.LIGHT
        }
        got.heads.add(phrase.stem)
        got.heads |= {w.stem for w in phrase.modifiers if w.tag == t.NOUN or w.lower.endswith("ing")}
    if phrase.owner is not None:
        _add(analysis, got, phrase.owner)


def _governor(analysis: Analysis, parsed: Parsed, got: _Gathered, phrase: NounPhrase, clause: Clause | None) -> None:
    """The noun before "of", "for", "with", "worth": "a profit of £5m", "an order for 42 jets"."""
    lead = got.first - 1
    while lead >= 0 and (parsed.tokens[lead].tag == t.ADV or parsed.tokens[lead].lower in _HEDGES):
        lead -= 1
    if lead < 1 or parsed.tokens[lead].lower not in ("of", "for", "with", "worth", "at"):
        return
    before = next((n for n in parsed.nouns if n.last == lead - 1), None)
    if before is None or before.kind not in ("noun", "name"):
        return
    if clause is not None and before is clause.subject and parsed.tokens[lead].lower != "of":
        return
    got.first = before.owner.first if before.owner else before.first
    _add(analysis, got, before)
    if before.prep in ("in", "of") and lead > 2:
        # "A rise in pay of 7%": what the nearer noun hangs on is what is so much.
        for further in (n for n in parsed.nouns if n.last == before.first - 2 and n.kind == "noun"):
            _add(analysis, got, further)
    if before.kind == "noun":
        if parsed.tokens[lead].lower in ("of", "worth") or not got.carrier:
            got.carrier = before.stem if phrase.kind == "fig" or not got.carrier else got.carrier
        got.kinds |= {w.stem for w in before.modifiers if phrase.kind == "fig"}


_HEDGES = words.listed(
    "about around some nearly almost roughly over under up to more less than at least most only just"
)


def _complement(analysis: Analysis, parsed: Parsed, got: _Gathered, phrase: NounPhrase, clause: Clause | None) -> None:
    """The phrases after it: "400 micrograms of folic acid", "50 cents a litre for June milk"."""
    located = clause is not None and clause.verb.lemma in _LOCATING
    at = phrase.last + 1
    owners = {id(n.owner) for n in parsed.nouns if n.owner}
    for following in parsed.nouns:
        if id(following) in owners:
            continue
        lead = following.owner.first if following.owner else following.first
        if following.first <= phrase.last or not following.prep or lead != at + 1 or following.kind == "time":
            continue
        if following.prep not in ("of", "for", "in", "from", "on", "with", "at", "among", "over"):
            break
        _add(analysis, got, following)
        whole = following.words[0].lower in ("its", "their") and following.head_token.lower.endswith("s")
        whole = (whole and following.prep == "at") or (following.prep == "from" and _is_length(phrase.figure_token))
        # "At work", "on board" tell how, not where.
        alone = following.first == following.last and following.kind == "noun"
        whole = whole or (following.prep in ("at", "on") and alone)
        # "Stands 40 metres tall on the quay": that is where the thing is, and limits nothing.
        whole = whole or (located and following.prep != "from")
        if following.prep in ("in", "from", "on", "at", "among", "for") and not whole:
            limits = {w.stem for w in following.words if w.tag in (t.NOUN, t.ADJ) and w.lemma not in words.LIGHT}
            got.scope |= limits | analysis.names.of(following)
        if following.prep == "with" and following.kind == "name":
            # "Two sons with her first husband".
            got.scope |= analysis.names.of(following)
        if following.prep == "of" and following.words[0].lower in words.POSSESSIVES and phrase.kind == "noun":
            # "Copies of her single", "copies of her album".
            got.narrowed.add((phrase.stem, following.stem))
        got.last = following.last
        if phrase.kind == "fig" and following.prep == "of" and not got.carrier and following.kind == "noun":
            got.carrier = following.stem
        at = following.last + 1


#: Verbs whose place is where their subject is.
_LOCATING = words.listed("stand lie sit hang rest tower")


def _from_clause(
    analysis: Analysis, parsed: Parsed, got: _Gathered, clause: Clause, before: _Before, number: int
) -> None:
    subject = clause.subject
    got.scope |= _fronted(analysis, parsed, clause)
    if subject is not None and subject.first <= number <= subject.last:
        if clause.verb.lemma not in words.LIGHT:
            got.verbs.add(words.stem_of_lemma(clause.verb.lemma))
            # "4,000 people joined the march": the count is of the march.
            for target in clause.objects[:1]:
                _add(analysis, got, target)
        return
    if subject is not None:
        _from_subject(analysis, parsed, got, clause, subject, before)
    if clause.verb.lemma not in words.LIGHT:
        got.verbs.add(words.stem_of_lemma(clause.verb.lemma))
    if clause.objects and not clause.verb.passive and clause.objects[0].kind in ("noun", "name"):
        # Two deals, two things: "bought Arle for £5m" and "bought Brome for £9m".
        act = words.stem_of_lemma(clause.verb.lemma)
        got.narrowed |= {(act, part) for name in analysis.names.of(clause.objects[0]) for part in name.split()}
    listed = any(o.first <= number <= o.last for o in clause.objects)
    for target in () if listed else clause.objects:
        if target.kind in ("noun", "name") and not target.first <= number <= target.last:
            _add(analysis, got, target)
    if not got.carrier:
        if clause.verb.lemma in words.LIGHT and subject is not None and subject.kind == "noun":
            got.carrier = subject.stem
        else:
            got.carrier = words.stem_of_lemma(clause.verb.lemma)


def _takes_up(pronoun: str, thing: NounPhrase, *, money: bool) -> bool:
    """Whether a pronoun may take up what was done to: "won the prize. It is worth", "puts up 14 turbines. They can"."""
    return (pronoun == "it" and money) or (pronoun == "they" and words.plural(thing.head_token.lower))


def _fronted(analysis: Analysis, parsed: Parsed, clause: Clause) -> frozenset[str]:
    """The place that opens a sentence and limits its main clause ("In Arle the play was seen 30 times")."""
    lead = parsed.nouns[0] if parsed.nouns else None
    if lead is None or lead.first != 1:
        return frozenset()
    main = parsed.clauses[0]
    if lead.kind == "name" and lead.prep in ("in", "at") and (clause is main or clause.subject is main.subject):
        # "In Arle it has 30 shops and spent £2 million": the place limits both.
        return analysis.names.of(lead)
    # "At the infirmary they treated 30": not at all hospitals.
    return frozenset({lead.stem}) if lead.kind == "noun" and lead.prep == "at" and lead.definite else frozenset()


def _from_subject(
    analysis: Analysis,
    parsed: Parsed,
    got: _Gathered,
    clause: Clause,
    subject: NounPhrase,
    context: _Before,
) -> None:
    previous, thing = context.subjects, context.thing
    wide = subject.kind == "noun" and subject.definite and subject.head_token.lower in _GENERIC
    at = parsed.clauses.index(clause)
    before = [c.subject for c in parsed.clauses[:at] if c.subject and c.subject.kind in ("noun", "name")]
    if before and subject.kind == "pron":
        _add(analysis, got, before[-1])
        got.names |= {n for p in parsed.nouns if p.first == before[-1].last + 2 for n in analysis.names.of(p)}
    elif previous and (wide or subject.kind == "pron"):
        if thing is not None and _takes_up(subject.head_token.lower, thing, money=got.money):
            _add(analysis, got, thing)
        # A pronoun takes up the last subject; a wide noun may also take up the first of the text.
        for earlier in previous if wide else previous[-1:]:
            # "The company's second mill …, the company …": the owner is named again, not its mill.
            if earlier.owner is None or earlier.owner.stem != subject.stem:
                _add(analysis, got, earlier)
    _add(analysis, got, subject)
    if subject.words[0].lower in ("another", "other"):
        got.telling.add("another")
    got.telling |= part_of_all(subject)
    if subject.first > 1 and parsed.tokens[subject.first - 1].lower == "whose":
        # "The dam, whose height is 118 metres".
        ends = subject.first - 2 - (parsed.tokens[subject.first - 2].text == ",")
        for owner in (n for n in parsed.nouns if n.last == ends):
            _add(analysis, got, owner)
    if subject.kind == "noun" and subject.words[0].lower in ("a", "an", "another"):
        got.fresh |= {subject.stem} - words.LIGHT
    for following in parsed.nouns:
        between = following.prep == "between" and subject.last < following.first
        if (between or (following.prep and following.first == subject.last + 2)) and following.last < clause.verb.first:
            _add(analysis, got, following)
    got.scope |= _place_of(analysis, parsed, subject)


def _place_of(analysis: Analysis, parsed: Parsed, subject: NounPhrase) -> frozenset[str]:
    """The place that stands with a subject: "the firm's arm in Arle" is not that in Brome."""
    last = subject.last
    for following in parsed.nouns:
        if following.first != last + 2 or not following.prep:
            continue
        if following.kind == "name" and following.prep in ("in", "at", "from"):
            return analysis.names.of(following)
        last = following.last
    return frozenset()


def _is_price(parsed: Parsed, got: _Gathered, clause: Clause) -> bool:
    """Whether an amount of money is what something changes hands for ("was sold for", "bought it for").

    "Paid the club €28 million": where no noun says what is paid, it is the price.
    """
    if got.carrier in got.verbs and got.carrier == _PAY:
        return True
    lead = got.first - 1
    while lead > clause.verb.last and (parsed.tokens[lead].tag == t.ADV or parsed.tokens[lead].lower in _HEDGES):
        lead -= 1
    return lead > clause.verb.last - 1 and parsed.tokens[lead].lower == "for" and clause.verb.lemma in _TRADING


_TRADING = words.listed("sell buy acquire purchase auction go build rebuild construct restore renovate")
_PAY = words.stem_of_lemma("pay")


def _is_length(token: Token | None) -> bool:
    """Whether a figure is a distance: "39 light-years from the Earth" limits nothing."""
    return token is not None and token.figure is not None and token.figure.kind == "length"


#: Words that open a sentence on how things were before.
_FORMERLY = words.listed("before previously formerly originally initially")
#: Nouns that take up something named before by a wider word.
_GENERIC = words.listed(
    "building company firm group site project scheme plant centre center facility thing body structure instrument "
    "machine device vessel ship vehicle craft installation complex lender insurer maker carrier operator business"
)


def _evidence(parsed: Parsed, got: _Gathered, clause: Clause | None) -> Span:
    start, end = parsed.tokens[got.first].start, parsed.tokens[got.last].end
    if clause is not None:
        low = min(start, parsed.tokens[clause.verb.first].start)
        high = max(end, parsed.tokens[clause.verb.last].end)
        subject = clause.subject
        if subject is not None and high - subject.start <= 240 and subject.start < high:
            low = min(low, subject.start)
        if high - low <= 240:
            start, end = low, high
    return clipped(Span(start, end))


def _surroundings(
    analysis: Analysis, parsed: Parsed, number: int, clause: Clause | None
) -> tuple[frozenset[str], frozenset[str]]:
    """Stems and names of the part of the sentence around a token, up to a semicolon, colon or dash."""
    low = high = number
    while low > 0 and parsed.tokens[low - 1].text not in ";:—":
        low -= 1
    while high + 1 < len(parsed.tokens) and parsed.tokens[high + 1].text not in ";:—":
        high += 1
    stems = {
        w.stem
        for w in parsed.tokens[low : high + 1]
        if w.tag in (t.NOUN, t.VERB, t.ADJ) and w.lemma not in words.LIGHT and len(w.text) > 1
    }
    names: set[str] = set()
    for phrase in parsed.nouns:
        if low <= phrase.first <= high:
            names |= analysis.names.of(phrase)
    return words.shared(frozenset(stems)), words.shared(frozenset(names))


def _measure(got: _Gathered, unit: str) -> str:
    """The class of measure that carrier, owners or the figure's verb name (`cost`, `revenue`, `profit` …)."""
    if got.carrier in MEASURES and got.carrier not in got.verbs:
        return MEASURES[got.carrier]
    if got.priced:
        return "cost"
    if {"lose", "life"} <= got.heads | got.verbs:
        return "death"
    found = {MEASURES[stem] for stem in got.heads | (got.verbs & MEASURING_VERBS) if stem in MEASURES}
    if not unit.startswith("count"):
        # "The frost killed 16% of the blossom": only who is counted is a victim.
        found -= _OF_PEOPLE
    return next(iter(found)) if len(found) == 1 else ""
