"""What a document tells, sentence by sentence, in the form that a retelling is held against: words, names, items."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from normalize.claims import tokens as t
from normalize.claims import words
from normalize.claims.analysis import Analysis, Statement, analyse
from normalize.claims.items import CONTENT, Item, find_items, stem_of, tells
from normalize.claims.tokens import Token
from normalize.figures import read_figures
from normalize.figures.words import UNITS
from normalize.model import Block, Document, Edit, Facts, Figure, Span, Zone

#: Quotations in evidence are short enough to read at a glance.
_LONGEST_QUOTE = 240
_HYPHENED = regex.compile(r"-\p{Ll}")
#: "Tom: I'll be there.": at the start of a line or after the end of a sentence.
_SPEAKER = regex.compile(
    r"(?:^|[.!?>)…]\s)\s*+(\p{Lu}[\p{L}'’-]{0,30}+)(?:\s\p{Lu}[\p{L}'’-]{0,30}+)?:(?=\s)", regex.MULTILINE
)
#: "3D" is the name of a thing.
_NUMBER = regex.compile(r"(?<![\p{L}\d])\d[\d,]*+(?:\.\d++)?+(?!\p{Lu}(?!\p{L}))")
#: "3." at the start of a line numbers a list, and tells of no three.
_LISTED = regex.compile(r"^[ \t]*+(?P<rank>\d{1,3})[.)](?=\s)", regex.MULTILINE)
_WORDS = {word: Decimal(value) for value, word in enumerate((*UNITS, "ten", "eleven", "twelve"), 1)}


@dataclass(frozen=True, slots=True)
class Word:
    """A word; `negated` when a "not" or "no" turns it round, `denied` when something near it is denied or asked.

    `none`: what turns it round is "no" or "without", which leave no doubt about what they deny.
    """

    stem: str
    text: str
    span: Span
    tag: str
    negated: bool = False
    denied: bool = False
    none: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence. `words` are its content words, `plain` also those that say little ("new", "before")."""

    span: Span
    words: tuple[Word, ...]
    plain: tuple[Word, ...]
    stems: frozenset[str]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """What shows whether a document retells another: its stems, sorted, those of names and of those who speak in it.

    It is looked at for many documents, so it is small; `telling` reads the `Text` again for the few that matter.
    `sentences` is how many it has.
    """

    stems: tuple[str, ...]
    names: tuple[str, ...]
    speakers: tuple[str, ...]
    sentences: int = 0


@dataclass(frozen=True, slots=True)
class Text:
    """A document without its bytes: all that reading it again needs."""

    name: str
    text: str
    blocks: tuple[Block, ...]
    protected: tuple[Zone, ...]

    @classmethod
    def of(cls, document: Document) -> Text:
        """What is kept of a document."""
        return cls(document.name, document.text, document.blocks, document.protected)

    def splice(self, edits: Iterable[Edit]) -> bytes:
        """Nothing is written into a text that has no bytes of its own. Raises NotImplementedError."""
        raise NotImplementedError

    @property
    def document(self) -> Document:
        """The document, to be read only."""
        return Document(self.name, self.name, self.text, self.blocks, self.protected, self, "")


@dataclass(frozen=True, slots=True)
class Telling:
    """One document. `stems` and `names` are those of all its sentences.

    `numbers`: the numbers in it, in figures or words, that are part of no figure; `ranks`: those of its ordinals and of
    the lines of its lists; `plain`: its words in lower case.
    """

    document: str
    text: str
    sentences: tuple[Told, ...]
    stems: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[Decimal]
    ranks: frozenset[Decimal]
    plain: frozenset[str]

    @property
    def plain_stems(self) -> frozenset[str]:
        """The stems of all words, also of those that say little."""
        return frozenset(word.stem for sentence in self.sentences for word in sentence.plain)

    @property
    def items(self) -> tuple[Item, ...]:
        """All items, in order."""
        return tuple(item for sentence in self.sentences for item in sentence.items)


def outline(analysis: Analysis) -> Outline:
    """The outline of a document that has been read through."""
    text = analysis.document.text
    stems: set[str] = set()
    names: set[str] = set()
    for statement in analysis.statements:
        for token in statement.parsed.tokens:
            if token.tag in CONTENT and tells(token):
                stem = sys.intern(stem_of(token))
                stems.add(stem)
                if is_name(token) and not token.text.isupper():
                    names.add(stem)
    spoken = Counter(words.stem(match.group(1).lower()) for match in _SPEAKER.finditer(text))
    speakers = sorted(stem for stem, count in spoken.items() if count > 1)
    return Outline(tuple(sorted(stems)), tuple(sorted(names)), tuple(speakers), len(analysis.statements))


def telling(document: Document) -> Telling:
    """What a document tells, sentence by sentence."""
    figures = read_figures(document)
    analysis = analyse(document, figures, Facts())
    told = tuple(_told(document.text, statement, figures) for statement in analysis.statements)
    names = frozenset(w.stem for sentence in told for w in sentence.words if is_name(w))
    stems = frozenset[str]().union(*(sentence.stems for sentence in told))
    tokens = [token for statement in analysis.statements for token in statement.parsed.tokens]
    ranks = {f.value for f in figures if f.kind == "ordinal" and f.value is not None}
    ranks.update(Decimal(match["rank"]) for match in _LISTED.finditer(document.text))
    plain = frozenset(token.lower for token in tokens if token.tag != t.PUNCT)
    return Telling(
        document.name, document.text, told, stems, names, _numbers(document.text, tokens), frozenset(ranks), plain
    )


def _numbers(text: str, tokens: Iterable[Token]) -> frozenset[Decimal]:
    listed = {match.start("rank") for match in _LISTED.finditer(text)}
    found: set[Decimal] = set()
    for token in tokens:
        if token.tag in (t.NUM, t.NAME, t.NOUN) and token.start not in listed:
            found.update(Decimal(m.group().replace(",", "")) for m in _NUMBER.finditer(token.text))
        if token.tag != t.FIG and token.lower in _WORDS:
            found.add(_WORDS[token.lower])
    return frozenset(found)


def _words(statement: Statement) -> tuple[Word, ...]:
    return tuple(
        Word(stem_of(token), token.text, token.span, token.tag)
        for token in statement.parsed.tokens
        if token.tag in CONTENT and tells(token)
    )


#: Words that turn round the next word that means something.
_NEGATORS = words.listed("not no never without cannot nor neither")
#: Other words by which a sentence denies something, somewhere.
_DENIALS = _NEGATORS | words.listed(
    "none nobody nothing hardly lack fail refuse deny unable avoid prevent stop instead"
)
#: Those that deny nothing before them: "a trial at no cost", "she plans to stop buying them".
_AHEAD = words.listed("no without stop stopped stops stopping avoid avoids prevent prevents lack lacks")
#: Words that pass a negation on to what follows them: "without offering a trial", "no risk of losing".
_CARRYING = words.listed("offer have provide include give get make contain require risk chance danger hope sign plan")
_SAID = CONTENT | {t.ADV, t.PREP}


def _plain(tokens: Sequence[Token]) -> Iterator[Word]:
    """The words of a sentence that mean something, each with whether the negation before it turns it round."""
    asked = bool(tokens) and tokens[-1].text == "?"
    for clause in _between_marks(tokens):
        denied = asked or any(_denies(word) for word in clause if word.lower not in _AHEAD and word.lemma not in _AHEAD)
        negated, by = False, ""
        for token in clause:
            lower = token.lower
            denied = denied or lower in _AHEAD
            if lower in _NEGATORS or lower.endswith("n't"):
                negated, by = True, lower
                continue
            if token.figure is not None and token.figure.value is not None:
                yield Word(f"{token.figure.value.normalize()} {token.figure.unit}", token.text, token.span, t.FIG)
                continue
            negated = negated and token.tag not in (t.CONJ, t.SUB)
            if token.tag in _SAID and len(lower) > 2 and lower not in words.AUXILIARIES:
                yield Word(
                    stem_of(token),
                    token.text,
                    token.span,
                    token.tag,
                    negated,
                    denied,
                    none=negated and by in ("no", "without"),
                )
                negated = negated and _passes_on(token)


def _denies(word: Token) -> bool:
    return word.lower in _DENIALS or word.lemma in _DENIALS or word.lower.endswith("n't")


def _passes_on(token: Token) -> bool:
    """Whether a negation before a word also turns round the next one."""
    if token.tag in (t.ADV, t.ADJ) or token.joined:
        return True
    return token.lemma in _CARRYING or words.readings(token.lower).get("VERB") in _CARRYING


def _between_marks(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    first = 0
    for number, token in enumerate(tokens):
        if token.tag == t.PUNCT:
            yield tokens[first:number]
            first = number + 1
    yield tokens[first:]


def _told(text: str, statement: Statement, figures: Sequence[Figure]) -> Told:
    found = _words(statement)
    plain = tuple(_plain(statement.parsed.tokens))
    items = tuple(sorted(find_items(text, statement, figures), key=lambda item: item.span))
    stems = frozenset(w.stem for w in found)
    return Told(statement.span, found, plain, stems, items)


#: Legal forms: they end the names of companies that have nothing else in common.
_FORMS = words.listed("inc ltd llc llp plc corp co gmbh ag sa nv pty company corporation limited")


def is_name(word: Word | Token) -> bool:
    """Whether a word is (part of) a name that tells one person, place or thing from others ("AI-powered" is none)."""
    if word.tag != t.NAME or word.text.lower().rstrip(".") in _FORMS:
        return False
    return "-" not in word.text or not _HYPHENED.search(word.text)


def quoted(text: str, sentence: Span, part: Span) -> Span:
    """The sentence, or as much of it around `part` as a quotation may hold."""
    if len(sentence) <= _LONGEST_QUOTE:
        return sentence
    left = max(sentence.start, part.start - _LONGEST_QUOTE // 2)
    right = min(sentence.end, left + _LONGEST_QUOTE)
    left = max(sentence.start, right - _LONGEST_QUOTE)
    if left > sentence.start:
        space = text.find(" ", left, part.start)
        left = space + 1 if space >= 0 else left
    if right < sentence.end:
        space = text.rfind(" ", part.end, right)
        right = space if space >= 0 else right
    return Span(left, right)
