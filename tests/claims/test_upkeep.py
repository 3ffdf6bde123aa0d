"""Upkeep and storing are no words about change."""

from __future__ import annotations

import pytest

import normalize


@pytest.mark.parametrize(
    "text",
    [
        "We maintain the Brenmark tide table. The Brenmark tide table was changed on Monday.",
        "The store keeps all Brenmark maps. The Brenmark maps were changed in May.",
    ],
)
def test_upkeep_does_not_exclude_change(text: str) -> None:
    """What is maintained by its makers, or kept in a place, may change."""
    assert normalize.find_conflicts([text]) == []


def test_a_kept_forecast_is_still_unchanged() -> None:
    """A company that keeps its forecast has not raised it."""
    text = "Dahl Lines kept its forecast for the year. Dahl Lines raised its forecast for the year on Monday."
    assert [conflict.kind for conflict in normalize.find_conflicts([text])] == ["change"]
