"""Numbers that are names: years, model and bus numbers, the pronoun `one`."""

from __future__ import annotations

from typing import Final

import regex

from normalize.figures.nouns import Noun, is_noun
from normalize.figures.number import Number

_REACH = 28
_PREVIOUS = regex.compile(r"(?P<word>[^\W\d_][\w.'’-]{0,24}|[^\w\s])[ \u00a0\n]{0,2}\Z")
_YEAR_BEFORE = regex.compile(
    r"(?<!\w)(?:in|since|by|from|until|till|of|during|before|after|to|and|late|early|mid|mid-|the|for|spring|summer|autumn|fall|winter"
    r"|through|throughout|circa|around|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|year|fiscal|season|born|on|at|a|its|their|his|her|this|between|or|ad|ce|bc|election|elections|census|vintage|back|[’'])[ \u00a0\n(-]{0,2}\Z",
    regex.IGNORECASE,
)
_OPENING: Final = frozenset("( [ , – — ; / ’ '".split())
#: Capitalised words that may stand directly before a quantity.
_FREE: Final = frozenset(
    """about above after all almost also among and approximately around as at attendance because before below between but by
    both during each estimated every fewer for from had has have if in into is it its just less like lost more nearly no not
    of on only or other over population roughly since so some than that the their then there these they this those through to
    total under until up was we were when where which while with yes you he she who another out off
    rose fell killed injured wounded least most score result answer value price number""".split()
)
_PRONOUN_BEFORE: Final = frozenset(
    """this that the every any no each which another next first only such new old same big good little right wrong loved
    latter former other last final current previous second third particular whole young great long""".split()
)
_ONE_AFTER = regex.compile(
    r"[ ](?:of|is|was|will|would|could|can|might|may|must|should|has|had|have|does|did|another|to|who|that|which|by|in|on|at|for|and|or|"
    r"the|a|an|as|with|from|says|said|thing|day|so|more|such|but|than|year's|be|are|were|side|way|side's|he|she|they|it|i)\b|['’]s\b|-|[.,;:!?)]|$",
    regex.IGNORECASE,
)
_STREET = regex.compile(r"[ ][A-Z][a-z]+(?:[ ][A-Z][a-z]+)?[ ](?:St|Rd|Ave|Dr|Blvd)\b")
_TAIL: Final = frozenset("-/°#")


def _previous(text: str, start: int, limit: int) -> str:
    match = _PREVIOUS.search(text, max(limit, start - _REACH), start)
    return match["word"] if match is not None else ""


def is_pronoun_one(text: str, start: int, end: int) -> bool:
    """Whether `one` stands for somebody or something instead of counting."""
    if text[start:end].lower() != "one":
        return False
    previous = _previous(text, start, 0).lower()
    if previous in _PRONOUN_BEFORE or text[start - 1 : start] == "-":
        return True
    if not text[:start].strip() and not text[end:].strip():
        return False
    if previous in ("minus", "negative", "number", "answer"):
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
    before = text[: max(0, start - 1)][-len(previous) - 4 :].removesuffix(previous).rstrip()
    return before == "" or before[-1] in '.!?:;"”\n'


def names_a_thing(text: str, start: int, end: int, limit: int, *, counted: bool) -> bool:
    """Whether a plain number belongs to a name (`the 737`, `Windows 11`, `A380`, `14 Quarry Street`)."""
    touching = text[start - 1 : start] if start > 0 else ""
    following = text[end : end + 1]
    if touching and (touching.isalnum() or touching == "_" or (touching in _TAIL and not _opens(text, start - 1))):
        return True
    if following.isalpha() or following in ("_", "°", "#") or (following == "/" and text[end + 1 : end + 2].isalnum()):
        return True
    if following in "-–" and following and text[end + 1 : end + 2].isdigit():
        return True
    if counted:
        return False
    previous = _previous(text, start, limit)
    if previous.lower() == "the":
        return True
    if _STREET.match(text, end):
        return True
    if not previous[:1].isupper():
        return False
    return previous.lower() not in _FREE


def _opens(text: str, at: int) -> bool:
    """Whether a dash at `at` opens a number (minus sign or dash) instead of joining it to a word."""
    return at == 0 or not (text[at - 1].isalnum() or text[at - 1] in ")_")


def can_count(word: str) -> bool:
    """Whether a word in lower case can be counted."""
    return is_noun(word)
