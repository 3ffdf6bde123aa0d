"""Values become bytes and come back; bytes that ask for anything else are refused."""

from __future__ import annotations

import os
import pickle
from hashlib import sha256

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from normalize.batch.freeze import DamagedError, freeze, thaw
from normalize.config import Config
from normalize.model import Span
from normalize.pipeline import Examined, Settings, as_document, examine

TEXT = (
    "The Alba bridge had a budget of US$5 million in 2024. The the mayor , Ana Brandt, opened it on Monday, 6 May "
    "2024. Its budget rose by 20% to US$6 million. It is not finished; “we are proud”, she said at 5 p.m.\n"
)


@pytest.fixture(scope="module")
def examined() -> Examined:
    """A document with findings of many kinds."""
    return examine(as_document(TEXT), Settings())


def as_frozen(pickled: bytes) -> bytes:
    """Bytes with a checksum that fits, whatever they hold."""
    body = zstandard.compress(pickled)
    return sha256(body).digest()[:16] + body


class Call:
    """Pickles as a call of a function."""

    def __init__(self, function: object, *arguments: object) -> None:
        self.call = function, arguments

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return self.call


def test_results_come_back_equal(examined: Examined) -> None:
    """A report and what it states are the same after a stay on the disk."""
    assert thaw(freeze(examined.report), type(examined.report)) == examined.report
    assert thaw(freeze(examined.reading), type(examined.reading)) == examined.reading


@pytest.mark.parametrize(
    "value",
    [
        Call(os.getpid),
        Call(eval, "1"),
        Call(getattr, Config, "fingerprint"),
        Config(),
        print,
        {"a": Call(os.getcwd)},
    ],
    ids=["function", "builtin", "attribute", "other class", "name", "deep inside"],
)
def test_nothing_else_can_be_made(value: object) -> None:
    """Bytes that name a function, or a class that is no result, are refused even with a checksum that fits."""
    with pytest.raises(DamagedError):
        thaw(as_frozen(pickle.dumps(value)), object)


def test_what_unpacks_to_gigabytes_is_refused() -> None:
    """A few bytes that say they are very large are not unpacked."""
    packed = bytearray(zstandard.compress(bytes(2**20)))
    size = bytes(packed).index((2**20).to_bytes(4, "little"))
    packed[size : size + 4] = (2**32 - 1).to_bytes(4, "little")
    with pytest.raises(DamagedError, match="too large"):
        thaw(sha256(packed).digest()[:16] + packed, object)


def test_a_value_that_its_class_refuses_is_damaged() -> None:
    """What is read goes through the checks of its construction."""
    with pytest.raises(DamagedError):
        thaw(as_frozen(pickle.dumps(Call(Span, 9, 3))), Span)


def test_other_type_is_refused(examined: Examined) -> None:
    """A value of another type than was asked for is no answer."""
    with pytest.raises(DamagedError, match="instead of"):
        thaw(freeze(examined.report), Examined)


@given(place=st.integers(0, 10**6), bit=st.integers(0, 7))
def test_every_flipped_bit_is_noticed(examined: Examined, place: int, bit: int) -> None:
    """Damage anywhere in the bytes is noticed."""
    data = bytearray(freeze(examined.report.figures))
    data[place % len(data)] ^= 1 << bit
    with pytest.raises(DamagedError):
        thaw(bytes(data), tuple)


@given(data=st.binary(max_size=200))
def test_any_bytes_are_refused_in_one_way(data: bytes) -> None:
    """Whatever the bytes are, they raise the one error for damage, also where their checksum fits."""
    for given_bytes in (data, as_frozen(data)):
        try:
            thaw(given_bytes, Examined)
        except DamagedError:
            continue
        raise AssertionError("random bytes became a result")
