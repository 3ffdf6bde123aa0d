"""The central values refuse what cannot be."""

from __future__ import annotations

from decimal import Decimal

import pytest

from normalize.model import (
    Applicability,
    Block,
    BlockKind,
    Conflict,
    Correction,
    Counts,
    Decision,
    Document,
    Edit,
    Evidence,
    Fact,
    Figure,
    Span,
    Verdict,
    Zone,
    ZoneKind,
    write,
)
from normalize.model.fingerprint import Fingerprints

FIX = Edit(Span(0, 1), "a", "b")


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_span_needs_order(start: int, end: int) -> None:
    """A span that ends before it starts, or starts before the text, is refused."""
    with pytest.raises(ValueError, match="start <= end"):
        Span(start, end)


def test_overlap_of_spans() -> None:
    """Touching spans do not overlap; an empty one overlaps only what it stands strictly inside of."""
    assert Span(0, 2).overlaps(Span(1, 3))
    assert not Span(0, 2).overlaps(Span(2, 3))
    assert Span(1, 1).overlaps(Span(0, 2))
    assert not Span(0, 0).overlaps(Span(0, 2))


@pytest.mark.parametrize(
    ("applicability", "fixes"),
    [
        (Applicability.FLAG, (FIX,)),
        (Applicability.SUGGEST, ()),
        (Applicability.SAFE, ()),
        (Applicability.SAFE, (FIX, FIX)),
    ],
)
def test_applicability_settles_the_number_of_fixes(applicability: Applicability, fixes: tuple[Edit, ...]) -> None:
    """A flag has no fix, a suggestion at least one, a safe repair exactly one."""
    with pytest.raises(ValueError, match="fix"):
        Correction("r", Span(0, 1), "m", applicability, 0.5, fixes)


def test_fix_stays_inside_its_correction() -> None:
    """A correction cannot change what it does not show."""
    with pytest.raises(ValueError, match="outside"):
        Correction("r", Span(1, 2), "m", Applicability.SAFE, 0.5, (FIX,))


def test_edit_must_change_something_and_fit() -> None:
    """An edit that changes nothing, or whose expected text has another length, is refused."""
    with pytest.raises(ValueError, match="must change"):
        Edit(Span(0, 1), "a", "a")
    with pytest.raises(ValueError, match="long"):
        Edit(Span(0, 2), "a", "b")


def test_write_refuses_stale_edits() -> None:
    """Text that no longer reads as the edit expects is never written over."""
    with pytest.raises(ValueError, match="stale"):
        write("xyz", [FIX])


def test_decision_carries_a_fix_exactly_when_it_writes() -> None:
    """Accepting needs an edit; rejecting has none."""
    with pytest.raises(ValueError, match="go together"):
        Decision("k", Verdict.ACCEPT, None, "person:ana", "")
    with pytest.raises(ValueError, match="go together"):
        Decision("k", Verdict.REJECT, FIX, "person:ana", "")


def test_counts_add_up() -> None:
    """A finding that is in no state, or in two, is noticed."""
    with pytest.raises(ValueError, match="lost"):
        Counts(found=3, applied=1, rejected=0, deferred=1, skipped=0)


def test_evidence_is_a_place_or_a_fact() -> None:
    """Evidence without a place and without a fact, or with both, is refused."""
    with pytest.raises(ValueError, match="either"):
        Evidence(document="a")
    with pytest.raises(ValueError, match="either"):
        Evidence(span=Span(0, 1), fact="f")


def test_conflict_knows_its_kinds() -> None:
    """An unknown kind, confidence or status is refused."""
    fact = (Evidence(fact="f"),)
    for wrong in ({"kind": "odd"}, {"confidence": "maybe"}, {"status": "new"}):
        with pytest.raises(ValueError, match="none of"):
            Conflict(**{"kind": "value", "confidence": "certain", "evidence": fact, "message": "m", **wrong})


def test_fact_is_measured_or_a_relation() -> None:
    """A fact with neither value nor relation is refused."""
    with pytest.raises(ValueError, match="either"):
        Fact("f", "Dam")


def test_figure_interval_is_ordered() -> None:
    """A figure whose lower end lies above its upper end, or of an unknown kind, is refused."""
    one, two = Decimal(1), Decimal(2)
    with pytest.raises(ValueError, match="above"):
        Figure(Span(0, 1), "x", None, two, one, "count", "count")
    with pytest.raises(ValueError, match="kind"):
        Figure(Span(0, 1), "x", one, one, one, "count", "sort")


def test_document_knows_its_zones() -> None:
    """Code is untouchable, a quotation is known, and both are found by place."""
    text = 'run `x` and "say"'
    zones = (Zone(Span(4, 7), ZoneKind.CODE), Zone(Span(12, 17), ZoneKind.QUOTATION))
    document = Document("d", "d", text, (Block(Span(0, 17), BlockKind.PARAGRAPH),), zones, None, "")  # type: ignore[arg-type]
    assert document.is_untouchable(Span(5, 6))
    assert not document.is_untouchable(Span(7, 12))
    assert document.in_quotation(Span(13, 14))
    assert not document.is_untouchable(Span(13, 14))
    assert document.line_and_column(4) == (1, 5)


def test_fingerprint_survives_moves_and_tells_twins_apart() -> None:
    """The same fault further down keeps its fingerprint; a second equal one gets a number."""
    text = "x" * 40 + " teh " + "y" * 40
    here = Fingerprints(text).next("r", Span(41, 44))
    moved = Fingerprints("new first line\n" + text).next("r", Span(56, 59))
    assert here == moved
    twins = Fingerprints("a a a")
    assert [twins.next_of("r", "a"), twins.next_of("r", "a")][1].endswith("-2")
