"""Imported once by the process that workers are forked from: lexicon, rules and templates are loaded before the fork.

Each worker then starts within milliseconds, and what was loaded is shared between all of them. Where processes cannot
be forked, nothing imports this module and each worker loads what it needs.
"""

from __future__ import annotations

from contextlib import suppress

from normalize.forked import loaded

#: Long enough to wake every stage: a join, a figure, a claim, and a second sentence.
SAMPLE = "The bridge cost US$5 million in 2024, and was openedIn May. Its budget was US$4 million."


def warm() -> None:
    """Load everything that a document needs."""
    from normalize.pipeline import Settings, as_document, examine
    from normalize.report import render_document

    render_document(examine(as_document(SAMPLE), Settings()).report)


# A fault here would end the process that workers come from; the worker that meets the same fault can tell of it.
with suppress(Exception):
    warm()
loaded()
