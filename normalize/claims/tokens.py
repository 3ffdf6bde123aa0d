"""Tokens of a sentence, each with the part of speech that its place suggests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from normalize.claims import words
from normalize.claims.words import listed
from normalize.model import Figure, Span

_TOKEN = regex.compile(
    r"(?P<num>\d++(?:[.,:]\d++)*+)"
    r"|(?P<word>\p{L}(?:[\p{L}\p{M}\d]|[-&](?=[\p{L}\d])|['’](?=\p{L})(?![sS]\b)|\.(?=\p{L}\.))*+)"
    r"|(?P<poss>['’][sS]\b|(?<=[sS])['’](?=\s\p{L}))"
    r"|(?P<other>\S)"
)

_JOINED = regex.compile(r"[-‑](\p{L}++)")

NOUN, VERB, ADJ, ADV, NAME, FIG, NUM = "N", "V", "A", "R", "NAME", "FIG", "NUM"
DET, POSS, PRON, PREP, CONJ, SUB, AUX, PUNCT, REL, TIME = "D", "'S", "P", "IN", "C", "SUB", "AUX", ".", "REL", "T"


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark. `tag` is one of the constants above; `lemma` is lower-case; `figure` for FIG tokens.

    `joined` marks the noun that a hyphen joins to its figure ("120-seat"); `lower` is the text in lower case with
    plain apostrophes.
    """

    start: int
    end: int
    text: str
    tag: str = ""
    lemma: str = ""
    figure: Figure | None = None
    joined: bool = False
    lower: str = ""

    def __post_init__(self) -> None:
        if not self.lower:
            # Asked for many times a token: kept, not made anew.
            object.__setattr__(self, "lower", self.text.lower().replace("’", "'"))

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)

    @property
    def stem(self) -> str:
        """The stem of its lemma."""
        return words.stem_of_lemma(self.lemma) if self.lemma else words.stem(self.lower)


def split(text: str, start: int, end: int, figures: Sequence[Figure] = (), times: Sequence[Span] = ()) -> list[Token]:
    """The untagged tokens of `text[start:end]`; a figure or a time expression is one token."""
    whole: list[tuple[int, int, Figure | None]] = [(f.span.start, f.span.end, f) for f in figures]
    taken = [(s, e) for s, e, _ in whole]
    whole += [(t.start, t.end, None) for t in times if not any(s < t.end and t.start < e for s, e in taken)]
    whole.sort(key=lambda item: item[0])
    tokens: list[Token] = []
    at = start
    for left, right, figure in whole:
        if left < at or right > end:
            continue
        tokens += _plain(text, at, left)
        tokens.append(Token(left, right, text[left:right], FIG if figure else TIME, "", figure))
        at = right
        if figure is not None and (joined := _JOINED.match(text, right, end)):
            # "120-seat": the noun that a hyphen joins to its number is what is counted.
            noun = joined.group(1)
            tokens.append(Token(joined.start(1), joined.end(1), noun, NOUN, _lemma(noun.lower(), NOUN), joined=True))
            at = joined.end()
    return tokens + _plain(text, at, end)


def _plain(text: str, start: int, end: int) -> list[Token]:
    found = []
    for match in _TOKEN.finditer(text, start, end):
        tag = {"num": NUM, "word": "", "poss": POSS, "other": PUNCT}[match.lastgroup or "other"]
        found.append(Token(match.start(), match.end(), match.group(), tag))
    return found


def tagged(tokens: Sequence[Token], known_names: frozenset[str] = frozenset()) -> tuple[Token, ...]:
    """The tokens with tag and lemma. `known_names` are words that stand capitalised elsewhere in the document."""
    done: list[Token] = []
    for number, token in enumerate(tokens):
        following = tokens[number + 1] if number + 1 < len(tokens) else None
        if token.tag:
            done.append(token if token.lemma else _read(token, token.tag, token.lower))
            continue
        if token.lower in _PARTICLES and done and done[-1].tag == NAME and following and following.text[:1].isupper():
            done.append(_read(token, NAME, token.lower))
            continue
        tag = _closed(token, done, following) or _open(token, done, following, known_names)
        done.append(_read(token, tag, _lemma(token.lower, tag)))
    return tuple(done)


#: Small words inside names ("Juan de Castro", "Anna van der Meer" by its last).
_PARTICLES = frozenset({"de", "von", "van", "del", "della", "di", "da", "du", "der", "den", "al", "bin", "ibn", "el"})


def _read(token: Token, tag: str, lemma: str) -> Token:
    """The token with its part of speech (`replace` takes several times as long, for every word)."""
    return Token(token.start, token.end, token.text, tag, lemma, token.figure, token.joined, token.lower)


def _lemma(word: str, tag: str) -> str:
    if tag == NAME:
        return word
    lead, _, last = word.rpartition("-")
    if lead:
        return f"{lead}-{_lemma(last, tag)}"
    found = words.readings(word)
    pos = {NOUN: "NOUN", VERB: "VERB", ADJ: "ADJ", ADV: "ADV", AUX: "AUX"}.get(tag, "")
    return found.get(pos) or next(iter(found.values()), word)


def _closed(token: Token, done: Sequence[Token], following: Token | None) -> str:
    word = token.lower
    if word in words.CARDINALS and word != "one":
        return NUM
    if word == "that":
        return _that(done, following)
    if token.text[:1].isupper() and done and done[-1].tag != PUNCT and word != "i":
        return ""
    if word in _RANKING and done and done[-1].tag == DET:
        return ADJ
    for group, tag in _CLASSES:
        if word in group:
            return tag
    return ""


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


def _that(done: Sequence[Token], following: Token | None) -> str:
    if done and done[-1].tag in (NOUN, NAME, FIG) and following is not None:
        return REL
    if done and done[-1].tag == VERB:
        return SUB
    return DET


def _open(token: Token, done: Sequence[Token], following: Token | None, names: frozenset[str]) -> str:
    if _is_name(token, done, following, names):
        return NAME
    word = token.lower.rsplit("-", 1)[-1]
    found = words.readings(word)
    again = token.lower.startswith(_AGAIN)
    if "-" in token.text and _continues(following) and not again:
        return ADJ
    if not found:
        return ADV if word.endswith("ly") else NOUN
    if word.endswith("ing") and _attributive(done, following):
        return ADJ
    if len(found) == 1:
        return _only(word, found, done, following)
    if "VERB" in found and (again or "-" not in token.text) and _reads_as_verb(word, found, done, following):
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
    if not any(letter.isupper() for letter in text):
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
    if following is None or following.tag in (PUNCT, POSS, NUM, FIG, TIME):
        return False
    word = following.lower
    if word in words.PREPOSITIONS or word in words.CONJUNCTIONS or word in words.AUXILIARIES:
        return False
    return bool({"NOUN", "ADJ"} & set(words.readings(word))) or following.text[:1].isupper() or word.endswith("ing")


def _reads_as_verb(word: str, found: dict[str, str], done: Sequence[Token], following: Token | None) -> bool:
    before = next((t for t in reversed(done) if t.tag not in (ADV,)), None)
    past = word.endswith("ed") or (found["VERB"] != word and not word.endswith(("s", "ing")))
    if before is None:
        return not ("NOUN" in found or "ADJ" in found)
    if before.lower == "to" or before.tag == AUX:
        if before.lower in words.BE | words.HAVE:
            return past or word.endswith("ing")
        return True
    if before.tag in (DET, ADJ, POSS, NUM) or (before.tag == PREP and before.lower != "to"):
        return False
    if before.tag == FIG and ("ADJ" in found or "NOUN" in found) and (past or word.endswith(("s", "ing"))):
        return False
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


#: Prepositions that may open a clause.
_OPENERS = frozenset({"after", "before", "until", "till"})


def _clause(done: Sequence[Token]) -> Sequence[Token]:
    for back in range(len(done) - 1, -1, -1):
        token = done[back]
        opens = token.tag in (SUB, REL, CONJ) or token.lower in _OPENERS
        if opens or token.text in ",;:—(":
            return done[back + 1 :]
    return done
