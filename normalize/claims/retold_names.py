"""Names that a retelling has and its source does not, where the source has another name in the same place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from normalize.claims.names import near as misspelt
from normalize.claims.retelling import ROOT, Alignment, Retelling
from normalize.claims.tellings import Telling, Told, Word, is_name, quoted
from normalize.model import Conflict, Evidence, Span

#: Content words on either side of a name that say what place it has in its sentence.
_FRAME = 3
_SHORT_FORM = regex.compile(r"(?:\p{Lu}\.?){1,5}s?+\Z")


@dataclass(frozen=True, slots=True)
class _Run:
    """Name words that follow each other in a sentence."""

    words: tuple[Word, ...]
    before: frozenset[str]
    after: frozenset[str]
    sentence: Told

    @property
    def span(self) -> Span:
        return Span(self.words[0].span.start, self.words[-1].span.end)

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(word.stem for word in self.words)


def conflicts(pair: Retelling) -> Iterator[Conflict]:
    """A strange name of the retelling against the name that the source has in its place."""
    plain = pair.source.text.lower()
    mine = {stem for sentence in pair.short.sentences for run in _runs(sentence) for stem in run.stems}
    told: set[frozenset[str]] = set()
    for alignment in pair.alignments:
        for run in _runs(alignment.sentence):
            strange = [word for word in run.words if not _known(word, pair.source, plain)]
            if not strange or run.stems in told:
                continue
            place = _place(run, strange, alignment, pair.source, mine)
            if place is not None:
                told.add(run.stems)
                yield _conflict(pair, run, place)


def _known(word: Word, source: Telling, plain: str) -> bool:
    """Whether the source has a name word in any form: as it is, of the same root, or cut short."""
    low = word.text.lower().rstrip(".")
    if word.stem in source.stems or low in plain or _SHORT_FORM.match(word.text):
        return True
    roots = {name[:ROOT] for name in source.names if len(name) >= ROOT}
    return low[:ROOT] in roots or any(misspelt(low, name) for name in source.names)


def _runs(sentence: Told) -> Iterator[_Run]:
    words = sentence.words
    first = 0
    while first < len(words):
        last = first
        while last < len(words) and is_name(words[last]) and (last == first or _joined(words[last - 1], words[last])):
            last += 1
        if last > first:
            before = frozenset(word.stem for word in words[max(0, first - _FRAME) : first])
            after = frozenset(word.stem for word in words[last : last + _FRAME])
            yield _Run(words[first:last], before, after, sentence)
        first = max(last, first + 1)


def _joined(one: Word, other: Word) -> bool:
    return other.span.start - one.span.end <= 1


def _place(run: _Run, strange: Sequence[Word], alignment: Alignment, source: Telling, mine: set[str]) -> _Run | None:
    """The name of the source in whose place a strange name stands: a name that the retelling leaves out."""
    scored: list[tuple[float, _Run]] = []
    for sentence in source.sentences:
        within = any(sentence is part for part in alignment.passage)
        for other in _runs(sentence):
            left_out = other.stems - mine
            if not left_out or (len(strange) < len(run.words)) != bool(other.stems & run.stems):
                continue
            frame = len(run.before & other.before) + len(run.after & other.after)
            crossed = len((run.before | run.after) & (other.before | other.after))
            shared = len(run.stems & other.stems)
            if shared or frame or (within and crossed):
                scored.append((2 * shared + frame + crossed + within, other))
    best = max(scored, key=lambda entry: entry[0], default=None)
    return best[1] if best is not None and best[0] >= 2 else None


def _conflict(pair: Retelling, run: _Run, place: _Run) -> Conflict:
    mine, theirs = run.span.of(pair.short.text), place.span.of(pair.source.text)
    return Conflict(
        "name",
        "likely",
        (_evidence(pair.source, place), _evidence(pair.short, run)),
        f"One text retells the other with “{mine}” where that has “{theirs}”; it does not mention “{mine}”.",
        caveat="Both names may be right: the retelling may draw on another source.",
        resolution="Check which name is meant.",
    )


def _evidence(told: Telling, run: _Run) -> Evidence:
    span = quoted(told.text, run.sentence.span, run.span)
    return Evidence(document=told.document, span=span, quote=span.of(told.text), label=run.span.of(told.text))
