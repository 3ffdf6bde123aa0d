"""Words that a batch teaches: a form that several texts use is a word, however it reads.

A compound (`cottagecore`) or a name (`PizzaExpress`) that no lexicon has may read as two words that run together. One
text cannot tell; a batch can: an accident seldom happens three times in the same place, a word is used again. What
parts a form in most of its texts is believed, though, for a scraper makes the same fault everywhere; and a form with
one of the commonest words in it (`ofthe`, `ReadMore`) is never learnt.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

import numpy as np
import regex

from normalize.correct.spacing.case_boundaries import FREQUENT
from normalize.correct.spacing.lexical_check import cost_of
from normalize.correct.spacing.lexicon import UNKNOWN, load_lexicon
from normalize.correct.spacing.token_counts import WORD
from normalize.model import Correction
from normalize.model.forms import Doubt, Forms

#: So many texts must use a form, each with other words around it.
TEXTS = 3
#: Of a form's texts at most so many may have been parted, or the fault is the batch's own.
_PARTED = 0.5
_SHORTEST, _LONGEST = 5, 40  # characters of a form
_LETTER = regex.compile(r"[\p{L}\p{M}'’]")
_BYTES = 8
#: Nats that both of two words must cost that may be pieces of one.
_RARE = 12.0


def read_forms(text: str, corrections: Iterable[Correction], written: frozenset[str], language: str) -> Forms:
    """What a document teaches: `corrections` are those of spacing, `written` the fingerprints of those that were made.

    Raises UsageError when the language has no lexicon.
    """
    lexicon, words = load_lexicon(language), list(WORD.finditer(text))
    cost = {word: cost_of(lexicon, word) for word in {word.group() for word in words}}
    costs = [cost[word.group()] for word in words]
    doubts = dict.fromkeys(doubt for c in corrections for doubt in _doubts(text, c, made=c.fingerprint in written))
    doubts |= dict.fromkeys(_broken(text, words, costs))
    return Forms(tuple(doubts), b"".join(_unknown([word.group() for word in words], costs)))


def _doubts(text: str, correction: Correction, *, made: bool) -> Iterator[Doubt]:
    """The forms that a correction parts or makes."""
    for edit in correction.fixes[:1]:
        old, new = correction.span.of(text), edit.within(text, correction.span)
        for form, parts in _parted(old, new):
            yield Doubt(form, parts, seen=True, written=made)
        for form, parts in _parted(new, old):
            yield Doubt(form, parts, seen=False, written=made)


def _parted(whole: str, cut: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Words of `whole` that have more than one word of `cut` in their place, with those words."""
    ends = set(accumulate(len(_LETTER.findall(word)) for word in WORD.findall(cut)))
    at = 0
    for word in WORD.findall(whole):
        inner = [end - at for end in sorted(ends) if at < end < at + len(word)]
        if inner and _SHORTEST <= len(word) <= _LONGEST:
            yield word, tuple(word[a:b] for a, b in zip([0, *inner], [*inner, len(word)], strict=True))
        at += len(word)


def _broken(text: str, words: Sequence[regex.Match[str]], costs: Sequence[float]) -> Iterator[Doubt]:
    """Forms that two rare words in a row would make, one of them in no lexicon: perhaps the pieces of a name."""
    for at, (one, other) in enumerate(pairwise(words)):
        if max(costs[at : at + 2]) != UNKNOWN or min(costs[at : at + 2]) < _RARE:
            continue
        parts = one.group(), other.group()
        if text[one.end() : other.start()] == " " and parts[1].islower() and len("".join(parts)) <= _LONGEST:
            yield Doubt("".join(parts), parts, seen=False, written=False)


def _unknown(words: Sequence[str], costs: Sequence[float]) -> Iterator[bytes]:
    """Eight bytes of each form that no lexicon has, and eight of the words around it."""
    met: set[str] = set()
    for at, (word, cost) in enumerate(zip(words, costs, strict=True)):
        if cost != UNKNOWN or word in met or not _SHORTEST <= len(word) <= _LONGEST:
            continue
        met.add(word)
        yield _digest(word) + _digest(" ".join((*words[max(0, at - 1) : at], *words[at + 1 : at + 2])))


def _digest(form: str) -> bytes:
    return hashlib.blake2b(form.encode("utf-8", "surrogatepass"), digest_size=_BYTES).digest()


class BatchWords:
    """Collects what documents teach. About 16 bytes for each form of a document that no lexicon has."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._unknown = bytearray()
        self._parted: defaultdict[str, int] = defaultdict(int)
        self._parts: defaultdict[str, set[str]] = defaultdict(set)

    def add(self, forms: Forms) -> None:
        """Add what a document teaches; the order of documents does not matter."""
        self._unknown += forms.unknown
        for doubt in forms.doubts:
            self._parts[doubt.form].update(doubt.parts if doubt.seen else ())
        for form in {doubt.form for doubt in forms.doubts if doubt.seen and doubt.written}:
            self._parted[form] += 1

    def learnt(self) -> frozenset[str]:
        """The forms that some document doubts and that are words."""
        if not self._parts:
            return frozenset()
        lexicon, texts = load_lexicon(self._language), self._texts()
        return frozenset(
            form
            for form, parts in self._parts.items()
            if (used := texts.get(_digest(form), 0)) >= TEXTS
            and self._parted.get(form, 0) <= used * _PARTED
            and not any(cost_of(lexicon, part) <= FREQUENT for part in parts)
        )

    def _texts(self) -> dict[bytes, int]:
        """In how many texts each doubted form stands, texts that are alike around it counted once."""
        pairs = np.unique(np.frombuffer(bytes(self._unknown), np.dtype((np.void, 2 * _BYTES))))
        wanted = {_digest(form) for form in self._parts}
        found: defaultdict[bytes, int] = defaultdict(int)
        for pair in pairs.tolist():
            if pair[:_BYTES] in wanted:
                found[pair[:_BYTES]] += 1
        return found


def taught(forms: Forms, learnt: frozenset[str]) -> tuple[str, ...]:
    """The learnt words that a document has doubts about, sorted."""
    return tuple(sorted({doubt.form for doubt in forms.doubts} & learnt))
