"""Which document retells which: most of the shorter one's words and names stand in the longer one, passage by passage.

Likeness alone says nothing about two articles of one subject: two quarters of a company share nearly all their words.
A retelling is told from them by three things together: what it says is nearly all said there, its names are
known there, and each of its sentences lies close to one passage. Which of its figures differ then comes last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import regex

from normalize.claims.tellings import Outline, Telling, Told

#: Fewer content words are a caption or a headline: too few to tell what they retell. A conversation has few.
_FEWEST, _FEWEST_OF_TALK = 9, 8
#: A caption retells one sentence: it has at least so many content words, and all of them but one stand there.
_FEWEST_OF_BRIEF = 4
#: Without a name it takes more of them, and all.
_FEWEST_UNNAMED = 6
#: No retelling has more sentences; of a longer source nothing is said, since every sentence is sought in all of it.
_MOST_SENTENCES, _MOST_OF_SOURCE = 400, 2000
#: A passage is so many sentences of the source.
_PASSAGE = 3
#: Parts of its words, and of its names, that a retelling shares with its source (measured: unrelated texts of one
#: trade share up to 0.5 of their words, hardly ever half their names).
_CLOSELY, _FAIRLY, _SPOKEN, _LOOSELY = 0.62, 0.56, 0.4, 0.27
_NEARLY, _MOSTLY, _HALF = 0.75, 0.6, 0.5
#: From this strength on two texts are hardly ever two reports of one story.
STRONG = 0.7
#: Words of names that the source does not know are slips if they are so few; more are another story.
_STRANGERS = 2
#: Sentences lie in a passage with this part of their words, on average.
_NEARBY = 0.25
#: Words of one place, people or language begin alike ("China", "Chinese"; "Ukraine", "Ukrainian").
ROOT = 4
#: A retelling is at most this part of its source in content words (of a conversation, which is wordy, the second);
#: more would be two accounts side by side, unless nearly all its words are the source's (the third).
_SHORTER, _SHORTER_OF_TALK, _SHORTER_IF_ALIKE = 0.6, 1.4, 0.8
_ALIKE = 0.8


@dataclass(frozen=True, slots=True)
class Alignment:
    """A sentence of the retelling with the sentences of the source that it is closest to, and how much they share."""

    sentence: Told
    passage: tuple[Told, ...]
    share: float


@dataclass(frozen=True, slots=True)
class Retelling:
    """`short` retells `source`; `alignments` has one entry for each of its sentences that has content words.

    `strength`: the part of its words that the source holds; in a conversation (`spoken`), the mean of that and the
    part of its names. `brief`: it is no more than a sentence, which says nothing that its source does not but one word.
    """

    short: Telling
    source: Telling
    alignments: tuple[Alignment, ...]
    strength: float
    spoken: bool
    brief: bool = False


def retelling(one: tuple[int, Outline], other: tuple[int, Outline], read: Callable[[int], Telling]) -> Retelling | None:
    """The retelling that two documents are, if they are one. Numbers are what `read` knows the documents by."""
    # Of a conversation and an account without speakers, the account is the retelling, however short the other.
    (short, mine), (source, theirs) = sorted((one, other), key=lambda d: (bool(d[1].speakers), len(d[1].stems)))
    if mine.sentences > _MOST_SENTENCES or theirs.sentences > _MOST_OF_SOURCE:
        return None
    strength = _strength(mine, theirs)
    if not strength:
        return _brief(mine, theirs, read(short), read(source)) if _may_be_brief(mine, theirs) else None
    aligned = tuple(_align(s, read(source)) for s in read(short).sentences if s.stems)
    if not _close(aligned) or _first_person(read(short)):
        return None
    return Retelling(read(short), read(source), aligned, strength, bool(theirs.speakers))


_QUOTED = regex.compile(r"“[^”]*+”|\"[^\"\n]*+\"")
_FIRST_PERSON = regex.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur)\b")
#: A text of which one sentence in so many says "I" or "we", two at least, is somebody's own and retells no other.
_OWN = 3


def _first_person(told: Telling) -> bool:
    """Whether somebody speaks for themselves in a text: two talks with like words are two talks."""
    said = len(_FIRST_PERSON.findall(_QUOTED.sub(" ", told.text)))
    return said > 1 and said * _OWN >= len(told.sentences)


def _may_be_brief(short: Outline, source: Outline) -> bool:
    """Whether all the words of a few are the source's but one, and it names something that the source names."""
    size, known = len(short.stems), len(set(source.stems).intersection(short.stems))
    if not _FEWEST_OF_BRIEF <= size <= _FEWEST or short.speakers:
        return False
    if not short.names:
        return known == size >= _FEWEST_UNNAMED
    return set(short.names) <= set(source.names) and known >= size - 1


def _brief(mine: Outline, theirs: Outline, short: Telling, source: Telling) -> Retelling | None:
    """The retelling of one sentence, if a text is one."""
    told = [sentence for sentence in short.sentences if sentence.stems]
    if len(told) != 1:
        return None
    (sentence,) = told
    best = max(source.sentences, key=lambda part: len(part.stems & sentence.stems))
    # The names may stand in another sentence, which this one goes on from: "Nor does she plan to".
    missing = sentence.stems - best.stems
    if len(missing) > 1 + len(missing & short.names) or len(missing - short.names) > 1:
        return None
    share = 1 - len(missing) / len(sentence.stems)
    return Retelling(short, source, (Alignment(sentence, (best,), share),), share, bool(theirs.speakers), brief=True)


def _strength(short: Outline, source: Outline) -> float:
    """The part of the words of the shorter text that the source holds; 0 if that, or of the names, is too little."""
    size = len(short.stems)
    if size < _FEWEST_OF_TALK or size > _SHORTER_OF_TALK * len(source.stems):
        return 0.0
    held = frozenset(source.stems)
    share = len(held.intersection(short.stems)) / size
    roots = {name[:ROOT] for name in source.names if len(name) >= ROOT}
    known = {name for name in short.names if name in held or name[:ROOT] in roots}
    named = len(known) / len(short.names) if short.names else 0.0
    # Two conversations, or two parts of one, are no retellings of each other.
    spoken = 0 if short.speakers else len(set(source.speakers).intersection(short.stems))
    if named >= _HALF and ((spoken > 1 and share >= _LOOSELY) or (spoken and share >= _SPOKEN)):
        # A conversation is retold in other words, but always by the names of those who speak.
        return (share + named) / 2
    strangers = len(short.names) - len(known)
    shorter = _SHORTER_IF_ALIKE if share >= _ALIKE else _SHORTER
    if size < _FEWEST or size > shorter * len(source.stems) or (strangers > _STRANGERS and named < _NEARLY):
        return 0.0
    if share >= _CLOSELY and (not short.names or named >= _HALF):
        return share
    return share if share >= _FAIRLY and known and named >= _MOSTLY else 0.0


def _align(sentence: Told, source: Telling) -> Alignment:
    best: tuple[float, int] = (-1.0, 0)
    told = source.sentences
    for start in range(len(told)):
        held: set[str] = set()
        for part in told[start : start + _PASSAGE]:
            held |= part.stems & sentence.stems
        # Of two passages with equal shares the one that begins with a match is the closer one.
        score = len(held) + 0.1 * len(told[start].stems & sentence.stems)
        if score > best[0]:
            best = (score, start)
    passage = told[best[1] : best[1] + _PASSAGE]
    held = set[str]().union(*(part.stems for part in passage)) & sentence.stems
    return Alignment(sentence, tuple(passage), len(held) / len(sentence.stems))


def _close(aligned: Iterable[Alignment]) -> bool:
    """Whether the sentences lie close enough to passages of the source."""
    pairs = [(one.share * len(one.sentence.stems), len(one.sentence.stems)) for one in aligned]
    total = sum(size for _, size in pairs)
    return total > 0 and sum(share for share, _ in pairs) / total >= _NEARBY
