"""The audit log: who, what, when, from, to."""

from __future__ import annotations

import csv

from hypothesis import given
from hypothesis import strategies as st

from normalize.ledger import COLUMNS, Event, Kind, Wanted, csv_lines, log_rows

EVENTS = (
    Event("news", "a", "f", Kind.DECIDE, "ana", "2026-01-05T10:00:00Z", "accept", "ofThe", "of the", rule="glue", id=1),
    Event("news", "a", "g", Kind.DECIDE, "ben", "2026-01-06T10:00:00Z", "reject", "=1+1", rule="twice", id=2),
    Event("news", "a", "f", Kind.UNDO, "lea", "2026-01-07T10:00:00Z", undoes=1, rule="glue", id=3),
)


def numbers(wanted: Wanted) -> list[str]:
    """Numbers of the events that are kept."""
    return [row[0] for row in log_rows(EVENTS, wanted)]


def test_the_log_says_who_what_when_from_and_to() -> None:
    """One row an event; what was taken back says so, and the undo says what it takes back."""
    first, _, undo = (dict(zip(COLUMNS, row, strict=True)) for row in log_rows(EVENTS))
    assert (first["person"], first["what"], first["at"]) == ("ana", "accept", "2026-01-05T10:00:00Z")
    assert (first["from"], first["to"], first["taken_back"]) == ("ofThe", "of the", "yes")
    assert (undo["what"], undo["to"], undo["taken_back"]) == ("undo", "#1", "")


def test_the_log_is_filtered_by_person_time_and_rule() -> None:
    """Filters go together, and a filtered log still knows what somebody else took back."""
    assert numbers(Wanted()) == ["1", "2", "3"]
    assert numbers(Wanted(person="ben")) == ["2"]
    assert numbers(Wanted(rule="glue")) == ["1", "3"]
    assert numbers(Wanted(rule="glue", person="ben")) == []
    assert numbers(Wanted(since="2026-01-06")) == ["2", "3"]
    assert numbers(Wanted(since="2026-01-05", before="2026-01-06")) == ["1"]
    assert [row[-1] for row in log_rows(EVENTS, Wanted(person="ana"))] == ["yes"]


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0")), min_size=1))
def test_csv_is_read_back_and_holds_no_formula(cells: list[str]) -> None:
    """Whatever was written, the cells come back, and none begins as a spreadsheet's formulas do."""
    (row,) = csv.reader(csv_lines([cells]))
    assert [cell.removeprefix("'") for cell in row] == [cell.removeprefix("'") for cell in cells]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
