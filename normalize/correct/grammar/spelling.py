"""Spelling: which words of a document are worth asking about, and which answers are worth a person's time.

The speller over running text costs more than all other rules together, and on published news nearly everything that
it finds is a name, a foreign word or a term. So it is asked only for plain words that our lexicon has seldom seen, and
only where the lexicon has a word in use one step away: without one, no answer could become a suggestion.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex
from rapidfuzz.distance import OSA

from normalize.correct.rule import Context
from normalize.correct.spacing.lexicon import UNKNOWN, Lexicon, load_lexicon
from normalize.model import Document, Span

SHORTEST = 6
#: Costs are nats: -log of a word's share of all text. 15 is about once in three million words.
SELDOM = 15.0
#: A replacement this much more frequent than a word that texts do use makes that word a slip, not a term.
FAR_COMMONER = 4.0
#: A slip stands among the small words of our language; where they are missing, another one is quoted.
SMALL = 7.0
WINDOW = 4
SMALL_WORDS_NEAR = 2
#: What British and American spelling differ in, each side as the American one.
AMERICAN = (
    (regex.compile(r"(?<=[a-z]{2})([iy])s(?=[aei])"), r"\1z"),
    (regex.compile(r"ou(?=r)"), "o"),
    (regex.compile(r"ll(?=ed|ing|er|or|ous|ment)"), "l"),
    (regex.compile(r"[ao]e"), "e"),
    (regex.compile(r"re(?=s?$)"), "er"),
    (regex.compile(r"ce(?=s?$)"), "se"),
)
#: What English words and the loans among them are written with.
LETTERS = "abcdefghijklmnopqrstuvwxyzàáâäåæçèéêëíîïñóôöøúûü"
WORD = regex.compile(r"\p{L}[\p{L}\p{M}'’-]*+")


@dataclass(frozen=True, slots=True)
class Suspect:
    """A word that may be misspelt. `repeated` when the document has it more than once: then it may be a term."""

    span: Span
    word: str
    repeated: bool


def suspects(document: Document, prose: Sequence[Span], context: Context) -> Iterator[Suspect]:
    """The words of `prose` to ask the speller about: lower-case, plain letters, seldom seen, no part of a name."""
    lexicon = load_lexicon(context.language)
    names = _names(context)
    counts = Counter(word.casefold() for word in WORD.findall(document.text))
    for span in prose:
        words = list(WORD.finditer(document.text, span.start, span.end))
        for at, found in enumerate(words):
            word = found.group()
            if not _is_plain(word) or lexicon.cost(word) < SELDOM or word in names:
                continue
            place = Span(*found.span())
            near = [other.group() for other in (*words[max(0, at - WINDOW) : at], *words[at + 1 : at + 1 + WINDOW])]
            small = sum(lexicon.cost(other) <= SMALL for other in near)
            after_stranger = at > 0 and _is_stranger(words[at - 1].group(), lexicon)
            if small < SMALL_WORDS_NEAR or after_stranger or _is_part(document, place):
                continue
            suspect = Suspect(place, word, counts[word] > 1)
            if _may_be_mended(suspect, lexicon):
                yield suspect


def _is_plain(word: str) -> bool:
    return len(word) >= SHORTEST and word.isascii() and word.isalpha() and word.islower()


def _is_stranger(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is a name that nobody knows: a genus, before the species, looks like this."""
    return word[0].isupper() and lexicon.cost(word) == UNKNOWN


def _is_part(document: Document, span: Span) -> bool:
    """Whether more of the word stands right beside the span (`con[c]essions`), or nothing there may change."""
    text = document.text
    beside = text[max(0, span.start - 1) : span.start] + text[span.end : span.end + 1]
    return any(sign in "[]_@#/\\" or sign.isdigit() for sign in beside) or document.is_untouchable(span)


def _names(context: Context) -> frozenset[str]:
    """The words of all names in the user's facts, in lower case."""
    forms = [form for name in context.facts.names for form in (name.canonical, *name.aliases)]
    forms += [form for fact in context.facts.facts for form in (fact.subject, fact.object, *fact.aliases)]
    return frozenset(word.lower() for form in forms for word in WORD.findall(form))


def mended(suspect: Suspect, proposals: Sequence[str], context: Context) -> tuple[str, ...]:
    """Those of the speller's `proposals` that make the suspect a slip: words in use, one step away; else nothing.

    One step is a letter more, less or other, or two letters swapped; the first letter stays.
    """
    lexicon = load_lexicon(context.language)
    if _is_term(suspect, lexicon):
        return ()
    likely = [proposal for proposal in proposals if _is_likely(suspect.word, proposal, lexicon)]
    return tuple(sorted(dict.fromkeys(likely), key=lexicon.cost))


def _is_term(suspect: Suspect, lexicon: Lexicon) -> bool:
    """Whether the document uses a word again that nobody knows."""
    return suspect.repeated and lexicon.cost(suspect.word) == UNKNOWN


def _is_likely(word: str, proposal: str, lexicon: Lexicon) -> bool:
    """Whether `proposal` is what `word` was meant to be."""
    cost = lexicon.cost(proposal)
    return (
        cost <= SELDOM
        and lexicon.cost(word) - cost >= FAR_COMMONER
        and proposal[:1] == word[0]
        and proposal.isalpha()
        and OSA.distance(word, proposal, score_cutoff=1) == 1
        and _american(proposal) != _american(word)
    )


def _may_be_mended(suspect: Suspect, lexicon: Lexicon) -> bool:
    """Whether any answer of a speller could make `mended` suggest something."""
    if _is_term(suspect, lexicon):
        return False
    near = _one_step(suspect.word)
    return any(word in lexicon.entries and _is_likely(suspect.word, word, lexicon) for word in near)


def _one_step(word: str) -> Iterator[str]:
    """What is one step away from `word`, its first letter kept. The forms may repeat."""
    for at in range(1, len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in LETTERS)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        yield from (head + letter + tail for letter in LETTERS)


def _american(word: str) -> str:
    """A key that is the same for the British and the American form of a word."""
    for british, american in AMERICAN:
        word = british.sub(american, word)
    return word
