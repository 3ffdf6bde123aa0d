"""The audited table: complete, sober, and obeyed."""

from __future__ import annotations

import pytest

from normalize.correct.grammar.client import Finding, Piece
from normalize.correct.grammar.findings import corrections
from normalize.correct.grammar.passages import Passage
from normalize.correct.grammar.table import ANY, Row, Table, load_table
from normalize.errors import ServiceError
from normalize.ingest import document_from_text
from normalize.model import Applicability, Span

TEXT = "We was there."


def corrected(verdict: Applicability | None, *replacements: str, offset: int = 3, length: int = 3):
    """What comes of one finding on `was` under a table that gives every rule this verdict."""
    table = Table((Row(ANY, ANY, verdict, 0.5, 0, 0, "test"),))
    passage = Passage(Span(0, len(TEXT)), (Piece(TEXT),))
    finding = Finding("RULE", "GRAMMAR", "grammar", "Wrong.", offset, length, replacements)
    return list(corrections(document_from_text(TEXT), passage, [finding], table))


def test_rows_are_reasoned_and_plausible() -> None:
    """Every row has a reason, sane numbers, and stands in order; what is mostly wrong is no suggestion."""
    rows = load_table().rows
    assert [(r.category.strip(ANY), r.rule.strip(ANY)) for r in rows] == sorted(
        (r.category.strip(ANY), r.rule.strip(ANY)) for r in rows
    )
    for row in rows:
        assert row.reason.endswith("."), row
        assert 0 <= row.right <= row.found, row
        assert (row.confidence == 0) is (row.applicability is None), row
        if row.applicability is Applicability.SUGGEST and row.found and row.rule != ANY:
            assert row.right * 2 >= row.found, row


def test_no_rule_is_safe_without_a_long_audit() -> None:
    """Nothing of LanguageTool is applied by itself unless at least fifty findings were all right."""
    for row in load_table().rows:
        if row.applicability is Applicability.SAFE:
            assert row.found == row.right >= 50
            assert row.category != "TYPOS"


def test_the_most_special_row_decides() -> None:
    """A rule's own row beats its category's, which beats the row for everything."""
    table = load_table()
    assert table.row("GRAMMAR", "MD_BASEFORM").rule == "MD_BASEFORM"
    assert table.row("GRAMMAR", "SOMETHING_NEW").rule == ANY
    assert table.row("A_NEW_CATEGORY", "X").applicability is Applicability.FLAG


def test_a_category_with_a_rule_that_is_on_is_not_switched_off() -> None:
    """Switching a whole category off at the server never silences a rule that the table wants."""
    table = load_table()
    on = {row.category for row in table.rows if row.applicability is not None}
    assert not table.off_categories & on
    assert "TYPOGRAPHY" in table.off_categories


def test_two_rows_for_one_rule_are_refused() -> None:
    """A rule that stands twice in the table is an error."""
    row = Row("GRAMMAR", "X", None, 0, 0, 0, "Twice.")
    with pytest.raises(ValueError, match="two rows"):
        Table((row, row))


def test_verdicts_bound_what_a_finding_may_do() -> None:
    """Off is silent, a flag has no fix, a suggestion all, a safe one the first, and no fix means a flag."""
    assert corrected(None, "were") == []
    [flag] = corrected(Applicability.FLAG, "were")
    [suggested] = corrected(Applicability.SUGGEST, "were", "are", "was", "w as")
    [safe] = corrected(Applicability.SAFE, "were", "are")
    [bare] = corrected(Applicability.SUGGEST, "was ")
    assert (flag.applicability, flag.fixes) == (Applicability.FLAG, ())
    assert [fix.within(TEXT, suggested.span) for fix in suggested.fixes] == ["were", "are"]
    assert [fix.within(TEXT, safe.span) for fix in (*safe.fixes, *safe.others)] == ["were", "are"]
    assert len(safe.fixes) == 1
    assert bare.applicability is Applicability.FLAG


def test_fixes_are_the_smallest_edits() -> None:
    """Only the letters that differ are touched, and no more than five ways are offered."""
    [few] = corrected(Applicability.SUGGEST, "wash", "wasp", "wads", "ways", "wags", "wars")
    assert len(few.fixes) == 5
    assert (few.fixes[0].expected, few.fixes[0].replacement) == ("", "h")


def test_a_place_outside_the_text_is_nonsense() -> None:
    """A finding beyond the end of the text fails the check instead of editing somewhere."""
    with pytest.raises(ServiceError, match="nonsense"):
        corrected(Applicability.SUGGEST, "were", offset=10, length=30)
