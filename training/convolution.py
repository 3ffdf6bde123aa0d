"""The context network as JAX trains it: residual dilated convolutions, each one product of shifted copies.

`normalize/correct/spacing/context_network.py` reads the same arrays. JAX's own convolutions are many times slower on
a CPU than these products.
"""

from __future__ import annotations

from collections.abc import Mapping

import jax
import jax.numpy as jnp
import numpy as np

from normalize.correct.spacing.features import NUMBERS
from normalize.correct.spacing.network import HINTS
from normalize.correct.spacing.stream import SYMBOLS

#: How far apart the three symbols of each layer stand. Their sum is how far to either side the network sees.
DILATIONS = (1, 2, 4, 8, 16, 32, 8, 1)
WIDTH, LETTERS, HIDDEN = 192, 40, 64
INPUTS = NUMBERS + HINTS + 1  # numbers of the gap, damage hint, capital

_CLIP = 0.5  # longest step of the slope
_MEAN, _SQUARE = 0.9, 0.99  # Adam's memory
_AVERAGED = 0.998  # of the weights that are kept

Arrays = dict[str, jax.Array]


def start(seed: int) -> Arrays:
    """Random weights with which the signal neither grows nor fades."""
    random = np.random.default_rng(seed)
    layers = len(DILATIONS)

    def drawn(*shape: int, scale: float) -> jax.Array:
        return jnp.asarray(random.normal(0, scale, shape).astype(np.float32))

    zeros = lambda *shape: jnp.zeros(shape, jnp.float32)  # noqa: E731
    return {
        "letters": drawn(SYMBOLS, LETTERS, scale=0.3),
        "entry": drawn(LETTERS + INPUTS, WIDTH, scale=0.7 / np.sqrt(LETTERS + INPUTS)),
        "entry_bias": zeros(WIDTH),
        "steps": drawn(layers, 3 * WIDTH, WIDTH, scale=np.sqrt(2 / (3 * WIDTH) / layers)),
        "step_biases": zeros(layers, WIDTH),
        "hidden": drawn(WIDTH, HIDDEN, scale=1 / np.sqrt(WIDTH)),
        "hidden_bias": zeros(HIDDEN),
        "output": zeros(HIDDEN),
        "direct": zeros(INPUTS),
        "bias": zeros(),
    }


def odds(weights: Mapping[str, jax.Array], symbols: jax.Array, inputs: jax.Array) -> jax.Array:
    """Log odds of a space before each symbol; `inputs[i]` are numbers, hint and capital."""
    state = jnp.concatenate([weights["letters"][symbols], inputs], axis=1) @ weights["entry"] + weights["entry_bias"]
    for step, dilation in enumerate(DILATIONS):
        active = jax.nn.relu(state)
        edge = jnp.zeros((dilation, WIDTH), active.dtype)
        before = jnp.concatenate([edge, active[:-dilation]])
        after = jnp.concatenate([active[dilation:], edge])
        shifted = jnp.concatenate([before, active, after], axis=1)
        state = state + shifted @ weights["steps"][step] + weights["step_biases"][step]
    hidden = jax.nn.relu(jax.nn.relu(state) @ weights["hidden"] + weights["hidden_bias"])
    return hidden @ weights["output"] + inputs @ weights["direct"] + weights["bias"]


def loss(
    weights: Mapping[str, jax.Array], symbols: jax.Array, inputs: jax.Array, answers: jax.Array, counted: jax.Array
) -> jax.Array:
    """Mean cross entropy of the gaps that count, in nats."""
    found = odds(weights, symbols, inputs)
    each = jnp.maximum(found, 0) - found * answers + jnp.log1p(jnp.exp(-jnp.abs(found)))
    return jnp.sum(each * counted) / jnp.maximum(1.0, jnp.sum(counted))


@jax.jit
def train_step(
    memory: dict[str, Arrays], step: float, rate: float,
    symbols: jax.Array, inputs: jax.Array, answers: jax.Array, counted: jax.Array,
) -> tuple[dict[str, Arrays], jax.Array]:  # fmt: skip
    """One step of Adam. `memory` holds the weights, their running average, and Adam's two memories of the slope."""
    now, kept, mean, square = (memory[name] for name in ("weights", "average", "mean", "square"))
    lost, slope = jax.value_and_grad(loss)(now, symbols, inputs.astype(jnp.float32), answers, counted)
    length = jnp.sqrt(sum(jnp.sum(part * part) for part in slope.values()))
    shorter = jnp.minimum(1.0, _CLIP / (length + 1e-9))
    fix_mean, fix_square = 1 - _MEAN**step, 1 - _SQUARE**step
    share = jnp.minimum(_AVERAGED, (step + 1) / (step + 20))
    for name, part in slope.items():
        part = part * shorter
        mean = {**mean, name: _MEAN * mean[name] + (1 - _MEAN) * part}
        square = {**square, name: _SQUARE * square[name] + (1 - _SQUARE) * part**2}
        moved = now[name] - rate * (mean[name] / fix_mean) / (jnp.sqrt(square[name] / fix_square) + 1e-8)
        now = {**now, name: moved}
        kept = {**kept, name: share * kept[name] + (1 - share) * moved}
    return {"weights": now, "average": kept, "mean": mean, "square": square}, lost


def fresh(seed: int) -> dict[str, Arrays]:
    """What `train_step` carries along, at the start."""
    return start_from(start(seed))


def start_from(weights: Mapping[str, jax.Array | np.ndarray]) -> dict[str, Arrays]:
    """The same for a training that goes on from these weights; arrays of other names are left out."""
    known = {name: jnp.asarray(weights[name]) for name in start(0)}
    nothing = {name: jnp.zeros_like(part) for name, part in known.items()}
    return {"weights": known, "average": dict(known), "mean": nothing, "square": dict(nothing)}
