"""What a screen reader is told: names, roles and states of the screen, and where focus goes after each decision."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from normalize.review import Book
from normalize.review.finding import Finding

pytestmark = pytest.mark.browser

_FINDING = """
- main /.*Run-together words repair, written.*/:
  - heading /Run-together words repair, written/ [level=2]
  - group "How the text is shown":
    - link "Diff"
    - link "Before"
    - link "After"
  - blockquote:
    - deletion: "deleted: ofThe"
    - insertion: "inserted: of the"
  - paragraph:
    - button "Keep the repair"
    - button "Take the repair out"
    - button "Skip"
    - button "Undo"
    - button "Redo"
  - textbox "Comment, kept with the verdict"
  - region "Why":
    - heading "Why" [level=3]
  - navigation "Move on":
    - link "Next"
"""
_CONFLICT = """
- main /.*Figures that differ conflict.*/:
  - heading /Figures that differ/ [level=2]
  - article:
    - list:
      - listitem:
        - figure
      - listitem:
        - figure
    - img
    - table:
      - rowgroup:
        - row /Passage Value Unit Allowed/
  - textbox /Comment, kept with the verdict/
  - paragraph:
    - button "A is right"
    - button "B is right"
    - button "Both are right"
    - button "Both are wrong"
    - button "Cannot tell"
    - button "Same text, copied"
"""


@pytest.fixture
def page(serve: Callable[..., Any], visit: Any) -> Page:
    """The desk, its script listening."""
    opened: Page = visit().page
    opened.goto(serve().url)
    opened.wait_for_load_state("networkidle")
    return opened


def glued(book: Book) -> Finding:
    """A finding that has others like it."""
    return next(f for f in book.findings if f.seen == "ofThe" and f.document == "quay")


def described(page: Page) -> tuple[str, str]:
    """What a screen reader says of the place that has the focus: its name, and its description."""
    told = page.evaluate(
        "['labelledby', 'describedby'].map(kind => document.getElementById("
        "document.activeElement.getAttribute('aria-' + kind) ?? '')?.textContent.replace(/\\s+/g, ' ').trim() ?? '')"
    )
    return told[0], told[1]


def test_the_screen_has_landmarks_names_and_states(page: Page, book: Book) -> None:
    """Filters, list and finding are landmarks with names; what is open in the list and shown is marked as current."""
    expect(page.get_by_role("complementary", name="Filters")).to_be_visible()
    rows = page.get_by_role("navigation", name="Findings").get_by_role("link")
    expect(rows.and_(page.locator('[aria-current="true"]'))).to_have_count(1)
    expect(rows.first).to_have_accessible_name(re.compile("Figures that differ.*line 3.*open"))
    expect(page.get_by_role("main")).to_match_aria_snapshot(_CONFLICT)
    page.goto(f"{page.url}?at={glued(book).key}")
    expect(page.get_by_role("main")).to_match_aria_snapshot(_FINDING)
    assert page.get_by_role("link", name="Diff", exact=True).get_attribute("aria-current") == "true"


def test_focus_follows_every_decision_and_what_was_done_is_said(page: Page, book: Book) -> None:
    """After a key the finding that comes next has the focus, named and described; one lasting place says the deed."""
    page.evaluate("document.getElementById('spoken').dataset.first = 'yes'")
    spoken = page.locator("#spoken[data-first=yes]")  # the same element: a new one would go unheard
    before = ("", "")
    for key, words in (
        ("1", "A is right"),
        ("a", "accepted"),
        ("x", "rejected"),
        ("s", "skipped"),
        ("u", "taken back"),
    ):
        page.keyboard.press(key)
        expect(spoken).to_contain_text(words)
        assert page.evaluate("document.activeElement.id") == "main"
        now = described(page)
        assert all(now)
        assert now != before
        before = now
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('main').contains(document.activeElement)")
    page.keyboard.press("e")
    expect(page.get_by_role("textbox", name="How it is to read")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement !== document.body")


@pytest.mark.parametrize("path", ["", "alike", "name", "ignore", "publish", "log", "agreement"])
def test_headings_make_an_outline(page: Page, book: Book, path: str) -> None:
    """Every page has one heading of the first level, no level is left out on the way down, and a main part."""
    page.goto(f"{page.url}{path}?finding={glued(book).key}")
    levels = [int(level[1]) for level in page.locator("h1, h2, h3, h4").evaluate_all("all => all.map(h => h.tagName)")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(deeper - level <= 1 for level, deeper in pairwise(levels))
    expect(page.get_by_role("main")).to_have_count(1)
