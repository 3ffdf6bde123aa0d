"""Numbers that tell one of a series from the others are no claims."""

from __future__ import annotations

import pytest

import normalize

STORY = (
    "# {title}\n\nThe Harbour Project has a budget of $4 million, the council said on Monday. Its 45 berths will open "
    "in spring."
)


@pytest.mark.parametrize("title", ["Harbour news {}", "Circular {}", "Ferry bulletin {}", "Notes from the quay {}"])
def test_numbers_of_a_series_do_not_conflict(title: str) -> None:
    """Two issues of one newsletter that tell the same story differ in their number, and that is no conflict."""
    issues = [STORY.format(title=title.format(number)) for number in (12, 15)]
    assert normalize.find_conflicts(issues) == []


def test_a_heading_may_still_state_a_figure() -> None:
    """A heading that says how many is compared as a sentence is."""
    stories = [STORY.format(title=f"Fire at the harbour kills {dead} people") for dead in (12, 15)]
    assert [conflict.kind for conflict in normalize.find_conflicts(stories)] == ["value"]
