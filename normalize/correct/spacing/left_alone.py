"""Places that stay as they are whatever the model says: figures, units, capitals inside words, foreign lines.

There a space has a meaning that letters do not tell, and the model has learnt only how prose looks.
"""

from __future__ import annotations

from collections.abc import Set
from itertools import pairwise

import regex

from normalize.correct.prose import FUNCTION_WORDS, MONTHS, reads_as_english
from normalize.correct.spacing.gap_odds import Damage
from normalize.model import Span

_AROUND = 24  # characters of context to the left of a figure
_NEAR = 20  # characters either side in which letters that stand alone show spaced-out words
_LONE = regex.compile(r"(?<!\S)\p{Ll}(?!\S)")
_LONE_CAPITAL = regex.compile(r"(?<!\S)\p{Lu}(?!\S)")
_FEW_LONE, _MANY_LONE = 4, 6
#: A row of capitals; an alphabet when so large a share follow on each other.
_ROW = regex.compile(r"(?<!\S)(?:\p{Lu}[ ]){3,}\p{Lu}(?!\S)")
_ALPHABET = 0.6
_FIGURE_END = regex.compile(
    rf"(?<lead>(?<!\p{{L}})(?:(?i:in|since|from|until|of|by|before|after|year)|(?:{MONTHS})(?:[ ][0-9]{{1,2}},)?)[ ]?)?"
    r"(?<![0-9.,])(?<figure>[0-9]++(?:[.,][0-9]++)*+)\Z"
)
_IN_FIGURE = regex.compile(r"[0-9][.,][0-9]")
_FIGURE_START = regex.compile(r"[0-9]++(?:[.,][0-9]++)*+")
_GROUPED = regex.compile(r"[0-9]{1,3}(?:,[0-9]{3})++(?:\.[0-9]++)?")
_YEAR = regex.compile(r"1[0-9]{3}|20[0-9]{2}")
_SPREAD_YEAR = regex.compile(r"(?<![0-9][ .,]?)(?:1[ ][0-9]|2[ ]0)[ ][0-9][ ][0-9](?![ .,]?[0-9])")
_SHORT_MONTHS = frozenset(month[:3] for month in MONTHS.split("|"))
_DAY = regex.compile(r"[12][0-9]|3[01]")
_MONTH_AFTER = regex.compile(rf"[ ]?(?:{MONTHS})\b")
_UNIT = regex.compile(r"[\p{L}µ°]{1,3}+(?!\p{L})")
_ORDINAL = regex.compile(r"(?:st|nd|rd|th)(?!\p{L})")
#: Small words that are units or parts of dates as well.
_UNIT_WORDS = frozenset({"a", "as", "at", "in", "am"})
#: So likely a gap needs nothing more against it: what would else keep it (a capital beside another, a year before what
#: may be a unit, a figure beside a sign) gives way.
BEYOND_DOUBT = 0.85
#: So likely two figures are one where so many gaps of words have a space that they should not have.
_SURE_OF_FIGURE, _BROKEN = 0.9, 0.004
#: Initials, and a name after them.
_INITIALS = regex.compile(r"(?:\p{Lu}[ ]){1,4}+\p{Lu}\p{Ll}")
_DATE_BEFORE = regex.compile(rf"(?:{MONTHS})[ ]?[0-9]{{1,2}},\Z")
_YEAR_AFTER = regex.compile(r"(?:1[0-9]{3}|20[0-9]{2})(?![0-9.,]*[0-9])")
_BOX = regex.compile(r"[ ]?(?:\[[ ]?[xX✓✗]?[ ]?\]|\([ ][xX✓✗]?[ ]?\))[ ]?")
#: `HK$100`, `R$5`: the letters say whose dollars these are.
_MONEY = regex.compile(r"(?<!\p{L})\p{Lu}{1,3}[$£€¥][0-9]")
#: `10 : 30`, `5 / 1`, `3 × 4`: spaced on both sides, as ratios and odds may be.
_RATIO = regex.compile(r"[0-9][ ][:/×][ ][0-9]")
#: `+44 (0)20`: what a bracket after a figure holds does not belong to its word.
_BRACKET = regex.compile(r"(?:[0-9][ ])?+\([0-9]\)[ ]?+[0-9]|(?<!\p{L}[0-9]?)[0-9][ ]\([0-9]")
#: `Catch-22. 24 hours`, `on 3, 5 and 7`: without the space these were other values.
_MARKED = regex.compile(r"[0-9][.,][ ][0-9]")
#: `W 28`, `lb 2`: the heads of columns with their figures.
_HEADED = regex.compile(r"(?<!\S)[(]?\p{L}{1,2}[ ][0-9]")
_MATHEMATICAL = regex.compile(r"[=<>≤≥±×∈→∑∂∞∇|]|\p{Greek}")
#: The rest of a word and after it one with letters that English lacks: `Tha i brèagha`.
_FOREIGN_NEXT = regex.compile(r"\p{Ll}{1,3}+[ ][a-z]{0,20}+[^\x00-\x7F\W]")
_WORD_BEFORE = regex.compile(r"(?<![\p{L}\p{M}])\p{L}{2,12}+\Z")
_WORD_AFTER = regex.compile(r"\p{L}{2,12}+(?![\p{L}\p{M}])")
_INNER_CAPITAL = regex.compile(r"\p{Ll}{0,3}+(?=\p{Lu}\p{Ll})")


def is_left_alone(text: str, gap: Span, damage: Damage, others: Set[int], sure: float) -> bool:
    """Whether the gap stays: `gap` is the space to take out, or the empty place to put one in.

    `damage` is that of the document, `others` are the places of other likely flips, `sure` says how likely the flip is
    a repair.
    """
    if _between_figures(text, gap, damage, sure):
        return not _in_date(text, gap)
    if damage.is_ruin:
        return False
    if _at_unit(text, gap, sure, others) or _in_box(text, gap) or _joins_capital(text, gap, others):
        return True
    if _says_twice(text, gap) or any(_around(pattern, text, gap) for pattern in (_MONEY, _RATIO, _BRACKET)):
        return True
    if not _in_formula(text, gap) and (_heads_figure(text, gap, damage) or _around(_MARKED, text, gap)):
        return True
    near = max(0, gap.start - _NEAR), gap.end + _NEAR
    if len(_LONE.findall(text, *near)) >= _FEW_LONE:
        return False
    if not damage.is_light and len(_LONE_CAPITAL.findall(text, *near)) >= _MANY_LONE:
        return _in_alphabet(text, gap, *near)
    if damage.is_light and gap.start < gap.end and _FOREIGN_NEXT.match(text, gap.end):
        return True
    if _in_row_of_capitals(text, gap, damage) and (sure < BEYOND_DOUBT or _INITIALS.match(text, gap.end)):
        return True
    # Where much is broken, a piece of a word is easily taken for a foreign one.
    return not reads_as_english(text, gap.start, slips=0 if damage.is_light else 1)


def _between_figures(text: str, gap: Span, damage: Damage, sure: float) -> bool:
    """Whether the gap is between two figures: there a space makes other values, and no letter tells which are meant.

    A space that breaks a group of thousands (`1,0 00`), a year after its preposition (`in 19 45`) or surely a year
    (`the 201 8 cup`, `2 0 1 8`) is the exception.
    Where much else is broken, so are years and days anywhere, single figures where everything stands apart, and what
    is surely one figure and has no other beside it (`aged 2 4 of`): in 12,000 lines 23 such were one, none was two.
    """
    if gap.start == gap.end and _IN_FIGURE.match(text, max(0, gap.start - 2)):
        return True
    if not (text[gap.start - 1 : gap.start].isdigit() and text[gap.end : gap.end + 1].isdigit()):
        return False
    if gap.start == gap.end:
        return True
    left = _FIGURE_END.search(text, max(0, gap.start - _AROUND), gap.start)
    right = _FIGURE_START.match(text, gap.end)
    if left is None or right is None:
        return True
    parts = left["figure"], right.group()
    joined = "".join(parts)
    if _GROUPED.fullmatch(joined):
        return _GROUPED.fullmatch(parts[0]) is not None
    if not damage.is_light and sure >= _SURE_OF_FIGURE and _around(_SPREAD_YEAR, text, gap):
        return False
    beside = _in_row(text, left.start("figure"), right.end())
    surely_one = sure >= _SURE_OF_FIGURE and not beside
    if _YEAR.fullmatch(joined) and (left["lead"] or (surely_one and min(map(len, parts)) == 1)):
        return False
    if not damage.is_light and not beside:
        if surely_one and damage.added >= _BROKEN:
            return False
        if _YEAR.fullmatch(joined):
            return min(map(len, parts)) > 1
        if _DAY.fullmatch(joined):
            return _MONTH_AFTER.match(text, right.end()) is None
    return not damage.is_ruin or any(len(part) != 1 for part in parts)


def _in_date(text: str, gap: Span) -> bool:
    """Whether a space is missing before the year of a date: `April 6,2011`, `onApril6,2011`."""
    if gap.start < gap.end or _YEAR_AFTER.match(text, gap.end) is None:
        return False
    return _DATE_BEFORE.search(text, max(0, gap.start - _AROUND), gap.start) is not None


def _in_row(text: str, start: int, end: int) -> bool:
    """Whether another figure stands beside: a table or a list of figures, in which any two might make a year."""
    return text[max(0, start - 2) : start].strip(" ,")[-1:].isdigit() or text[end : end + 2].strip(" ,")[:1].isdigit()


def _at_unit(text: str, gap: Span, sure: float, others: Set[int]) -> bool:
    """Whether the gap is between a figure and a few letters: `25kg`, `30 s`; units have rules of their own.

    Small words that are no unit (`1855to`), months (`15May`), what surely is a word after a year (`2017won`), the
    letters of an ordinal (`18 th`) and those of a broken word (`876f amilies`) are none.
    """
    if not text[gap.start - 1 : gap.start].isdigit():
        return False
    unit = _UNIT.match(text, gap.end)
    if unit is None:
        return False
    if gap.start < gap.end:
        return _ORDINAL.match(text, gap.end) is None
    word = unit.group()
    after_year = _YEAR.fullmatch(text[gap.start - 4 : gap.start]) is not None
    if word in _SHORT_MONTHS or unit.end() in others or (after_year and sure >= BEYOND_DOUBT and len(word) > 2):
        return False
    return word not in FUNCTION_WORDS or (word in _UNIT_WORDS and not after_year)


def _in_box(text: str, gap: Span) -> bool:
    """Whether the gap is in or beside a box to tick: `[ ]`, `( x )`."""
    if _in_formula(text, gap):
        return False
    boxes = _BOX.finditer(text, max(0, gap.start - 6), gap.end + 6)
    return any(box.start() <= gap.start and gap.end <= box.end() for box in boxes)


def _around(pattern: regex.Pattern[str], text: str, gap: Span) -> bool:
    """Whether the gap lies inside a match of a pattern of at most seven characters."""
    found = pattern.finditer(text, max(0, gap.start - 6), gap.end + 6)
    return any(match.start() < gap.start and gap.end < match.end() for match in found)


def _says_twice(text: str, gap: Span) -> bool:
    """Whether the space stands between a word and the same word again: `ha ha`, `Bora Bora`."""
    if gap.start == gap.end:
        return False
    left = _WORD_BEFORE.search(text, max(0, gap.start - 14), gap.start)
    right = _WORD_AFTER.match(text, gap.end)
    return left is not None and right is not None and left.group().lower() == right.group().lower()


def _in_formula(text: str, gap: Span) -> bool:
    """Whether a mathematical sign stands near, so that letters and figures beside each other belong together."""
    return _MATHEMATICAL.search(text, max(0, gap.start - _NEAR), gap.end + _NEAR) is not None


def _heads_figure(text: str, gap: Span, damage: Damage) -> bool:
    """Whether the space stands between a letter or two and the figure that they head: `W 28`, `lb 2`.

    Where more is broken (`x 1` for `x1`), only in a row of such heads.
    """
    if gap.start == gap.end:
        return False
    near = _HEADED.findall(text, max(0, gap.start - 12), gap.end + 12)
    return _around(_HEADED, text, gap) and (damage.is_light or len(near) > 1)


def _joins_capital(text: str, gap: Span, others: Set[int]) -> bool:
    """Whether the space parts what would be one word with a capital inside: `an tSaoi`, `the Bank`.

    Not so where a space is to be put before that capital: `o fTaipei` is `of Taipei`.
    """
    inner = _INNER_CAPITAL.match(text, gap.end) if gap.start < gap.end else None
    return inner is not None and (inner.end() == gap.end or inner.end() not in others)


def _in_alphabet(text: str, gap: Span, low: int, high: int) -> bool:
    """Whether the space stands in a row of capitals that follow on each other (`A B C D`), not in a spaced-out word."""
    for row in _ROW.finditer(text, low, high):
        letters = [ord(letter) for letter in row.group()[::2]]
        following = sum(one + 1 == other for one, other in pairwise(letters))
        if row.start() < gap.end and gap.start < row.end() and following >= _ALPHABET * (len(letters) - 1):
            return True
    return False


def _in_row_of_capitals(text: str, gap: Span, damage: Damage) -> bool:
    """Whether the space stands between two capitals: initials, an alphabet.

    Where much is broken, a capital beside two or more (`BB C`) is one of them.
    """
    if gap.start == gap.end or not (
        text[gap.start - 1 : gap.start].isupper() and text[gap.end : gap.end + 1].isupper()
    ):
        return False
    left, right = text[gap.start - 2 : gap.start - 1].isupper(), text[gap.end + 1 : gap.end + 2].isupper()
    return damage.is_light or not (left or right)
