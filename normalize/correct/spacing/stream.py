"""A text as the model reads it: its characters without the spaces, and where spaces stand."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Flags = NDArray[np.bool_]
Places = NDArray[np.int64]

#: Symbols of the model's alphabet. 0 is a line end; 1 to 26 are the letters, accents and case folded away.
BREAK, APOSTROPHE, DIGIT = 0, 27, 28
SYMBOLS = 64
#: Flags, by symbol, the marks that end a phrase: . , ; : ! ? )
MARKS = np.isin(np.arange(SYMBOLS), (29, 30, 31, 32, 33, 34, 38))
_SINGLE = {
    ".": 29, ",": 30, ";": 31, ":": 32, "!": 33, "?": 34, "-": 35, "(": 37, ")": 38, "[": 39, "]": 40,
    "/": 42, "%": 43, "&": 45, "=": 46, "_": 48, "\\": 49, "{": 50, "}": 51, "@": 52, "#": 52,
    "'": APOSTROPHE, "’": APOSTROPHE, "‘": 41, '"': 41, "“": 41, "”": 41, "«": 41, "»": 41,
    "–": 36, "—": 36, "‐": 35, "‑": 35, "\xad": 59,
}  # fmt: skip
_GREEK, _OTHER_LETTER, _IDEOGRAPH, _MARK, _OTHER, _CURRENCY, _MATH = 53, 54, 55, 56, 57, 58, 47
_SPACE, _LINE_END = 254, 255
_PLANE = 0x10000


@dataclass(frozen=True, slots=True)
class Stream:
    """Characters without spaces. `symbols` in the model's alphabet, `upper` flags capitals.

    `spaced[i]` says that white space stands before character `i`; `places[i]` is its place in the text.
    """

    symbols: Bytes
    upper: Flags
    spaced: Flags
    places: Places

    def __len__(self) -> int:
        return len(self.symbols)


@cache
def _alphabet() -> Bytes:
    table = np.full(_PLANE, _OTHER, np.uint8)
    for code in range(_PLANE):
        table[code] = _symbol(chr(code))
    return table


@cache
def _capitals() -> Flags:
    return np.array([chr(code).isupper() for code in range(_PLANE)])


def _symbol(char: str) -> int:
    if char in "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029":
        return _LINE_END
    if char.isspace():
        return _SPACE
    if char in _SINGLE:
        return _SINGLE[char]
    kind = unicodedata.category(char)
    if kind.startswith("L"):
        return _letter(char)
    if kind == "Nd":
        return DIGIT
    return {"Mn": _MARK, "Mc": _MARK, "Sc": _CURRENCY, "Sm": _MATH}.get(kind, _OTHER)


def _letter(char: str) -> int:
    base = unicodedata.normalize("NFKD", char)[0].lower()
    if "a" <= base <= "z":
        return ord(base) - 96
    if "\u0370" <= base <= "\u03ff":
        return _GREEK
    return _OTHER_LETTER if ord(base) < 0x2E80 else _IDEOGRAPH


def read_stream(text: str, offset: int = 0) -> Stream:
    """The stream of a text that stands `offset` into a longer one.

    Runs of spaces become one flag; each line end becomes a `BREAK`.
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    inside = np.minimum(codes, _PLANE - 1)
    symbols = _alphabet()[inside]
    symbols[codes >= _PLANE] = _OTHER
    kept = symbols != _SPACE
    places = np.flatnonzero(kept)
    spaced = np.zeros(len(places), np.bool_)
    if len(places):
        spaced[0] = places[0] > 0
        spaced[1:] = np.diff(places) > 1
    symbols = symbols[places]
    ends = symbols == _LINE_END
    symbols[ends] = BREAK
    return Stream(symbols, _capitals()[inside[places]], spaced, places + offset)
