"""Tokens of a sentence, each with the part of speech that its place suggests."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec
import regex

from normalize.claims import words
from normalize.claims.words import listed
from normalize.model import Figure, Span

_TOKEN = regex.compile(
    r"(?P<num>\d++(?:[.,:]\d++)*+)"
    r"|(?P<word>\p{L}[\p{L}\p{M}\d]*+(?:(?:[-&](?=[\p{L}\d])|['’](?=\p{L})(?![sS]\b)|\.(?=\p{L}\.))[\p{L}\p{M}\d]*+)*+)"
    r"|(?P<poss>['’][sS]\b|(?<=[sS])['’](?=\s\p{L}))"
    r"|(?P<other>\S)"
)

#: The same for text of letters as most of Europe writes them, whole, without marks that combine and digits that are
#: raised; there the classes of the standard library's engine are those above, and it takes half as long.
_PLAIN = re.compile(r"[\t-\r -\x84\x86-\xb1\xb4-\xb8\xba\xbb\xbf-\u024f\u2010-\u2027\u2030€™]*+")
_PLAIN_TOKEN = re.compile(
    r"(?P<num>\d++(?:[.,:]\d++)*+)"
    r"|(?P<word>[^\W\d_][^\W_]*+(?:(?:[-&](?=[^\W_])|['’](?=[^\W\d_])(?![sS]\b)|\.(?=[^\W\d_]\.))[^\W_]*+)*+)"
    r"|(?P<poss>['’][sS]\b|(?<=[sS])['’](?=\s[^\W\d_]))"
    r"|(?P<other>\S)"
)

_JOINED = regex.compile(r"[-‑](\p{L}++)")

NOUN, VERB, ADJ, ADV, NAME, FIG, NUM = "N", "V", "A", "R", "NAME", "FIG", "NUM"
DET, POSS, PRON, PREP, CONJ, SUB, AUX, PUNCT, REL, TIME = "D", "'S", "P", "IN", "C", "SUB", "AUX", ".", "REL", "T"
#: The tags that groups of `_TOKEN` settle, by their number; a word's depends on its place.
_SETTLED = ("", NUM, "", POSS, PUNCT)
_WORD = 2


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word or mark. `tag` is one of the constants above; `lemma` is lower-case; `figure` for FIG tokens.

    `joined` marks the noun that a hyphen joins to its figure ("120-seat"); `lower` is the text in lower case with
    plain apostrophes. There is one for every word of a document: a struct is made ten times faster than a frozen
    dataclass.
    """

    start: int
    end: int
    text: str
    tag: str
    lemma: str
    lower: str
    figure: Figure | None = None
    joined: bool = False

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)

    @property
    def stem(self) -> str:
        """The stem of its lemma."""
        return words.stem_of_lemma(self.lemma) if self.lemma else words.stem(self.lower)


class _Form(msgspec.Struct, frozen=True):
    """What a written word is by itself, whatever stands around it: most words come again and again.

    `settled` is its tag when it has the same one everywhere, with its `lemma`; `closed` whether it is of a closed class
    in some places; `readings` are those of `last`, its part after the last hyphen; `again` tells of a prefix that
    leaves a verb a verb; `continues` whether it can go on with a phrase that an adjective opens; `capital` whether any
    letter is a capital, `opens` whether the first is one.
    """

    lower: str
    settled: str
    lemma: str
    closed: bool
    last: str
    readings: dict[str, str]
    again: bool
    continues: bool
    capital: bool
    opens: bool


@lru_cache(maxsize=100_000)
def _form(text: str) -> _Form:
    lower = text.lower().replace("’", "'")
    last = lower.rsplit("-", 1)[-1]
    opens = text[:1].isupper()
    settled = _everywhere(lower, opens=opens)
    return _Form(
        lower=lower,
        settled=settled,
        lemma=_lemma(lower, settled) if settled else "",
        closed=lower == "that" or lower in _RANKING or lower in _PARTICLES or lower in _CLASS_OF,
        last=last,
        readings=words.readings(last),
        again=lower.startswith(_AGAIN),
        continues=_may_continue(lower, opens=opens),
        capital=any(letter.isupper() for letter in text),
        opens=opens,
    )


def _everywhere(word: str, *, opens: bool) -> str:
    """The tag of a word of a closed class that has the same one wherever it stands, else empty."""
    if word in words.CARDINALS and word != "one":
        return NUM
    if word == "that" or (opens and word != "i") or word in _RANKING or word in _PARTICLES:
        return ""
    return _CLASS_OF.get(word, "")


def split(text: str, start: int, end: int, figures: Sequence[Figure] = (), times: Sequence[Span] = ()) -> list[Token]:
    """The tokens of `text[start:end]`, untagged but for those that have one tag everywhere.

    A figure or a time expression is one token.
    """
    whole: list[tuple[int, int, Figure | None]] = [(f.span.start, f.span.end, f) for f in figures]
    taken = [(s, e) for s, e, _ in whole]
    whole += [(t.start, t.end, None) for t in times if not any(s < t.end and t.start < e for s, e in taken)]
    whole.sort(key=lambda item: item[0])
    tokens: list[Token] = []
    at = start
    for left, right, figure in whole:
        if left < at or right > end:
            continue
        _plain(tokens, text, at, left)
        said = text[left:right]
        lower = said.lower().replace("’", "'")
        tokens.append(Token(left, right, said, FIG if figure else TIME, lower, lower, figure))
        at = right
        if figure is not None and (joined := _JOINED.match(text, right, end)):
            # "120-seat": the noun that a hyphen joins to its number is what is counted.
            noun = joined.group(1)
            lower = _form(noun).lower
            tokens.append(
                Token(joined.start(1), joined.end(1), noun, NOUN, _lemma(noun.lower(), NOUN), lower, joined=True)
            )
            at = joined.end()
    _plain(tokens, text, at, end)
    return tokens


def _plain(tokens: list[Token], text: str, start: int, end: int) -> None:
    """Add the words and marks of a stretch without figures."""
    pattern = _PLAIN_TOKEN if _PLAIN.fullmatch(text, start, end) else _TOKEN
    for match in pattern.finditer(text, start, end):
        said, (left, right), group = match[0], match.span(), match.lastindex
        form = _form(said)
        lower = form.lower
        if group != _WORD:
            tokens.append(Token(left, right, said, _SETTLED[group or 0], lower, lower))
        elif form.settled and form.settled != NUM:
            tokens.append(Token(left, right, said, form.settled, form.lemma, lower))
        else:
            tokens.append(Token(left, right, said, "", "", lower))


def tagged(tokens: Sequence[Token], known_names: frozenset[str] = frozenset()) -> tuple[Token, ...]:
    """The tokens with tag and lemma. `known_names` are words that stand capitalised elsewhere in the document."""
    done: list[Token] = []
    for number, token in enumerate(tokens):
        if token.tag:
            done.append(token)
            continue
        form = _form(token.text)
        tag, lemma = form.settled, form.lemma
        if not tag:
            following = tokens[number + 1] if number + 1 < len(tokens) else None
            tag = _in_place(token, form, done, following, known_names)
            lemma = _lemma(token.lower, tag)
        done.append(Token(token.start, token.end, token.text, tag, lemma, token.lower))
    if len(done) >= _SENTENCE and done[-1].text in ".!?" and not any(token.tag in (VERB, AUX) for token in done):
        _find_verb(done)
    return tuple(done)


#: A line with a full stop and fewer tokens than this may well lack a verb.
_SENTENCE = 6


def _find_verb(done: list[Token]) -> None:
    """Read a noun as the verb of a sentence that has none ("The hospital in Arle takes in its first patients.")."""
    for number in range(1, len(done) - 1):
        token, before, after = done[number], done[number - 1], done[number + 1]
        if token.tag != NOUN or "VERB" not in words.readings(token.lower) or before.tag not in (NOUN, NAME, PUNCT):
            continue
        third = token.lower.endswith("s") and not (before.tag == NOUN and before.lower.endswith("s"))
        third = third and (before.tag != PUNCT or (before.text == "," and after.tag in (DET, FIG)))
        if third and after.tag in (PREP, DET, FIG, TIME, ADV, NAME):
            done[number] = msgspec.structs.replace(token, tag=VERB, lemma=_lemma(token.lower, VERB))
            return


def _in_place(
    token: Token, form: _Form, done: Sequence[Token], following: Token | None, known_names: frozenset[str]
) -> str:
    """The tag of a word that depends on what stands around it."""
    if not form.closed:
        return _open(token, form, done, following, known_names)
    if token.lower in _PARTICLES and done and done[-1].tag == NAME and following and following.text[:1].isupper():
        return NAME
    return _closed(token, form, done, following) or _open(token, form, done, following, known_names)


#: Small words inside names ("Juan de Castro", "Anna van der Meer" by its last).
_PARTICLES = frozenset({"de", "von", "van", "del", "della", "di", "da", "du", "der", "den", "al", "bin", "ibn", "el"})


@lru_cache(maxsize=100_000)
def _lemma(word: str, tag: str) -> str:
    if tag == NAME:
        return word
    lead, _, last = word.rpartition("-")
    if lead:
        return f"{lead}-{_lemma(last, tag)}"
    found = words.readings(word)
    pos = {NOUN: "NOUN", VERB: "VERB", ADJ: "ADJ", ADV: "ADV", AUX: "AUX"}.get(tag, "")
    return found.get(pos) or next(iter(found.values()), word)


def _closed(token: Token, form: _Form, done: Sequence[Token], following: Token | None) -> str:
    word = token.lower
    if word == "that":
        return _that(done, following)
    if form.opens and done and done[-1].tag != PUNCT and word != "i":
        return ""
    if word in _RANKING and done and done[-1].tag == DET:
        return ADJ
    return _CLASS_OF.get(word, "")


#: Words before a noun that say which of several: "an earlier trial", "the only bid".
_RANKING = frozenset({"first", "last", "next", "earlier", "later", "only", "then"})
_CLASSES = (
    (words.AUXILIARIES | {"cannot"}, AUX),
    (words.DETERMINERS - {"that"}, DET),
    (words.POSSESSIVES - {"whose"}, DET),
    (words.RELATIVES, REL),
    (words.PRONOUNS, PRON),
    (words.CONJUNCTIONS, CONJ),
    (words.SUBORDINATORS - {"since"}, SUB),
    (words.PREPOSITIONS, PREP),
    (words.ADVERBS, ADV),
)
#: The tag of each word of a closed class: of two classes that hold it, the first.
_CLASS_OF = {word: tag for group, tag in reversed(_CLASSES) for word in group}


def _that(done: Sequence[Token], following: Token | None) -> str:
    if done and done[-1].tag in (NOUN, NAME, FIG) and following is not None:
        return REL
    if len(done) > 1 and done[-1].tag == ADJ and done[-2].tag == DET and "NOUN" in words.readings(done[-1].lower):
        # "A flat that cost": a word that may be an adjective, with no noun behind it.
        return REL
    if done and done[-1].tag == VERB:
        return SUB
    return DET


def _open(token: Token, form: _Form, done: Sequence[Token], following: Token | None, names: frozenset[str]) -> str:
    if form.capital and _is_name(token, done, following, names):
        return NAME
    word, found, again = form.last, form.readings, form.again
    hyphened = "-" in token.text
    if hyphened and not again and _continues(following):
        return ADJ
    if not found:
        return ADV if word.endswith("ly") else NOUN
    if word.endswith("ing") and _attributive(done, following):
        return ADJ
    if word == "goes":
        return VERB
    if word in _BARE and done and done[-1].lower == "to" and not _continued(following):
        return NOUN
    if len(found) == 1:
        return _only(word, found, done, following)
    if "VERB" in found and (again or not hyphened) and _reads_as_verb(word, found, done, following):
        return VERB
    if "ADJ" in found and _continues(following) and not ("NOUN" in found and word.endswith("s")):
        return ADJ
    if "NOUN" in found:
        return NOUN
    if "ADJ" in found:
        return ADJ
    return _TAGS.get(next(iter(found)), NOUN)


#: Parts of the day that the lexicon reads as verbs.
_HOURS = frozenset({"evening", "morning"})


def _only(word: str, found: dict[str, str], done: Sequence[Token], following: Token | None) -> str:
    """The tag of a word for which the lexicon has one reading, unless its place excludes that."""
    if word in _HOURS:
        return NOUN
    if "VERB" in found and done and done[-1].tag in (DET, ADJ, POSS):
        if found["VERB"] == word:
            # "The dam": the lexicon knows only the verb.
            return NOUN
        if word.endswith("ed") and following is not None and following.tag == FIG:
            # "An estimated 400", "the stated 12%".
            return ADJ
    return _TAGS.get(next(iter(found)), NOUN)


_TAGS = {"VERB": VERB, "NOUN": NOUN, "ADJ": ADJ, "ADV": ADV, "AUX": AUX, "PROPN": NAME}


#: Prefixes that leave a verb a verb ("re-elected").
_AGAIN = ("re-", "co-", "pre-", "mis-", "over-", "out-")
#: Endings of nouns for what somebody does ("Boxer Tom Ash"), and first names and surnames that end so.
_DOERS = ("er", "or", "ist", "man", "woman")
_NAMES_LIKE_DOERS = listed(
    "victor hunter carter walter peter oliver alexander roger taylor tyler chandler spencer parker cooper archer piper "
    "hector trevor connor miller fisher porter turner baker junior summer winter river silver border water power tower "
    "harbor manor minor major superior norman roman german ottoman upper lower outer inner center former other never "
    # Titles stand capitalised before a name wherever it is.
    "governor senator inspector professor minister chancellor doctor director commissioner officer pastor rector "
    "master sister brother father mother sheriff chairman spokesman spokeswoman congressman councillor"
)
#: Offices written in capitals: they stand before a name and are no part of it.
_ROLES = listed("CEO CFO COO CTO CIO MP MEP MSP MD VP PM TV IT HQ")


def _is_name(token: Token, done: Sequence[Token], following: Token | None, names: frozenset[str]) -> bool:
    text = token.text
    if text in _ROLES:
        return False
    if not text[0].isupper():
        return any(letter.isupper() for letter in text[1:])
    opening = not done or done[-1].text in "\"“‘'(:—-|*•#." or all(t.tag == PUNCT for t in done)
    if not opening:
        return True
    if token.lower in names or (len(text) > 1 and text.isupper()):
        return True
    if _doer(token.lower):
        return False
    if not words.readings(token.lower):
        return not token.lower.endswith("ly")
    return following is not None and following.text[:1].isupper() and following.text not in ("I",)


def _doer(word: str) -> bool:
    """Whether a word that opens a sentence says what the person or firm named after it does."""
    noun = words.readings(word).get("NOUN") == word
    return noun and len(word) > 4 and word.endswith(_DOERS) and word not in _NAMES_LIKE_DOERS


def _attributive(done: Sequence[Token], following: Token | None) -> bool:
    """Whether a participle here stands before a noun ("operating profit", "the falling price")."""
    if not done or following is None or not _continues(following):
        return False
    return done[-1].tag in (DET, ADJ, POSS, FIG, NUM) or done[-1].lower in ("of", "as")


def _continues(following: Token | None) -> bool:
    return following is not None and following.tag not in _BREAKING and _form(following.text).continues


_BREAKING = frozenset({PUNCT, POSS, NUM, FIG, TIME})


def _may_continue(word: str, *, opens: bool) -> bool:
    if word in words.PREPOSITIONS or word in words.CONJUNCTIONS or word in words.AUXILIARIES:
        return False
    found = words.readings(word)
    return "NOUN" in found or "ADJ" in found or opens or word.endswith("ing")


def _reads_as_verb(word: str, found: dict[str, str], done: Sequence[Token], following: Token | None) -> bool:
    before = next((t for t in reversed(done) if t.tag != ADV), None)
    past = word.endswith("ed") or (found["VERB"] != word and not word.endswith(("s", "ing")))
    if before is None:
        return not ("NOUN" in found or "ADJ" in found)
    if before.lower == "to" or before.tag == AUX:
        if before.lower in words.BE | words.HAVE:
            # "Has been set for", "was cut by": past and present of some verbs are one form.
            return past or word.endswith("ing") or (word in words.INVARIANT and not _continues(following))
        return True
    priced = following is not None and following.figure is not None and following.figure.kind == "money"
    if before.tag == ADJ and priced and "NOUN" in words.readings(before.lower) and len(done) > 1:
        # "The terminal cost €2 million": no noun has a sum right behind it.
        return done[-2].tag in (DET, POSS)
    opens = following is not None and (following.lower in words.DETERMINERS or following.lower in words.POSSESSIVES)
    if before.tag == ADJ and past and opens and "NOUN" in words.readings(before.lower) and len(done) > 1:
        # "The premier accepted his resignation": no noun begins with two participles and an article.
        return done[-2].tag in (DET, POSS)
    if before.tag in (DET, ADJ, POSS, NUM) or (before.tag == PREP and before.lower != "to"):
        return False
    if before.tag == FIG and ("ADJ" in found or "NOUN" in found) and (past or word.endswith(("s", "ing"))):
        # "A crowd of 12,300 saw the match", "12 saw blades".
        return past and opens and not word.endswith("ed")
    if past:
        return True
    if word.endswith("ing"):
        return before.tag in (PUNCT, CONJ, PREP) or not _continues(following)
    return _finite(word, before, done, following)


def _finite(word: str, before: Token, done: Sequence[Token], following: Token | None) -> bool:
    """Whether a present form that may be a noun ("costs", "plan") is the clause's verb here."""
    if before.text == "," and word.endswith("s") and following is not None and following.tag == FIG:
        # "The mill, in Arle, makes 40 doors": nothing before it is a verb.
        return not any(t.tag in (VERB, AUX, FIG) for t in done)
    if before.tag not in (NAME, NOUN, PRON, REL, FIG):
        return False
    if any(t.tag in (VERB, AUX) for t in _clause(done)):
        return before.tag == REL
    if before.tag in (PRON, REL):
        return True
    opens = following is not None and (
        following.tag in (FIG, NUM, TIME)
        or following.lower in words.DETERMINERS
        or following.lower in words.POSSESSIVES
        or following.lower in words.PREPOSITIONS - {"of", "for", "in", "on", "at", "by"}
        or following.lower in ("that", "not")
        or following.text[:1].isupper()
    )
    if word in words.INVARIANT:
        word_after = following.lower if following is not None else ""
        return opens or (word_after.endswith("s") and "NOUN" in words.readings(word_after))
    plural = before.lower.endswith("s") and before.tag == NOUN
    if words.readings(word)["VERB"] in words.STATIVE and (opens or word.endswith("s") != plural):
        # "Fares on the trams of Arle stay the same": the subject may stand far before.
        return True
    return opens and (word.endswith("s") != plural)


def _continued(following: Token | None) -> bool:
    """Whether a word goes on with what a verb can have behind it, rather than a preposition, an "and" or a mark."""
    if following is None or not following.text[0].isalnum():
        return False
    return following.lower not in words.PREPOSITIONS and following.lower not in words.CONJUNCTIONS


#: Nouns that stand without an article behind "to", and are verbs as well ("took the firm to court over it").
_BARE = frozenset({"court", "school", "jail", "church", "trial", "bed", "market", "war"})
#: Prepositions that may open a clause.
_OPENERS = frozenset({"after", "before", "until", "till"})


def _clause(done: Sequence[Token]) -> Sequence[Token]:
    for back in range(len(done) - 1, -1, -1):
        token = done[back]
        opens = token.tag in (SUB, REL, CONJ) or token.lower in _OPENERS
        if opens or token.text in ",;:—(":
            return done[back + 1 :]
    return done
