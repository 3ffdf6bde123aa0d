"""Joins of figures and words: `1,200people`, `in2011the`, `£14.6mon`; units and model names are left alone."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.spacing.repair import RUN_TOGETHER, Repair
from normalize.correct.spacing.surroundings import Surroundings
from normalize.model import Span

_FIGURE = r"\d{1,12}+(?:[,.]\d{1,9}+){0,6}+"
# A whole token: words, one figure with its signs, words.
_TOKEN = regex.compile(
    rf"(?<![\p{{L}}\p{{M}}\p{{N}}_@#/\\.,:=+$€£¥*^&'’–-])"
    rf"(?P<left>\p{{L}}{{0,20}}+)(?P<figure>[$€£¥]?{_FIGURE}[%°]?)(?P<right>\p{{L}}{{0,20}}+)"
    rf"(?![\p{{L}}\p{{M}}\p{{N}}_@/\\(=*^&°%]|[.,'’:–-][\p{{L}}\p{{N}}])"
)
# The digit first: the search then stops at digits alone.
_MIXED = regex.compile(r"\d(?:(?<=\p{L}[$€£¥]?.)|(?=%?\p{L}))")
SURE, GUESS = 0.97, 0.7
COMMON = 14.0  # nats


def find_figure_joins(around: Surroundings) -> Iterator[Repair]:
    """Repairs where a figure and a word stand together, one a token."""
    last = -1
    for suspect in _MIXED.finditer(around.text):
        start = _token_start(around.text, suspect.start())
        token = _TOKEN.match(around.text, start)
        if token is None or token.start() == last or token.end() <= suspect.start():
            continue
        last = token.start()
        repair = _repair(around, token)
        if repair is not None:
            yield repair


def _token_start(text: str, place: int) -> int:
    start = place
    while start > 0 and place - start < 40 and (text[start - 1].isalnum() or text[start - 1] in "$€£¥,."):
        start -= 1
    return start


def _repair(around: Surroundings, token: regex.Match[str]) -> Repair | None:
    left, figure, right = token["left"], token["figure"], token["right"]
    before = _splits_before(around, left, figure)
    middle = _splits_after(around, figure, right)
    if before is None or middle is None or not (left or right):
        return None
    text = " ".join(part for part in (before, middle) if part)
    if text == token.group() or around.near_code(*token.span()) or around.counts_of(token.group()) > 1:
        return None
    words = [f"“{word}”" for word in (left, right) if word]
    return Repair(
        RUN_TOGETHER,
        Span(*token.span()),
        text,
        SURE,
        f"{' and '.join(words)} and the figure “{figure}” stand together; neither is a unit or part of a model name.",
    )


def _splits_before(around: Surroundings, left: str, figure: str) -> str | None:
    """The left word when it may stand before a figure; None when the token must be left alone."""
    if not left:
        return ""
    lexicon = around.lexicon
    marked = not figure[0].isdigit() or figure[-1] == "%" or "," in figure
    if not lexicon.within("before_number", left) or not (left.islower() or left.istitle()):
        return None
    return left if marked or len(figure) >= 2 else None


def _splits_after(around: Surroundings, figure: str, right: str) -> str | None:
    """Figure and right word as they should be; None when the token must be left alone."""
    if not right:
        return figure
    lexicon = around.lexicon
    if lexicon.within("after_number", right) and len(right) > 1:
        clashes = lexicon.within("number_suffixes", right) and figure[-1] != "%"
        return None if clashes else f"{figure} {right}"
    if lexicon.within("number_suffixes", right):
        return None
    scaled = _scaled(around, figure, right)
    if scaled:
        return scaled
    if right.lower() in ("january", "february", "march", "april", "may", "june", "july") or (
        lexicon.within("months", right) and right.istitle()
    ):
        return f"{figure} {right}"
    long_enough = len(right) >= 5 or (len(right) == 4 and lexicon.cost(right) < 9.5)
    if right.islower() and long_enough and lexicon.cost(right) <= COMMON:
        return f"{figure} {right}"
    return None


def _scaled(around: Surroundings, figure: str, right: str) -> str | None:
    """`£14.6mon`: a scale letter and a small word stuck to it."""
    if figure[0].isdigit():
        return None
    for scale in sorted(around.lexicon.classes["scale_suffixes"], key=len, reverse=True):
        rest = right[len(scale) :]
        if right.startswith(scale) and len(rest) > 1 and around.lexicon.within("after_number", rest):
            return f"{figure}{scale} {rest}" if len(scale) <= 2 else f"{figure} {scale} {rest}"
    return None
