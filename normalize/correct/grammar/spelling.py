"""Spelling: which words of a document are worth asking about, and which answers are worth a person's time.

The speller over running text costs more than all other rules together, and on published news nearly everything that
it finds is a name, a foreign word or a term. So it is asked only for plain words that our lexicon has seldom seen.
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
            if small >= SMALL_WORDS_NEAR and not after_stranger and not _is_part(document, place):
                yield Suspect(place, word, counts[word] > 1)


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
    own = lexicon.cost(suspect.word)
    if own == UNKNOWN and suspect.repeated:
        return ()

    def is_likely(proposal: str) -> bool:
        cost = lexicon.cost(proposal)
        return (
            proposal[:1] == suspect.word[0]
            and proposal.isalpha()
            and OSA.distance(suspect.word, proposal, score_cutoff=1) == 1
            and cost <= SELDOM
            and own - cost >= FAR_COMMONER
            and _american(proposal) != _american(suspect.word)
        )

    likely = [proposal for proposal in proposals if is_likely(proposal)]
    return tuple(sorted(dict.fromkeys(likely), key=lexicon.cost))


def _american(word: str) -> str:
    """A key that is the same for the British and the American form of a word."""
    for british, american in AMERICAN:
        word = british.sub(american, word)
    return word
