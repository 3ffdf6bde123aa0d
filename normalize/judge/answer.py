"""The answer of a judge: held against the passages; whatever does not fit exactly is refused."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from normalize.judge.question import Question

#: A longer answer than this many characters is none.
LONGEST_ANSWER = 20_000
LONGEST_REASON = 600
#: Fewer characters could be quoted from any text; a passage that is shorter is quoted whole.
SHORTEST_QUOTE = 6
_FENCE = re.compile(r"\A```(?:json)?[ \t]*\n(.*)\n```\Z", re.DOTALL)
_KEYS = {"verdict", "reason", "quotes"}
_QUOTE_KEYS = {"passage", "quote"}


class Verdict(Enum):
    """What a judge may say. There is no word that could make a conflict surer."""

    CONFLICT = "conflict"
    UNCLEAR = "unclear"
    NO_CONFLICT = "no conflict"


@dataclass(frozen=True, slots=True)
class Opinion:
    """A verdict with its reason on one line."""

    verdict: Verdict
    reason: str


class RefusedAnswerError(Exception):
    """An answer that is not used; says why."""


def read_answer(text: str, asked: Question) -> Opinion:
    """The opinion in an answer to `asked`.

    Raises RefusedAnswerError unless it has the exact form, and quotations that stand in the passages.
    """
    if len(text) > LONGEST_ANSWER:
        raise RefusedAnswerError("an answer is far too long")
    stripped = text.strip()
    fenced = _FENCE.match(stripped)
    try:
        told = json.loads(fenced[1] if fenced else stripped)
    except (ValueError, RecursionError) as error:
        raise RefusedAnswerError("an answer is not JSON") from error
    if not isinstance(told, dict) or set(told) != _KEYS:
        raise RefusedAnswerError("an answer has not the keys that were asked for")
    verdict, reason = told["verdict"], told["reason"]
    if verdict not in [known.value for known in Verdict]:
        raise RefusedAnswerError("an answer has an unknown verdict")
    if not isinstance(reason, str) or not reason.strip() or len(reason) > LONGEST_REASON:
        raise RefusedAnswerError("an answer gives no reason, or a page of it")
    _check_quotes(told["quotes"], asked)
    return Opinion(Verdict(verdict), " ".join(reason.split()))


def _check_quotes(quotes: Any, asked: Question) -> None:
    if not isinstance(quotes, list) or len(quotes) > 4 * len(asked.passages):
        raise RefusedAnswerError("an answer has no list of quotations")
    quoted = {_quoted(quote, asked.passages) for quote in quotes}
    if not asked.required <= quoted:
        raise RefusedAnswerError("an answer does not quote every passage")


def _quoted(quote: Any, passages: Mapping[str, str]) -> str:
    """The passage of a quotation that stands in it letter by letter."""
    if not isinstance(quote, dict) or set(quote) != _QUOTE_KEYS:
        raise RefusedAnswerError("an answer has a quotation without the keys that were asked for")
    letter, words = quote["passage"], quote["quote"]
    if not isinstance(letter, str) or letter not in passages or not isinstance(words, str):
        raise RefusedAnswerError("an answer quotes a passage that does not exist")
    passage = passages[letter]
    if words not in passage or len(words.strip()) < min(SHORTEST_QUOTE, len(passage.strip())):
        raise RefusedAnswerError("an answer quotes words that do not stand in the passage")
    return letter
