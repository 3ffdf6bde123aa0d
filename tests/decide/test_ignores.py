"""Comments in an article that switch rules off hold wherever the article is read."""

from __future__ import annotations

from dataclasses import replace

from normalize.decide import read_ignores
from normalize.ingest import document_from_text
from normalize.model import Document, Facts, Report
from normalize.pipeline import Settings, compare, examine, with_conflicts
from normalize.report import document_entry, read_report, render_document
from normalize.report.wire import dumps, report_object

DOUBLED = "She came to the the harbour at noon.\n"
WEEKDAY = "The meeting is on Monday, 3 March 2020.\n"


def article(text: str) -> Document:
    """A Markdown article."""
    return replace(document_from_text(text, media="text/markdown"), name="a.md")


def report(text: str) -> Report:
    """The report of an article with its conflicts, as every command makes it."""
    examined = examine(article(text), Settings())
    return with_conflicts(examined.report, compare([examined], Facts()))


def test_ignored_finding_is_not_repaired() -> None:
    """What a comment ignores is neither found nor written, in its own block only; the report says how much it was."""
    made = report(f"<!-- normalize: ignore repeated-word -->\n{DOUBLED}\n{DOUBLED}")
    assert made.applied.text.count("the the") == 1
    assert [c.rule for c in made.corrections] == ["repeated-word"]
    assert made.ignored == 1


def test_report_tells_what_comments_left_out() -> None:
    """Nothing disappears silently: the pages and the index say that findings were left out, and why."""
    made = report(f"<!-- normalize: ignore-file repeated-word -->\n\n{DOUBLED}\n{DOUBLED}")
    told = "2 findings were left out: comments in the article ignore them."
    page = render_document(made)
    assert told in page.html
    assert told in page.markdown
    assert told in document_entry(made).unchecked
    assert read_report(dumps(report_object(made))).ignored == 2


def test_ignored_conflict_is_no_conflict() -> None:
    """A conflict with a passage under its comment is told as ignored: shown among the differences, never counted."""
    assert [c.status for c in report(WEEKDAY).conflicts] == ["conflict"]
    made = report(f"<!-- normalize: ignore conflict:weekday -->\n{WEEKDAY}")
    assert [c.status for c in made.conflicts] == ["ignored"]
    assert document_entry(made).conflicts == 0
    assert "ignored by a comment" in render_document(made).html


def test_comment_elsewhere_ignores_nothing() -> None:
    """Another rule, another block or a comment in code leaves all as it was."""
    for text in (
        f"<!-- normalize: ignore decade -->\n{DOUBLED}",
        f"<!-- normalize: ignore repeated-word -->\nAll is well.\n\n{DOUBLED}",
        f"`<!-- normalize: ignore repeated-word -->`\n\n{DOUBLED}",
    ):
        assert report(text).ignored == 0
        assert "to the harbour" in report(text).applied.text


def test_rules_of_a_comment() -> None:
    """One comment may name several rules, with commas or blanks between them."""
    ignores = read_ignores(article("<!-- normalize: ignore decade, repeated-word conflict:sum -->\nOne.\n"))
    assert [ignore.rule for ignore in ignores.ignores] == ["decade", "repeated-word", "conflict:sum"]
