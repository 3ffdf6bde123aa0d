"""A repair as the engine's parts propose it, before it becomes a correction."""

from __future__ import annotations

from dataclasses import dataclass

from normalize.model import Applicability, Correction, Edit, Span

RUN_TOGETHER = "run-together-words"
SENTENCE_BREAK = "lost-sentence-break"
SPLIT_WORD = "split-word"
HYPHEN_BREAK = "hyphen-break"
MISSING_SPACE = "missing-space"

#: A repair at least this sure is written without asking; measured on held-back text, see the model card.
SAFE_FROM = 0.95
#: One less sure than this is not even suggested.
SUGGEST_FROM = 0.35


@dataclass(frozen=True, slots=True)
class Repair:
    """Replace `span` by `replacement`; `others` are readings that lost, best first."""

    rule: str
    span: Span
    replacement: str
    confidence: float
    message: str
    others: tuple[str, ...] = ()
    safe: bool | None = None

    @property
    def is_safe(self) -> bool:
        """Whether it is written without asking: as its maker says, else by its confidence."""
        return self.confidence >= SAFE_FROM if self.safe is None else self.safe

    def correction(self, text: str) -> Correction | None:
        """The repair as a correction of `text`; None when it is too unsure or changes nothing."""
        if self.confidence < SUGGEST_FROM or self.replacement == self.span.of(text):
            return None
        safe = self.is_safe
        best = Edit.replacing(text, self.span, self.replacement)
        rest = tuple(Edit.replacing(text, self.span, other) for other in self.others if other != self.span.of(text))
        return Correction(
            rule=self.rule,
            span=self.span,
            message=self.message,
            applicability=Applicability.SAFE if safe else Applicability.SUGGEST,
            confidence=self.confidence,
            fixes=(best,) if safe else (best, *rest),
            others=rest if safe else (),
        )
