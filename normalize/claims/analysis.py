"""One document read through: parsed sentences, its names, who speaks, what stands in quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING

import msgspec
import regex

from normalize.claims import tokens as t
from normalize.claims import words
from normalize.claims.calendar import When, find_times
from normalize.claims.names import NameTable, name_table
from normalize.claims.phrases import Clause, NounPhrase, Parsed, parse
from normalize.claims.sentences import Sentence, sentences
from normalize.claims.tokens import split, tagged
from normalize.claims.words import listed
from normalize.model import Document, Facts, Figure, Span

if TYPE_CHECKING:
    from normalize.claims.events import Party

_CAPITALISED = regex.compile(r"(?<=[\p{Ll},] )\p{Lu}[\p{L}\d]++")
_QUOTED = regex.compile(r"“[^“”]{1,600}”|\"[^\"\n]{1,600}\"")
#: What no pattern with a number needs to be tried without.
DIGIT = re.compile(r"\d")
#: Quotation marks around fewer words name something; around more they hold what somebody says.
_SPEECH_WORDS = 4
#: News prose names what it is about in its headline and first sentences.
_LEAD = 3


class Statement(msgspec.Struct, frozen=True):
    """A parsed sentence with its figures, time expressions and speaker (empty: the article itself)."""

    sentence: Sentence
    parsed: Parsed
    figures: tuple[Figure, ...]
    times: tuple[When, ...]
    speaker: str

    @property
    def span(self) -> Span:
        """Where the sentence stands."""
        return self.sentence.span

    def nouns(self, *but: str) -> frozenset[str]:
        """The stems of its nouns that say something; `but` are lemmas that do not count."""
        told = (w for w in self.parsed.tokens if w.tag == t.NOUN and w.lemma not in words.LIGHT and w.lemma not in but)
        return words.shared(frozenset(w.stem for w in told))


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that the extractors look at. `topic` are the names of the first sentences.

    `parties` holds each phrase with what `events.party` made of it: several extractors ask for the same ones.
    """

    document: Document
    statements: tuple[Statement, ...]
    names: NameTable
    speech: tuple[Span, ...]
    topic: frozenset[str] = frozenset()
    dateline: date | None = None
    parties: dict[tuple[int, bool], tuple[NounPhrase, Party]] = field(default_factory=dict, compare=False, repr=False)

    def in_speech(self, span: Span) -> bool:
        """Whether `span` lies in somebody's quoted words."""
        if not self.speech:
            return False
        at = bisect_left(self.speech, span.start, key=_end)
        return at < len(self.speech) and self.speech[at].overlaps(span)

    def text(self, span: Span) -> str:
        """The words at `span`."""
        return span.of(self.document.text)


def analyse(document: Document, figures: Sequence[Figure], facts: Facts) -> Analysis:
    """Read a document through. Figures must be sorted by place."""
    text = document.text
    capitalised = frozenset(match.group().lower() for match in _CAPITALISED.finditer(text))
    quantities = [f for f in figures if f.kind not in ("date", "time", "ordinal", "identifier")]
    starts = [figure.span.start for figure in quantities]
    statements: list[Statement] = []
    for sentence in sentences(document):
        span = sentence.span
        inside = tuple(quantities[bisect_left(starts, span.start) : bisect_left(starts, span.end)])
        times = find_times(text, span.start, span.end)
        # "on 3 June": the day is no count; "2019 people" is no year.
        inside = tuple(f for f in inside if not any(w.span.contains(f.span) and w.span != f.span for w in times))
        times = tuple(when for when in times if not any(when.span.overlaps(f.span) for f in inside))
        times = tuple(sorted((*times, *_ago(text, inside)), key=lambda when: when.span))
        tokens = tagged(split(text, span.start, span.end, inside, [when.span for when in times]), capitalised)
        parsed = parse(tokens, span)
        statements.append(Statement(sentence, parsed, inside, times, _speaker(parsed)))
    phrases = (phrase for statement in statements for phrase in statement.parsed.nouns)
    speech = tuple(Span(m.start(), m.end()) for m in _QUOTED.finditer(text) if len(m.group().split()) > _SPEECH_WORDS)
    names = name_table(phrases, facts)
    leading = (names.of(phrase) for statement in statements[:_LEAD] for phrase in statement.parsed.nouns)
    return Analysis(document, tuple(statements), names, speech, frozenset[str]().union(*leading), _dateline(statements))


_end = attrgetter("end")
_AGO = regex.compile(r"\s(?:ago|earlier|previously)\b")


def _ago(text: str, figures: Sequence[Figure]) -> Iterator[When]:
    """ "Ten years ago": a stretch of time that says when; each differs from the next by its words."""
    for figure in figures:
        if figure.kind == "duration" and _AGO.match(text, figure.span.end):
            yield When(figure.span, relative=f"{figure.text.lower()} ago")


def _dateline(statements: Sequence[Statement]) -> date | None:
    """The day that a document puts at its head: a date that is (nearly) all of its first or second sentence."""
    for statement in statements[:2]:
        for when in statement.times:
            if when.date is not None and len(when.span) + 25 >= len(statement.span):
                return when.date
    return None


#: Verbs that hand a statement to a speaker; closed in practice, from the reporting verbs of news style guides.
SAYING = listed(
    "say tell claim argue insist warn believe think estimate reckon predict forecast deny allege contend maintain "
    "suggest note stress declare assert complain fear"
)


def _speaker(parsed: Parsed) -> str:
    """Who says a sentence: the subject of its verb of saying, or the phrase after "according to"."""
    for clause in parsed.clauses:
        if clause.verb.lemma not in SAYING or clause.verb.infinitive or clause.verb.main.lower.endswith("ing"):
            continue
        if clause.verb.passive:
            # "The mayor was told", "is feared": whoever says it is not the subject.
            continue
        spoken = clause.subject
        number = clause.verb.last + 1
        if _inverted(parsed, clause, number):
            spoken = clause.objects[0]
        if spoken is not None and spoken.kind in ("name", "noun"):
            return _label(_called(parsed, spoken))
    for phrase in parsed.nouns:
        at = phrase.first - 2
        if at >= 0 and parsed.tokens[at].lower == "according" and parsed.tokens[at + 1].lower == "to":
            return _label(_called(parsed, next((n for n in parsed.nouns if n.owner is phrase), phrase)))
    return ""


def _called(parsed: Parsed, phrase: NounPhrase) -> NounPhrase:
    """The name in apposition to who speaks: "its president, Ada Coyle," is Ada Coyle."""
    at = phrase.last + 2
    if phrase.kind == "name" or at >= len(parsed.tokens) or parsed.tokens[at - 1].text != ",":
        return phrase
    return next((n for n in parsed.nouns if n.first == at and n.kind == "name" and n.head == n.last), phrase)


def _inverted(parsed: Parsed, clause: Clause, number: int) -> bool:
    """Whether a verb of saying stands before its subject ("…, said the mayor."): a mark before it and after that."""
    if not clause.objects or clause.objects[0].first != number or not clause.verb.first:
        return False
    after = clause.objects[0].last + 1
    closed = after >= len(parsed.tokens) or parsed.tokens[after].tag in (t.PUNCT, t.CONJ, t.PREP)
    return parsed.tokens[clause.verb.first - 1].tag == t.PUNCT and closed


#: Who speaks for the thing that an article is about: their word is the article's own account of it.
_VOICES = listed("company firm group spokesman spokeswoman spokesperson statement report official officials companies")


def _label(phrase: NounPhrase) -> str:
    if phrase.kind == "name":
        return phrase.name.lower()
    word = phrase.head_token.lower
    return "" if word in _VOICES else word
