"""The pages in a real browser: quiet, self-contained, accessible, readable on a phone and on paper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import samples

from normalize.model import Fact, Span, Standing
from normalize.report import (
    DocumentEntry,
    Links,
    RenderOptions,
    RunSummary,
    Statement,
    document_entry,
    failed_entry,
    render_document,
    render_index,
)

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PAGES = ("harbour", "times", "empty", "hostile", "index")


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run on disk: an eventful document, a quiet one, an empty one, a hostile one, and the index."""
    folder = tmp_path_factory.mktemp("run")
    reports = [samples.harbour(), samples.times(), samples.report(samples.document("empty.txt", "")), samples.hostile()]
    entries = {}
    for report in reports:
        stem = report.document.id
        links = Links(f"{stem}.html", f"{stem}.md", f"{stem}.json", f"{stem}.txt")
        entries[report.document.name] = document_entry(report, links)
    options = RenderOptions(index="index", entries=entries)
    for report in reports:
        (folder / f"{report.document.id}.html").write_text(render_document(report, options).html, encoding="utf-8")
    conflicts = (*samples.harbour_conflicts(), *samples.hostile().conflicts)
    failed = failed_entry("broken.bin", "The file is no text. Save it as plain text or Markdown.")
    fact = Fact("ferry", "Port Maren", measure="cost", value="€42 million", source="Council", as_of="2025-03-04")
    owner = replace(fact, id="owner", measure="", value="", relation="owns", object="the ferry")
    held = [Statement("Port Maren", "cost", "€24 million", Span(0, 4), 3, fact="ferry", standing=s) for s in Standing]
    beside = DocumentEntry("beside.txt", statements=tuple(held))
    run = RunSummary(
        "a run",
        (*entries.values(), beside, failed),
        conflicts,
        samples.MADE_BY,
        ("Grammar was not checked.",),
        (fact, owner),
    )
    (folder / "index.html").write_text(render_index(run, options).html, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", PAGES)
def test_page_is_quiet_and_asks_for_nothing(pages: Path, visit: Any, name: str) -> None:
    """A page writes nothing to the console (no broken policy, no error) and loads nothing but itself."""
    seen = visit()
    path = pages / f"{name}.html"
    seen.open(path)
    assert seen.console == []
    assert seen.requests == [path.as_uri()]


@pytest.mark.parametrize("name", PAGES)
def test_page_fits_its_window(pages: Path, visit: Any, name: str) -> None:
    """No page scrolls sideways, at 320 pixels neither."""
    seen = visit()
    seen.open(pages / f"{name}.html")
    for width in (320, 360, 768, 1280):
        seen.page.set_viewport_size({"width": width, "height": 900})
        assert (width, seen.overflow()) <= (width, 0)


@pytest.mark.parametrize("name", PAGES)
def test_page_is_accessible(pages: Path, visit: Any, axe: Any, name: str) -> None:
    """axe-core finds no violation in either theme, on a wide and on a narrow screen."""
    seen = visit()
    seen.open(pages / f"{name}.html")
    for scheme, width in (("light", 1280), ("dark", 360)):
        seen.page.emulate_media(color_scheme=scheme)
        seen.page.set_viewport_size({"width": width, "height": 900})
        assert axe(seen.page) == []


def test_checker_of_accessibility_is_awake(pages: Path, visit: Any, axe: Any) -> None:
    """A planted button without a name is found, so that silence means something."""
    seen = visit()
    seen.open(pages / "empty.html")
    seen.page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert any(sentence.startswith("button-name") for sentence in axe(seen.page))


def test_dark_theme_is_dark(pages: Path, visit: Any) -> None:
    """The page follows the reader's theme."""
    colours = {}
    for scheme in ("light", "dark"):
        seen = visit(scheme=scheme)
        seen.open(pages / "harbour.html")
        colours[scheme] = seen.page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert colours == {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 23, 26)"}


def test_permalink_leads_to_its_conflict(pages: Path, visit: Any) -> None:
    """A link to a conflict scrolls to its card and outlines it; the card's link leads to the passage in the text."""
    seen = visit()
    seen.open(pages / "harbour.html")
    anchor = seen.page.locator("article.card").nth(1).get_attribute("id")
    seen.page.goto((pages / "harbour.html").as_uri() + f"#{anchor}")
    assert seen.page.locator(":target").get_attribute("id") == anchor
    assert seen.page.locator(":target").evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    seen.page.locator(":target .side a").first.click()
    assert seen.page.locator(":target").evaluate("e => e.closest('.text') !== null")


def test_every_link_within_a_page_has_its_target_once(pages: Path, visit: Any) -> None:
    """No link of a page leads nowhere, and no id stands twice."""
    for name in PAGES:
        seen = visit()
        seen.open(pages / f"{name}.html")
        dead = seen.page.evaluate(
            "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.hash.slice(1))"
            ".filter(id => document.querySelectorAll('[id=\"' + CSS.escape(id) + '\"]').length !== 1)"
        )
        twice = seen.page.evaluate(
            "[...document.querySelectorAll('[id]')].map(e => e.id).filter((id, i, all) => all.indexOf(id) !== i)"
        )
        assert (name, dead, twice) == (name, [], [])


def test_first_tab_reaches_the_skip_link_and_focus_is_seen(pages: Path, visit: Any) -> None:
    """The first press of Tab shows the skip link, with an outline."""
    seen = visit()
    seen.open(pages / "harbour.html")
    seen.page.keyboard.press("Tab")
    focused = seen.page.evaluate(
        "(() => { const e = document.activeElement, r = e.getBoundingClientRect();"
        " return [e.className, r.left >= 0, getComputedStyle(e).outlineStyle] })()"
    )
    assert focused == ["skip", True, "solid"]


def test_print_hides_navigation_and_keeps_everything_else(pages: Path, visit: Any) -> None:
    """On paper the contents are gone, colours are light even in a dark theme, and the page prints as PDF."""
    seen = visit(scheme="dark")
    seen.open(pages / "harbour.html")
    seen.page.emulate_media(media="print", color_scheme="dark")
    assert not seen.page.locator("nav.contents").is_visible()
    assert seen.page.locator("article.card").first.is_visible()
    assert seen.page.evaluate("getComputedStyle(document.documentElement).color") == "rgb(26, 29, 33)"
    assert seen.page.pdf().startswith(b"%PDF")


def test_hostile_text_is_shown_and_never_obeyed(pages: Path, visit: Any) -> None:
    """Markup of the input is text on the page: no element, no handler, no script comes of it."""
    seen = visit()
    seen.open(pages / "hostile.html")
    assert seen.page.locator("script, img, iframe, body [onerror], body [style]").count() == 0
    assert "<script>alert(1)</script>" in seen.page.locator("main").inner_text()
    assert "⟦U+202E⟧" in seen.page.locator("main").inner_text()


def test_plot_says_its_finding(pages: Path, visit: Any) -> None:
    """The interval plot is an image with a name and a description, and the same values stand in a table."""
    seen = visit()
    seen.open(pages / "harbour.html")
    plot = seen.page.locator("svg.plot")
    assert plot.count() == 1
    assert "is less than the cost" in (plot.locator("title").text_content() or "")
    assert "41.5 million to 42.5 million" in (plot.locator("desc").text_content() or "")
    assert "41.5 million to 42.5 million" in seen.page.locator(".compare table").inner_text()


def test_paper_has_what_is_folded(pages: Path, visit: Any) -> None:
    """Subjects that are folded on the screen are printed."""
    seen = visit()
    seen.open(pages / "index.html")
    table = "#claims details table"
    seen.page.locator("#claims details").evaluate_all("all => all.forEach(one => one.removeAttribute('open'))")
    assert not seen.page.locator(table).first.is_visible()
    seen.page.emulate_media(media="print")
    assert seen.page.locator(table).first.is_visible()
