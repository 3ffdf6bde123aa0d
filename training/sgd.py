"""One pass of stochastic gradient descent over a batch of gaps, compiled with Numba.

The classifier is a sum of hashed embeddings per template group, a hidden layer over the sums, the numbers and the
damage hint, and a linear part beside it (each embedding row also holds one weight of its own). A row is one cache
line: `DEPTH` numbers, the weight, and the sum of squared slopes that Adagrad divides by.
"""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

DEPTH = 14
WEIGHT, SQUARES = DEPTH, DEPTH + 1
MINI = 64
#: A gap answered this surely and rightly teaches nothing more.
EASY = 0.003

Array = NDArray[Any]


@numba.njit(fastmath=True, cache=True)  # type: ignore[misc]
def train_batch(  # noqa: C901 - one loop, unrolled by hand, is what the compiler needs
    table: Array, rows: Array, dense: Array, answers: Array, order: Array, groups: Array,
    w1: Array, b1: Array, w2: Array, direct: Array, state: Array, rate: float, dense_rate: float,
) -> float:  # fmt: skip
    """Train on the gaps of `order`; returns the summed loss before each update.

    `rows[i, t]` are embedding rows, `dense[i]` numbers and hint. `state` is Adam's memory of all dense weights,
    in the order w1, b1, w2, direct; its last element counts steps.
    """
    inputs, hidden = w1.shape
    numbers = dense.shape[1]
    sums = inputs - numbers
    x = np.zeros(inputs, np.float32)
    gx = np.zeros(inputs, np.float32)
    h = np.zeros(hidden, np.float32)
    g1, gb, g2, gd = np.zeros_like(w1), np.zeros_like(b1), np.zeros_like(w2), np.zeros_like(direct)
    loss, pending = 0.0, 0
    for i in order:
        z = np.float32(0.0)
        for g in range(len(groups)):
            base = g * DEPTH
            for d in range(DEPTH):
                x[base + d] = 0.0
            for t in range(groups[g, 0], groups[g, 1]):
                r = rows[i, t]
                if r == 0:
                    continue
                for d in range(DEPTH):
                    x[base + d] += table[r, d]
                z += table[r, WEIGHT]
        for d in range(numbers):
            x[sums + d] = dense[i, d]
            z += direct[d] * dense[i, d]
        for k in range(hidden):
            h[k] = b1[k]
        for j in range(inputs):
            if x[j] != 0.0:
                for k in range(hidden):
                    h[k] += x[j] * w1[j, k]
        for k in range(hidden):
            if h[k] < 0.0:
                h[k] = 0.0
            z += h[k] * w2[k]
        p = np.float32(1.0) / (np.float32(1.0) + np.exp(-z))
        y = answers[i]
        loss += -np.log(max(p if y > 0.5 else 1 - p, 1e-7))
        e = p - y
        if abs(e) < EASY:
            continue
        for k in range(hidden):
            g2[k] += e * h[k]
            h[k] = e * w2[k] if h[k] > 0.0 else np.float32(0.0)
            gb[k] += h[k]
        for j in range(inputs):
            s = np.float32(0.0)
            for k in range(hidden):
                s += w1[j, k] * h[k]
            gx[j] = s
            if x[j] != 0.0:
                for k in range(hidden):
                    g1[j, k] += x[j] * h[k]
        for d in range(numbers):
            gd[d] += e * dense[i, d]
        for g in range(len(groups)):
            base = g * DEPTH
            square = e * e
            for d in range(DEPTH):
                square += gx[base + d] * gx[base + d]
            square /= DEPTH + 1
            for t in range(groups[g, 0], groups[g, 1]):
                r = rows[i, t]
                if r == 0:
                    continue
                table[r, SQUARES] += square
                step = rate / np.sqrt(table[r, SQUARES])
                for d in range(DEPTH):
                    table[r, d] -= step * gx[base + d]
                table[r, WEIGHT] -= step * e
        pending += 1
        if pending == MINI:
            adam(w1, b1, w2, direct, g1, gb, g2, gd, state, dense_rate)
            pending = 0
    return loss


@numba.njit(fastmath=True, cache=True)  # type: ignore[misc]
def adam(
    w1: Array,
    b1: Array,
    w2: Array,
    direct: Array,
    g1: Array,
    gb: Array,
    g2: Array,
    gd: Array,
    state: Array,
    rate: float,
) -> None:
    """One step of Adam on the dense weights; clears the slopes."""
    size = (state.shape[0] - 1) // 2
    state[-1] += 1
    fix1, fix2 = 1 - 0.9 ** state[-1], 1 - 0.999 ** state[-1]
    at = 0
    for weights, slope in (
        (w1.reshape(-1), g1.reshape(-1)), (b1, gb), (w2, g2), (direct, gd),
    ):  # fmt: skip
        for j in range(len(weights)):
            g = slope[j] / MINI
            state[at] = 0.9 * state[at] + 0.1 * g
            state[size + at] = 0.999 * state[size + at] + 0.001 * g * g
            weights[j] -= rate * (state[at] / fix1) / (np.sqrt(state[size + at] / fix2) + 1e-7)
            slope[j] = 0.0
            at += 1
