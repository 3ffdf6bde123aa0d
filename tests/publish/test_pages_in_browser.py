"""The published folder in a real browser, opened from the disk: quiet, searchable, accessible, unbroken by any text."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from normalize.publish import Profile

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def pages(folder: Path) -> list[Path]:
    """Every HTML page of a folder."""
    return sorted(folder.rglob("*.html"))


def test_every_page_is_quiet_fits_and_is_accessible(
    sites: dict[Profile, Path], hostile_site: Path, visit: Any, axe: Any
) -> None:
    """No page writes to the console, asks for anything, scrolls sideways, or has a fault that axe-core finds."""
    reader, editor, data = (sites[profile] for profile in Profile)
    # Reports of single articles have tests of their own.
    chosen = [editor / "index.html", editor / "pages" / "harbour.html", *pages(reader), *pages(data)]
    for path in (*chosen, hostile_site / "index.html", *pages(hostile_site / "pages")):
        seen = visit()
        seen.open(path)
        assert (path.name, seen.console, seen.requests) == (path.name, [], [path.as_uri()])
        for scheme, width in (("light", 1280), ("dark", 360)):
            seen.page.emulate_media(color_scheme=scheme)
            seen.page.set_viewport_size({"width": width, "height": 900})
            assert (path.name, width, seen.overflow()) <= (path.name, width, 0)
            assert (path.name, axe(seen.page)) == (path.name, [])
        seen.page.context.close()


def test_search_works_from_the_disk(site: Path, visit: Any) -> None:
    """Words of the text, their beginnings, and words without their accents are found; nonsense is not."""
    seen = visit()
    seen.open(site / "index.html")
    field, rows = seen.page.get_by_role("searchbox"), seen.page.locator("#stories > li:visible")
    for words, titles in (
        ("volunteers", ["The library opens its doors again"]),
        ("CAFE volun", ["The library opens its doors again"]),
        ("ferries", ["A ferry for the northern islands"]),
        ("the", ["A ferry for the northern islands", "The library opens its doors again"]),
        ("ferries volunteers", []),
        ("zebra", []),
        ("", ["A ferry for the northern islands", "The library opens its doors again"]),
    ):
        field.fill(words)
        assert (words, rows.locator("h3").all_inner_texts()) == (words, titles)
    field.fill("library")
    assert seen.page.get_by_role("status").inner_text() == "1 of 2 articles"
    assert seen.console == []


def test_page_is_whole_without_scripts(site: Path, browser: Any) -> None:
    """Without JavaScript every article is listed, and no dead search field is shown."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    assert page.locator("#stories > li").count() == 2
    assert not page.locator("#q").is_visible()
    context.close()


def test_reader_finds_the_way_from_the_index_to_the_correction(site: Path, visit: Any) -> None:
    """From the index to an article, to its corrections note, and back, every link on the way leads somewhere."""
    seen = visit()
    seen.open(site / "index.html")
    seen.page.get_by_role("link", name="A ferry for the northern islands").click()
    assert seen.page.locator("h1").inner_text() == "A ferry for the northern islands"
    assert "ferry. On" in seen.page.locator("#note .changes").inner_text()
    ruled = seen.page.locator(".ruled").inner_text()
    assert "The statement does not hold. It was the 3rd." in ruled
    seen.page.get_by_role("link", name="All articles").click()
    assert seen.page.url.endswith("/index.html")


def test_every_link_between_files_leads_to_a_file(sites: dict[Profile, Path], hostile_site: Path, visit: Any) -> None:
    """No link of any page leads to a file or a place that is not there."""
    seen = visit()
    for folder in (*sites.values(), hostile_site):
        for path in pages(folder):
            seen.open(path)
            links = seen.page.evaluate(
                "[...document.querySelectorAll('a[href], link[href]')].map(e => [e.getAttribute('href'), e.href])"
            )
            for href, address in links:
                if not address.startswith("file:"):
                    assert href == "https://example.org/yard"
                    continue
                place, _, anchor = address.partition("#")
                target = Path(unquote(urlsplit(place).path))
                assert target.is_file(), (path.name, href)
                if anchor:
                    assert f'id="{unquote(anchor)}"' in target.read_text(encoding="utf-8"), (path.name, href)


def test_hostile_text_neither_runs_nor_breaks_a_page(hostile_site: Path, visit: Any) -> None:
    """Tags, handlers, acting addresses, images and direction marks of a text are words on the page."""
    for path in pages(hostile_site):
        seen = visit()
        seen.open(path)
        body = seen.page.locator("body")
        assert body.locator("img, iframe, [onerror], [style], a[href^='javascript']").count() == 0
        assert seen.page.locator("script:not([type])").count() == (1 if path == hostile_site / "index.html" else 0)
        assert seen.page.title() not in ("0", "1")
        assert seen.page.locator("h1").count() == 1
        assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") & set(body.inner_text())


def test_print_has_the_article_and_its_note(site: Path, visit: Any) -> None:
    """On paper there is no navigation; the text and the corrections are there in light colours."""
    seen = visit(scheme="dark")
    seen.open(site / "pages" / "harbour.html")
    seen.page.emulate_media(media="print", color_scheme="dark")
    assert not seen.page.locator("footer").is_visible()
    assert seen.page.locator("#note").is_visible()
    assert seen.page.evaluate("getComputedStyle(document.documentElement).color") == "rgb(26, 29, 33)"
