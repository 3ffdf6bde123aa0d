"""Which of the server's spelling findings are worth a person's time.

On published news nearly all of them are names, foreign words and terms. Those left are ordinary small slips.
"""

from __future__ import annotations

from collections import Counter

import regex
from rapidfuzz.distance import OSA

from normalize.correct.grammar.client import Finding
from normalize.model import Facts, Span

SHORTEST = 6
WORD = regex.compile(r"\p{L}[\p{L}\p{M}'’-]*+")
#: A slip stands among good English; several unknown words side by side are another language.
NEIGHBOURS = 4


class Spelling:
    """Judges spelling findings of one document."""

    def __init__(self, text: str, facts: Facts) -> None:
        self._text = text
        self._counts = Counter(word.group().casefold() for word in WORD.finditer(text))
        self._names = {
            part.casefold()
            for name in facts.names
            for form in (name.canonical, *name.aliases)
            for part in WORD.findall(form)
        }

    def reports(self, span: Span, finding: Finding) -> bool:
        """Whether the finding is a likely slip: a plain lower-case word, written once, one step from a known word."""
        word = span.of(self._text)
        if not finding.rule.startswith("MORFOLOGIK"):
            return True
        if not (word.isascii() and word.isalpha() and word.islower()) or len(word) < SHORTEST:
            return False
        if self._counts[word] > 1 or word in self._names:
            return False
        return any(_is_near(word, replacement) for replacement in finding.replacements[:3])


def _is_near(word: str, replacement: str) -> bool:
    return (
        replacement[:1] == word[0] and " " not in replacement and OSA.distance(word, replacement, score_cutoff=1) == 1
    )
