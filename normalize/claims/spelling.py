"""Names spelt two ways: one letter or two apart, and evidently one thing."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec
from rapidfuzz.distance import DamerauLevenshtein

from normalize.claims import tokens as t
from normalize.claims import words
from normalize.claims.analysis import Analysis
from normalize.claims.blocks import Hit, Member, hit
from normalize.claims.names import SHORTEST, name_runs, near, untitled
from normalize.claims.phrases import NounPhrase
from normalize.model import Conflict, Edit, Evidence, Facts, Span

#: Names of more documents than this in one block are compared with the first ones only.
_MOST = 100


class Mention(msgspec.Struct, frozen=True):
    """The first place of a name in a document.

    `described` are stems of the words before it in its phrase, `company` the names in its and the next sentences,
    `beside` those in its own sentences.
    """

    document: str
    span: Span
    words: tuple[str, ...]
    described: frozenset[str]
    company: frozenset[str]
    beside: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """The name as written."""
        return " ".join(self.words)


def mentions(analysis: Analysis) -> Iterator[Mention]:
    """Each name of a document once, with the names and descriptions it stands beside."""
    found: dict[tuple[str, ...], tuple[Span, set[str], set[str], set[str]]] = {}
    named = [
        [(phrase, name_runs(phrase)) for phrase in statement.parsed.nouns if phrase.named]
        for statement in analysis.statements
    ]
    placed = [[(phrase, *at) for phrase, runs in phrases for at in _placed(phrase, runs)] for phrases in named]
    beside = [frozenset([" ".join(run).lower() for _, runs in phrases for run in runs]) for phrases in named]
    for number, names in enumerate(placed):
        whole = frozenset[str]().union(*beside[max(0, number - 1) : number + 2]) if names else frozenset()
        for phrase, span, run in names:
            _, described, company, here = found.setdefault(run, (span, set(), set(), set()))
            described.update(
                w.stem for w in phrase.words if w.end < span.start and w.tag in (t.NOUN, t.ADJ) and len(w.text) > 2
            )
            company |= whole - {" ".join(run).lower()}
            here |= beside[number]
    for run, (span, described, company, here) in found.items():
        yield Mention(analysis.document.name, span, run, frozenset(described), frozenset(company), frozenset(here))


#: A name of so many words may be a title and one name ("Lord Ashby"), which the title is part of.
_SHORTEST_TITLED = 2


#: Titles that no name of a place or firm begins with.
_OF_PEOPLE = words.listed(
    "mr mrs ms dr professor prof judge minister senator councillor captain capt colonel sergeant inspector lieutenant "
    "bishop archbishop reverend pastor rabbi ambassador governor constable"
)


def _is_office(run: Sequence[str], *, first: bool) -> bool:
    """Whether a name begins with what somebody is ("Captain Ada Coyle"), at the head of a sentence any noun."""
    lower = run[0].lower()
    return lower in _OF_PEOPLE or (first and len(run) > _SHORTEST_TITLED and "NOUN" in words.readings(lower))


def _placed(phrase: NounPhrase, runs: Iterable[list[str]]) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """The name runs of a phrase with their places."""
    at = 0
    names = [w for w in phrase.words if w.tag == t.NAME or w.text == "&"]
    for run in runs:
        part = names[at : at + len(run)]
        at += len(run)
        if len(run) > _SHORTEST_TITLED or run[0].lower().rstrip(".") in _OF_PEOPLE:
            # "Professor Ada Coyle" and "Ada Coyle" are spelt alike or not, whatever the title.
            run = list(untitled(run))
            if len(run) > 1 and _is_office(run, first=part[0] is phrase.words[0] and not phrase.first):
                run = run[1:]
            part = part[-len(run) :]
        yield Span(part[0].start, part[-1].end), tuple(run)


def fact_conflicts(found: Iterable[Mention], facts: Facts) -> Iterator[tuple[str, Conflict]]:
    """Spellings that miss a name of the facts file, each with what tells it from others: a batch tells it once."""
    known = _known(facts)
    for mention in found if known else ():
        official = _near_known(mention, known)
        if official is not None:
            yield f"{mention.text.lower()}|{official[0].lower()}", _against_fact(mention, *official)


def keys_beside(facts: Facts) -> Callable[[Mention], Iterator[str]]:
    """The keys of a mention; what misses a name of the facts file is compared with that alone."""
    known = _known(facts)

    def keys(mention: Mention) -> Iterator[str]:
        if not known or _near_known(mention, known) is None:
            yield from ("|".join(map(str, block)) for block in _blocks(mention.words))

    return keys


def hits(block: Iterable[Member[Mention]]) -> Iterator[Hit]:
    """Pairs of spellings in one block, each once."""
    held: list[Member[Mention]] = []
    told: set[tuple[str, str]] = set()
    for member in block:
        for other in held:
            key = _difference(member.it, other.it)
            if key not in told and _one_thing(member.it, other.it):
                told.add(key)
                yield hit(other, member, key)
        if len(held) < _MOST and not any(m.it.words == member.it.words for m in held[:3]):
            held.append(member)


def _difference(one: Mention, other: Mention) -> tuple[str, str]:
    """The two spellings of the word in which two names differ: one disagreement is told once."""
    pairs = zip(reversed(one.words), reversed(other.words), strict=False)
    a, b = next(((a, b) for a, b in pairs if a.lower() != b.lower()), (one.text, other.text))
    return min(a, b).lower(), max(a, b).lower()


def _blocks(name: tuple[str, ...]) -> Iterator[tuple[object, ...]]:
    lower = tuple(word.lower() for word in name)
    if len(name) == 1:
        if len(lower[0]) >= SHORTEST:
            yield (1, skeleton(lower[0]))
        return
    if len(lower[-1]) >= SHORTEST:
        yield (1, skeleton(lower[-1]))
    for number, word in enumerate(lower):
        if len(word) >= _SHORT:
            yield (len(name), number, *lower[:number], skeleton(word), *lower[number + 1 :])
    if len(lower[-1]) >= _SHORT:
        # A slip in a consonant leaves the other names and the beginning of the last.
        yield (len(name), "begins", *lower[:-1], lower[-1][:_BEGINNING])


_BEGINNING = 3
_SOUNDS = str.maketrans(
    {"q": "k", "c": "k", "z": "s", "w": "v", "y": "", "a": "", "e": "", "i": "", "o": "", "u": "", "h": ""}
)


def skeleton(word: str) -> str:
    """The consonants of a word by sound, doubled letters once: what misspellings of a name leave alone."""
    plain = word.replace("ph", "f").translate(_SOUNDS)
    return word[0] + "".join(c for n, c in enumerate(plain) if n == 0 or plain[n - 1] != c)


#: Two names of several words that differ by one letter in a word this long are one name, whatever is beside them.
_RARE = 10


def unmarked(name: str) -> str:
    """A name without its accents: newsrooms that leave them out spell it alike."""
    return "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))


def _one_thing(one: Mention, other: Mention) -> bool:
    if one.document != other.document and unmarked(one.text) == unmarked(other.text):
        return False
    if len(one.words) != len(other.words):
        return _surname(*sorted((one, other), key=lambda m: len(m.words)))
    pairs = [(a, b) for a, b in zip(one.words, other.words, strict=False) if a.lower() != b.lower()]
    told = len(one.words) > 1 and one.document == other.document and misspelt(one.words, other.words)
    if len(pairs) != 1 or not (
        told or near(*pairs[0]) or (len(one.words) > 1 and _one_letter_more(one, other, pairs[0]))
    ):
        return False
    if one.document == other.document and (other.text.lower() in one.beside or one.text.lower() in other.beside):
        return False
    if len(one.words) > 1:
        rare = min(len(word) for word in pairs[0]) >= _RARE
        beside = bool(one.company & other.company or one.described & other.described)
        return rare or beside or one.document == other.document
    shared = one.described & other.described
    return bool(shared) and not (one.described ^ other.described)


#: In names of several words of which the others are equal, a word this long may be misspelt.
_SHORT = 4


def misspelt(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names of several words differ in one of them, by a letter and not as two names do.

    What they have in common must be a word of its own: "A. Sobel" is no "A. Sobol". Endings of number and gender differ
    by right, and two words of the lexicon are two words.
    """
    if len(one) != len(other) or len(one) < 2:
        return False
    pairs = [(a.lower(), b.lower()) for a, b in zip(one, other, strict=True) if a.lower() != b.lower()]
    alike = [a for a, b in zip(one, other, strict=True) if a.lower() == b.lower() and len(a) > 2]
    if len(pairs) != 1 or not alike:
        return False
    a, b = pairs[0]
    if near(a, b):
        return True
    short, long = sorted((a, b), key=len)
    if len(short) < _SHORT or a[0] != b[0] or (words.readings(a) and words.readings(b)):
        return False
    if long.startswith(short) and (long[len(short) :] in _BY_RIGHT or len(long) - len(short) > 1):
        return False
    if len(short) == len(long) and short[:-1] == long[:-1] and {a[-1], b[-1]} & set("aeiouys"):
        return False
    return DamerauLevenshtein.distance(a, b) == 1


#: Endings of number, case and gender.
_BY_RIGHT = ("s", "a", "e", "i", "o", "y", "n", "r")


def _one_letter_more(one: Mention, other: Mention, pair: tuple[str, str]) -> bool:
    """Whether a surname has a letter more at its end, of somebody with one first name, office and company.

    An "s" or "a" there may be a plural or the other gender.
    """
    short, long = sorted((word.lower() for word in pair), key=len)
    added = long.removeprefix(short)
    if pair[0] != one.words[-1] or len(short) < SHORTEST or len(added) != 1 or added in "as":
        return False
    return bool(one.described & other.described and one.company & other.company)


def _surname(short: Mention, long: Mention) -> bool:
    """Whether one word is the last word of a full name of the same document, misspelt."""
    if short.document != long.document or len(short.words) != 1 or not near(short.words[0], long.words[-1]):
        return False
    return short.text.lower() not in long.beside


def tell(first: Mention, second: Mention, _: str) -> Conflict:
    """The conflict of two spellings."""
    return Conflict(
        "name",
        "likely",
        tuple(Evidence(document=m.document, span=m.span, quote=m.text) for m in (first, second)),
        f"One name is spelt two ways: “{first.text}” and “{second.text}”.",
        caveat="They may be two names that happen to be alike.",
        resolution="Check the spelling, and add the right one to the facts file so that it is kept.",
    )


def _spelt(form: str) -> tuple[str, ...]:
    """The words of a name in the facts file, as `_placed` cuts them."""
    parts = form.split()
    return tuple(untitled(parts) if len(parts) > _SHORTEST_TITLED else parts)


def _known(facts: Facts) -> dict[tuple[object, ...], list[tuple[str, tuple[str, ...], str]]]:
    found: dict[tuple[object, ...], list[tuple[str, tuple[str, ...], str]]] = defaultdict(list)
    for name in facts.names:
        forms = (name.canonical, *name.aliases, *name.wrong)
        for form in (name.canonical, *name.aliases):
            for block in _blocks(_spelt(form)):
                found[block].append((form, forms, name.source))
    return found


def _near_known(
    mention: Mention, known: dict[tuple[object, ...], list[tuple[str, tuple[str, ...], str]]]
) -> tuple[str, str, str] | None:
    """The canonical name, the form meant and its source, when a mention misses a known form by a letter or two."""
    for block in _blocks(mention.words):
        for form, forms, source in known.get(block, ()):
            if any(mention.text.lower() == " ".join(_spelt(f)).lower() for f in forms):
                continue
            pairs = [(a, b) for a, b in zip(mention.words, _spelt(form), strict=False) if a.lower() != b.lower()]
            same = len(mention.words) == len(_spelt(form)) and len(pairs) == 1
            if same and (near(*pairs[0]) or (len(mention.words) > 1 and _longer(*pairs[0]))):
                return forms[0], form, source
    return None


def _longer(one: str, other: str) -> bool:
    """Whether a surname of the facts has a letter more or less at its end, which no plural and no gender explains."""
    short, long = sorted((one.lower(), other.lower()), key=len)
    added = long.removeprefix(short)
    return len(short) >= SHORTEST and len(added) == 1 and added not in "aesy"


def _against_fact(mention: Mention, canonical: str, form: str, source: str) -> Conflict:
    return Conflict(
        "name",
        "likely",
        (
            Evidence(document=mention.document, span=mention.span, quote=mention.text),
            Evidence(fact=canonical, quote=form, source=source),
        ),
        f"“{mention.text}” is not how the facts file spells it: “{form}”.",
        caveat="It may be another name that happens to be alike.",
        resolution=f"Write “{form}”, or add “{mention.text}” to the name's aliases.",
        suggestion=Edit(mention.span, mention.text, form),
    )
