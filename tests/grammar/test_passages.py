"""Documents as requests: nothing lost, protected zones as markup, sizes within limits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.correct.grammar.passages import LIMIT, TARGET, passages
from normalize.ingest import document_from_text

MARKDOWN = """\
---
title: A plan
---

# The mayor’s plan

Call `build --all` or read https://example.org/a?b=c **today**.

```sh
rm -rf build
```

| City | Votes |
|------|-------|
| Oslo | 12    |

- The vote is on Monday.
"""


def sent(text: str, media: str = "text/plain") -> str:
    """What the server reads as words."""
    return "".join(
        p.text for part in passages(document_from_text(text, media=media)) for p in part.pieces if not p.is_markup
    )


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["A word. ", "\n\n", "\n", "`code` ", "https://example.org/x ", "😀", "**b**"]), max_size=40
    )
)
def test_pieces_spell_out_their_part_of_the_document(parts: list[str]) -> None:
    """The pieces of a request are exactly the text of its span: offsets in one are offsets in the other."""
    document = document_from_text("".join(parts), media="text/markdown")
    end = 0
    for part in passages(document):
        assert "".join(piece.text for piece in part.pieces) == part.span.of(document.text)
        assert part.span.start >= end
        end = part.span.end


def test_protected_text_is_not_read() -> None:
    """Code, addresses, front matter, tables and Markdown's own signs are not sent as words; the prose is."""
    words = sent(MARKDOWN, "text/markdown")
    for hidden in ("build", "example.org", "title", "rm -rf", "Oslo", "**", "#"):
        assert hidden not in words
    for shown in ("The mayor’s plan", "Call ", " or read ", "today", "The vote is on Monday."):
        assert shown in words


def test_long_documents_go_in_requests_of_whole_paragraphs() -> None:
    """Requests end where paragraphs end, near the size that is fastest."""
    paragraph = "The council met again on Monday and spoke about the budget. " * 20
    text = "\n\n".join([paragraph] * 100)
    spans = [part.span for part in passages(document_from_text(text))]
    assert len(spans) > 4
    assert all(TARGET / 2 < len(span) < LIMIT for span in spans[:-1])
    assert all(span.of(text).strip().startswith("The council") for span in spans)
    assert all(span.of(text).strip().endswith("budget.") for span in spans)


@pytest.mark.parametrize("unit", ["word ", "x", "word\n"])
def test_a_paragraph_over_the_limit_is_cut(unit: str) -> None:
    """A paragraph too long for one request goes in parts that are within the limit and lose nothing."""
    text = unit * (3 * LIMIT // len(unit))
    parts = list(passages(document_from_text(text)))
    assert len(parts) >= 3
    assert all(len(part.span) <= LIMIT + TARGET for part in parts)
    assert sum(len(part.span) for part in parts) >= len(text.rstrip())


@pytest.mark.parametrize("text", ["", "\n \n", "\t"])
def test_nothing_to_check_asks_nothing(text: str) -> None:
    """An empty document makes no request."""
    assert list(passages(document_from_text(text))) == []
