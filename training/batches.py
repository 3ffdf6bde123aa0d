"""Endless batches for training: documents with one damage each, strung together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from normalize.correct.spacing.features import PLAIN, SEEN, TEMPLATES, Features, extract
from normalize.correct.spacing.hashing import Hashes, mix
from normalize.correct.spacing.lattice import Floats
from normalize.correct.spacing.network import rate_feature
from normalize.correct.spacing.stream import Stream, read_stream
from normalize.correct.spacing.word_table import ABSENT_COST, WordTable
from training.noise import Damage, damage_spaces, draw_damage, misspell, split_spaces
from training.texts import read_pairs, read_paragraphs

#: How many times each text is drawn in one round; the classics are old and many, so they are thinned.
WEIGHTS = {
    "classics": 0.15, "digitalgov": 1.0, "18f": 1.0, "peps": 1.0, "turing-way": 1.5, "speeches": 1.0,
    "wikipedia": 4.0, "pair:Wiki": 4.0, "pair:Wiki.typos": 3.0, "pair:arXiv.OCR": 2.0,
}  # fmt: skip
#: How many times each tuning set is drawn with its own faults, in blocks of twenty lines.
PAIR_WEIGHTS = {"Wiki": 3, "Wiki.typos": 4, "Wiki.typos.no_spaces": 2, "arXiv.OCR": 5, "arXiv.pdftotext": 4}
BLOCK = 20
#: Templates that may know a word by heart: long n-grams and whole words.
LONG = frozenset(
    [t for t, (left, right) in enumerate(PLAIN) if left + right >= 6]
    + [len(PLAIN) + t for t, (left, right) in enumerate(SEEN) if left + right >= 6]
    + list(range(len(PLAIN) + len(SEEN), TEMPLATES))
)
#: Share of n-grams that are hidden from the network in training.
DROPPED, DROPPED_LONG = 0.1, 0.3
#: A word is forgotten the likelier the rarer it is: from this cost on, up to this share.
FORGET_FROM, FORGET_RANGE, FORGOTTEN = 10.5, 12.0, 0.4
#: Share of documents whose damage the network is not told.
BLIND = 0.35


@dataclass(frozen=True, slots=True)
class Batch:
    """One stream, its features, answers, which gaps count, and the damage hint of each gap."""

    stream: Stream
    features: Features
    answers: NDArray[np.float32]
    counted: NDArray[np.bool_]
    hints: NDArray[np.float32]


#: Lines at the head of each set of the second folder of pairs that are never learnt: what `bench/spacing.py` reports.
REPORTED = 2000


def letters(line: str) -> str:
    """A line without its spaces: two lines with the same letters teach the same."""
    return "".join(line.split())


Block = list[tuple[str, str]]


def blocks_of(lines: Block) -> Iterator[tuple[Block, bool]]:
    """Blocks of twenty lines; every tenth is held back, so that thresholds are set on text that was not learnt."""
    for number, at in enumerate(range(0, len(lines), BLOCK)):
        yield lines[at : at + BLOCK], number % 10 == 9


@dataclass(frozen=True, slots=True)
class ForgetfulTable(WordTable):
    """A word table that has forgotten some of its rare words, others for each `salt`.

    The lexicon knows nearly all words of the texts that it was made from. Reading them with gaps in the lexicon
    teaches what to do with names that nobody has seen.
    """

    salt: int

    def look_up(self, hashes: Hashes) -> Floats:
        """Costs in nats, as of a smaller lexicon."""
        nats = WordTable.look_up(self, hashes)
        drawn = (mix(hashes, 1000 + self.salt) >> np.uint64(40)).astype(np.float32) / np.float32(1 << 24)
        chance = np.clip((nats - FORGET_FROM) / FORGET_RANGE, 0.0, FORGOTTEN)
        nats[drawn < chance] = ABSENT_COST
        return nats


def divide(pairs: Path, more: Path | None) -> tuple[dict[str, list[Block]], set[str]]:
    """The blocks of each set that are learnt, and the letters of all lines that are not."""
    learnt: dict[str, list[Block]] = {name: [] for name in PAIR_WEIGHTS}
    unseen: set[str] = set()
    for name in PAIR_WEIGHTS:
        for block, held_back in blocks_of(read_pairs(pairs / name)):
            if held_back:
                unseen.update(letters(correct) for _, correct in block)
            else:
                learnt[name].append(block)
        if more is not None:
            lines = read_pairs(more / name)
            unseen.update(letters(correct) for _, correct in lines[:REPORTED])
            learnt[name] += [block for block, _ in blocks_of(lines[REPORTED:])]
    return learnt, unseen


Piece = tuple[str, NDArray[np.bool_], float, float]


class Corpus:
    """All training text, drawn at random without end; the seed fixes the order.

    `more` is a second folder of pairs, of which the first `REPORTED` lines of every set stay unseen. Sets share lines,
    so a line stays out wherever it is when one of the unseen lines has its letters.
    """

    def __init__(self, texts: Path, pairs: Path, seed: int, more: Path | None = None) -> None:
        self.random = np.random.default_rng(seed)
        self.texts: dict[str, list[str]] = {}
        for path in sorted(texts.glob("*.txt*")):
            self.texts[path.name.split(".")[0]] = [p for p in read_paragraphs(path) if 3 < len(p) < 4000]
        self.blocks: list[Block] = []
        learnt, unseen = divide(pairs, more)
        for name, weight in PAIR_WEIGHTS.items():
            kept = [[pair for pair in block if letters(pair[1]) not in unseen] for block in learnt[name]]
            self.blocks += kept * weight
            lines = [pair for block in kept for pair in block]
            if f"pair:{name}" in WEIGHTS:
                self.texts[f"pair:{name}"] = [right for _, right in lines if len(right) > 3]
        self.sizes = {name: sum(map(len, lines)) * WEIGHTS[name] for name, lines in self.texts.items()}
        self.pair_size = sum(len(right) for block in self.blocks for _, right in block)
        self.cursor: dict[str, int] = dict.fromkeys(self.texts, 0)
        for lines in self.texts.values():
            self.random.shuffle(lines)  # type: ignore[arg-type]

    def documents(self) -> Iterator[list[Piece]]:
        """Documents: lists of seen text, true spaces, and the document's rates of lost and added spaces."""
        names = list(self.texts)
        shares = np.array([*(self.sizes[n] for n in names), self.pair_size])
        per_document = np.array([*(1500.0 for _ in names), 1500.0])
        p = shares / per_document
        while True:
            which = int(self.random.choice(len(p), p=p / p.sum()))
            if which == len(names):
                yield self._pair_block()
            else:
                yield self._made(names[which])

    def _pair_block(self) -> list[Piece]:
        block = self.blocks[int(self.random.integers(len(self.blocks)))]
        read = []
        lost = added = spaces = others = 0
        for corrupt, correct in block:
            if not correct.strip():
                continue
            codes, true = split_spaces(correct)
            seen_codes, seen = split_spaces(corrupt)
            if len(codes) != len(seen_codes):
                continue
            lost += int((true & ~seen).sum())
            added += int((seen & ~true).sum())
            spaces += int(true.sum())
            others += int((~true).sum())
            read.append((" ".join(corrupt.split()), true))
        rates = lost / max(1, spaces), added / max(1, others)
        return [(text, true, *rates) for text, true in read]

    def _made(self, name: str) -> list[Piece]:
        damage = draw_damage(self.random)
        lines = self.texts[name]
        pieces: list[Piece] = []
        size = 0
        target = self.random.integers(300, 3000)
        while size < target:
            at = self.cursor[name]
            self.cursor[name] = (at + 1) % len(lines)
            piece = self._damaged(lines[at], damage)
            pieces.append(piece)
            size += len(piece[0])
        return pieces

    def _damaged(self, paragraph: str, damage: Damage) -> Piece:
        if damage.capitals:
            upper = paragraph.upper()
            paragraph = upper if len(upper) == len(paragraph) else paragraph
        codes, true = split_spaces(paragraph)
        if damage.typos:
            codes, true = misspell(codes, true, damage.typos, self.random)
        seen = damage_spaces(true, damage, self.random)
        return written(codes, seen), true, damage.lost, damage.extra_rate


def written(codes: NDArray[np.uint32], seen: NDArray[np.bool_]) -> str:
    """The text of the characters with the spaces that are seen."""
    out = np.full(len(codes) + int(seen.sum()), 32, np.uint32)
    out[np.arange(len(codes)) + np.cumsum(seen)] = codes
    return out.tobytes().decode("utf-32-le", "surrogatepass")


def batches(corpus: Corpus, table: WordTable, size: int, bits: int) -> Iterator[Batch]:
    """Batches of at least `size` symbols each, whole documents."""
    source = corpus.documents()
    hidden = np.array([DROPPED_LONG if t in LONG else DROPPED for t in range(TEMPLATES)], np.float32)[:, None]
    for salt in count():
        texts: list[str] = []
        answers: list[NDArray[np.bool_]] = []
        hints: list[NDArray[np.float32]] = []
        length = 0
        while length < size:
            document = next(source)
            blind = corpus.random.random() < BLIND
            jitter = np.exp(corpus.random.normal(0, 0.3, 2))
            for text, true, lost, added in document:
                texts.append(text)
                answers.append(np.concatenate((true, [False])))
                hint = rate_feature(None if blind else (lost * jitter[0], added * jitter[1]))
                hints.append(np.repeat(hint[None], len(true) + 1, axis=0))
                length += len(true) + 1
        stream = read_stream("\n".join(texts) + "\n")
        answer = np.concatenate(answers).astype(np.float32)
        assert len(stream) == len(answer), "a text holds white space that the reader and the noise see differently"
        features = extract(stream, ForgetfulTable(table.marks, table.costs, table.taken, salt), bits)
        # Row 0 stands for "not seen": leaving out pieces at random keeps long ones from being learnt by heart.
        features.rows[corpus.random.random(features.rows.shape, np.float32) < hidden] = 0
        counted = (stream.symbols != 0) & np.concatenate(([False], stream.symbols[:-1] != 0))
        yield Batch(stream, features, answer, counted, np.concatenate(hints))
