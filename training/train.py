"""Train the gap classifier and pack it.

    python -m training.train --texts FOLDER --pairs FOLDER --minutes 12 --out normalize/correct/tables/spacing

One CPU core, Numba. The seed fixes the order of the data and the start; the minutes decide how far it gets, and
`--gaps` (millions) ends it at the same place on every machine.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from normalize.correct.spacing.features import GROUPS, NUMBERS
from normalize.correct.spacing.network import HINTS
from normalize.correct.spacing.word_table import load_table
from training.batches import Corpus, batches
from training.pack import pack
from training.sgd import DEPTH, SQUARES, train_batch

HIDDEN = 48
BITS = 19
START_SQUARES = 0.05


@dataclass
class Weights:
    """Everything that is learnt."""

    table: NDArray[np.float32]
    w1: NDArray[np.float32]
    b1: NDArray[np.float32]
    w2: NDArray[np.float32]
    direct: NDArray[np.float32]
    state: NDArray[np.float64]

    @staticmethod
    def start(seed: int) -> Weights:
        """Random small weights."""
        random = np.random.default_rng(seed)
        dense = NUMBERS + HINTS
        inputs = len(GROUPS) * DEPTH + dense
        table = random.normal(0, 0.05, (1 << BITS, DEPTH + 2)).astype(np.float32)
        table[:, DEPTH] = 0.0
        table[:, SQUARES] = START_SQUARES
        w1 = random.normal(0, 1 / np.sqrt(inputs), (inputs, HIDDEN)).astype(np.float32)
        w2 = random.normal(0, 0.3, HIDDEN).astype(np.float32)
        size = w1.size + HIDDEN + HIDDEN + dense
        zeros = np.zeros
        return Weights(
            table, w1, zeros(HIDDEN, np.float32), w2, zeros(dense, np.float32), zeros(2 * size + 1, np.float64)
        )

    def save(self, path: Path) -> None:
        """Write all weights, so that training may go on."""
        names: dict[str, Any] = {name: getattr(self, name) for name in self.__dataclass_fields__}
        np.savez(path, **names)

    @staticmethod
    def read(path: Path) -> Weights:
        """Weights that `save` wrote."""
        with np.load(path, allow_pickle=False) as arrays:
            return Weights(**{name: arrays[name] for name in arrays.files})


def train(options: argparse.Namespace) -> Weights:
    """Train until the minutes or the gaps are used up."""
    weights = Weights.read(options.start) if options.start else Weights.start(options.seed)
    corpus = Corpus(options.texts, options.pairs, options.seed)
    order = np.random.default_rng(options.seed)
    groups = np.array(GROUPS, np.int64)
    began, seen, loss, shown, saved = time.monotonic(), 0, 0.0, 0, time.monotonic()
    for count, batch in enumerate(batches(corpus, load_table("en"), options.size, BITS), start=1):
        spent = (time.monotonic() - began) / 60 / options.minutes
        done = max(spent, seen / 1e6 / options.gaps if options.gaps else 0.0)
        if done >= 1:
            break
        dense = np.concatenate([batch.features.numbers, batch.hints], axis=1)
        places = order.permutation(np.flatnonzero(batch.counted))
        left = max(0.01, 1 - done)
        loss += train_batch(
            weights.table, np.ascontiguousarray(batch.features.rows.T), dense, batch.answers, places, groups,
            weights.w1, weights.b1, weights.w2, weights.direct, weights.state, options.rate * left, 2e-3 * left,
        )  # fmt: skip
        seen, shown = seen + len(places), shown + len(places)
        if count % 50 == 0:
            print(f"{time.monotonic() - began:.0f}s {seen / 1e6:.1f}M loss {loss / shown:.5f}", flush=True)
            loss, shown = 0.0, 0
        if options.keep and time.monotonic() - saved > 150:
            weights.save(options.keep)
            saved = time.monotonic()
    return weights


def main() -> None:
    """Train, and write the shipped files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="weights to go on from")
    parser.add_argument("--keep", type=Path, help="where to keep the weights in full precision")
    parser.add_argument("--minutes", type=float, default=12.0)
    parser.add_argument("--gaps", type=float, default=0.0, help="millions of gaps to see")
    parser.add_argument("--rate", type=float, default=0.1)
    parser.add_argument("--size", type=int, default=32768)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    weights = train(options)
    if options.keep:
        weights.save(options.keep)
    pack(weights.table, weights.w1, weights.b1, weights.w2, weights.direct, options.out)


if __name__ == "__main__":
    main()
