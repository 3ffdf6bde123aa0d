"""Fingerprints: one stable name of a finding for decisions, baselines, SARIF and anchors."""

from __future__ import annotations

import hashlib
from collections import Counter

from normalize.model.span import Span

CONTEXT = 32  # code points either side; survives edits elsewhere in the document and moved lines


class Fingerprints:
    """Hands out fingerprints for the findings of one document, in order.

    A fingerprint is SHA-256 over rule, matched text and its context (white space made equal), shortened to 16 hex
    digits; equal ones are told apart by their occurrence number (`…-2`, `…-3`).
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._seen: Counter[str] = Counter()

    def next(self, rule: str, span: Span) -> str:
        """The fingerprint of the next finding of `rule` at `span`."""
        text = self._text
        around = (
            text[max(0, span.start - CONTEXT) : span.start],
            span.of(text),
            text[span.end : span.end + CONTEXT],
        )
        return self.next_of(rule, *around)

    def next_of(self, *parts: str) -> str:
        """The fingerprint of the next finding that is told by `parts` alone."""
        key = "\x1f".join(" ".join(part.split()) for part in parts)
        digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        self._seen[digest] += 1
        return digest if self._seen[digest] == 1 else f"{digest}-{self._seen[digest]}"
