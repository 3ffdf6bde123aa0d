"""Numbers that are names: years, model and bus numbers, the pronoun `one`."""

from __future__ import annotations

from typing import Final

import regex

from normalize.figures.nouns import Noun
from normalize.figures.number import Number
from normalize.figures.words import word_set

_REACH = 28
_PREVIOUS = regex.compile(r"(?P<word>[^\W\d_][\w.'’-]{0,24}|[^\w\s])[ \u00a0\n]{0,2}\Z")
_YEAR_BEFORE = regex.compile(
    r"(?<!\w)(?:in|since|by|from|until|till|of|during|before|after|to|and|late|early|mid|mid-|the|for"
    r"|spring|summer|autumn|fall|winter"
    r"|through|throughout|circa|around|january|february|march|april|may|june|july|august|september|october"
    r"|november|december"
    r"|year|fiscal|season|born|on|at|a|its|their|his|her|this|between|or|ad|ce|bc|election|elections"
    r"|census|vintage|back|[’'])[ \u00a0\n(-]{0,2}\Z",
    regex.IGNORECASE,
)
_OPENING: Final = word_set("( [ , – — ; / ’ '")
#: Capitalised words that may stand directly before a quantity.
_FREE: Final = word_set(
    """about above after all almost also among and approximately around as at attendance because before below between
    but by
both during each estimated every fewer for from had has have if in into is it its just less like lost more nearly no
    not
of on only or other over population roughly since so some than that the their then there these they this those
    through to
    total under until up was we were when where which while with yes you he she who another out off
    rose fell killed injured wounded least most score result answer value price number"""
)
_PRONOUN_BEFORE: Final = word_set(
    """this that the every any no each which another next first only such new old same big good little right wrong loved
    latter former other last final current previous second third particular whole young great long"""
)
_ONE_AFTER = regex.compile(
    r"[ ](?:of|is|was|will|would|could|can|might|may|must|should|has|had|have|does|did|another|to|who|that"
    r"|which|by|in|on|at|for|and|or|"
    r"the|a|an|as|with|from|says|said|thing|day|so|more|such|but|than|year's|be|are|were|side|way|side's"
    r"|he|she|they|it|i)\b|['’]s\b|-|[.,;:!?)]|$",
    regex.IGNORECASE,
)
#: A closing bracket that a bracket before it opens with more than the number inside (`(killing 12)`), not `(3)`.
_MARKER = regex.compile(r"[(\[][^()\[\]]{2,}[^()\[\]\s][ ][0-9]+[)\]]\Z")
#: `10 x 12 feet`, `10 by 12`: the sides of a thing, whose first has no unit of its own.
_GRID_AFTER = regex.compile(r"[ ]?[x×][ ]?[0-9]|[ ]by[ ][0-9]{1,3}(?![0-9,.]|[ ]?%)")
_GRID_BEFORE = regex.compile(r"[0-9][ ]?[x×][ ]?\Z")
_CAPITALISED = regex.compile(r"[ ][A-Z]\w")
_SIBLING = regex.compile(r"(?<!\w)[A-Z]{1,3}-?[0-9]{1,4}s?(?:,[ ]|[ ](?:and|or)[ ])\Z")


def _previous(text: str, start: int, limit: int) -> str:
    match = _PREVIOUS.search(text, max(limit, start - _REACH), start)
    return match["word"] if match is not None else ""


def is_glued(text: str, number: Number, limit: int) -> bool:
    """Whether a numeral is part of a longer word: `A380`, `Covid-19`, `PM2.5`, the second half of `5-4`."""
    start = number.start
    if start == 0 or start <= limit:
        return False
    if text[max(0, start - 4) : start].lower() == "-to-":
        return True  # `nine-to-five jobs`; the ends of a range are read from its first on
    if number.in_words:
        return False
    before = text[start - 1]
    if before == "/" and start - 1 == limit and text[start - 2].isalpha():
        return False  # the second of a pair: `30 km/19 miles`
    if before.isalnum() or before == "_":
        return True
    return before in "-/'’" and start > 1 and (text[start - 2].isalnum() or text[start - 2] == "_")


def is_pronoun_one(text: str, start: int, end: int) -> bool:
    """Whether `one` stands for somebody or something instead of counting."""
    if end - start != 3 or text[start:end].lower() != "one":
        return False
    previous = _previous(text, start, 0).lower()
    if previous in _PRONOUN_BEFORE or text[start - 1 : start] == "-":
        return True
    if previous in ("minus", "negative", "number", "answer"):
        return False
    if not text[max(0, start - 3) : start].strip() and not text[end : end + 3].strip():
        return False
    return _ONE_AFTER.match(text, end) is not None


def numbers_a_year(text: str, number: Number, noun: Noun | None, limit: int) -> bool:
    """Whether an ungrouped whole number of four digits is a year."""
    value = number.value
    if number.in_words or number.grouped or value is None or number.scale != 1 or number.step != 1:
        return False
    if number.end - number.start != 4 or not 1000 <= value <= 2100:
        return False
    if noun is None or not noun.first:
        return True
    before = text[max(limit, number.start - _REACH) : number.start]
    return not before.strip() or before.rstrip()[-1:] in ",.(–—-" or _YEAR_BEFORE.search(before) is not None


def is_label(text: str, start: int, limit: int) -> bool:
    """Whether the word before a number is a name: `Boeing 777F`, `seat 17C`."""
    previous = _previous(text, start, limit)
    if not previous[:1].isupper():
        return False
    return previous.lower() not in _FREE and not _begins_sentence(text, start, previous)


def _begins_sentence(text: str, start: int, previous: str) -> bool:
    before = text[max(0, start - len(previous) - 6) : start].rstrip().removesuffix(previous).rstrip()
    return before == "" or before[-1] in '.!?:;"”\n'


def names_a_thing(text: str, number: Number, limit: int, *, counted: bool) -> bool:
    """Whether a plain number belongs to a name (`the 737`, `Windows 11`, `14 Quarry Street`, `the Group of Seven`)."""
    start, end = number.start, number.end
    following = text[end : end + 1]
    if _GRID_AFTER.match(text, end) or _GRID_BEFORE.search(text, max(0, start - 4), start):
        return True
    if following in ("'", "’") and text[end + 1 : end + 2].isdigit():
        return True
    if following.isalpha() or following in ("_", "°", "#") or (following == "/" and text[end + 1 : end + 2].isalnum()):
        return True
    if following in ("-", "–") and text[end + 1 : end + 2].isdigit():
        return True
    if following in (")", "]") and _MARKER.search(text, max(limit, start - 60), end + 1) is None:
        return True
    previous = _previous(text, start, limit)
    if previous.lower() == "the" and not counted:
        return True
    if number.in_words:
        return _is_name(text, number, previous, counted=counted)
    if counted:
        return False
    if previous.lower() == "per" or _CAPITALISED.match(text, end) or _SIBLING.search(text, max(0, start - 14), start):
        return True
    return previous[:1].isupper() and previous.lower() not in _FREE


def _is_name(text: str, number: Number, previous: str, *, counted: bool) -> bool:
    """Whether a capitalised number word in the middle of a sentence belongs to a name (`Six Flags`)."""
    word = text[number.start : number.end]
    if not word[:1].isupper() or word.isupper() or not previous or not previous[0].isalpha():
        return False
    if _begins_sentence(text, number.start, ""):
        return False
    if previous[0].isupper():
        return not counted and previous.lower() not in _FREE
    return _CAPITALISED.match(text, number.end) is not None or not counted
