"""Turn the trained classifier into its shipped file: int8 embeddings with two scales, the rest in half precision."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from normalize.correct.spacing.features import GROUPS
from training.sgd import DEPTH

_KEPT = 0.99995  # share of embedding numbers that are not clipped

Floats = NDArray[np.float32]


def _small(values: Floats) -> tuple[NDArray[np.int8], float]:
    scale = float(np.quantile(np.abs(values), _KEPT)) / 127
    return np.clip(np.round(values / scale), -127, 127).astype(np.int8), scale


def pack(table: Floats, w1: Floats, b1: Floats, w2: Floats, direct: Floats, out: Path) -> None:
    """Write `gaps.en.npz` into a folder; its rows of embedding and weight hold few bits each, so it is compressed."""
    vectors, vector_scale = _small(table[:, :DEPTH])
    linear, linear_scale = _small(table[:, DEPTH])
    rows = np.concatenate([vectors, linear[:, None]], axis=1)
    rows[0] = 0  # the row that stands for a hidden piece
    np.savez_compressed(
        out / "gaps.en.npz",
        embedding=rows,
        scales=np.array([vector_scale, linear_scale]),
        groups=np.array(GROUPS, np.int64),
        w1=w1.astype(np.float16),
        b1=b1.astype(np.float16),
        w2=w2.astype(np.float16),
        direct=direct.astype(np.float16),
    )
