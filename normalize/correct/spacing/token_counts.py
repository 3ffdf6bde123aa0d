"""How often a token occurs in a text: looked for when few are asked about, counted all at once when many are."""

from __future__ import annotations

from collections import Counter

import regex

WORD = regex.compile(r"[\p{L}\p{M}]++(?:['’][\p{L}]++)*+")
#: A token does not begin here: letters go before, with an apostrophe or without.
_INSIDE = regex.compile(r"(?<=[\p{L}\p{M}]|[\p{L}\p{M}]['’])")
#: Nobody asks whether a token occurs more often.
_ENOUGH = 3
#: Tokens looked for one by one, and places looked at for one of them.
_ASKED, _LOOKED_AT = 100, 200
_COUNTED = 50_000  # characters whose words are listed at once, to keep memory small


class TokenCounts:
    """Counts of a text's tokens, as they are written; what occurs more often than three times may be told as three."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[str, int] = {}
        self._all: Counter[str] | None = None

    def __getitem__(self, token: str) -> int:
        if self._all is None:
            found = self._found.get(token)
            if found is None and len(self._found) < _ASKED:
                found = self._looked_for(token)
            if found is not None:
                self._found[token] = found
                return found
            self._all = self._counted()
        return self._all[token]

    def _looked_for(self, token: str) -> int | None:
        """How often a token occurs; None when that is not soon told."""
        whole = WORD.fullmatch(token)
        if whole is None or not token[0].isalpha():
            return None
        count, at = 0, self._text.find(token)
        for _ in range(_LOOKED_AT):
            if at < 0 or count == _ENOUGH:
                return count
            # Two characters more tell whether it goes on; a word of a million letters is not read again and again.
            here = WORD.match(self._text, at, at + len(token) + 2)
            count += here is not None and here.end() == at + len(token) and _INSIDE.match(self._text, at) is None
            at = self._text.find(token, at + 1)
        return None

    def _counted(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        at = 0
        while at < len(self._text):
            space = self._text.find(" ", at + _COUNTED)
            end = len(self._text) if space < 0 else space
            counts.update(WORD.findall(self._text, at, end))
            at = end
        return counts
