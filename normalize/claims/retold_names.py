"""Names that a retelling has and its source does not, where the source has another name in the same place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from normalize.claims.names import near as misspelt
from normalize.claims.retelling import ROOT, STRONG, Alignment, Retelling
from normalize.claims.tellings import Telling, Told, Word, is_name, quoted
from normalize.model import Conflict, Evidence, Span

#: Content words on either side of a name that say what place it has in its sentence.
_FRAME = 3
#: So many words before both names put them into one place, even if both are told.
_CLOSE = 2
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
    yield from _codes(pair, plain)
    told: set[frozenset[str]] = set()
    if not pair.spoken and pair.strength < STRONG and _other_subject(pair, plain):
        return
    for alignment in pair.alignments:
        for run in _runs(alignment.sentence):
            strange = [word for word in run.words if not _known(word, pair.source, plain)]
            if not strange or run.stems in told or _initials(run) in pair.source.plain:
                continue
            place = _place(run, strange, alignment, pair.source, mine)
            if place is not None:
                told.add(run.stems)
                yield _conflict(pair, run, place)


_CODE = regex.compile(r"\b(?=[\p{L}-]{0,20}\d)(?=\d{0,20}-?\p{L})[\p{L}\d]++(?:-[\p{L}\d]++){0,4}+")


def _other_subject(pair: Retelling, plain: str) -> bool:
    """Whether the shorter text names something twice that the source does not know: then it is about that."""
    found = Counter(
        word.stem
        for sentence in pair.short.sentences
        for run in _runs(sentence)
        for word in run.words
        if not _known(word, pair.source, plain)
    )
    return any(count > 1 for count in found.values())


#: "30-day", "100MB", "5pm", "3rd": a figure with its unit is no code.
_FIGURE = regex.compile(r"\d++(?:st|nd|rd|th|-?\p{Ll}{2,}+|-?[KMG]B)\b")


def _codes(pair: Retelling, plain: str) -> Iterator[Conflict]:
    """Codes that the source has with other digits, or with its letters and digits in another order ("2D", "3D")."""
    for alignment in pair.alignments:
        for mine in _code_spans(pair.short, alignment.sentence):
            text = mine.of(pair.short.text)
            if text.lower() in plain:
                continue
            for sentence in pair.source.sentences:
                for theirs in _code_spans(pair.source, sentence):
                    other = theirs.of(pair.source.text)
                    if _letters(other) == _letters(text) and other not in pair.short.text:
                        yield _between(pair, (alignment.sentence, mine), (sentence, theirs))
                        return


def _code_spans(told: Telling, sentence: Told) -> Iterator[Span]:
    for match in _CODE.finditer(told.text, sentence.span.start, sentence.span.end):
        if not _FIGURE.fullmatch(match.group()):
            yield Span(match.start(), match.end())


def _letters(code: str) -> str:
    return "".join(letter for letter in code.lower() if letter.isalpha())


def _known(word: Word, source: Telling, plain: str) -> bool:
    """Whether the source has a name word in any form: as it is, of the same root, or cut short."""
    low = word.text.lower().rstrip(".")
    if word.stem in source.stems or low in plain or _SHORT_FORM.match(word.text):
        return True
    roots = {name[:ROOT] for name in source.names if len(name) >= ROOT}
    return low[:ROOT] in roots or any(misspelt(low, name) for name in source.names)


def _initials(run: _Run) -> str:
    """The first letters of a name of two words and more: "Los Angeles" is known as "LA"."""
    return "".join(word.text[0].lower() for word in run.words) if len(run.words) > 1 else ""


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
            if (len(strange) < len(run.words)) != bool(other.stems & run.stems):
                continue
            if not left_out and not _moved(run, other, alignment):
                continue
            frame = len(run.before & other.before) + len(run.after & other.after)
            crossed = len((run.before | run.after) & (other.before | other.after))
            shared = len(run.stems & other.stems)
            if shared or frame or (within and crossed):
                scored.append((2 * shared + frame + crossed + within, other))
    best = max(scored, key=lambda entry: entry[0], default=None)
    return best[1] if best is not None and best[0] >= 2 else None


def _moved(run: _Run, other: _Run, alignment: Alignment) -> bool:
    """Whether a strange name stands closer to the place of a name than that name itself, which is told elsewhere."""
    near = len(run.before & other.before)
    kept = [len(one.before & other.before) for one in _runs(alignment.sentence) if one.stems & other.stems]
    return near >= _CLOSE and near > max(kept, default=0)


def _conflict(pair: Retelling, run: _Run, place: _Run) -> Conflict:
    return _between(pair, (run.sentence, run.span), (place.sentence, place.span))


def _between(pair: Retelling, mine: tuple[Told, Span], theirs: tuple[Told, Span]) -> Conflict:
    said, meant = mine[1].of(pair.short.text), theirs[1].of(pair.source.text)
    return Conflict(
        "name",
        "likely",
        (_evidence(pair.source, *theirs), _evidence(pair.short, *mine)),
        f"One text retells the other with “{said}” where that has “{meant}”; it does not mention “{said}”.",
        caveat="Both names may be right: the retelling may draw on another source.",
        resolution="Check which name is meant.",
    )


def _evidence(told: Telling, sentence: Told, part: Span) -> Evidence:
    span = quoted(told.text, sentence.span, part)
    return Evidence(document=told.document, span=span, quote=span.of(told.text), label=part.of(told.text))
