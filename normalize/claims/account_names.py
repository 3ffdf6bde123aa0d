"""Names of two accounts of one story: one name that each spells in its own way."""

from __future__ import annotations

from collections.abc import Iterator

from normalize.claims import spelling
from normalize.claims.reading import Reading
from normalize.claims.spelling import Mention
from normalize.model import Conflict


def conflicts(one: Reading, other: Reading) -> Iterator[Conflict]:
    """Names of several words that differ in one, by a letter, and stand in one of the accounts only."""
    mine, theirs = _spelt(one), _spelt(other)
    for text, mention in mine.items():
        for said, second in theirs.items():
            if text in theirs or said in mine or spelling.unmarked(text) == spelling.unmarked(said):
                continue
            if spelling.misspelt(mention.words, second.words):
                yield spelling.tell(mention, second, "")


def _spelt(reading: Reading) -> dict[str, Mention]:
    return {mention.text.lower(): mention for mention in reversed(reading.mentions) if len(mention.words) > 1}
