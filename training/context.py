"""Train the context network and pack it.

    python -m training.context --texts FOLDER --pairs FOLDER --characters 90 --out normalize/correct/tables/spacing

One or two CPU cores, JAX. The seed fixes the start and the order of the data; `--characters` (millions) says where the
training ends and how fast its steps shrink, so that it is the same on every machine. The lexicon must have been made.
`--start FILE` goes on from weights that an earlier training kept or packed; give it another `--seed` for other data.
The shares of the two models in their common odds are then fitted by `training/mixture.py`.
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from normalize.correct.spacing.word_table import load_table
from training.batches import Corpus, batches

#: Gaps of one step. A step cuts the text where it likes, as the run-time never does; 8,000 gaps make that rare.
SIZE = 8192
WARM_UP = 200  # steps
LAST_RATE = 0.01  # of the first
AVERAGE_SHARES = (0.4, 0.7, 0.0)  # of the mixture, until it is fitted

Piece = tuple[NDArray[Any], ...]


def pieces(texts: Path, pairs: Path, more: Path | None, seed: int) -> Iterator[Piece]:
    """Symbols, inputs, answers and which gaps count, `SIZE` gaps at a time, without end."""
    waiting: list[Piece] = []
    held = 0
    for batch in batches(Corpus(texts, pairs, seed, more), load_table("en"), 2 * SIZE, bits=1):
        inputs = np.concatenate([batch.features.numbers, batch.hints, batch.stream.upper[:, None]], axis=1)
        waiting.append((batch.stream.symbols, inputs.astype(np.float16), batch.answers, batch.counted))
        held += len(batch.answers)
        if held < 4 * SIZE:
            continue
        joined = tuple(np.concatenate(parts) for parts in zip(*waiting, strict=True))
        full = held // SIZE * SIZE
        for at in range(0, full, SIZE):
            yield tuple(part[at : at + SIZE] for part in joined)
        waiting, held = [tuple(part[full:] for part in joined)], held - full


def _feed(queue: multiprocessing.Queue[Piece], texts: Path, pairs: Path, more: Path | None, seed: int) -> None:
    for piece in pieces(texts, pairs, more, seed):
        queue.put(piece)


def rate_at(step: int, done: float, highest: float) -> float:
    """Size of a step: rises for `WARM_UP` steps, then falls along a cosine."""
    falling = 0.5 * (1 + math.cos(math.pi * min(1.0, done)))
    return highest * min(1.0, (step + 1) / WARM_UP) * (falling * (1 - LAST_RATE) + LAST_RATE)


def train(options: argparse.Namespace) -> dict[str, Any]:
    """The averaged weights after so many characters."""
    from training.convolution import fresh, train_step

    context = multiprocessing.get_context("spawn")
    queue = context.Queue(24)
    sources = (options.texts, options.pairs, options.more, options.seed)
    feeder = context.Process(target=_feed, args=(queue, *sources), daemon=True)
    feeder.start()
    memory = resumed(options.start) if options.start else fresh(options.seed)
    began, recent = time.monotonic(), 0.0
    steps = math.ceil(options.characters * 1e6 / SIZE)
    for step in range(steps):
        symbols, inputs, answers, counted = queue.get()
        rate = rate_at(step, step / steps, options.rate)
        memory, lost = train_step(memory, step + 1.0, rate, symbols, inputs, answers, counted.astype(np.float32))
        if step % 20 == 0:
            recent = 0.95 * recent + 0.05 * float(lost) if step else float(lost)
        if step % 200 == 0:
            print(f"{time.monotonic() - began:.0f}s {step * SIZE / 1e6:.1f}M loss {recent:.5f}", flush=True)
        if options.keep and step % 1000 == 999:
            np.savez(options.keep, **_arrays(memory["average"]))
    feeder.terminate()
    return _arrays(memory["average"])


def resumed(path: Path) -> dict[str, Any]:
    """What a training carries along that goes on from the weights in a file."""
    from training.convolution import start_from

    with np.load(path, allow_pickle=False) as kept:
        return start_from({name: kept[name].astype(np.float32) for name in kept.files})


def _arrays(weights: Mapping[str, Any]) -> dict[str, Any]:
    return {name: np.asarray(part) for name, part in weights.items()}


def pack(weights: Mapping[str, Any], out: Path) -> None:
    """Write `context.en.npz` in half precision into a folder."""
    from training.convolution import DILATIONS

    small: dict[str, Any] = {name: part.astype(np.float16) for name, part in weights.items()}
    shares = np.array(AVERAGE_SHARES, np.float16)
    np.savez(out / "context.en.npz", dilations=np.array(DILATIONS), mixture=shares, **small)


def main() -> None:
    """Train, and write the shipped file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--more", type=Path, help="second folder of pairs, the head of each set left unseen")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--characters", type=float, default=90.0, help="millions of characters to see")
    parser.add_argument("--keep", type=Path, help="where to keep the weights in full precision")
    parser.add_argument("--start", type=Path, help="weights to go on from")
    parser.add_argument("--rate", type=float, default=2.5e-3)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    pack(train(options), options.out)


if __name__ == "__main__":
    main()
