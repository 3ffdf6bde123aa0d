"""Joins that the letter case gives away: `ofThe`, `agreementOriginally`, `OpenAIcooperation`, `HALLThe`."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.spacing.repair import RUN_TOGETHER, SENTENCE_BREAK, Repair
from normalize.correct.spacing.sentence_break import Boundary, loses_sentence_break, right_is_opener
from normalize.correct.spacing.surroundings import Surroundings
from normalize.model import Span

# A token with a small letter before a capital, or a run of capitals before small letters.
_TOKEN = regex.compile(
    r"(?<![\p{L}\p{M}\p{N}_@#/\\.$'’-])[\p{L}\p{M}]{2,60}+(?![\p{L}\p{M}\p{N}_@/\\(=]|[.'’-][\p{L}\p{N}])"
)
_HUMP = regex.compile(r"(?<=\p{Ll})(?=\p{Lu})")
_TITLE = regex.compile(r"\p{Lu}[\p{Ll}\p{M}]*+")
# The capital first: the search then stops at capitals alone.
_SUSPECT = regex.compile(r"\p{Lu}(?:(?<=\p{Ll}.)|(?<=\p{Lu}{2})(?=\p{Ll}{2}))")
_CAPS_THEN_TITLE = regex.compile(r"(\p{Lu}{2,})(\p{Lu}\p{Ll}++)")
_CAPS_THEN_SMALL = regex.compile(r"(.*\p{Lu}{2})(\p{Ll}{4,})")

SURE, LIKELY, GUESS = 0.99, 0.97, 0.7
FREQUENT = 7.5  # nats: the few hundred most frequent words
COMMON = 14.0


def find_case_joins(around: Surroundings) -> Iterator[Repair]:
    """Repairs at case boundaries, one a token."""
    for suspect in _SUSPECT.finditer(around.text):
        token = _TOKEN.match(around.text, _token_start(around.text, suspect.start()))
        if token is None or token.end() <= suspect.start():
            continue
        whole = token.group()
        if len(whole) > 60 or (around.is_known_form(whole) and not _plain_glue(around, whole)):
            continue
        repair = _repair(around, Span(*token.span()), whole)
        if repair is not None:
            yield repair


def _plain_glue(around: Surroundings, whole: str) -> bool:
    """Whether a token is two of the commonest words, however often the text has it: `ofThe`, `andIn`."""
    hump = _HUMP.search(whole)
    if hump is None or whole in around.names or whole in around.lexicon.capitals:
        return False
    parts = whole[: hump.start()], whole[hump.start() :]
    return all(len(part) > 1 and around.lexicon.cost(part.lower()) <= FREQUENT for part in parts)


def _token_start(text: str, place: int) -> int:
    start = place
    if text[max(0, place - 60) : place].isalpha() and place >= 60:
        return place  # longer than any token that is looked at
    while start > 0 and text[start - 1].isalpha():
        start -= 1
    return start


def _repair(around: Surroundings, span: Span, whole: str) -> Repair | None:
    hump = _HUMP.search(whole)
    if hump is not None:
        cut = hump.start()
        boundary = Boundary(span, span.start + cut, whole[:cut], whole[cut:])
        made = _after_small(around, boundary) if whole[0].islower() else _after_title(around, boundary)
        if made is not None:
            return made
    return _after_capitals(around, span, whole)


def _after_small(around: Surroundings, b: Boundary) -> Repair | None:
    """`ofThe`, `fireThe`, `byOrrin`: the left word is small."""
    lexicon = around.lexicon
    cost = lexicon.cost(b.left)
    known = cost <= FREQUENT or (len(b.left) >= 4 and cost <= COMMON) or (len(b.left) == 3 and cost <= 12.0)
    if not known or len(b.left) < 2 or lexicon.within("brand_prefixes", b.left):
        return None
    if len(b.right) == 1 and not lexicon.within("single", b.right):
        return None
    if not _TITLE.fullmatch(b.right):
        return _before_name(around, b)
    if right_is_opener(around, b) or lexicon.within("byline", b.right):
        return _at_opener(around, b)
    if loses_sentence_break(around, b):
        return _broken(around, b, LIKELY)
    return _spaced(around, b, _small_title_confidence(around, b))


def _small_title_confidence(around: Surroundings, b: Boundary) -> float:
    if around.near_code(b.span.start, b.span.end):
        return GUESS
    following = around.after(b.span.end, 1)
    if around.lexicon.is_name(b.right) or (following and following[0][0].isupper()):
        return LIKELY
    participle = b.right.endswith("ed") and not around.lexicon.within("unfinished", b.left) and len(b.left) >= 4
    if participle and following and around.lexicon.within("prepositions", following[0]):
        return LIKELY
    return GUESS


def _before_name(around: Surroundings, b: Boundary) -> Repair | None:
    """`withOpenAI`: the right part has capitals of its own."""
    known = around.is_known_form(b.right) or around.counts[b.right] > 0
    acronym = regex.fullmatch(r"(?:\p{Lu}\p{Ll}++)?\p{Lu}{2,5}", b.right) is not None
    function_word = around.lexicon.within("unfinished", b.left)
    if around.near_code(b.span.start, b.span.end):
        return _spaced(around, b, GUESS)
    if (known and not b.right.isupper()) or (acronym and function_word):
        return _spaced(around, b, LIKELY)
    return _spaced(around, b, GUESS) if function_word else None


def _at_opener(around: Surroundings, b: Boundary) -> Repair | None:
    if around.near_code(b.span.start, b.span.end) or _names_code(around, b):
        return _spaced(around, b, GUESS)
    following = around.text[b.span.end : b.span.end + 3].lstrip(" -")
    inside_name = bool(following) and following[0].isupper()
    begins_name = inside_name and around.lexicon.within("name_openers", b.right)
    if loses_sentence_break(around, b) and not begins_name:
        return _broken(around, b, SURE)
    if not inside_name and around.lexicon.within("unfinished", b.left) and b.right != "I":
        return _lowered(around, b)
    return _spaced(around, b, LIKELY)


def _names_code(around: Surroundings, b: Boundary) -> bool:
    """Whether program text is full of such names, whatever stands around: `forEach`, `hasNext`, `readOnly`."""
    return around.lexicon.within("code_heads", b.left) and around.lexicon.within("code_ends", b.right)


def _after_title(around: Surroundings, b: Boundary) -> Repair | None:
    """`FridayBoth`, `BrillUpdated`: both parts have a capital, as brand names do, so the evidence must be strong."""
    lexicon = around.lexicon
    if not _TITLE.fullmatch(b.right) or len(b.left) < 3 or not lexicon.knows(b.right):
        return None
    time_word = lexicon.within("months", b.left)
    previous = around.before(b.span.start, 1)
    a_name = lexicon.is_name(b.left) or bool(previous and previous[0][0].isupper())
    following = around.after(b.span.end, 1)
    followed = bool(following) and following[0][0].islower()
    strong = lexicon.within("strong_openers", b.right)
    if time_word and followed and (right_is_opener(around, b) or _says_something(around, b, following[0])):
        return _broken(around, b, LIKELY)
    if lexicon.within("byline", b.right) and a_name and len(b.right) > 2 and lexicon.knows(b.left):
        rest = around.text[b.span.end : b.span.end + 4].lstrip()
        digits = rest[:1].isdigit()
        return _spaced(around, b, LIKELY if digits or (following and following[0] == "by") else GUESS)
    if strong and a_name and followed:
        if around.clause_is_complete(b.place):
            return _broken(around, b, LIKELY)
        return _spaced(around, b, LIKELY)
    return None


def _says_something(around: Surroundings, b: Boundary, following: str) -> bool:
    """Whether a sentence begins after a day or month: `in JuneTraffic will`, not `the SundaySchool was`."""
    previous = around.before(b.span.start, 1)
    at_time = bool(previous) and around.lexicon.within("prepositions", previous[0])
    return at_time and around.is_finite(following) and loses_sentence_break(around, b)


def _after_capitals(around: Surroundings, span: Span, whole: str) -> Repair | None:
    lexicon = around.lexicon
    titled = _CAPS_THEN_TITLE.fullmatch(whole)
    if titled is not None and lexicon.within("strong_openers", titled[2]):
        b = Boundary(span, span.start + titled.start(2), titled[1], titled[2])
        return _spaced(around, b, LIKELY if len(titled[1]) >= 3 else GUESS)
    small = _CAPS_THEN_SMALL.fullmatch(whole)
    if small is None or lexicon.cost(small[2]) > COMMON:
        return None
    left, right = small[1], small[2]
    inner = _HUMP.search(left) is not None
    known = around.is_known_form(left) or around.counts[left] > 0
    acronym = left.isupper() and len(left) >= 3 and lexicon.knows(left) and lexicon.is_name(left)
    if not known and (inner or not acronym):
        return None
    return _spaced(around, Boundary(span, span.start + len(left), left, right), LIKELY)


def _spaced(around: Surroundings, b: Boundary, confidence: float) -> Repair:
    others = (
        (f"{b.left}. {b.right}",) if b.right[0].isupper() and not around.lexicon.within("unfinished", b.left) else ()
    )
    return Repair(
        RUN_TOGETHER,
        b.span,
        f"{b.left} {b.right}",
        confidence,
        f"{_parts(around, b)}; nothing writes them together.",
        others,
    )


def _lowered(around: Surroundings, b: Boundary) -> Repair:
    right = b.right[0].lower() + b.right[1:]
    return Repair(
        RUN_TOGETHER,
        b.span,
        f"{b.left} {right}",
        SURE,
        f"{_parts(around, b)}; no sentence ends after “{b.left}”, so “{right}” has no capital here.",
        (f"{b.left} {b.right}",),
    )


def _broken(around: Surroundings, b: Boundary, confidence: float) -> Repair:
    return Repair(
        SENTENCE_BREAK,
        b.span,
        f"{b.left}. {b.right}",
        confidence,
        f"“{b.left}” ends a clause and “{b.right}” opens the next sentence; the full stop between them is lost.",
        (f"{b.left} {b.right}",),
    )


def _parts(around: Surroundings, b: Boundary) -> str:
    known = [part for part in (b.left, b.right) if around.lexicon.knows(part) or around.is_known_form(part)]
    if len(known) == 2:
        return f"“{b.left}” and “{b.right}” are words of their own"
    return f"“{known[0]}” is a word of its own" if known else f"“{b.left}” ends where a capital begins"
