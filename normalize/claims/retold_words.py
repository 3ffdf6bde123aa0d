"""Words that a retelling turns round: the opposite of what the source says, or the same with or without a "not"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from normalize.claims import tokens as t
from normalize.claims import words
from normalize.claims.opposites import move_apart, opposed, two_sided
from normalize.claims.retelling import Alignment, Retelling
from normalize.claims.tellings import Telling, Told, Word, quoted
from normalize.claims.vocabulary import FALLING, RISING
from normalize.claims.words import listed
from normalize.model import Conflict, Evidence

#: Words on either side of a word that say what place it has in its sentence.
_FRAME = 3
#: Words beside a rise and a fall that are held against each other.
_OF_MOVES = 2
#: "I don't think it is good" is told as "he thinks that it is not good": these are never held against each other.
_RAISING = frozenset(map(words.stem, listed("think believe want expect seem suppose feel know care mind need have do")))
#: What is "back" was gone before: with it and without it are two times ("without power", "power back").
_RESTORED = frozenset(map(words.stem, listed("back again restore return resume regain recover reconnect reopen anew")))
#: What a negation can be about: words that mean something by themselves.
_DENIABLE = frozenset({t.NOUN, t.VERB, t.ADJ, t.NAME, t.ADV})


def conflicts(pair: Retelling) -> Iterator[Conflict]:
    """Opposites first; a negation only where no opposite explains the sentence."""
    for alignment in pair.alignments:
        found = list(_opposites(pair, alignment)) or list(_negations(pair, alignment))
        yield from found[:1]


def _opposites(pair: Retelling, alignment: Alignment) -> Iterator[Conflict]:
    sentence = alignment.sentence
    for number, word in enumerate(sentence.plain):
        mine = _frame(sentence, number)
        if pair.brief and (two_sided(word.text.lower()) or _alike(word) & pair.source.plain_stems):
            continue
        # A word that the source has as well, of this or another thing, needs a closer place to be a slip.
        least = 1 + max((len(mine & frame) for frame in _frames(word, pair.source)), default=0)
        for part in alignment.passage:
            for place, other in enumerate(part.plain):
                needed = _needed(word, other)
                if not needed or word.negated != other.negated:
                    continue
                theirs = _frame(part, place)
                if len(mine & theirs) >= max(least, needed) and not _kept(other, theirs, mine, pair.short):
                    yield _conflict(pair, sentence, word, part, other)


def _needed(word: Word, other: Word) -> int:
    """How many words two opposites must have beside them in common; 0 for words that are no opposites."""
    said, meant = word.text.lower(), other.text.lower()
    if (word.tag == t.NAME) != (other.tag == t.NAME):
        return 0
    if opposed(said, meant):
        return 1 if word.tag == other.tag else _OF_MOVES
    # Much rises and falls in a report: one word beside both is too little.
    return _OF_MOVES if move_apart(said, meant) else 0


def _kept(word: Word, theirs: frozenset[str], mine: frozenset[str], short: Telling) -> bool:
    """Whether the retelling has a word of the source in a place that is at least as close as that of its opposite."""
    return any(len(frame & theirs) >= len(mine & theirs) for frame in _frames(word, short))


def _alike(word: Word) -> frozenset[str]:
    """The stems that mean what a word does, as far as it tells of a rise or fall ("plunge" for "drop")."""
    return next((moves for moves in _MOVES if word.stem in moves), frozenset({word.stem}))


def _frames(word: Word, source: Telling) -> Iterator[frozenset[str]]:
    alike = _alike(word)
    for part in source.sentences:
        for place, other in enumerate(part.plain):
            if other.stem in alike:
                yield _frame(part, place)


_MOVES = tuple(frozenset(map(words.stem, moves)) for moves in (RISING, FALLING))


def _negations(pair: Retelling, alignment: Alignment) -> Iterator[Conflict]:
    sentence = alignment.sentence
    for number, word in enumerate(sentence.plain):
        if word.stem in _RAISING or (word.denied and not word.negated) or word.tag not in _DENIABLE:
            continue
        mine = _frame(sentence, number)
        if any(mine & frame for frame in _told_alike(word, pair.source)):
            continue
        for part in pair.source.sentences:
            # Far from the passage a word needs more beside it to be in the same place.
            least = 1 if word.none or any(part is near for near in alignment.passage) else 2
            for place, other in enumerate(part.plain):
                turned = other.stem == word.stem and other.negated != word.negated
                theirs = _frame(part, place)
                restored = (theirs if word.negated else mine) & _RESTORED
                if not turned or restored or (other.denied and word.negated) or len(mine & theirs) < least:
                    continue
                sure = not pair.spoken or (word.none and not other.denied)
                yield _conflict(pair, sentence, word, part, other, sure=sure)


def _told_alike(word: Word, source: Telling) -> Iterator[frozenset[str]]:
    """The places in which the source says a word just as the retelling does, with or without "not"."""
    for part in source.sentences:
        for place, other in enumerate(part.plain):
            if other.stem == word.stem and other.negated == word.negated:
                yield _frame(part, place)


def _frame(sentence: Told, number: int) -> frozenset[str]:
    """The stems of the words around a word, three on either side, and the figures between them."""
    return frozenset((*_beside(sentence.plain[:number][::-1]), *_beside(sentence.plain[number + 1 :])))


def _beside(words_there: Sequence[Word]) -> Iterator[str]:
    left = _FRAME
    for word in words_there:
        left -= word.tag != t.FIG
        if left < 0:
            return
        yield word.stem


def _conflict(pair: Retelling, sentence: Told, word: Word, part: Told, other: Word, *, sure: bool = True) -> Conflict:
    mine, theirs = (("not " if w.negated else "") + w.text for w in (word, other))
    return Conflict(
        "polarity",
        # In talk a "not" often answers what another has said: what it denies is not in its own sentence.
        "likely" if sure else "review",
        (_evidence(pair.source, part, other), _evidence(pair.short, sentence, word)),
        f"One text retells the other with “{mine}” where that has “{theirs}”.",
        caveat="The two may speak of different parts of the story.",
        resolution="Check which of the two is meant.",
    )


def _evidence(told: Telling, sentence: Told, word: Word) -> Evidence:
    span = quoted(told.text, sentence.span, word.span)
    return Evidence(document=told.document, span=span, quote=span.of(told.text), label=word.text)
