"""The gap classifier at run time, in NumPy.

Sums of hashed embeddings and a few numbers go through one hidden layer; a linear part stands beside it
(`training/sgd.py` trains the same). The body reads a stream once; the head, which is told how damaged the document
seems, is cheap and is asked again with a better guess.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from normalize.correct.spacing.features import Features
from normalize.correct.spacing.lexicon import TABLES, base_language

Floats = NDArray[np.float32]

HINTS = 3
_STRIP = 32
_TILE = 2048  # gaps the body takes at once, so that its arrays stay in the processor's cache


def rate_feature(rates: tuple[float, float] | None) -> Floats:
    """What the network is told of a document's damage: rates of spaces lost and added, or that nothing is known."""
    if rates is None:
        return np.array([1.0, 0.0, 0.0], np.float32)
    lost, added = (1.0 + math.log10(max(rate, 1e-4)) / 4 for rate in rates)
    return np.array([0.0, lost, added], np.float32)


@dataclass(frozen=True, slots=True)
class Network:
    """Weights as the packed file has them. A row of `embedding` holds its numbers, one weight and, to be sixteen
    wide, one zero; the file has int8, widened here so that rows are summed without conversion.
    """

    embedding: NDArray[np.int16]
    scales: tuple[float, float]
    groups: tuple[tuple[int, int], ...]
    w1: Floats
    b1: Floats
    w2: Floats
    direct: Floats

    @property
    def bits(self) -> int:
        """Embedding rows are below `2**bits`."""
        return len(self.embedding).bit_length() - 1

    def body(self, features: Features) -> Floats:
        """What the head needs of each gap: the hidden layer before its threshold, and the linear part."""
        count = features.rows.shape[1]
        body = np.empty((count, len(self.b1) + 1), np.float32)
        for low in range(0, count, _TILE):
            high = min(count, low + _TILE)
            self._tile(features.rows[:, low:high], features.numbers[low:high], body[low:high])
        return body

    def _tile(self, rows: NDArray[np.int32], numbers: Floats, body: Floats) -> None:
        count, columns = numbers.shape
        depth = (self.w1.shape[0] - HINTS - columns) // len(self.groups)
        sums = len(self.groups) * depth
        inputs = np.zeros((-(-count // _STRIP) * _STRIP, sums + columns), np.float32)
        inputs[:count, sums:] = numbers
        linear = numbers @ self.direct[:-HINTS]
        for g, (first, last) in enumerate(self.groups):
            total = np.take(self.embedding, rows[first], axis=0, mode="clip")
            for row in rows[first + 1 : last]:
                total += np.take(self.embedding, row, axis=0, mode="clip")
            np.multiply(
                total[:, :depth], self.scales[0], out=inputs[:count, g * depth : (g + 1) * depth], casting="unsafe"
            )
            linear += total[:, depth] * np.float32(self.scales[1])
        # Strips so small that the linear-algebra library does not wake its threads, which costs more than they save.
        hidden = inputs.reshape(-1, _STRIP, sums + columns) @ self.w1[:-HINTS]
        body[:, :-1] = hidden.reshape(len(inputs), -1)[:count] + self.b1
        body[:, -1] = linear

    def head(self, body: Floats, hint: Floats) -> Floats:
        """Log odds that a space stands at each gap; `hint` tells how damaged the document seems."""
        odds = body[:, -1] + np.float32(hint @ self.direct[-HINTS:])
        told = hint @ self.w1[-HINTS:]
        for low in range(0, len(body), _TILE):
            hidden = np.maximum(body[low : low + _TILE, :-1] + told, 0)
            odds[low : low + _TILE] += np.einsum("ij,j->i", hidden, self.w2)
        return odds


@cache
def load_network(language: str) -> Network:
    """The network of a language. Raises UsageError when there is none."""
    base = base_language(language)
    with np.load(TABLES / f"gaps.{base}.npz", allow_pickle=False) as packed:
        arrays = {name: packed[name] for name in packed.files}
    rows = arrays.pop("embedding")
    embedding = np.zeros((len(rows), 16), np.int16)
    embedding[:, : rows.shape[1]] = rows
    low, high = arrays.pop("scales")
    groups = tuple((int(a), int(b)) for a, b in arrays.pop("groups"))
    dense = {name: value.astype(np.float32) for name, value in arrays.items()}
    return Network(embedding, (float(low), float(high)), groups, **dense)
