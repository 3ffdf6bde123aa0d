"""Small numbers as words and as numerals."""

from __future__ import annotations

UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
#: One word of a number below a hundred, as an alternation for patterns.
WORDS = "|".join((*UNITS, *TENS))


def below_hundred(words: str) -> int | None:
    """The value of one number below a hundred in words; None when the words are no such number."""
    parts = words.lower().replace("-", " ").split()
    if len(parts) == 1:
        word = parts[0]
        return UNITS.index(word) if word in UNITS else 20 + 10 * TENS.index(word) if word in TENS else None
    if len(parts) == 2 and parts[0] in TENS and parts[1] in UNITS[1:10]:
        return 20 + 10 * TENS.index(parts[0]) + UNITS.index(parts[1])
    return None


def in_words(number: int) -> str:
    """A number from 0 to 100 in words. Raises ValueError for any other."""
    if not 0 <= number <= 100:
        raise ValueError(f"{number} is not between 0 and 100")
    if number == 100:
        return "one hundred"
    if number < 20:
        return UNITS[number]
    tens, unit = divmod(number, 10)
    return TENS[tens - 2] + (f"-{UNITS[unit]}" if unit else "")
