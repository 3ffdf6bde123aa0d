"""Correct prose of the awkward kind stays as it is: no rule changes anything in it by itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from normalize.correct.grammar import grammar_session
from normalize.ingest import document_from_text, read_document
from normalize.model import Applicability, Document
from normalize.pipeline import Corrected, Settings, correct

CLEAN = Path(__file__).parent / "data" / "clean"
TEXTS = sorted(CLEAN.iterdir())


def safe_edits(done: Corrected) -> list[str]:
    """What was changed without asking, each as rule, wrong and right."""
    text = done.document.text
    return [
        f"{c.rule}: {c.span.of(text)!r} became {c.fixes[0].within(text, c.span)!r}"
        for c in done.corrections
        if c.applicability is Applicability.SAFE
    ]


def test_there_are_twenty_texts() -> None:
    """The collection holds at least twenty texts, and each says something."""
    assert len(TEXTS) >= 20
    assert all(len(path.read_text(encoding="utf-8").split()) > 40 for path in TEXTS)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_correct_text_is_not_changed(path: Path) -> None:
    """A text that is right comes out as it went in."""
    done = correct(read_document(path), Settings())
    assert safe_edits(done) == []
    assert done.applied.text == done.document.text


@pytest.mark.parametrize("media", ["text/plain", "text/markdown"])
def test_all_texts_together_are_not_changed(media: str) -> None:
    """Evidence that rules take from the whole document misleads none of them."""
    text = "\n\n".join(path.read_text(encoding="utf-8") for path in TEXTS if path.suffix == ".txt")
    assert safe_edits(correct(document_from_text(text, media=media), Settings())) == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_line_ends_make_no_difference(path: Path) -> None:
    """The same text with the line ends of Windows is left alone too."""
    text = path.read_text(encoding="utf-8").replace("\n", "\r\n")
    media = "text/markdown" if path.suffix == ".md" else "text/plain"
    assert safe_edits(correct(document_from_text(text, media=media), Settings())) == []


@pytest.mark.grammar
@pytest.mark.xdist_group("grammar")
def test_grammar_changes_nothing_in_correct_text() -> None:
    """LanguageTool's findings are at most suggested there."""
    documents: list[Document] = [read_document(path) for path in TEXTS]
    settings = Settings(rules=())
    with grammar_session(settings.config.grammar) as session:
        checked = replace(settings, grammar=session.check)
        assert [edit for document in documents for edit in safe_edits(correct(document, checked))] == []
