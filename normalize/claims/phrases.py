"""Noun phrases, verb groups and clauses: a shallow reading of a tagged sentence.

The grammar is deliberately small. A noun phrase is `(determiner) (adjective | number | noun | name)* head`; a verb
group is `(auxiliaries, adverbs) verb`. Subjects and objects are found by position. Where the words leave a
choice, nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from normalize.claims import tokens as t
from normalize.claims import words
from normalize.claims.tokens import Token
from normalize.model import Span

_INSIDE = frozenset({t.NOUN, t.ADJ, t.NAME, t.FIG, t.NUM})


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """`first`..`last` are token numbers (inclusive); `head` the number of its head; `owner` the phrase before 's.

    `kind` is `name` when the head is a name, `fig` when a figure stands alone, `pron` for a pronoun, `time`, else
    `noun`. `definite`: the, this, a possessive or a name. `prep` is the preposition right before it, or empty.
    """

    first: int
    last: int
    head: int
    kind: str
    definite: bool
    prep: str = ""
    owner: NounPhrase | None = None
    words: tuple[Token, ...] = ()

    @property
    def start(self) -> int:
        """Its first code point."""
        return (self.owner or self).words[0].start if self.owner else self.words[0].start

    @property
    def end(self) -> int:
        """The code point after its last."""
        return self.words[-1].end

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)

    @property
    def head_token(self) -> Token:
        """Its head."""
        return self.words[self.head - self.first]

    @property
    def stem(self) -> str:
        """The stem of its head; for names the name itself in lower case."""
        return self.name.lower() if self.kind == "name" else self.head_token.stem

    @property
    def name(self) -> str:
        """The longest run of name words in it, the last of equal ones ("the Norwegian probe Skadi"); or empty."""
        runs = [""]
        for token in self.words:
            if token.tag == t.NAME:
                runs[-1] = f"{runs[-1]} {token.text}".lstrip()
            elif runs[-1]:
                runs.append("")
        return max(reversed(runs), key=lambda run: run.count(" ") + bool(run))

    @property
    def modifiers(self) -> tuple[Token, ...]:
        """Its words before the head that are neither determiner nor figure."""
        return tuple(
            w
            for w in self.words[: self.head - self.first]
            if w.tag in (t.NOUN, t.ADJ, t.NAME)
            and w is not self.head_token
            and not (w.tag == t.NAME and self.kind == "name")
        )

    @property
    def figure_token(self) -> Token | None:
        """The figure in it, if there is one."""
        return next((w for w in self.words if w.tag == t.FIG), None)


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """`first`..`last` are token numbers; `main` is its verb.

    `modal` is a modal or "to"; `perfect` for have + participle.
    """

    first: int
    last: int
    main: Token
    passive: bool = False
    negated: bool = False
    modal: str = ""
    infinitive: bool = False
    perfect: bool = False

    @property
    def lemma(self) -> str:
        """The lemma of its verb."""
        return self.main.lemma


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with what stands around it. `complements` are the phrases after it, each with its preposition."""

    verb: VerbGroup
    subject: NounPhrase | None
    objects: tuple[NounPhrase, ...] = ()
    complements: tuple[NounPhrase, ...] = ()
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence with its phrases, in order."""

    span: Span
    tokens: tuple[Token, ...]
    nouns: tuple[NounPhrase, ...]
    verbs: tuple[VerbGroup, ...]
    clauses: tuple[Clause, ...] = field(default=())

    def phrase_at(self, number: int) -> NounPhrase | None:
        """The noun phrase that holds token `number`."""
        return next((n for n in self.nouns if n.first <= number <= n.last), None)

    def number_of(self, offset: int) -> int:
        """The number of the token at a code point; -1 when there is none."""
        return next((i for i, token in enumerate(self.tokens) if token.start <= offset < token.end), -1)


def parse(tokens: Sequence[Token], span: Span) -> Parsed:
    """The phrases and clauses of a tagged sentence."""
    nouns = _noun_phrases(tokens)
    verbs = _verb_groups(tokens)
    return Parsed(span, tuple(tokens), nouns, verbs, _clauses(tokens, nouns, verbs))


def _noun_phrases(tokens: Sequence[Token]) -> tuple[NounPhrase, ...]:
    found: list[NounPhrase] = []
    at = 0
    while at < len(tokens):
        end = _phrase_end(tokens, at)
        if end <= at:
            at += 1
            continue
        found.append(_phrase(tokens, at, end, found))
        at = end
    return tuple(found)


def _phrase_end(tokens: Sequence[Token], at: int) -> int:
    """The token number after the phrase that starts at `at`, or `at` when none does."""
    tag = tokens[at].tag
    if tag == t.PRON or tag == t.TIME:
        return at + 1
    number = at
    while number < len(tokens) and (tokens[number].tag == t.DET or (number > at and _adverb_inside(tokens, number))):
        number += 1
    content = number
    while number < len(tokens) and _inside(tokens, number):
        number += 1
    while number > content and tokens[number - 1].tag == t.PUNCT:
        number -= 1
    if number == content:
        # "this", "some", "both" alone stand for a noun.
        return (
            content if content > at and tokens[content - 1].lower in ("this", "these", "those", "some", "both") else at
        )
    return number


def _adverb_inside(tokens: Sequence[Token], number: int) -> bool:
    return tokens[number].tag == t.ADV and number + 1 < len(tokens) and tokens[number + 1].tag in (t.ADJ, t.FIG, t.NUM)


def _inside(tokens: Sequence[Token], number: int) -> bool:
    token = tokens[number]
    if token.tag in _INSIDE:
        return True
    if token.text == "&" or (token.tag == t.PUNCT and token.text in "$€£¥₹%°-"):
        return True
    if token.tag == t.ADV:
        return _adverb_inside(tokens, number)
    if token.text in _QUOTES:
        return number + 1 < len(tokens) and number > 0 and _quoted_name(tokens, number)
    # A participle before a noun ("the proposed scheme") belongs to the phrase.
    following = tokens[number + 1] if number + 1 < len(tokens) else None
    return (
        token.tag == t.VERB
        and number > 0
        and tokens[number - 1].tag in (t.DET, t.ADJ)
        and following is not None
        and following.tag in (t.NOUN, t.ADJ)
    )


_QUOTES = frozenset('"“”‘’')


def _quoted_name(tokens: Sequence[Token], number: int) -> bool:
    """Whether a quotation mark belongs to a name in quotation marks (at most four words) inside a phrase."""
    before, after = tokens[number - 1], tokens[number + 1]
    if after.tag == t.NAME and before.tag in (t.DET, t.ADJ, t.NOUN):
        return any(tokens[n].text in _QUOTES for n in range(number + 2, min(number + 6, len(tokens))))
    return before.tag == t.NAME and any(tokens[n].text in _QUOTES for n in range(max(0, number - 5), number - 1))


def _phrase(tokens: Sequence[Token], start: int, end: int, before: Sequence[NounPhrase]) -> NounPhrase:
    words_ = tuple(tokens[start:end])
    head = _head(words_)
    token = words_[head]
    kind = {t.NAME: "name", t.FIG: "fig", t.NUM: "fig", t.PRON: "pron", t.TIME: "time"}.get(token.tag, "noun")
    owner = None
    if start > 0 and tokens[start - 1].tag == t.POSS and before and before[-1].last == start - 2:
        owner = before[-1]
    lead = tokens[start]
    definite = (
        kind == "name"
        or owner is not None
        or (
            lead.tag == t.DET
            and (lead.lower in ("the", "this", "that", "these", "those") or lead.lower in words.POSSESSIVES)
        )
    )
    prep = ""
    at = (owner.first if owner else start) - 1
    while at >= 0 and tokens[at].tag == t.ADV:
        at -= 1
    if at >= 0 and tokens[at].tag == t.PREP and not _subordinate(tokens, at, end):
        prep = tokens[at].lower
    elif at > 0 and tokens[at].lower == "and" and before and before[-1].prep == "between" and before[-1].last == at - 1:
        prep = "between"
    return NounPhrase(start, end - 1, start + head, kind, definite, prep, owner, words_)


def _subordinate(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether "since", "before", "after" … here open a clause: the phrase after them is followed by its verb."""
    if tokens[at].lower not in ("since", "before", "after", "until", "till", "as", "than"):
        return False
    return end < len(tokens) and tokens[end].tag in (t.VERB, t.AUX)


def _head(phrase: Sequence[Token]) -> int:
    last = len(phrase) - 1
    for number in range(last, -1, -1):
        if phrase[number].tag in (t.NOUN, t.NAME):
            return number
    for number in range(last, -1, -1):
        if phrase[number].tag in (t.FIG, t.NUM, t.TIME, t.PRON, t.ADJ, t.DET):
            return number
    return last


def _verb_groups(tokens: Sequence[Token]) -> tuple[VerbGroup, ...]:
    found: list[VerbGroup] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.tag not in (t.VERB, t.AUX) or (token.tag == t.VERB and _inside(tokens, at)):
            at += 1
            continue
        end = at
        while end < len(tokens) and tokens[end].tag in (t.AUX, t.VERB, t.ADV):
            end += 1
            if tokens[end - 1].tag == t.VERB:
                break
        while end > at + 1 and tokens[end - 1].tag == t.ADV:
            end -= 1
        found.append(_group(tokens, at, end, found[-1] if found else None))
        at = end
    return tuple(found)


def _group(tokens: Sequence[Token], start: int, end: int, previous: VerbGroup | None) -> VerbGroup:
    part = tokens[start:end]
    main = next((w for w in reversed(part) if w.tag == t.VERB), None) or next(
        w for w in reversed(part) if w.tag == t.AUX
    )
    auxiliaries = [w for w in part if w.tag == t.AUX and w is not main]
    infinitive = start > 0 and tokens[start - 1].lower == "to"
    participle = _participle(main)
    last_aux = auxiliaries[-1].lower if auxiliaries else ""
    before = tokens[start - 1] if start else None
    by_agent = not auxiliaries and participle and before is not None and end < len(tokens) and tokens[end].lower == "by"
    by_agent = by_agent and not (end + 1 < len(tokens) and tokens[end + 1].tag in (t.FIG, t.NUM, t.TIME))
    by_agent = by_agent and main.lemma not in _MOVING
    bare = by_agent and before is not None and before.tag in (t.NOUN, t.NAME, t.FIG)
    bare = bare or (by_agent and previous is not None and previous.passive)
    # "for not selling", "never sold": the negation may stand before the group.
    around = (*tokens[max(0, start - 1) : start], *part)
    negated = any(w.lower in words.NEGATIONS or w.lower.endswith("n't") or w.lower == "cannot" for w in around)
    modal = next((w.lower for w in auxiliaries if w.lower in words.MODALS), "to" if infinitive else "")
    return VerbGroup(
        start,
        end - 1,
        main,
        passive=bare or (participle and last_aux in words.BE and main.tag == t.VERB),
        negated=negated,
        modal=modal,
        infinitive=infinitive,
        perfect=last_aux in words.HAVE,
    )


#: Verbs that take no object: "fell by a quarter" names no doer.
_MOVING = words.listed("fall rise grow climb drop decline jump soar sink shrink slip slump plunge go come")


def _participle(token: Token) -> bool:
    word = token.lower
    return word.endswith(("ed", "en", "wn")) or (token.lemma != word and not word.endswith(("s", "ing")))


def _clauses(tokens: Sequence[Token], nouns: Sequence[NounPhrase], verbs: Sequence[VerbGroup]) -> tuple[Clause, ...]:
    found: list[Clause] = []
    for number, verb in enumerate(verbs):
        previous = found[-1] if found else None
        relative = verb.first > 0 and _relative_before(tokens, verb.first)
        subject = _subject(tokens, nouns, verb, previous, relative=relative)
        stop = verbs[number + 1].first if number + 1 < len(verbs) else len(tokens)
        objects, complements = _after(tokens, nouns, verb, stop)
        found.append(Clause(verb, subject, objects, complements, relative))
    return tuple(found)


def _relative_before(tokens: Sequence[Token], at: int) -> bool:
    back = at - 1
    while back >= 0 and tokens[back].tag == t.ADV:
        back -= 1
    return back >= 0 and tokens[back].tag == t.REL


def _subject(
    tokens: Sequence[Token], nouns: Sequence[NounPhrase], verb: VerbGroup, previous: Clause | None, *, relative: bool
) -> NounPhrase | None:
    left = [n for n in nouns if n.last < verb.first and not (n.kind == "time" and n.prep) and not _rate(tokens, n)]
    if relative:
        left = [n for n in left if n.kind != "time"]
        return _head_of_chain(left) if left else None
    lead = tokens[verb.first - 1].lower if verb.first else ""
    if previous and verb.first == verb.last and verb.main.lower.endswith("ing") and lead in _GERUND:
        # "Raised the money by selling shares": who raised it also sells.
        return previous.subject
    start = previous.verb.last if previous else -1
    between = [n for n in left if n.first > start]
    if previous and previous.relative and tokens[verb.first - 1].text == ",":
        return _main_subject(left, previous)
    if previous and (_reduced(tokens, previous) or not _fresh(tokens, between, start, verb.first)):
        return previous.subject
    return _pick(tokens, [n for n in between if n.kind != "time"], verb)


#: Prepositions before a verb in "-ing" whose doer is that of the main clause.
_GERUND = frozenset({"by", "before", "after", "without", "while", "when", "since"})


def _rate(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """Whether a phrase says what the one before it is counted per ("900 doors a day")."""
    lead = tokens[phrase.first]
    return lead.lower in ("a", "an") and phrase.first > 0 and tokens[phrase.first - 1].tag in (t.NOUN, t.FIG)


def _reduced(tokens: Sequence[Token], clause: Clause) -> bool:
    """Whether a clause is a participle hung on its noun ("people owning shares have voted")."""
    verb = clause.verb
    bare = verb.first == verb.last and verb.first > 0 and tokens[verb.first - 1].tag in (t.NOUN, t.NAME)
    return bare and verb.main.lower.endswith("ing")


def _fresh(tokens: Sequence[Token], between: Sequence[NounPhrase], start: int, end: int) -> bool:
    """Whether a new subject stands between two verbs, rather than only the first verb's object.

    "X bought Y and sold Z": the phrase before "and" is an object, and nothing stands after it.
    """
    border = -1
    for number in range(start + 1, end):
        if tokens[number].tag in (t.CONJ, t.SUB, t.REL) or tokens[number].text in ",;:—":
            border = number
    if tokens[end - 1].lower == "to":
        return False
    return any(n.first > border and not n.prep for n in between) or (border < 0 and bool(between))


def _main_subject(left: Sequence[NounPhrase], relative: Clause) -> NounPhrase | None:
    """The subject that a relative clause in commas interrupted: the last free phrase before its pronoun."""
    free = [n for n in left if not n.prep and n.kind != "time" and n.last < relative.verb.first - 1]
    return free[-1] if free else relative.subject


def _pick(tokens: Sequence[Token], left: Sequence[NounPhrase], verb: VerbGroup) -> NounPhrase | None:
    """The nearest phrase before the verb that no preposition governs, across appositions in commas."""
    free = [n for n in left if not n.prep and n.kind != "time"]
    if not free:
        return None
    nearest = free[-1]
    # "Avionel, the planemaker, said": the head of the chain stands before the commas.
    if verb.first > 0 and tokens[verb.first - 1].text == "," and len(free) > 1:
        for phrase in reversed(free[:-1]):
            gap = tokens[phrase.last + 1 : nearest.first]
            if phrase.last + 1 < len(tokens) and any(w.text == "," for w in gap):
                return phrase
    return nearest


#: Prepositions of place: "the old mill in Quay Street, which had 40 looms" speaks of the mill.
_PLACING = frozenset({"in", "on", "at", "near", "from", "to"})


def _head_of_chain(left: Sequence[NounPhrase]) -> NounPhrase:
    """What a relative pronoun stands for: the nearest phrase, or what a place after it hangs on."""
    nearest = left[-1]
    if nearest.prep in _PLACING and len(left) > 1 and nearest.first - left[-2].last == 2:
        return left[-2]
    return nearest


def _after(
    tokens: Sequence[Token], nouns: Sequence[NounPhrase], verb: VerbGroup, stop: int
) -> tuple[tuple[NounPhrase, ...], tuple[NounPhrase, ...]]:
    objects: list[NounPhrase] = []
    complements: list[NounPhrase] = []
    # "sold the city's stadium": the stadium is what is sold, the city only its owner.
    owners = {id(phrase.owner) for phrase in nouns if phrase.owner}
    for phrase in nouns:
        if phrase.first <= verb.last or phrase.first >= stop or id(phrase) in owners:
            continue
        lead = phrase.owner.first if phrase.owner else phrase.first
        gap = tokens[(objects[-1].last if objects else verb.last) + 1 : lead]
        if any(w.text in ";:—" or w.tag in (t.SUB, t.REL) for w in gap):
            break
        if phrase.last == stop - 1 and objects and gap and all(w.text == "," for w in gap):
            # "Had no insurance, Arle said": the subject of the next verb.
            break
        if phrase.prep:
            complements.append(phrase)
        elif (not objects and not complements) or (objects and all(w.tag == t.CONJ or w.text == "," for w in gap)):
            objects.append(phrase)
        else:
            complements.append(phrase)
    return tuple(objects), tuple(complements)
