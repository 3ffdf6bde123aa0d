"""Gaps at which a space is seldom missing, however the letters read: inside names, models, versions and tickers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from normalize.correct.spacing.stream import DIGIT, SYMBOLS, Stream

Flags = NDArray[np.bool_]

_STOP, _HYPHEN = 29, 35
#: Signs that join what prose does not: underscore, slash, backslash, at sign.
_JOINERS = np.isin(np.arange(SYMBOLS), (42, 48, 49, 52))


def guarded_gaps(stream: Stream) -> Flags:
    """Gaps without a space where one needs more evidence than usual.

    A small letter before a capital (`iPhone`), a letter against a digit (`A320`), capitals or digits around a full
    stop (`BRK.B`), either side of a hyphen, and either side of a joining sign.
    """
    count = len(stream)
    if count < 2:
        return np.zeros(count, np.bool_)
    symbols, upper = stream.symbols, stream.upper
    letter = (symbols > 0) & (symbols < DIGIT)
    digit = symbols == DIGIT
    left, right = slice(None, -1), slice(1, None)
    guarded = np.zeros(count, np.bool_)
    here = guarded[1:]
    here |= letter[left] & ~upper[left] & upper[right]
    here |= (letter[left] & digit[right]) | (digit[left] & letter[right])
    after_stop = (symbols[left] == _STOP) & (upper[right] | digit[right])
    beyond = np.concatenate((symbols[2:], [0]))
    single = (beyond == 0) | (beyond > DIGIT) | np.concatenate((upper[2:], [False]))
    before = np.concatenate(([False], (upper | digit)[:-2]))
    here |= after_stop & (single | before)
    here |= (symbols[left] == _HYPHEN) | (symbols[right] == _HYPHEN)
    joiner = _JOINERS[symbols]
    here |= joiner[left] | joiner[right]
    guarded[1:] &= ~stream.spaced[1:]
    return guarded


#: Mathematical signs, underscore, backslash, braces, Greek letters, other symbols.
_TECHNICAL = np.isin(np.arange(SYMBOLS), (46, 47, 48, 49, 50, 51, 53, 57))
_NEAR = 5  # symbols


def mathematical(stream: Stream) -> Flags:
    """Mathematical signs, Greek letters and the like."""
    signs: Flags = _TECHNICAL[stream.symbols]
    return signs


def technical_gaps(stream: Stream) -> Flags:
    """Gaps with a mathematical sign, a Greek letter or the like within a few symbols."""
    count = len(stream)
    signs = np.concatenate(([0], np.cumsum(mathematical(stream))))
    here = np.arange(count)
    near: Flags = signs[np.minimum(here + _NEAR, count)] > signs[np.maximum(here - _NEAR, 0)]
    return near
