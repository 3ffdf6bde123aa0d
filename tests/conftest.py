"""Fixtures that several areas share: a browser, pages in it, and the accessibility checker."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

sys.path.insert(0, str(Path(__file__).parent))

# A busy machine is no fault of the code: no example has a deadline, and every run draws the same examples.
settings.register_profile("suite", deadline=None, derandomize=True)
settings.load_profile("suite")

QUIET = [
    "--no-sandbox",  # Chromium refuses to run as root otherwise, as in containers
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium for the whole session: `NORMALIZE_CHROMIUM`, one on the PATH, or Playwright's own."""
    from chromium import find_chromium
    from playwright.sync_api import sync_playwright

    path = find_chromium()
    if path is None:
        pytest.fail("no Chromium: run `python tests/chromium.py`, or set NORMALIZE_CHROMIUM to its path")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield chromium
        chromium.close()


@dataclass
class Visit:
    """An open page, and what happened on it: console messages, errors, and every address that it asked for."""

    page: Page
    console: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def open(self, path: Path) -> None:
        """Open a file, its fonts and layout settled."""
        self.page.goto(path.as_uri())

    def overflow(self) -> int:
        """By how many pixels the page is wider than its window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


@pytest.fixture
def visit(browser: Browser) -> Iterator[Any]:
    """A function that opens a context: `visit(width=360, scheme="dark")` gives a `Visit`."""
    contexts = []

    def enter(width: int = 1280, scheme: Any = "light", height: int = 900) -> Visit:
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
        contexts.append(context)
        seen = Visit(context.new_page())
        seen.page.on("console", lambda message: seen.console.append(message.text))
        seen.page.on("pageerror", lambda error: seen.console.append(str(error)))
        seen.page.on("request", lambda request: seen.requests.append(request.url))
        return seen

    yield enter
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def axe() -> Any:
    """A function that runs axe-core on a page and returns a sentence for each violation."""
    import axe_playwright_python

    source = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")

    def check(page: Page) -> list[str]:
        # evaluate() runs in the page's own world past its content policy, which forbids scripts to the page itself.
        page.evaluate(source)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{violation['id']}: {violation['help']}: {[node['html'][:160] for node in violation['nodes'][:3]]}"
            for violation in found["violations"]
        ]

    return check
