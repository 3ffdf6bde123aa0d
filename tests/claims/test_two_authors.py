"""What two texts say in the first person is said by two."""

from __future__ import annotations

import normalize

NEWS = "The Harbour Project has a budget of ${} million, and {} people work on it."


def test_two_texts_in_the_first_person_do_not_conflict() -> None:
    """What "we" published here and what "we" published there may be the work of two."""
    texts = [f"We have published {number} pages of the Harbour Guide." for number in (12, 34)]
    assert normalize.find_conflicts(texts) == []
    told = [text.replace("We have", "The council has") for text in texts]
    assert [conflict.kind for conflict in normalize.find_conflicts(told)] == ["value"]


def test_a_person_who_is_quoted_is_still_held_to_the_word() -> None:
    """Reports that speak of others conflict as before, though people in them say "we"."""
    reports = [f'{NEWS.format(cost, 45)} "We are glad of it," said Ana Brandt.' for cost in (4, 9)]
    assert [conflict.kind for conflict in normalize.find_conflicts(reports)] == ["value"]


def test_one_text_contradicts_itself_in_the_first_person() -> None:
    """Within one text "we" is the same all along."""
    text = "We have a budget of $4 million for the Harbour Project.\n\nOur Harbour Project has a budget of $9 million."
    assert [conflict.kind for conflict in normalize.find_conflicts([text])] == ["value"]
