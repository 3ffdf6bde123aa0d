"""What the context network promises: its formula, windows that equal the whole, any symbols at all."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from normalize.correct.spacing import context_network
from normalize.correct.spacing.context_network import ContextNetwork, load_context, unpack
from normalize.correct.spacing.features import NUMBERS
from normalize.correct.spacing.network import HINTS, rate_feature
from normalize.correct.spacing.stream import SYMBOLS, Stream
from normalize.errors import UsageError

INPUTS = NUMBERS + HINTS + 1
HINT = rate_feature((0.03, 0.002))


def small_arrays(dilations: tuple[int, ...] = (1, 3, 2)) -> dict[str, NDArray[np.float16]]:
    """Packed arrays of a small network with random weights."""
    random = np.random.default_rng(5)
    width, letters, hidden = 8, 5, 6
    shapes = {
        "letters": (SYMBOLS, letters), "entry": (letters + INPUTS, width), "entry_bias": (width,),
        "steps": (len(dilations), 3 * width, width), "step_biases": (len(dilations), width),
        "hidden": (width, hidden), "hidden_bias": (hidden,), "output": (hidden,), "direct": (INPUTS,),
        "bias": (), "mixture": (3,),
    }  # fmt: skip
    arrays = {name: np.asarray(random.normal(0, 0.3, shape), np.float16) for name, shape in shapes.items()}
    return {**arrays, "dilations": np.array(dilations, np.float16)}


def random_stream(count: int, seed: int = 1) -> tuple[Stream, NDArray[np.float32]]:
    """A stream of random symbols, and random numbers for its gaps."""
    random = np.random.default_rng(seed)
    stream = Stream(
        random.integers(0, SYMBOLS, count).astype(np.uint8),
        random.random(count) < 0.1,
        random.random(count) < 0.2,
        np.arange(count),
    )
    return stream, random.normal(0, 1, (count, NUMBERS)).astype(np.float32)


def by_formula(arrays: dict[str, NDArray[np.float16]], stream: Stream, numbers: NDArray[np.float32]) -> list[float]:
    """The network's answers, one symbol and one tap after another."""
    w = {name: array.astype(np.float64) for name, array in arrays.items()}
    inputs = [np.concatenate([numbers[i], HINT, [stream.upper[i]]]) for i in range(len(stream))]
    state = [
        np.concatenate([w["letters"][symbol], inputs[i]]) @ w["entry"] + w["entry_bias"]
        for i, symbol in enumerate(stream.symbols)
    ]
    width = len(w["entry_bias"])
    for step, dilation in enumerate(w["dilations"].astype(int)):
        active = [np.maximum(row, 0) for row in state]
        for i in range(len(state)):
            state[i] = state[i] + w["step_biases"][step]
            for tap, at in enumerate((i - dilation, i, i + dilation)):
                if 0 <= at < len(active):
                    state[i] = state[i] + active[at] @ w["steps"][step][tap * width : (tap + 1) * width]
    answers = []
    for i, row in enumerate(state):
        hidden = np.maximum(np.maximum(row, 0) @ w["hidden"] + w["hidden_bias"], 0)
        answers.append(float(hidden @ w["output"] + inputs[i] @ w["direct"] + w["bias"]))
    return answers


def test_answers_follow_the_formula() -> None:
    """The products of shifted copies say what the sum over taps says."""
    arrays = small_arrays()
    stream, numbers = random_stream(60)
    found = unpack(arrays).odds(stream, numbers, HINT, np.arange(60))
    assert found == pytest.approx(by_formula(arrays, stream, numbers), abs=1e-3)


@settings(max_examples=60, deadline=None)
@given(wanted=st.sets(st.integers(0, 399), max_size=40), tile=st.integers(1, 200))
def test_windows_equal_the_whole(wanted: set[int], tile: int) -> None:
    """A gap has the same odds whichever gaps are asked for, and however the text is cut into tiles."""
    network = unpack(small_arrays())
    stream, numbers = random_stream(400)
    whole = network.odds(stream, numbers, HINT, np.arange(400))
    places = np.array(sorted(wanted), np.int64)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(context_network, "_TILE", tile)
        assert network.odds(stream, numbers, HINT, places) == pytest.approx(whole[places], abs=1e-4)


def test_only_symbols_within_reach_count() -> None:
    """What stands further away than the reach changes nothing; what stands within it does."""
    network = unpack(small_arrays())
    stream, numbers = random_stream(100)
    before = network.odds(stream, numbers, HINT, np.array([50]))
    for away, same in ((network.reach + 1, True), (network.reach, False)):
        other = numbers.copy()
        other[50 + away] += 5
        assert (network.odds(stream, other, HINT, np.array([50])) == before).all() == same


def test_the_shipped_network_sees_far() -> None:
    """The network of English sees some seventy symbols to either side, so that sentences count, not only words."""
    assert load_context("en-GB").reach >= 50


def test_many_gaps_take_bounded_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many gaps are asked for, no tile is longer than one tile with the reach on both sides."""
    network = load_context("en")
    sizes: list[int] = []

    def note(_self: ContextNetwork, *read: Any) -> Any:
        places, picked = read[-2:]
        sizes.append(len(places))
        return np.zeros(len(picked), np.float32)

    monkeypatch.setattr(ContextNetwork, "_read", note)
    stream, numbers = random_stream(100_000)
    assert len(network.odds(stream, numbers, HINT, np.arange(100_000))) == 100_000
    assert max(sizes) <= 2 * (1024 + 2 * network.reach + 1)


def test_a_language_without_a_network_is_refused() -> None:
    """An unknown language is an error that names those there are."""
    with pytest.raises(UsageError, match="en"):
        load_context("sv")


def test_the_shares_make_common_odds() -> None:
    """The common odds are the shares of both and the constant."""
    network = unpack({**small_arrays(), "mixture": np.array([0.5, 0.25, 1.0], np.float16)})
    joined = network.joined(np.array([2.0], np.float32), np.array([8.0], np.float32))
    assert joined == pytest.approx([4.0])
