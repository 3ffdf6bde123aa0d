"""A report after people have decided: who decided what, what they took, and how conflicts were settled."""

from __future__ import annotations

from dataclasses import replace

import samples

from normalize.model import Applicability, Correction, Decision, Edit, Report, Verdict
from normalize.pipeline import decided
from normalize.report import RenderOptions, RuleText, render_document
from normalize.report.tables import coverage
from normalize.report.view import document_view


def reviewed() -> Report:
    """The harbour article: Ana took the suggestion and refused one repair, Ben wrote one in his own words."""
    report = samples.harbour()

    def said(correction: Correction, policy: Decision) -> Decision:
        text, key = report.document.text, correction.fingerprint
        if correction.applicability is Applicability.SUGGEST:
            return Decision(key, Verdict.ACCEPT, correction.fixes[0], "person:ana", "", "2026-03-01T10:00:00Z")
        if correction.rule == "space-before-mark":
            return Decision(key, Verdict.REJECT, None, "person:ana", "Meant so.", "2026-03-01T10:01:00Z")
        if correction.rule == "case-boundary":
            fix = Edit.replacing(text, correction.span, "ferry. On")
            return Decision(key, Verdict.REWRITE, fix, "person:ben", "", "2026-03-01T10:02:00Z")
        return policy

    return decided(report, [said(*pair) for pair in zip(report.corrections, report.decisions, strict=True)])


def test_who_decided_how_many_is_told() -> None:
    """Each person has a row, who decided most first; a report that nobody has reviewed has no such section."""
    view = document_view(reviewed(), RenderOptions())
    assert [(row.person, row.accepted, row.rewritten, row.rejected) for row in view.people] == [
        ("ana", 1, 0, 1),
        ("ben", 0, 1, 0),
    ]
    page = render_document(reviewed())
    assert 'id="review"' in page.html
    assert "| ana | 1 | 0 | 1 | 0 |" in page.markdown
    assert 'id="review"' not in render_document(samples.harbour()).html


def test_rules_tell_what_they_find_and_what_people_took() -> None:
    """A rule has its summary, and the share of its proposals that people took as they were."""
    options = RenderOptions(rules=(RuleText("repeated-word", "A word stands twice.", "Mostly a slip."),))
    rows = {row.rule: row for row in document_view(reviewed(), options).rules}
    assert (rows["repeated-word"].about, rows["repeated-word"].accepted) == ("A word stands twice.", "1 of 1")
    assert (rows["case-boundary"].about, rows["case-boundary"].accepted) == ("", "0 of 1")
    assert rows["space-after-comma"].accepted == ""


def test_settled_conflict_says_how_and_waits_for_nobody() -> None:
    """A ruling stands on its card, in both forms of the page, and the summary no longer asks for a person there."""
    report = samples.harbour()
    options = RenderOptions(rulings={report.conflicts[0].fingerprint: "The first statement holds. (ana)"})
    before, after = document_view(report, RenderOptions()), document_view(report, options)
    assert "3 claims need a person" in before.summary
    assert "2 claims need a person" in after.summary
    page = render_document(report, options)
    assert '<dt>What people decided</dt><dd dir="auto">The first statement holds. (ana)</dd>' in page.html
    assert "**What people decided:** The first statement holds. (ana)" in page.markdown


def test_link_of_a_refused_repair_leads_to_its_place() -> None:
    """What was decided against has a place in the text, and leaves it unmarked."""
    view = document_view(reviewed(), RenderOptions())
    (item,) = view.not_made
    (line,) = [line for line in view.lines if any(s.anchor == item.back for s in line.segments)]
    at = next(n for n, segment in enumerate(line.segments) if segment.anchor == item.back)
    assert "".join(segment.text for segment in line.segments[at:]).startswith("year ;")
    assert not any(s.kind in ("deleted", "inserted") and "year" in s.text for s in line.segments)
    assert f'id="{item.back}"' in render_document(reviewed()).html


def test_coverage_says_how_many_figures_were_compared() -> None:
    """The method section counts what could be tied to a subject, and says nothing where there is no figure."""
    assert coverage(samples.harbour()) == "7 figures were read; 1 could be tied to a subject and compared."
    assert coverage(replace(samples.harbour(), figures=(), claims=())) == ""
