"""How a certain fault of form becomes a correction: safe only when the figures read the same afterwards."""

from __future__ import annotations

from collections.abc import Callable

from normalize.correct.figureforms.same import same_figure
from normalize.model import Applicability, Correction, Document, Edit, Span


def mended(
    rule: str,
    document: Document,
    span: Span,
    replacement: str,
    message: str,
    *,
    certain: bool = True,
    proves: Callable[[Document, Edit], bool] = same_figure,
) -> Correction:
    """A correction of `span`: safe when the fault is `certain` and `proves` shows that the value stays."""
    edit = Edit.replacing(document.text, span, replacement)
    safe = certain and proves(document, edit)
    return Correction(
        rule=rule,
        span=span,
        message=message,
        applicability=Applicability.SAFE if safe else Applicability.SUGGEST,
        confidence=0.97 if safe else 0.7,
        fixes=(edit,),
    )
