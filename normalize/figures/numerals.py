"""Numerals: digit strings in Western, Indian, European, Swiss and thin-space grouping, read exactly."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import regex

#: Longer digit strings are keys or serial numbers, not quantities.
LONGEST = 40

#: A blob of digits with whatever may stand inside a numeral; what it means is decided by `read`.
NUMERAL: Final = (
    r"(?<![0-9])(?:(?<![\w.])\.)?[0-9](?:[0-9]|[.,'’\u2009\u202f\u00a0\u2007](?=[0-9])|[ ](?=[0-9]{3}(?![0-9])))*+"
)
_WESTERN = regex.compile(
    r"[0-9]{1,3}(?P<sep>[,'’\u2009\u202f\u00a0\u2007 ])[0-9]{3}(?:(?P=sep)[0-9]{3})*+(?:\.[0-9]++)?"
)
_INDIAN = regex.compile(r"[0-9]{1,2}(?:,[0-9][0-9]){1,12},[0-9]{3}(?:\.[0-9]++)?")
_EUROPEAN = regex.compile(
    r"[0-9]{1,3}(?:\.[0-9]{3})++,[0-9]{1,2}|[0-9]{1,3}(?:\.[0-9]{3}){2,}"
    r"|[0-9]{1,3}(?:[ \u00a0\u202f\u2009][0-9]{3})++,[0-9]{1,2}"
)
_POINT = regex.compile(r"[0-9]*+\.[0-9]++|[0-9]++")
_COMMA = regex.compile(r"[0-9]++,[0-9]{1,2}")
_AMBIGUOUS_POINT = regex.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_EUROPEAN_TEXT = regex.compile(r"(?<![0-9.,])[0-9]{1,3}(?:(?:\.[0-9]{3}){2,}|(?:\.[0-9]{3})++,[0-9])(?![0-9.])")
_FEET = regex.compile(r"(?P<feet>[1-8])['’](?P<inches>[0-9]|1[01])")
_PIECE = regex.compile(r"[0-9]++(?:\.[0-9]++)?")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A digit string: its place, its exact value, and the size of one unit in its last place.

    `value` is None where the digits can be read in two ways. `grouped` tells `2,019` from `2019`; `listed`
    marks the members of an unspaced list such as `3,7,9`.
    """

    start: int
    end: int
    value: Decimal | None
    step: Decimal
    grouped: bool = False
    listed: bool = False
    spaced: bool = False


def is_european(text: str) -> bool:
    """Whether the text groups thousands with points (`2.400.000`, `1.250,50`) anywhere."""
    return _EUROPEAN_TEXT.search(text) is not None


def read(blob: str, start: int, *, european: bool) -> list[Numeral]:
    """The numerals in a blob of digits that begins at `start`; empty when it is a version, date or key."""
    end = start + len(blob)
    if sum(map(str.isdigit, blob)) > LONGEST:
        return []
    if blob.isdigit():
        return [Numeral(start, end, Decimal(blob), Decimal(1))]
    if _EUROPEAN.fullmatch(blob):
        plain = "".join(c for c in blob if c.isdigit() or c == ",").replace(",", ".")
        return [_exact(start, end, plain, grouped=True)]
    if _WESTERN.fullmatch(blob) or _INDIAN.fullmatch(blob):
        if blob[0] == "0":
            return [Numeral(start, end, None, Decimal(1))]
        plain = "".join(c for c in blob if c.isdigit() or c == ".")
        return [_exact(start, end, plain, grouped=True, spaced=" " in blob)]
    if _POINT.fullmatch(blob):
        if european and _AMBIGUOUS_POINT.fullmatch(blob):
            return [Numeral(start, end, None, Decimal(1))]
        return [_exact(start, end, "0" + blob if blob[0] == "." else blob)]
    if _COMMA.fullmatch(blob):
        return [_exact(start, end, blob.replace(",", "."))]
    return _split(blob, start, european=european)


def _exact(start: int, end: int, plain: str, *, grouped: bool = False, spaced: bool = False) -> Numeral:
    value = Decimal(plain)
    step = Decimal(1).scaleb(-len(plain.partition(".")[2]))
    return Numeral(start, end, value, step, grouped, spaced=spaced)


def _split(blob: str, start: int, *, european: bool) -> list[Numeral]:
    """Numerals that only look like one: `22,24,26` is a list, `423 000` after `1.5` are two numbers."""
    if " " in blob:
        at = blob.index(" ")
        return read(blob[:at], start, european=european) + read(blob[at + 1 :], start + at + 1, european=european)
    feet = _FEET.fullmatch(blob)
    if feet is not None:
        return [_exact(start, start + 1, feet["feet"]), _exact(start + 2, start + len(blob), feet["inches"])]
    if set(blob) - set("0123456789,."):
        return []
    found: list[Numeral] = []
    at = start
    for part in blob.split(","):
        if not _PIECE.fullmatch(part):
            return []
        number = _exact(at, at + len(part), part)
        found.append(Numeral(number.start, number.end, number.value, number.step, listed=True))
        at += len(part) + 1
    return found
