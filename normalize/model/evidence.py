"""Evidence: where a statement stands, so that a person can check it."""

from __future__ import annotations

from dataclasses import dataclass

from normalize.model.figure import Figure
from normalize.model.span import Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in a document (`document`, `span`, `quote`), or a fact (`fact`: its id, or a canonical name).

    `source` names where a fact or a table entry comes from; `figure` is the figure compared, if one was;
    `label` says what the passage states, in a word or two ("budget", "as planned").
    """

    document: str = ""
    span: Span | None = None
    quote: str = ""
    fact: str = ""
    source: str = ""
    figure: Figure | None = None
    label: str = ""

    def __post_init__(self) -> None:
        if bool(self.fact) == (self.span is not None):
            raise ValueError("evidence is either a place in a document or a fact")
