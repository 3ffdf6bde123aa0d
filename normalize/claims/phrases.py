"""Noun phrases, verb groups and clauses: a shallow reading of a tagged sentence.

The grammar is deliberately small. A noun phrase is `(determiner) (adjective | number | noun | name)* head`; a verb
group is `(auxiliaries, adverbs) verb`. Subjects and objects are found by position. Where the words leave a
choice, nothing is claimed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

import msgspec

from normalize.claims import tokens as t
from normalize.claims import words
from normalize.claims.tokens import Token
from normalize.model import Span

_start, _first, _last = attrgetter("start"), attrgetter("first"), attrgetter("last")


class NounPhrase(msgspec.Struct, frozen=True):
    """`first`..`last` are token numbers (inclusive); `head` the number of its head; `owner` the phrase before 's.

    `kind` is `name` when the head is a name, `fig` when a figure stands alone, `pron` for a pronoun, `time`, else
    `noun`. `definite`: the, this, a possessive or a name. `prep` is the preposition right before it, or empty.
    `named`: a name is among its words.
    """

    first: int
    last: int
    head: int
    kind: str
    definite: bool
    prep: str = ""
    owner: NounPhrase | None = None
    words: tuple[Token, ...] = ()
    named: bool = False

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


class VerbGroup(msgspec.Struct, frozen=True):
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


class Clause(msgspec.Struct, frozen=True):
    """A verb with what stands around it. `complements` are the phrases after it, each with its preposition."""

    verb: VerbGroup
    subject: NounPhrase | None
    objects: tuple[NounPhrase, ...] = ()
    complements: tuple[NounPhrase, ...] = ()
    relative: bool = False


class Parsed(msgspec.Struct, frozen=True):
    """A sentence with its phrases, in order. `owners` are the first tokens of those that own another."""

    span: Span
    tokens: tuple[Token, ...]
    nouns: tuple[NounPhrase, ...]
    verbs: tuple[VerbGroup, ...]
    clauses: tuple[Clause, ...] = ()
    owners: frozenset[int] = frozenset()

    def after(self, phrase: NounPhrase) -> Sequence[NounPhrase]:
        """The noun phrases that follow one."""
        return self.nouns[bisect_right(self.nouns, phrase.last, key=_first) :]

    def phrase_at(self, number: int) -> NounPhrase | None:
        """The noun phrase that holds token `number`."""
        at = bisect_right(self.nouns, number, key=_first) - 1
        return self.nouns[at] if at >= 0 and number <= self.nouns[at].last else None

    def number_of(self, offset: int) -> int:
        """The number of the token at a code point; -1 when there is none."""
        at = bisect_right(self.tokens, offset, key=_start) - 1
        return at if at >= 0 and offset < self.tokens[at].end else -1


def parse(tokens: tuple[Token, ...], span: Span) -> Parsed:
    """The phrases and clauses of a tagged sentence."""
    codes = "".join([_CODES.get(token.tag) or _mark(token) for token in tokens])
    nouns = _noun_phrases(tokens, codes)
    verbs = _verb_groups(tokens, codes)
    owners = frozenset(phrase.owner.first for phrase in nouns if phrase.owner)
    return Parsed(span, tokens, nouns, verbs, _clauses(tokens, codes, nouns, verbs, owners), owners)


#: One letter for each part of speech, so that a sentence's are one string, over which a pattern finds its phrases.
_CODES = dict(
    zip(
        (
            t.NOUN,
            t.VERB,
            t.ADJ,
            t.ADV,
            t.NAME,
            t.FIG,
            t.NUM,
            t.DET,
            t.PRON,
            t.PREP,
            t.CONJ,
            t.SUB,
            t.AUX,
            t.REL,
            t.TIME,
        ),
        "NVARMF9DPICSXLT",
        strict=True,
    )
)
#: Marks with a code of their own: those that stand inside phrases, and those that part them.
_MARKS = {
    "&": "&",
    ",": ",",
    **dict.fromkeys("$€£¥₹%°-", "$"),
    **dict.fromkeys('"“”‘’', '"'),
    **dict.fromkeys(";:—", ";"),
}
#: What may stand inside a phrase. An adverb does before what it modifies; a participle does before a noun ("the
#: proposed scheme"); quotation marks do around a name of at most four words. The patterns are of the standard library's
#: engine, which goes over so few letters six times as fast as `regex`.
_OPENED = "|".join(rf"""(?<=["q]{"." * gap})""" for gap in (2, 3, 4, 5))
_INSIDE = (
    r"(?:[NAMF9&$]++|R(?=[AF9])|(?<=[DA])V(?=[NA])"
    rf"""|["q](?:(?<=[DAN].)(?=M.{{0,3}}["q])|(?<=M.)(?=.)(?:{_OPENED})))"""
)
_PHRASE = re.compile(rf"[PT]|(?P<lead>D(?:D|R(?=[AF9]))*+){_INSIDE}*+|{_INSIDE}++")
#: A verb that is no participle inside a phrase, or auxiliaries and adverbs up to a verb.
_VERBS = re.compile(r"(?<![DA])V|V(?![NA])|X[XR]*+V?+")


def _mark(token: Token) -> str:
    """The code of a mark or of what shows an owner."""
    if token.tag == t.PUNCT:
        return _MARKS.get(token.text, ".")
    # The apostrophe after a plural looks like a closing mark, and may be one.
    return "q" if token.text == "’" else "s"


def _noun_phrases(tokens: tuple[Token, ...], codes: str) -> tuple[NounPhrase, ...]:
    found: list[NounPhrase] = []
    for match in _PHRASE.finditer(codes):
        start, end = match.span()
        lead = max(start, match.end("lead"))
        while end > lead and codes[end - 1] in '&$"':
            end -= 1
        # "this", "some", "both" alone stand for a noun.
        if end > lead or (end > start and tokens[end - 1].lower in _STANDING):
            found.append(_phrase(tokens, codes, start, end, found))
    return tuple(found)


_STANDING = frozenset({"this", "these", "those", "some", "both"})
_KINDS = {t.NAME: "name", t.FIG: "fig", t.NUM: "fig", t.PRON: "pron", t.TIME: "time"}
_DEFINITE = frozenset({"the", "this", "that", "these", "those"}) | words.POSSESSIVES


def _phrase(tokens: tuple[Token, ...], codes: str, start: int, end: int, before: Sequence[NounPhrase]) -> NounPhrase:
    head = _head(codes, start, end)
    kind = _KINDS.get(tokens[head].tag, "noun")
    owner = None
    if start > 0 and codes[start - 1] in "sq" and before and before[-1].last == start - 2:
        owner = before[-1]
    definite = kind == "name" or owner is not None or (codes[start] == "D" and tokens[start].lower in _DEFINITE)
    prep = ""
    at = (owner.first if owner else start) - 1
    while at >= 0 and codes[at] == "R":
        at -= 1
    if at >= 0 and codes[at] == "I" and not _subordinate(tokens, at, end):
        prep = tokens[at].lower
    elif at > 0 and tokens[at].lower == "and" and before and before[-1].prep == "between" and before[-1].last == at - 1:
        prep = "between"
    named = codes.find("M", start, end) >= 0
    return NounPhrase(start, end - 1, head, kind, definite, prep, owner, tokens[start:end], named)


def _subordinate(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether "since", "before", "after" … here open a clause: the phrase after them is followed by its verb."""
    if tokens[at].lower not in ("since", "before", "after", "until", "till", "as", "than"):
        return False
    return end < len(tokens) and tokens[end].tag in (t.VERB, t.AUX)


def _head(codes: str, start: int, end: int) -> int:
    """The number of a phrase's head: its last noun or name, else its last word of another class that can be one."""
    if end - start == 1:
        return start
    head = max(codes.rfind("N", start, end), codes.rfind("M", start, end))
    if head < 0:
        head = max(codes.rfind(code, start, end) for code in "F9TPAD")
    return head if head >= 0 else end - 1


def _verb_groups(tokens: Sequence[Token], codes: str) -> tuple[VerbGroup, ...]:
    found: list[VerbGroup] = []
    for match in _VERBS.finditer(codes):
        start, end = match.span()
        while codes[end - 1] == "R":
            end -= 1
        found.append(_group(tokens, start, end, found[-1] if found else None))
    return tuple(found)


def _group(tokens: Sequence[Token], start: int, end: int, previous: VerbGroup | None) -> VerbGroup:
    main = tokens[end - 1]
    auxiliaries = [w for w in tokens[start : end - 1] if w.tag == t.AUX]
    before = tokens[start - 1] if start else None
    infinitive = before is not None and before.lower == "to"
    participle = _participle(main)
    last_aux = auxiliaries[-1].lower if auxiliaries else ""
    by_agent = not auxiliaries and participle and before is not None and end < len(tokens) and tokens[end].lower == "by"
    by_agent = by_agent and not (end + 1 < len(tokens) and tokens[end + 1].tag in (t.FIG, t.NUM, t.TIME))
    by_agent = by_agent and main.lemma not in _MOVING
    bare = by_agent and before is not None and before.tag in (t.NOUN, t.NAME, t.FIG)
    bare = bare or (by_agent and previous is not None and previous.passive)
    # "for not selling", "never sold": the negation may stand before the group.
    negated = any(_negates(w.lower) for w in tokens[max(0, start - 1) : end])
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


def _negates(word: str) -> bool:
    return word in words.NEGATIONS or word.endswith("n't") or word == "cannot"


def _participle(token: Token) -> bool:
    word = token.lower
    return word.endswith(("ed", "en", "wn")) or (token.lemma != word and not word.endswith(("s", "ing")))


def _clauses(
    tokens: Sequence[Token],
    codes: str,
    nouns: Sequence[NounPhrase],
    verbs: Sequence[VerbGroup],
    owners: frozenset[int],
) -> tuple[Clause, ...]:
    found: list[Clause] = []
    doers = [n for n in nouns if not (n.kind == "time" and n.prep) and not _rate(tokens, n)]
    # "sold the city's stadium": the stadium is what is sold, the city only its owner.
    things = [phrase for phrase in nouns if phrase.first not in owners]
    for number, verb in enumerate(verbs):
        previous = found[-1] if found else None
        relative = verb.first > 0 and _relative_before(tokens, verb.first)
        left = doers[: bisect_left(doers, verb.first, key=_last)]
        subject = _subject(tokens, left, verb, previous, relative=relative)
        stop = verbs[number + 1].first if number + 1 < len(verbs) else len(tokens)
        right = things[bisect_right(things, verb.last, key=_first) : bisect_left(things, stop, key=_first)]
        objects, complements = _after(codes, right, verb, stop)
        found.append(Clause(verb, subject, objects, complements, relative))
    return tuple(found)


def _relative_before(tokens: Sequence[Token], at: int) -> bool:
    back = at - 1
    while back >= 0 and tokens[back].tag == t.ADV:
        back -= 1
    return back >= 0 and tokens[back].tag == t.REL


def _subject(
    tokens: Sequence[Token], left: list[NounPhrase], verb: VerbGroup, previous: Clause | None, *, relative: bool
) -> NounPhrase | None:
    """The subject of a verb; `left` are the phrases before it that can be one."""
    if relative:
        left = [n for n in left if n.kind != "time"]
        return _head_of_chain(left) if left else None
    lead = tokens[verb.first - 1].lower if verb.first else ""
    if previous and verb.first == verb.last and lead in _GERUND and verb.main.lower.endswith("ing"):
        # "Raised the money by selling shares": who raised it also sells.
        return previous.subject
    start = previous.verb.last if previous else -1
    if previous and previous.relative and tokens[verb.first - 1].text == ",":
        return _main_subject(left, previous)
    between = left[bisect_right(left, start, key=_first) :]
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


#: The codes of what parts a verb from its objects.
_PARTING = frozenset(";SL")


def _after(
    codes: str, right: Sequence[NounPhrase], verb: VerbGroup, stop: int
) -> tuple[tuple[NounPhrase, ...], tuple[NounPhrase, ...]]:
    """The objects and complements of a verb among the phrases between it and the next, which begins at `stop`."""
    objects: list[NounPhrase] = []
    complements: list[NounPhrase] = []
    for phrase in right:
        lead = phrase.owner.first if phrase.owner else phrase.first
        gap = codes[(objects[-1].last if objects else verb.last) + 1 : lead]
        if not _PARTING.isdisjoint(gap):
            break
        if phrase.last == stop - 1 and objects and gap and not gap.strip(","):
            # "Had no insurance, Arle said": the subject of the next verb.
            break
        if phrase.prep:
            complements.append(phrase)
        elif (not objects and not complements) or (objects and not gap.strip("C,")):
            objects.append(phrase)
        else:
            complements.append(phrase)
    return tuple(objects), tuple(complements)
