"""Loads lexicon, rules and templates before the first document comes."""

from __future__ import annotations

#: Long enough to wake every stage: a join, a figure, a claim, and a second sentence.
SAMPLE = "The bridge cost US$5 million in 2024, and was openedIn May. Its budget was US$4 million."


def warm() -> None:
    """Load everything that a document needs."""
    from normalize.pipeline import Settings, as_document, examine
    from normalize.report import render_document

    render_document(examine(as_document(SAMPLE), Settings()).report)
