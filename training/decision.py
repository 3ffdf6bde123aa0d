"""Fit the decision about flips on text that the model has not learnt from.

    python -m training.decision --texts FOLDER --pairs FOLDER [--out normalize/correct/tables/spacing]

To be run after every change of the model: the weights hold for the odds that they were fitted on. The text: every
tenth block of twenty lines of the tuning pairs (as blocks and line by line, damaged and correct), and the held-back
paragraphs of the texts, as they are and lightly damaged. A logistic regression for each kind of gap, in which correct
text counts `CLEAN` times as much as damaged text: a false edit there is worse than a missed one.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from normalize.correct.spacing.decision import COLUMNS, columns_of
from normalize.correct.spacing.evidence import Kind, gather
from normalize.correct.spacing.gap_odds import weigh_gaps
from normalize.correct.spacing.gap_repairs import LEAST
from normalize.correct.spacing.stream import read_stream
from normalize.correct.spacing.word_table import load_table
from training.batches import PAIR_WEIGHTS, blocks_of, written
from training.noise import Damage, damage_spaces, split_spaces
from training.texts import read_pairs, read_paragraphs

CLEAN = 3.0
#: Characters of the held-back part of each text that are read.
SHARES = {"digitalgov": 350_000, "classics": 700_000, "18f": 120_000, "peps": 140_000, "speeches": 90_000}
#: Sets whose correct side is prose or formulae as people write them.
CLEAN_SETS = ("Wiki", "arXiv.OCR", "arXiv.pdftotext")
#: Weights of evidence for a name, at most. Blocks of twenty lines hold few names and hardly one twice, so the fit
#: learns little of them or the contrary; articles are full of them.
AT_MOST = {"form used elsewhere": -0.08, "capital": -1.25}
_RIDGE = 1.0
_STEPS = 30
_SEED = 7

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """Candidates of one text: kinds, weighed columns, whether the flip is right, and what each counts."""

    kinds: NDArray[np.int8]
    columns: Floats
    right: NDArray[np.bool_]
    weight: float


def sample(seen: str, correct: str, weight: float = 1.0) -> Iterator[Sample]:
    """The candidates of a text that is seen as `seen` and should read `correct`; none when letters differ."""
    whole, truth = read_stream(seen), read_stream(correct)
    if not np.array_equal(whole.symbols, truth.symbols):
        return
    wrong = whole.spaced != truth.spaced
    for odds in weigh_gaps(seen, "en"):
        evidence = gather(odds, load_table("en"), (), LEAST)
        at = np.searchsorted(whole.places, odds.stream.places[evidence.gaps])
        yield Sample(evidence.kinds, columns_of(evidence.inputs), wrong[at], weight)


def samples(texts: Path, pairs: Path) -> Iterator[Sample]:
    """All samples, pairs first."""
    for name in PAIR_WEIGHTS:
        held = [block for block, held_back in blocks_of(read_pairs(pairs / name)) if held_back]
        for number, block in enumerate(held):
            seen, correct = ("\n\n".join(side) for side in zip(*block, strict=True))
            yield from sample(seen, correct)
            lines = block if number % 3 == 0 else []
            for pair in lines:
                yield from sample(*pair)
            if name in CLEAN_SETS:
                yield from sample(correct, correct, CLEAN)
                for _, line in lines:
                    yield from sample(line, line, CLEAN)
    random = np.random.default_rng(_SEED)
    for name, size in SHARES.items():
        for number, document in enumerate(_documents(texts / f"{name}.txt.xz", size, random)):
            correct = "\n\n".join(document)
            yield from sample(correct, correct, CLEAN)
            if number < 60:
                yield from sample("\n\n".join(_lightly_damaged(document, random)), correct)


def _documents(path: Path, size: int, random: np.random.Generator) -> Iterator[list[str]]:
    """Held-back paragraphs in documents of 800 to 6,000 characters."""
    document: list[str] = []
    read = held = 0
    for paragraph in read_paragraphs(path, held_back=True):
        document.append(" ".join(paragraph.split()))
        read, held = read + len(paragraph), held + len(paragraph)
        if held > random.integers(800, 6000):
            yield document
            document, held = [], 0
        if read > size:
            return


def _lightly_damaged(paragraphs: list[str], random: np.random.Generator) -> Iterator[str]:
    """The paragraphs with a few faults: most documents that people bring are like this."""
    lost = float(np.exp(random.uniform(np.log(0.002), np.log(0.03))))
    added = float(np.exp(random.uniform(np.log(0.0002), np.log(0.005))))
    kept = random.random()
    lost, added = (lost if kept > 0.2 else 0.0), (added if kept < 0.7 else 0.0)
    damage = Damage(lost=lost, added=added, spread=0.0, typos=0.0, capitals=False, varied=False)
    for paragraph in paragraphs:
        codes, spaces = split_spaces(paragraph)
        yield written(codes, damage_spaces(spaces, damage, random))


def fit(found: Iterable[Sample]) -> Floats:
    """Weights for each kind of gap, by Newton's method."""
    every = list(found)
    kinds = np.concatenate([one.kinds for one in every])
    columns = np.concatenate([one.columns for one in every])
    right = np.concatenate([one.right for one in every])
    weight = np.concatenate([np.full(len(one.kinds), one.weight) for one in every])
    weights = np.zeros((len(Kind), len(COLUMNS)))
    for kind in Kind:
        chosen = kinds == kind
        weights[kind] = _regress(columns[chosen], right[chosen], weight[chosen])
        print(f"{kind.name.lower()}: {int(chosen.sum())} candidates, {int(right[chosen].sum())} of them faults")
    return weights


def _regress(columns: Floats, right: NDArray[np.bool_], weight: Floats) -> Floats:
    found = np.zeros(columns.shape[1])
    ridge = _RIDGE * np.eye(len(found))
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-np.clip(columns @ found, -30, 30)))
        slope = columns.T @ (weight * (right - likely)) - _RIDGE * found
        curve = (columns * (weight * likely * (1 - likely))[:, None]).T @ columns + ridge
        found += np.linalg.solve(curve, slope)
    return found


def write(weights: Floats, path: Path) -> None:
    """Write the weights by name."""
    lines = ["# Weights of the decision about a flip, by kind of gap. Written by `training/decision.py`."]
    capped = weights.copy()
    for name, most in AT_MOST.items():
        capped[Kind.JOINED_WORDS, COLUMNS.index(name)] = min(most, weights[Kind.JOINED_WORDS, COLUMNS.index(name)])
    for kind in Kind:
        lines += ["", f"[{kind.name.lower()}]"]
        lines += [f"{json.dumps(name)} = {value:.4f}" for name, value in zip(COLUMNS, capped[kind], strict=True)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Fit and write `decision.en.toml`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("normalize/correct/tables/spacing"))
    options = parser.parse_args()
    write(fit(samples(options.texts, options.pairs)), options.out / "decision.en.toml")


if __name__ == "__main__":
    main()
