"""Number words: what each is worth and which part it plays in a number."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, Literal

Role = Literal[
    "num",  # a numeral
    "zero",
    "unit",  # one to nine
    "teen",  # ten to nineteen
    "tens",  # twenty to ninety
    "hundred",
    "scale",  # thousand and above, lakh, crore
    "dozen",
    "and",
    "article",
    "half",
    "quarter",
    "ordinal",  # third, tenth, hundredth
    "parts",  # thirds, tenths, hundredths
    "vulgar",  # ½
    "point",
    "minus",
]

UNITS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS: Final = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SCALES: Final[dict[str, int]] = {
    "thousand": 10**3,
    "million": 10**6,
    "milliard": 10**9,
    "billion": 10**9,
    "trillion": 10**12,
    "quadrillion": 10**15,
    "lakh": 10**5,
    "lac": 10**5,
    "crore": 10**7,
}
#: Written-out abbreviations, which are never anything but a scale.
SHORT_SCALES: Final[dict[str, int]] = {
    "mil": 10**6,
    "mio": 10**6,
    "mln": 10**6,
    "mn": 10**6,
    "bn": 10**9,
    "bln": 10**9,
    "bil": 10**9,
    "tn": 10**12,
    "tln": 10**12,
    "trn": 10**12,
}
_ORDINALS: Final[dict[str, int]] = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "nineth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
    "thirteenth": 13,
    "fourteenth": 14,
    "fifteenth": 15,
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
    "thirtieth": 30,
    "fortieth": 40,
    "fiftieth": 50,
    "sixtieth": 60,
    "seventieth": 70,
    "eightieth": 80,
    "ninetieth": 90,
    "hundredth": 100,
    "thousandth": 10**3,
    "millionth": 10**6,
    "billionth": 10**9,
    "trillionth": 10**12,
}
VULGAR: Final = {
    "¼": (1, 4),
    "½": (1, 2),
    "¾": (3, 4),
    "⅓": (1, 3),
    "⅔": (2, 3),
    "⅕": (1, 5),
    "⅖": (2, 5),
    "⅗": (3, 5),
    "⅘": (4, 5),
    "⅙": (1, 6),
    "⅚": (5, 6),
    "⅛": (1, 8),
    "⅜": (3, 8),
    "⅝": (5, 8),
    "⅞": (7, 8),
    "⅐": (1, 7),
    "⅑": (1, 9),
    "⅒": (1, 10),
}


def word_set(words: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(words.split())


def _vocabulary() -> dict[str, tuple[Role, Decimal]]:
    roles: dict[Role, dict[str, int]] = {
        "zero": dict.fromkeys(("zero", "nought", "naught"), 0),
        "unit": {word: value for value, word in enumerate(UNITS, 1)},
        "teen": {word: value for value, word in enumerate(_TEENS, 10)},
        "tens": {word: 10 * value for value, word in enumerate(_TENS, 2)} | {"fourty": 40},
        "hundred": {"hundred": 100},
        "scale": SCALES | {f"{word}s": SCALES[word] for word in ("lakh", "lac", "crore")},
        "dozen": dict.fromkeys(("dozen", "dozens", "doz", "dozs"), 12) | {"score": 20},
        "half": {"half": 2, "halves": 2},
        "quarter": {"quarter": 4, "quarters": 4},
        "ordinal": _ORDINALS,
        "parts": {f"{word}s": value for word, value in _ORDINALS.items() if value != 2},
        "and": {"and": 0},
        "point": {"point": 0},
        "minus": {"minus": 0, "negative": 0},
        "article": {"a": 1, "an": 1},
    }
    return {word: (role, Decimal(value)) for role, words in roles.items() for word, value in words.items()}


VOCABULARY: Final = _vocabulary()
