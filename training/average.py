"""Average the weights of several runs from the same start: better on text that none of them has seen than each alone.

    python -m training.average --weights RUN1.npz RUN2.npz … --out normalize/correct/tables/spacing

The runs must share the seed of their start, so that their hidden units mean the same.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from training.pack import pack

NAMES = ("table", "w1", "b1", "w2", "direct")


def main() -> None:
    """Write the shipped files of the average."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    runs = [np.load(path, allow_pickle=False) for path in options.weights]
    means = [np.mean([run[name] for run in runs], axis=0, dtype=np.float32) for name in NAMES]
    pack(*means, options.out)


if __name__ == "__main__":
    main()
