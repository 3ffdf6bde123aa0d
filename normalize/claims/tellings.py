"""What a document tells, sentence by sentence, in the form that a retelling is held against: words, names, items.

An *item* is anything that a retelling copies rather than words anew: a figure, a time of day, a day, a year.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import regex

from normalize.claims import tokens as t
from normalize.claims import words
from normalize.claims.analysis import Analysis, Statement, analyse
from normalize.claims.calendar import When
from normalize.claims.clock import Clock, find_clocks
from normalize.claims.tokens import Token
from normalize.claims.units import dimension
from normalize.figures import read_figures
from normalize.model import Block, Document, Edit, Facts, Figure, Span, Zone

#: Words around an item that say what it is of.
_NEAR = 5
#: Longer documents are no retellings and their tail adds nothing to what they are recognised by.
_MOST_SENTENCES = 400
#: Quotations in evidence are short enough to read at a glance.
_LONGEST_QUOTE = 240
_CONTENT = frozenset({t.NOUN, t.VERB, t.ADJ, t.NAME})
_HYPHENED = regex.compile(r"-\p{Ll}")
#: "Tom: I'll be there.": at the start of a line or after the end of a sentence.
_SPEAKER = regex.compile(
    r"(?:^|[.!?>)…]\s)\s*+(\p{Lu}[\p{L}'’-]{0,30}+)(?:\s\p{Lu}[\p{L}'’-]{0,30}+)?:(?=\s)", regex.MULTILINE
)
_NUMBER = regex.compile(r"(?<![\p{L}\d])\d[\d,]*+(?:\.\d++)?+")


@dataclass(frozen=True, slots=True)
class Item:
    """A figure, a time of day or a date. `group` is what it may be held against; `near` the stems around it.

    Exactly one of `figure`, `clock` and `when` is set. `counted` is the stem of what a count counts.
    """

    group: str
    span: Span
    text: str
    near: frozenset[str]
    before: str
    figure: Figure | None = None
    clock: Clock | None = None
    when: When | None = None
    counted: str = ""


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
    """

    stems: tuple[str, ...]
    names: tuple[str, ...]
    speakers: tuple[str, ...]


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

    `numbers`: the numbers in it, as written, that are no items; `plain`: its words in lower case.
    """

    document: str
    text: str
    sentences: tuple[Told, ...]
    stems: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
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
    for statement in analysis.statements[:_MOST_SENTENCES]:
        for token in statement.parsed.tokens:
            if token.tag in _CONTENT and _counts(token):
                stem = sys.intern(_stem(token))
                stems.add(stem)
                if is_name(token) and not token.text.isupper():
                    names.add(stem)
    spoken = Counter(words.stem(match.group(1).lower()) for match in _SPEAKER.finditer(text))
    speakers = sorted(stem for stem, count in spoken.items() if count > 1)
    return Outline(tuple(sorted(stems)), tuple(sorted(names)), tuple(speakers))


def telling(document: Document) -> Telling:
    """What a document tells, sentence by sentence."""
    figures = read_figures(document)
    analysis = analyse(document, figures, Facts())
    told = tuple(_told(document.text, statement, figures) for statement in analysis.statements[:_MOST_SENTENCES])
    names = frozenset(w.stem for sentence in told for w in sentence.words if is_name(w))
    stems = frozenset[str]().union(*(sentence.stems for sentence in told))
    tokens = [token for statement in analysis.statements for token in statement.parsed.tokens]
    loose = (token.text for token in tokens if token.tag in (t.NUM, t.NAME, t.NOUN))
    numbers = frozenset(m.group().replace(",", "") for text in loose for m in _NUMBER.finditer(text))
    plain = frozenset(token.lower for token in tokens if token.tag != t.PUNCT)
    return Telling(document.name, document.text, told, stems, names, numbers, plain)


def _words(statement: Statement) -> tuple[Word, ...]:
    return tuple(
        Word(_stem(token), token.text, token.span, token.tag)
        for token in statement.parsed.tokens
        if token.tag in _CONTENT and _counts(token)
    )


#: Words that turn round the next word that means something.
_NEGATORS = words.listed("not no never without cannot nor neither")
#: Other words by which a sentence denies something, somewhere.
_DENIALS = _NEGATORS | words.listed(
    "none nobody nothing hardly lack fail refuse deny unable avoid prevent stop instead"
)
#: Words that pass a negation on to what follows them: "without offering a trial", "no risk of losing".
_CARRYING = words.listed("offer have provide include give get make contain require risk chance danger hope sign plan")
_SAID = _CONTENT | {t.ADV, t.PREP}


def _plain(tokens: Sequence[Token]) -> Iterator[Word]:
    """The words of a sentence that mean something, each with whether the negation before it turns it round."""
    asked = bool(tokens) and tokens[-1].text == "?"
    for clause in _between_marks(tokens):
        denied = asked or any(w.lower in _DENIALS or w.lemma in _DENIALS or w.lower.endswith("n't") for w in clause)
        negated, by = False, ""
        for token in clause:
            lower = token.lower
            if lower in _NEGATORS or lower.endswith("n't"):
                negated, by = True, lower
                continue
            negated = negated and token.tag not in (t.CONJ, t.SUB)
            if token.tag in _SAID and len(lower) > 2 and lower not in words.AUXILIARIES:
                yield Word(
                    _stem(token),
                    token.text,
                    token.span,
                    token.tag,
                    negated,
                    denied,
                    none=negated and by in ("no", "without"),
                )
                negated = negated and _passes_on(token)


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
    items = tuple(sorted(_items(text, statement, figures), key=lambda item: item.span))
    stems = frozenset(w.stem for w in found)
    return Told(statement.span, found, plain, stems, items)


#: Legal forms: they end the names of companies that have nothing else in common.
_FORMS = words.listed("inc ltd llc llp plc corp co gmbh ag sa nv pty company corporation limited")


def is_name(word: Word | Token) -> bool:
    """Whether a word is (part of) a name that tells one person, place or thing from others ("AI-powered" is none)."""
    if word.tag != t.NAME or word.text.lower().rstrip(".") in _FORMS:
        return False
    return "-" not in word.text or not _HYPHENED.search(word.text)


def _counts(token: Token) -> bool:
    lower = token.lower
    return len(lower) > 1 and token.lemma not in words.LIGHT and lower not in words.AUXILIARIES


def _stem(token: Token) -> str:
    if token.tag == t.VERB and token.lemma == "loose":
        # Hardly anybody looses anything: in quick writing the verb is "lose".
        return words.stem_of_lemma("lose")
    return words.stem(token.lower.removesuffix("."))


def _items(text: str, statement: Statement, figures: Sequence[Figure]) -> Iterator[Item]:
    span = statement.span
    clocks = find_clocks(text, span.start, span.end)
    times = [w for w in statement.times if not w.relative and not any(c.span.overlaps(w.span) for c in clocks)]
    taken = [c.span for c in clocks] + [w.span for w in times]
    for clock in clocks:
        yield _item(text, statement, "clock", clock.span, clock=clock)
    for when in times:
        yield _item(text, statement, "when", when.span, when=when)
    for figure in figures:
        inside = span.contains(figure.span)
        if inside and _countable(figure) and not _within(figure.span, taken):
            yield _item(text, statement, dimension(figure), figure.span, figure=figure)


def _countable(figure: Figure) -> bool:
    """Whether a figure is a number that can be retold ("next" and "last" are ordinals without one)."""
    bounded = figure.low is not None or figure.high is not None
    digit = any(letter.isdigit() for letter in figure.text)
    return figure.kind not in ("date", "time", "identifier") and bounded and (figure.kind != "ordinal" or digit)


def _within(span: Span, taken: Sequence[Span]) -> bool:
    return any(span.overlaps(other) for other in taken)


def _item(
    text: str,
    statement: Statement,
    group: str,
    span: Span,
    *,
    figure: Figure | None = None,
    clock: Clock | None = None,
    when: When | None = None,
) -> Item:
    tokens = statement.parsed.tokens
    first = next((n for n, token in enumerate(tokens) if token.end > span.start), len(tokens))
    last = next((n for n, token in enumerate(tokens) if token.start >= span.end), len(tokens))
    beside = [*tokens[max(0, first - _NEAR) : first], *tokens[last : last + _NEAR]]
    near = frozenset(_stem(token) for token in beside if token.tag in _CONTENT and _counts(token))
    before = tokens[first - 1].lower if first else ""
    counted = words.stem(figure.unit) if figure is not None and figure.kind == "count" else ""
    return Item(group, span, text[span.start : span.end], near, before, figure, clock, when, counted)


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
