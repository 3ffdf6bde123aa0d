"""The context network at run time: residual dilated convolutions over the symbols of a stream, in NumPy.

It reads each symbol with the numbers of the gap before it (`features.py`), its case and the damage hint, and sees
`reach` symbols to either side; `training/context.py` trains the same. A convolution is one product of three shifted
copies with a matrix. Only the gaps that are asked for are read, with the symbols they depend on, in tiles of bounded
size: time is linear, memory constant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from normalize.correct.spacing.lexicon import TABLES, base_language
from normalize.correct.spacing.stream import Stream

Floats = NDArray[np.float32]
Index = NDArray[np.int64]

_TILE = 1024  # symbols read at once, so that the arrays of a layer stay in the processor's cache


@dataclass(frozen=True, slots=True)
class Layer:
    """One residual step: weights for the symbol `dilation` before, the symbol itself and the one after, stacked."""

    dilation: int
    weights: Floats
    bias: Floats


@dataclass(frozen=True, slots=True)
class ContextNetwork:
    """Weights in single precision. `symbols` holds what each symbol of the alphabet puts into the first layer,
    `mixture` the shares of the classifier and of this network in their common log odds, and a constant.
    """

    symbols: Floats
    inputs: Floats
    layers: tuple[Layer, ...]
    hidden: Floats
    hidden_bias: Floats
    output: Floats
    direct: Floats
    bias: float
    mixture: Floats

    @property
    def reach(self) -> int:
        """How many symbols to either side an answer depends on."""
        return sum(layer.dilation for layer in self.layers)

    def odds(self, stream: Stream, numbers: Floats, hint: Floats, wanted: Index) -> Floats:
        """Log odds that a space stands at the gaps `wanted` (ascending places of the stream).

        `numbers` are those of all gaps of the stream; `hint` tells how damaged the document seems.
        """
        out = np.empty(len(wanted), np.float32)
        done = 0
        for places, picked in self._tiles(wanted, len(stream)):
            out[done : done + len(picked)] = self._read(stream, numbers, hint, places, picked)
            done += len(picked)
        return out

    def joined(self, classifier: Floats, own: Floats) -> Floats:
        """The common log odds of the classifier and of this network."""
        common: Floats = self.mixture[0] * classifier + self.mixture[1] * own + self.mixture[2]
        return common

    def _tiles(self, wanted: Index, count: int) -> Iterator[tuple[Index, Index]]:
        """Places to read together, -1 between pieces that do not touch, and where among them the wanted ones are."""
        parting = np.full(max((layer.dilation for layer in self.layers), default=0), -1)
        places: list[Index] = []
        picked: list[Index] = []
        size = 0
        for piece in self._pieces(wanted):
            low, high = max(0, int(piece[0]) - self.reach), min(count, int(piece[-1]) + self.reach + 1)
            if places and size + high - low > _TILE:
                yield np.concatenate(places), np.concatenate(picked)
                places, picked, size = [], [], 0
            places += [np.arange(low, high), parting]
            picked.append(size + piece - low)
            size += high - low + len(parting)
        if places:
            yield np.concatenate(places), np.concatenate(picked)

    def _pieces(self, wanted: Index) -> list[Index]:
        """The wanted gaps cut where their surroundings do not meet, and so that no piece is longer than a tile."""
        if not len(wanted):
            return []
        apart = np.concatenate(([True], np.diff(wanted) > 2 * self.reach))
        opening = wanted[np.maximum.accumulate(np.where(apart, np.arange(len(wanted)), 0))]
        block = (wanted - opening) // _TILE
        cuts = apart[1:] | (np.diff(block) != 0)
        return np.split(wanted, np.flatnonzero(cuts) + 1)

    def _read(self, stream: Stream, numbers: Floats, hint: Floats, places: Index, picked: Index) -> Floats:
        outside = places < 0
        seen = np.concatenate(
            (numbers[places], np.tile(hint, (len(places), 1)), stream.upper[places, None]), axis=1, dtype=np.float32
        )
        state = self.symbols[stream.symbols[places]] + seen @ self.inputs
        edge = max((layer.dilation for layer in self.layers), default=0)
        held = np.arange(len(places))
        for layer, asked in zip(self.layers, self._asked(places, picked), strict=True):
            # Row 0 stands for everything outside; `row` finds a place's row, the edges included.
            active = np.zeros((len(held) + 1, state.shape[1]), np.float32)
            np.maximum(state, 0, out=active[1:])
            active[1:][outside[held]] = 0
            row = np.zeros(len(places) + 2 * edge, np.int64)
            row[edge + held] = np.arange(1, len(held) + 1)
            around = (row[edge + asked + step] for step in (-layer.dilation, 0, layer.dilation))
            shifted = np.concatenate([active[rows] for rows in around], axis=1)
            state = state[row[edge + asked] - 1] + shifted @ layer.weights + layer.bias
            held = asked
        hidden = np.maximum(np.maximum(state, 0) @ self.hidden + self.hidden_bias, 0)
        answers: Floats = hidden @ self.output + seen[picked] @ self.direct + np.float32(self.bias)
        return answers

    def _asked(self, places: Index, picked: Index) -> list[Index]:
        """For each layer the places whose state later layers, and in the end the `picked` ones, depend on."""
        asked = [picked]
        for layer in reversed(self.layers[1:]):
            wanted = np.zeros(len(places) + 2 * layer.dilation, np.bool_)
            for step in (0, layer.dilation, 2 * layer.dilation):
                wanted[asked[-1] + step] = True
            asked.append(np.flatnonzero(wanted[layer.dilation : layer.dilation + len(places)]))
        return asked[::-1]


def unpack(arrays: dict[str, NDArray[np.float16]]) -> ContextNetwork:
    """The network whose packed arrays these are (`training/context.py` writes them)."""
    full = {name: array.astype(np.float32) for name, array in arrays.items()}
    letters = full["letters"].shape[1]
    dilations = full["dilations"].astype(int).tolist()
    return ContextNetwork(
        symbols=full["letters"] @ full["entry"][:letters] + full["entry_bias"],
        inputs=full["entry"][letters:],
        layers=tuple(
            Layer(dilation, full["steps"][step], full["step_biases"][step]) for step, dilation in enumerate(dilations)
        ),
        hidden=full["hidden"],
        hidden_bias=full["hidden_bias"],
        output=full["output"],
        direct=full["direct"],
        bias=float(full["bias"]),
        mixture=full["mixture"],
    )


@cache
def load_context(language: str) -> ContextNetwork:
    """The context network of a language. Raises UsageError when there is none."""
    with np.load(TABLES / f"context.{base_language(language)}.npz", allow_pickle=False) as packed:
        return unpack({name: packed[name] for name in packed.files})
