"""Fit the decision about flips on text that the model has not learnt from.

    python -m training.decision --texts FOLDER --pairs FOLDER [--out normalize/correct/tables/spacing]

To be run after every change of the model: the weights hold for the odds that they were fitted on. The text: every
tenth block of twenty lines of the tuning pairs (as blocks and line by line, damaged and correct), and the held-back
paragraphs of the texts, as they are and lightly damaged. Small boosted trees, in which correct text counts `CLEAN`
times as much as damaged text: a false edit there is worse than a missed one. Inputs that can only speak for a repair,
or only against one, are bound to that direction (`DIRECTIONS`), so that no accident of the samples turns them round.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from normalize.correct.spacing.decision import COLUMNS, columns_of, unpack
from normalize.correct.spacing.evidence import gather
from normalize.correct.spacing.gap_odds import weigh_gaps
from normalize.correct.spacing.gap_repairs import LEAST
from normalize.correct.spacing.stream import read_stream
from normalize.correct.spacing.word_table import load_table
from training.batches import PAIR_WEIGHTS, blocks_of, written
from training.noise import Damage, damage_spaces, split_spaces
from training.texts import read_pairs, read_paragraphs

CLEAN = 1.0
#: Characters of the held-back part of each text that are read.
SHARES = {"digitalgov": 350_000, "classics": 700_000, "18f": 120_000, "peps": 140_000, "speeches": 90_000}
#: Sets whose correct side is prose or formulae as people write them.
CLEAN_SETS = ("Wiki", "arXiv.OCR", "arXiv.pdftotext")
#: Which way an input may speak: 1 for a repair, -1 against one.
DIRECTIONS = {
    "odds": 1, "first odds": 1, "rate of this kind": 1, "rate of all kinds": 1, "gain in the lexicon": 1,
    "form used elsewhere": 1, "guarded": -1,
}  # fmt: skip
TREES, LEAVES, RATE, LEAST_IN_LEAF, RIDGE = 150, 16, 0.06, 40, 5.0
_SEED = 7

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sample:
    """Candidates of one text: weighed columns, whether the flip is right, and what each counts."""

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
        yield Sample(columns_of(evidence), wrong[at], weight)


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


def fit(found: Iterable[Sample]) -> dict[str, NDArray[Any]]:
    """The trees as the arrays that `normalize/correct/spacing/decision.py` reads."""
    every = list(found)
    columns = np.concatenate([one.columns for one in every])
    right = np.concatenate([one.right for one in every])
    weight = np.concatenate([np.full(len(one.right), one.weight) for one in every])
    print(f"{len(right)} candidates, {int(right.sum())} of them faults")
    model = HistGradientBoostingClassifier(
        max_iter=TREES,
        learning_rate=RATE,
        max_leaf_nodes=LEAVES,
        min_samples_leaf=LEAST_IN_LEAF,
        l2_regularization=RIDGE,
        monotonic_cst=[DIRECTIONS.get(name, 0) for name in COLUMNS],
        early_stopping=False,
        random_state=_SEED,
    ).fit(columns, right, sample_weight=weight)
    trees = [predictor.nodes for (predictor,) in model._predictors]
    arrays = unrolled(trees)
    # What the library itself answers is the measure of what was read out of it.
    arrays["base"] = np.float64(model._baseline_prediction.item())
    assert np.allclose(model.decision_function(columns), unpack(arrays).log_odds(columns), atol=1e-3)
    return arrays


def unrolled(trees: list[NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Trees of the library as arrays, a tree a row; leaves lead to themselves."""
    shape = len(trees), max(map(len, trees))
    arrays: dict[str, NDArray[Any]] = {
        "column": np.zeros(shape, np.int16),
        "limit": np.zeros(shape, np.float32),
        "lower": np.zeros(shape, np.int16),
        "higher": np.zeros(shape, np.int16),
        "value": np.zeros(shape, np.float32),
        "depth": np.int64(max(int(nodes["depth"].max()) for nodes in trees)),
    }
    for row, nodes in enumerate(trees):
        here, leaf = np.arange(len(nodes)), nodes["is_leaf"].astype(bool)
        arrays["column"][row, : len(nodes)] = np.where(leaf, 0, nodes["feature_idx"])
        arrays["limit"][row, : len(nodes)] = np.where(leaf, 0.0, nodes["num_threshold"])
        arrays["lower"][row, : len(nodes)] = np.where(leaf, here, nodes["left"])
        arrays["higher"][row, : len(nodes)] = np.where(leaf, here, nodes["right"])
        arrays["value"][row, : len(nodes)] = nodes["value"]
    return arrays


def main() -> None:
    """Fit and write `decision.en.npz`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("normalize/correct/tables/spacing"))
    options = parser.parse_args()
    np.savez(options.out / "decision.en.npz", **fit(samples(options.texts, options.pairs)))


if __name__ == "__main__":
    main()
