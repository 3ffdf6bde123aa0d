"""What stands around a place: the words before and after it, as far as the rules look."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import regex

from normalize.correct.spacing.lexicon import Lexicon
from normalize.correct.spacing.token_counts import WORD, TokenCounts
from normalize.model import Document

_OPENING = regex.compile(r"(?:[.!?:;…]['\"”’)\]]*+\s++|\n\s*+|[\"“‘'(\[]|\s[-–—*•]\s?)['\"“‘(]?\Z")
_ROWS = 50  # places looked at for two words in a row
_FAR = 50_000  # characters either side in which they are sought
REACH = 160  # characters a rule may look to either side
_STOP = regex.compile(r"[.!?;:]['\"”’)]?\s|\n\s*\n")


@dataclass
class Surroundings:
    """One document's text with what the rules ask about it. Made anew for each run; never shared.

    `names` are forms known to be right: the names of the facts, and what the batch teaches.
    """

    document: Document
    lexicon: Lexicon
    names: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    @cached_property
    def counts(self) -> TokenCounts:
        """How often each token occurs in the document, as it is written."""
        return TokenCounts(self.text)

    @cached_property
    def named(self) -> frozenset[str]:
        """The words of the names."""
        return frozenset(word for name in self.names for word in name.split())

    def counts_of(self, token: str) -> int:
        """How often a token with figures in it occurs in the document."""
        return self.text.count(token)

    def before(self, place: int, limit: int = 40) -> list[str]:
        """Words of the same sentence before `place`, nearest last."""
        chunk = self.text[max(0, place - REACH) : place]
        stops = list(_STOP.finditer(chunk))
        return list(WORD.findall(chunk[stops[-1].end() :] if stops else chunk))[-limit:]

    def after(self, place: int, limit: int = 6) -> list[str]:
        """Words of the same sentence after `place`, nearest first."""
        chunk = self.text[place : place + REACH]
        stop = _STOP.search(chunk)
        return list(WORD.findall(chunk[: stop.start()] if stop else chunk))[:limit]

    def has_in_a_row(self, left: str, right: str, place: int) -> bool:
        """Whether the text has two words one after the other, as they are written, not too far from `place`."""
        row, low, high = f"{left} {right}", max(0, place - _FAR), place + _FAR
        at = self.text.find(row, low, high)
        for _ in range(_ROWS):
            if at < 0:
                break
            end = at + len(row)
            if not (self.text[max(0, at - 1) : at].isalpha() or self.text[end : end + 1].isalpha()):
                return True
            at = self.text.find(row, at + 1, high)
        return False

    def is_known_form(self, token: str) -> bool:
        """Whether a token with inner capitals is a name: of the facts, of the tables, or used again in the document."""
        return token in self.names or token in self.lexicon.capitals or self.counts[token] > 1

    def opens_sentence(self, place: int) -> bool:
        """Whether a sentence, a quotation or a line begins at `place`."""
        return _OPENING.search(self.text, max(0, place - 4), place) is not None or not place

    def near_code(self, start: int, end: int) -> bool:
        """Whether the sentence speaks of program text."""
        words = (*self.before(start, 4), *self.after(end, 4))
        return any(self.lexicon.within("code_context", word) for word in words)

    def clause_is_complete(self, place: int) -> bool:
        """Whether the words before `place` hold a finite verb with something before it."""
        words = self.before(place)
        return any(self.is_finite(word) for word in words[1:-1]) and len(words) >= 3

    def is_finite(self, word: str) -> bool:
        """Whether a word looks like a finite verb."""
        return self.lexicon.within("finite", word) or (
            word.endswith("ed") and len(word) > 4 and word.islower() and self.lexicon.knows(word)
        )
