"""What a run came to, in words."""

from __future__ import annotations

from normalize.batch.totals import Totals, paragraph


def test_every_sentence_begins_with_a_capital() -> None:
    """A count of none is a word, and where it opens a sentence it has a capital."""
    none = Totals(documents=0, failed=0, repaired=0, applied=0, suggested=0, flagged=2, conflicts=0, figures=0)
    assert paragraph(none) == (
        "No documents examined, no repairs written. No suggestions and 2 flagged passages wait for a person. "
        "No conflicts found."
    )
