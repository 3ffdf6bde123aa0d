"""The public interface, called the way other programs call it."""

from __future__ import annotations

from pathlib import Path

import normalize
from normalize.model import Figure, Report

BUDGETS = ("The Harbour Project has a budget of $4 million.", "The Harbour Project has a budget of $9 million.")


def test_texts_are_told_apart() -> None:
    """Two texts passed as strings are two documents, and the evidence quotes each at its own place."""
    (conflict,) = normalize.find_conflicts(BUDGETS)
    assert [e.document for e in conflict.evidence] == ["text", "text-2"]
    for evidence, text in zip(conflict.evidence, BUDGETS, strict=True):
        assert evidence.span is not None
        assert evidence.span.of(text) == evidence.quote


def test_files_and_bytes_are_read_alike(tmp_path: Path) -> None:
    """A text, its bytes and its file give the same corrected text."""
    text = "He lived ofThe land.\n"
    (file := tmp_path / "a.txt").write_text(text, encoding="utf-8")
    results = {normalize.clean(source, grammar=False).applied.text for source in (text, text.encode(), file)}
    assert len(results) == 1


def test_results_have_the_promised_types() -> None:
    """`clean` gives a report, `find_figures` figures in order, `repair_spacing` a text."""
    assert isinstance(normalize.clean("Fine.", grammar=False), Report)
    figures = normalize.find_figures("From 3 apples to 12 pears.")
    assert all(isinstance(figure, Figure) for figure in figures)
    assert normalize.repair_spacing("All is well.") == "All is well."


def test_evidence_stands_in_the_source_text() -> None:
    """A conflict in a text with repaired joins is told in places of the text as it was given."""
    text = "Members ofThe council met. The Harbour Project has a budget of $4 million."
    (conflict,) = normalize.find_conflicts([text, BUDGETS[1]])
    first = conflict.evidence[0]
    assert first.span is not None
    assert first.span.of(text) == first.quote
    assert "$4 million" in first.quote
