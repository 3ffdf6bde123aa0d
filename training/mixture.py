"""Fit the shares of classifier and context network in their common odds, on text that neither has learnt.

    python -m training.mixture --pairs FOLDER --out normalize/correct/tables/spacing

Every tenth block of twenty lines of the tuning pairs. A logistic regression of the truth on the two log odds, each set
of pairs counting the same, so that the common odds are true to their name: of gaps called 90 % likely, 90 % are.
To be run after every training of either model, and before `training/decision.py`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from normalize.correct.spacing.context_network import load_context
from normalize.correct.spacing.features import extract
from normalize.correct.spacing.gap_odds import Models, Weigher
from normalize.correct.spacing.network import load_network
from normalize.correct.spacing.stream import read_stream
from normalize.correct.spacing.word_table import load_table
from training.batches import PAIR_WEIGHTS, blocks_of
from training.texts import read_pairs

_STEPS = 40
_RIDGE = 1e-3

Floats = NDArray[np.float64]


def samples(pairs: Path, name: str) -> Iterator[tuple[Floats, NDArray[np.bool_]]]:
    """Log odds of both models, with and without knowledge of the damage, and the truth, of the gaps that both read."""
    models = Models(load_network("en"), load_context("en"))
    for block, held_back in blocks_of(read_pairs(pairs / name)):
        corrupt, correct = (read_stream("\n\n".join(side)) for side in zip(*block, strict=True))
        if not held_back or not np.array_equal(corrupt.symbols, correct.symbols):
            continue
        weigher = Weigher(corrupt, corrupt, extract(corrupt, load_table("en"), models.classifier.bits), models)
        asked = weigher.doubtful(weigher.alone())
        for damage in (None, weigher.damage(weigher.wrong(None, asked))):
            both = (weigher.classifier(damage)[asked], weigher.context(damage, asked), np.ones(len(asked)))
            yield np.stack(both, axis=1).astype(np.float64), correct.spaced[asked]


def fit(pairs: Path) -> Floats:
    """Shares of the classifier and of the context network, and a constant."""
    columns, truths, weights = [], [], []
    for name in PAIR_WEIGHTS:
        found = list(samples(pairs, name))
        size = sum(len(truth) for _, truth in found)
        for column, truth in found:
            columns.append(column)
            truths.append(truth)
            weights.append(np.full(len(truth), 1e5 / size))
    return regress(np.concatenate(columns), np.concatenate(truths), np.concatenate(weights))


def regress(columns: Floats, truth: NDArray[np.bool_], weights: Floats) -> Floats:
    """Logistic regression by Newton's method."""
    found = np.zeros(columns.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(columns @ found, -30, 30)))
        slope = columns.T @ (weights * (truth - chance)) - _RIDGE * found
        bend = (columns * (weights * chance * (1 - chance))[:, None]).T @ columns + _RIDGE * np.eye(len(found))
        found = found + np.linalg.solve(bend, slope)
    return found


def main() -> None:
    """Fit, and write the shares into the shipped file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    shares = fit(options.pairs)
    print("shares of classifier and context network, constant:", *(f"{share:.3f}" for share in shares))
    path = options.out / "context.en.npz"
    with np.load(path, allow_pickle=False) as packed:
        arrays: dict[str, Any] = {name: packed[name] for name in packed.files}
    arrays["mixture"] = shares.astype(np.float16)
    np.savez(path, **arrays)


if __name__ == "__main__":
    main()
