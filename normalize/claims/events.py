"""Events: who does what to whom, from verbs ("the board rejected it") and nouns ("the board's rejection of it")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from normalize.claims import tokens as t
from normalize.claims import words
from normalize.claims.analysis import Analysis, Statement
from normalize.claims.calendar import When
from normalize.claims.phrases import Clause, NounPhrase, Parsed
from normalize.claims.vocabulary import (
    ACCESS_VERBS,
    CHANGE_NOUNS,
    DECISION_NOUNS,
    END_NOUNS,
    EVENT_NOUNS,
    PHRASAL,
    RELATING,
    TELLING,
)
from normalize.claims.words import listed
from normalize.model import Span

#: Evidence is a passage that a person can take in at a glance.
LONGEST_EVIDENCE = 280
_POSSIBLE = listed("may might could can")
#: Verbs before an infinitive that make it a plan or a possibility.
_PLANNING = listed("plan hope want intend aim expect propose seek try offer threaten consider agree promise ask")


class Party(msgspec.Struct, frozen=True):
    """One side of an event. `head` is a stem (or a name, lower case); `words` stems of all its content words,
    `names` all names in it; `own` only those of the phrase itself, without what hangs on it; `telling` are words
    such as "old" or "first" that tell it from others of its kind, `called` its name in apposition."""

    head: str
    words: frozenset[str]
    names: frozenset[str]
    own: frozenset[str] = frozenset()
    negative: bool = False
    pronoun: bool = False
    definite: bool = False
    label: str = ""
    telling: frozenset[str] = frozenset()
    called: frozenset[str] = frozenset()


class Event(msgspec.Struct, frozen=True):
    """`root` is the verb's lemma, or the noun's when `nominal`; `particle` a following "up", "over", "down".

    `words` and `names` are those of the whole passage, for verbs of access only, `loose` further names that may be its
    agent, for verbs of relations only (nothing else asks for them); `story` are the names of the first sentences of its
    document. `modal` is its "may" or "must"; `governor` the lemma of the
    verb right before its infinitive ("voted to strike"), or "against" before its "-ing".
    """

    document: str
    span: Span
    quote: str
    sentence: int
    root: str
    particle: str
    agent: Party | None
    patient: Party | None
    others: tuple[tuple[str, Party], ...]
    times: tuple[When, ...]
    negated: bool
    modality: str
    speaker: str
    quoted: bool
    nominal: bool
    adjective: str = ""
    loose: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    story: frozenset[str] = frozenset()
    modal: str = ""
    governor: str = ""


def find_events(analysis: Analysis) -> Iterator[Event]:
    """The events of a document, in order."""
    last_subject: Party | None = None
    for statement in analysis.statements:
        parsed = statement.parsed
        for number, clause in enumerate(parsed.clauses):
            if not _set_aside(parsed, clause):
                yield _verbal(analysis, statement, clause, number, last_subject)
        yield from _nominals(analysis, statement)
        subject = next((c.subject for c in parsed.clauses if c.subject and c.subject.kind in ("name", "noun")), None)
        if subject is not None:
            last_subject = party(analysis, parsed, subject)


def party(analysis: Analysis, parsed: Parsed, phrase: NounPhrase, *, chain: bool = True) -> Party:
    """A phrase as a party, with the prepositional phrases that hang on it."""
    key = (id(phrase), chain)
    held = analysis.parties.get(key)
    if held is None:
        held = analysis.parties[key] = (phrase, _party_of(analysis, parsed, phrase, chain=chain))
    return held[1]


def _party_of(analysis: Analysis, parsed: Parsed, phrase: NounPhrase, *, chain: bool) -> Party:
    stems: set[str] = set()
    names: set[str] = set(analysis.names.of(phrase))
    hanging = _hanging(parsed, phrase) if chain else ()
    for member in (phrase, *hanging):
        stems |= content(member)
        names |= analysis.names.of(member)
        owner = member.owner
        while owner is not None:
            stems |= content(owner)
            names |= analysis.names.of(owner)
            owner = owner.owner
    if chain:
        stems |= _purpose(parsed, phrase)
    called = _apposed(analysis, parsed, phrase, hanging) if chain else frozenset()
    names |= called
    negative = phrase.words[0].lower in ("no", "neither") or phrase.head_token.lower in ("nothing", "none", "nobody")
    if phrase.head_token.lemma in _AMOUNTS and chain:
        # "The number of its flights": what is counted is the thing.
        inner = next(iter(hanging), None)
        if inner is not None and inner.prep == "of" and inner.kind == "noun":
            phrase = inner
    own = analysis.names.of(phrase)
    head = phrase.stem
    if phrase.kind == "name" and own:
        full = analysis.names.resolve(phrase.name)
        head = full if full in own else max(sorted(own), key=len)
    if any(w.lower in ("other", "another") for w in phrase.words):
        # "Any other concert" is not the concert.
        head = f"other {head}"
    return Party(
        head,
        words.shared(frozenset(stems)),
        words.shared(frozenset(names)),
        own,
        negative,
        phrase.kind == "pron" or phrase.head_token.lower.replace("’", "'").endswith(_CONTRACTED),
        phrase.definite,
        phrase.head_token.lower,
        words.shared(frozenset(w.stem for w in phrase.modifiers if w.stem in TELLING and w.tag != t.NAME)),
        called,
    )


def _apposed(analysis: Analysis, parsed: Parsed, phrase: NounPhrase, hanging: Sequence[NounPhrase]) -> frozenset[str]:
    """The name in commas behind a definite noun: "the founder, Ewan Strachan, will stay"."""
    if phrase.kind != "noun" or not phrase.definite:
        return frozenset()
    at = max([phrase.last, *(n.last for n in hanging)]) + 2
    if at >= len(parsed.tokens) or parsed.tokens[at - 1].text != ",":
        return frozenset()
    found = next((n for n in parsed.nouns if n.first == at and n.kind == "name"), None)
    closed = found is not None and found.last + 1 < len(parsed.tokens) and parsed.tokens[found.last + 1].text in ",."
    return analysis.names.of(found) if closed else frozenset()


def _purpose(parsed: Parsed, phrase: NounPhrase) -> set[str]:
    """The stems of an infinitive right behind a phrase, with its object: "a plan to widen the road"."""
    at = phrase.last + 2
    if phrase.kind != "noun" or at >= len(parsed.tokens) or parsed.tokens[at - 1].lower != "to":
        return set()
    if parsed.tokens[at].tag != t.VERB:
        return set()
    aim = next((c for c in parsed.clauses if c.verb.last == at), None)
    objects = aim.objects if aim is not None else ()
    return {parsed.tokens[at].stem}.union(*(content(o) for o in objects if o.kind == "noun"))


#: "We're" that is read as one word is who speaks, no thing.
_CONTRACTED = ("'re", "'ve", "'ll", "'d", "'m")
#: Nouns that say how much of the thing after "of".
_AMOUNTS = listed("number amount")


def content(phrase: NounPhrase) -> set[str]:
    """The stems of a phrase's content words, names aside."""
    return {
        w.stem
        for w in phrase.words
        if w.tag in (t.NOUN, t.ADJ, t.VERB) and w.lemma not in words.LIGHT and len(w.text) > 1
    }


#: What stands between a phrase and another that hangs on it.
_HOOKS = frozenset({t.PREP, t.ADV, t.POSS, t.CONJ})


def _hanging(parsed: Parsed, phrase: NounPhrase, stop: Sequence[str] = ("by", "at")) -> Sequence[NounPhrase]:
    """The prepositional phrases that follow a phrase directly ("the sale of the yard to Ruhl"), at most four."""
    found: list[NounPhrase] = []
    at = phrase.last + 1
    if at >= len(parsed.tokens) or parsed.tokens[at].tag not in _HOOKS:
        return found
    for following in parsed.after(phrase):
        if following.first < at or following.first in parsed.owners:
            continue
        if len(found) == 4:
            break
        lead = following.owner.first if following.owner else following.first
        gap = parsed.tokens[at:lead]
        joined = len(gap) <= 2 and all(w.tag in _HOOKS for w in gap)
        # "At a meeting" hangs on the verb; "a plan for a wind farm at Greyhill" names the place of the farm.
        away = following.prep in stop and not (following.prep == "at" and following.kind == "name" and found)
        if not joined or following.kind in ("time", "pron") or not gap or away:
            break
        found.append(following)
        at = following.last + 1
    return found


def _verbal(analysis: Analysis, statement: Statement, clause: Clause, number: int, last: Party | None) -> Event:
    parsed, verb = statement.parsed, clause.verb
    subject = _party(analysis, parsed, clause.subject, last)
    first_object = next((o for o in clause.objects if o.kind != "time"), None) or _antecedent(parsed, clause)
    target = _whom(analysis, parsed, clause, number, last) or _party(analysis, parsed, first_object, None)
    others = tuple((c.prep, party(analysis, parsed, c)) for c in clause.complements if c.kind != "time")
    particle = _particle(parsed, verb.last)
    if target is None and f"{verb.lemma} {particle}" in PHRASAL:
        # "voted down the plan": the particle was read as a preposition of its object.
        target = next((p for prep, p in others if prep == particle), None)
    agent, patient = subject, target
    if verb.passive:
        by = next((p for prep, p in others if prep == "by"), None)
        agent, patient = by, subject
    end = verb.last
    for phrase in (*clause.objects, *clause.complements):
        end = max(end, phrase.last)
    start = clause.subject.first if clause.subject and clause.subject.first < verb.first else verb.first
    if parsed.tokens[end].end - parsed.tokens[start].start > LONGEST_EVIDENCE:
        start = verb.first
    span = clipped(Span(parsed.tokens[start].start, parsed.tokens[end].end))
    inside = Span(parsed.tokens[verb.first].start, span.end)
    times = tuple(
        w
        for w in statement.times
        if w.span.overlaps(span) or _follows(parsed, w, end) or (number == 0 and w.span.end <= span.start)
    )
    stems, names = _bag(analysis, parsed, span) if verb.lemma in ACCESS_VERBS else (frozenset(), frozenset())
    return Event(
        analysis.document.name,
        span,
        analysis.text(span),
        statement.sentence.number,
        verb.lemma,
        particle,
        agent,
        patient,
        others,
        times,
        verb.negated != (_stopped(parsed, clause, number) or _never(parsed, clause)),
        _modality(parsed, number, clause),
        statement.speaker,
        analysis.in_speech(inside),
        nominal=False,
        adjective=_state(parsed, clause),
        loose=words.shared(_loose_agents(analysis, parsed, clause)) if verb.lemma in RELATING else frozenset(),
        words=stems,
        names=names,
        story=analysis.topic,
        modal=verb.modal,
        governor=_governing(parsed, clause, number),
    )


def _whom(analysis: Analysis, parsed: Parsed, clause: Clause, number: int, last: Party | None) -> Party | None:
    """Whom "him" or "them" means: the subject of the clause before, if that is another one than the clause's own."""
    first = clause.objects[0] if clause.objects else None
    if first is None or first.kind != "pron" or first.head_token.lower not in ("him", "her", "them"):
        return None
    before = parsed.clauses[number - 1].subject if number else None
    if before is not None and before is clause.subject and clause.verb.negated:
        # "Questioned the captain but did not arrest him".
        done = parsed.clauses[number - 1].objects
        return party(analysis, parsed, done[0]) if done and done[0].kind in ("noun", "name") else None
    if before is None:
        return last if clause.subject is not None and clause.subject.kind != "pron" else None
    return party(analysis, parsed, before) if before.kind == "name" and before is not clause.subject else None


def _governing(parsed: Parsed, clause: Clause, number: int) -> str:
    """The lemma of the verb that an infinitive hangs on, if that is a fact ("has voted to strike")."""
    verb = clause.verb
    if not number or not verb.first:
        return ""
    before = parsed.clauses[number - 1].verb
    if verb.main.lower.endswith("ing"):
        next_to = verb.first == before.last + 1 and not before.modal and not before.negated
        carried = before.lemma in _GOING_ON or before.lemma in _STOPPING
        held = before.lemma if next_to and carried else ""
        return "against" if parsed.tokens[verb.first - 1].lower == "against" else held
    near = verb.infinitive and verb.first - before.last <= _NEXT
    return before.lemma if near and not before.modal and not before.negated else ""


#: Verbs that say of the act behind them that it goes on ("keeps selling it").
_GOING_ON = listed("continue keep")
#: An infinitive hangs on the verb that ends so many tokens before it ("decided not to close").
_NEXT = 3
#: Verbs that say in which state something is, or is left.
_STATE_VERBS = listed("be remain stay leave keep hold stand seem")


def _state(parsed: Parsed, clause: Clause) -> str:
    """The words of the state that a clause reports ("unchanged", "in force", "the same"), up to four words."""
    last = clause.verb.last
    if clause.verb.lemma == "find" and not clause.verb.passive and clause.objects:
        # "Found him guilty": the state stands behind the object.
        last = clause.objects[0].head
    elif clause.verb.lemma not in _STATE_VERBS and clause.verb.lemma != "find":
        return ""
    rest = parsed.tokens[last + 1 : last + 16]
    out: list[str] = []
    for token in rest:
        if token.text in ",;:—." or token.tag in (t.SUB, t.REL):
            break
        out.append(token.lower)
    return " ".join(out)


def _set_aside(parsed: Parsed, clause: Clause) -> bool:
    """Whether a clause names what is not chosen ("rather than perform"): it is neither done nor denied."""
    first = clause.verb.first
    return [w.lower for w in parsed.tokens[max(0, first - 2) : first]] in (["rather", "than"], ["instead", "of"])


#: Verbs that deny the verb after them: "stop selling", "failed to deliver".
_STOPPING = listed("stop cease fail refuse decline quit avoid")


def _stopped(parsed: Parsed, clause: Clause, number: int) -> bool:
    """Whether the verb right before a clause's own denies it."""
    if not number:
        return False
    before = parsed.clauses[number - 1].verb
    if clause.verb.infinitive and parsed.clauses[number - 1].objects:
        # "Has no plans to buy".
        held = parsed.clauses[number - 1].objects[-1]
        if held.last == clause.verb.first - 1 and held.words[0].lower == "no":
            return True
    near = clause.verb.first - before.last <= 2 and not any(n.first == before.last + 1 for n in parsed.nouns)
    return near and before.lemma in _STOPPING and (clause.verb.infinitive or clause.verb.main.lower.endswith("ing"))


#: What denies a sentence from its head: "At no time is the address written down".
_NEVER = ("at no time", "at no point", "under no circumstances", "in no case", "on no account", "by no means")


def _never(parsed: Parsed, clause: Clause) -> bool:
    """Whether a sentence begins with words that deny its first verb."""
    lead = " ".join(w.lower for w in parsed.tokens[:_OPENING])
    # "At no time is the address written": the auxiliary may be read as a verb of its own.
    return clause in parsed.clauses[:2] and lead.startswith(_NEVER)


#: So many tokens the words have that deny a sentence from its head.
_OPENING = 3


def _antecedent(parsed: Parsed, clause: Clause) -> NounPhrase | None:
    """The object of "the contract for the tunnel that it signed": what the pronoun before the subject stands for."""
    if clause.subject is None or clause.relative:
        return None
    at = clause.subject.first - 1
    if at < 1 or parsed.tokens[at].lower not in ("that", "which", "whom"):
        return None
    end, found = at - 1 - (parsed.tokens[at - 1].text == ","), None
    for phrase in reversed(parsed.nouns):
        if phrase.last == end or (found is not None and phrase.last >= end - 1 and phrase.last < end + 1):
            found = phrase
            end = phrase.first - 1
            if not phrase.prep:
                break
    return found


def _party(analysis: Analysis, parsed: Parsed, phrase: NounPhrase | None, last: Party | None) -> Party | None:
    if phrase is None:
        return None
    if phrase.kind == "pron" and phrase.head_token.lower in ("it", "they", "he", "she") and last is not None:
        return last
    return party(analysis, parsed, phrase)


def _follows(parsed: Parsed, when: When, end: int) -> bool:
    """Whether a time stands right after the clause ("…, on Monday")."""
    at = parsed.number_of(when.span.start)
    return 0 <= at - end <= 3


def _particle(parsed: Parsed, last: int) -> str:
    if last + 1 < len(parsed.tokens) and parsed.tokens[last + 1].lower in (
        "up",
        "over",
        "down",
        "off",
        "out",
        "in",
        "back",
    ):
        return parsed.tokens[last + 1].lower
    return _adverbial(parsed, last + 1)


def _adverbial(parsed: Parsed, at: int) -> str:
    """A particle that leads to no object ("carry on", "go ahead with it", "came ashore on Monday"); else empty."""
    if at >= len(parsed.tokens) or parsed.tokens[at].lower not in ("on", "ahead", "away", "through", "ashore", "aside"):
        return ""
    after = parsed.tokens[at + 1] if at + 1 < len(parsed.tokens) else None
    closed = after is None or after.tag in (t.PUNCT, t.PREP, t.CONJ, t.SUB, t.ADV, t.VERB)
    return parsed.tokens[at].lower if closed else ""


def _modality(parsed: Parsed, number: int, clause: Clause) -> str:
    verb = clause.verb
    if verb.modal in _POSSIBLE or (verb.modal and _conditional(parsed, clause)):
        return "possible"
    if verb.modal in ("would", "should"):
        return "planned"
    if verb.infinitive and number:
        before = parsed.clauses[number - 1].verb
        if before.lemma == "be" and before.last == verb.first - 2:
            # "Is to open": settled as firmly as "will open".
            return ""
        if before.lemma in _PLANNING:
            return "agreed" if before.lemma in ("agree", "promise") else "planned"
        if before.lemma in _STOPPING and not before.modal:
            # "Refused to license it": that it is not done is settled.
            return ""
    if verb.infinitive:
        return "planned"
    at = min(verb.first, clause.subject.first if clause.subject is not None else verb.first)
    lead = parsed.tokens[at - 1].lower if at else ""
    to_come = lead in _UNTIL and parsed.tokens[verb.first].lower in _PRESENT
    return "possible" if lead in ("if", "unless", "whether") or to_come else ""


#: "Until the ban is lifted": it has not been.
_UNTIL = listed("until till once when before after")
_PRESENT = listed("is are has have")


def _conditional(parsed: Parsed, clause: Clause) -> bool:
    """Whether a condition hangs on a clause ("would buy it only if the price fell")."""
    for token in parsed.tokens[clause.verb.last + 1 :]:
        if token.text in ";:—.":
            return False
        if token.lower in ("if", "unless"):
            return True
    return False


def _loose_agents(analysis: Analysis, parsed: Parsed, clause: Clause) -> frozenset[str]:
    """Names that may be the subject too: members of its list, and what stands before a comma that lacks an "and"."""
    verb, found = clause.verb, set()
    at = verb.first - 1
    if clause.subject is not None:
        found |= set(analysis.names.of(clause.subject))
        border = clause.subject.first
        for phrase in reversed(parsed.nouns):
            if phrase.last >= border:
                continue
            gap = parsed.tokens[phrase.last + 1 : border]
            if not gap or not all(w.text == "," or w.lower in ("and", "&") for w in gap):
                break
            found |= set(analysis.names.of(phrase))
            border = phrase.first
    if at > 0 and parsed.tokens[at].text == "," and not verb.infinitive:
        nearest = [n for n in parsed.nouns if n.last < at]
        for phrase in nearest[-2:]:
            found |= set(analysis.names.of(phrase))
    return frozenset(found)


def _nominals(analysis: Analysis, statement: Statement) -> Iterator[Event]:
    """Nouns that name an event: those whose "of" phrase or possessor is its object or doer."""
    parsed = statement.parsed
    for phrase in parsed.nouns:
        if phrase.kind != "noun" or phrase.head_token.lemma not in EVENT_NOUNS:
            continue
        hanging = _hanging(parsed, phrase, ("at",))
        by = next((h for h in hanging if h.prep == "by"), None)
        of = next((h for h in hanging if h.prep in ("of", "in", "to", "on", "for", "against", "over")), None)
        last = max([phrase.last, *(h.last for h in hanging)])
        start = phrase.owner.words[0].start if phrase.owner else phrase.words[0].start
        span = clipped(Span(start, parsed.tokens[last].end))
        agent = by or _possessor(parsed, phrase) or _carrying(parsed, phrase) or _doer(parsed, phrase)
        others = tuple((h.prep, party(analysis, parsed, h, chain=False)) for h in hanging)
        yield Event(
            analysis.document.name,
            span,
            analysis.text(span),
            statement.sentence.number,
            phrase.head_token.lemma,
            "",
            party(analysis, parsed, agent, chain=False) if agent else None,
            _compound(phrase, of) or (party(analysis, parsed, of) if of else None),
            others,
            tuple(w for w in statement.times if span.start - 12 <= w.span.start <= span.end + 6),
            phrase.words[0].lower == "no",
            "",
            statement.speaker,
            analysis.in_speech(span),
            nominal=True,
            story=analysis.topic,
        )


def _compound(phrase: NounPhrase, of: NounPhrase | None) -> Party | None:
    """What "the fare rise" is of: the noun right before the head, unless an "of" tells."""
    if phrase.head == phrase.first or (of is not None and of.prep != "for"):
        return None
    noun = phrase.words[phrase.head - phrase.first - 1]
    if noun.tag != t.NOUN or phrase.head_token.lemma not in CHANGE_NOUNS | END_NOUNS | frozenset(DECISION_NOUNS):
        return None
    stems = frozenset({noun.stem})
    return Party(noun.stem, stems, frozenset(), definite=phrase.definite, label=noun.lower)


def _possessor(parsed: Parsed, phrase: NounPhrase) -> NounPhrase | None:
    """Who owns a phrase: the name before 's, or for "its" the next subject after or before it."""
    if phrase.owner is not None:
        return phrase.owner if phrase.owner.kind != "time" else None
    if phrase.words[0].lower not in ("its", "their", "his", "her"):
        return None
    after = next((c.subject for c in parsed.clauses if c.subject and c.subject.first > phrase.last), None)
    before = [c.subject for c in parsed.clauses if c.subject and c.subject.last < phrase.first]
    return before[-1] if before else after


def _carrying(parsed: Parsed, phrase: NounPhrase) -> NounPhrase | None:
    """Who does what a noun names, when a verb only carries the noun: "A has completed the purchase of B"."""
    for clause in parsed.clauses:
        if phrase in clause.objects[:1] and not clause.verb.passive and not clause.verb.negated:
            return clause.subject if clause.verb.lemma in _SUPPORT else None
    return None


def _doer(parsed: Parsed, phrase: NounPhrase) -> NounPhrase | None:
    """Who does what a noun behind "with" or "after" names: "took the title with a victory over B".

    "As the owner of B, A …": the subject behind the comma.
    """
    if phrase.prep == "as" and phrase.first <= _OPENING and phrase.words[0].lower == "the":
        return next((c.subject for c in parsed.clauses if c.subject and c.subject.first > phrase.last), None)
    if phrase.prep not in ("with", "after", "by", "through") or phrase.words[0].lower not in (
        "a",
        "an",
        "their",
        "its",
    ):
        return None
    before = [c for c in parsed.clauses if c.verb.last < phrase.first and not c.verb.negated]
    return before[-1].subject if before and not before[-1].verb.passive else None


#: Verbs that carry an event's noun and whose subject is its doer.
_SUPPORT = listed(
    "complete make conclude finalise finalize finish close seal clinch effect agree announce launch begin start file "
    "lodge bring win secure score provide grant give"
)


def _bag(analysis: Analysis, parsed: Parsed, span: Span) -> tuple[frozenset[str], frozenset[str]]:
    stems: set[str] = set()
    names: set[str] = set()
    for phrase in parsed.nouns:
        if span.start <= phrase.words[0].start < span.end:
            names |= analysis.names.of(phrase)
    for token in parsed.tokens:
        if (
            span.start <= token.start < span.end
            and token.tag in (t.NOUN, t.VERB, t.ADJ)
            and token.lemma not in words.LIGHT
        ):
            stems.add(token.stem)
    return frozenset(stems), frozenset(names)


def clipped(span: Span) -> Span:
    """The span, cut to what evidence may cover."""
    return span if len(span) <= LONGEST_EVIDENCE else Span(span.start, span.start + LONGEST_EVIDENCE)
