"""The review app as people use it: a real browser, by keyboard, two at once, offline, in both themes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from normalize.batch import Job
from normalize.config import Config
from normalize.ledger import Ledger, State, standings
from normalize.ledger.people import People, Role
from normalize.publish import publish
from normalize.review import Book, Reviewing

pytestmark = pytest.mark.browser
PASSWORD = "correct horse battery"
NOW = 4_000_000_000.0
SHOTS = Path(__file__).parent.parent.parent / "out" / "screenshots"


def shot(page: Page, name: str) -> None:
    """Keep a picture for people to look at."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png", full_page=True)


def go(page: Page, url: str) -> None:
    """Open a page and wait until its script listens."""
    page.goto(url)
    page.wait_for_load_state("networkidle")


def said(page: Page, words: str) -> None:
    """Wait until the status line says `words`."""
    expect(page.locator("#status")).to_contain_text(words)


def test_the_whole_way_by_keyboard(
    serve: Callable[..., Any], book: Book, ledger: Ledger, visit: Any, axe: Any, tmp_path: Path
) -> None:
    """From open to published without a mouse: every finding decided, an undo in the middle, a text of one's own."""
    target = tmp_path / "site"

    def publish_it() -> tuple[str, ...]:
        done = publish(book.folder, target, ledger.events(book.run), Job(Config()))
        return (f"Published {done.documents} documents.",)

    seen = visit()
    page = seen.page
    go(page, serve(reviewing=Reviewing(publish=publish_it)).url)
    keys = page.keyboard
    total = len(book.findings)
    keys.press("c")
    keys.type("one is the price, one the budget")
    keys.press("Escape")
    keys.press("3")
    said(page, "both are right")
    keys.press("a")
    said(page, "accepted")
    expect(page.locator(".progress")).to_contain_text(f"2 of {total}")
    keys.press("u")
    said(page, "taken back")
    expect(page.locator(".progress")).to_contain_text(f"1 of {total}")
    keys.press("U")
    said(page, "brought back")
    keys.press("n")
    expect(page.locator(".head .state")).to_have_count(0)
    keys.press("e")
    expect(page.locator("#text")).to_be_focused()
    keys.type("of just about the")
    keys.press("Control+Enter")
    said(page, "rewritten")
    for decided in range(3, total):
        keys.press("x" if decided % 2 else "a")
        expect(page.locator(".progress")).to_contain_text(f"{decided + 1} of {total}")
    held = standings(ledger.events("news"))
    assert len(held) == total
    assert all(standing.state is State.DECIDED for standing in held.values())
    assert any(standing.event and standing.event.text == "of just about the" for standing in held.values())
    shot(page, "review-done")
    page.set_viewport_size({"width": 1600, "height": 900})
    assert axe(page) == []
    shot(page, "review-wide")
    keys.press("?")
    expect(page.locator("dialog")).to_be_visible()
    shot(page, "review-keys")
    keys.press("Escape")
    keys.press("P")
    expect(page.get_by_role("button", name="Publish now")).to_be_focused()
    keys.press("Enter")
    expect(page.locator(".outcome")).to_contain_text(
        f"Published {len(book.documents)} documents",
        timeout=30_000,  # every text is checked once more
    )
    shot(page, "review-published")
    assert "of just about the" in "".join(path.read_text(encoding="utf-8") for path in target.rglob("*.html"))
    assert seen.console == []


def test_quick_keys_decide_one_finding_each(serve: Callable[..., Any], book: Book, ledger: Ledger, visit: Any) -> None:
    """Keys that come faster than the server answers wait for the next finding; none is lost or meets another one."""
    seen = visit()
    page = seen.page
    go(page, f"{serve().url}?rule=run-together-words")
    for key in ("a", "x", "a", "x"):
        page.keyboard.press(key)
    expect(page.locator(".progress")).to_contain_text(f"4 of {len(book.findings)}")
    events = ledger.events("news")
    assert [e.verdict for e in events] == ["accept", "reject", "accept", "reject"]
    assert len({e.place for e in events}) == 4
    assert seen.console == []


def test_keys_can_be_changed(serve: Callable[..., Any], ledger: Ledger, visit: Any) -> None:
    """A key that a person has chosen does its work after a reload too, and the old one nothing."""
    page = visit().page
    go(page, f"{serve().url}?rule=run-together-words")
    page.keyboard.press("?")
    page.get_by_role("button", name="Accept, move on").click()
    page.keyboard.press("y")
    expect(page.get_by_role("button", name="Accept, move on: y")).to_be_visible()
    page.keyboard.press("Escape")
    page.reload()
    page.wait_for_load_state("networkidle")
    page.keyboard.press("a")
    page.keyboard.press("y")
    said(page, "accepted")
    assert [e.verdict for e in ledger.events("news")] == ["accept"]


def test_many_at_once_and_one_undo(serve: Callable[..., Any], book: Book, ledger: Ledger, visit: Any) -> None:
    """By keys: all alike are previewed, one is taken out, the rest accepted; one undo opens them all again."""
    page = visit().page
    finding = next(f for f in book.findings if f.seen == "ofThe" and len(book.clusters[f.cluster]) > 3)
    count = len(book.clusters[finding.cluster])
    go(page, f"{serve().url}?at={finding.key}")
    page.keyboard.press("A")
    page.wait_for_url("**/alike?**")
    page.get_by_role("checkbox").first.uncheck()
    page.get_by_role("button", name="Keep these repairs").click()
    said(page, f"{count - 1} findings decided")
    assert len(ledger.events("news")) == count - 1
    page.wait_for_load_state("networkidle")
    page.keyboard.press("u")
    said(page, f"{count - 1} decisions taken back")
    expect(page.locator(".progress")).to_contain_text("0 of")


def test_keys_can_be_switched_off(serve: Callable[..., Any], ledger: Ledger, visit: Any) -> None:
    """Switched off, and while one writes, keys decide nothing."""
    page = visit().page
    go(page, serve().url)
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("axx")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.get_by_label("Keys are on").uncheck()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("a")
    page.keyboard.press("5")
    assert ledger.events("news") == ()


def test_two_reviewers_at_once(serve: Callable[..., Any], book: Book, ledger: Ledger, visit: Any, axe: Any) -> None:
    """Who comes second is shown the first one's verdict and overwrites nothing; lists follow as they are told."""
    people = People(ledger)
    url = ""
    pages: dict[str, Page] = {}
    for name, role in (("lea", Role.LEAD), ("ben", Role.REVIEWER)):
        people.accept(people.invite(name, role, NOW), PASSWORD, NOW)
    url = serve().url
    for name in ("lea", "ben"):
        pages[name] = visit().page
        # The page's own asking fails, so what arrives was told by the server.
        pages[name].route("**/pulse*", lambda route: route.abort())
        go(pages[name], url)
        pages[name].get_by_label("Name").fill(name)
        pages[name].get_by_label("Password").fill(PASSWORD)
        pages[name].get_by_role("button", name="Log in").click()
        pages[name].wait_for_load_state("networkidle")
    finding = next(f for f in book.findings if f.seen == "ofThe")
    for page in pages.values():
        go(page, f"{url}?at={finding.key}")
    pages["lea"].keyboard.press("a")
    said(pages["lea"], "accepted")
    expect(pages["ben"].locator("#status")).to_contain_text("lea decided about this finding", timeout=15_000)
    pages["ben"].keyboard.press("x")
    expect(pages["ben"].get_by_role("heading", name="Somebody was first")).to_be_visible()
    shot(pages["ben"], "review-race")
    assert len(ledger.events("news")) == 1
    assert axe(pages["ben"]) == []
    pages["ben"].keyboard.press("1")
    said(pages["ben"], "rejected")
    expect(pages["lea"].locator("#status")).to_contain_text("ben decided", timeout=15_000)
    expect(pages["lea"].locator(".progress")).to_contain_text("1 disputed")
    go(pages["lea"], f"{url}?at={finding.key}")
    shot(pages["lea"], "review-disputed")
    pages["lea"].keyboard.press("a")
    said(pages["lea"], "accepted")
    assert standings(ledger.events("news"))[finding.ledger_place].state is State.FINAL


def test_a_lost_connection_loses_no_decision(serve: Callable[..., Any], book: Book, ledger: Ledger, visit: Any) -> None:
    """What is decided while the server is away is kept in the browser and sent when it is back."""
    page = visit().page
    first = serve()
    finding = next(f for f in book.findings if f.seen == "ofThe")
    fetched: list[str] = []
    page.on("requestfinished", lambda request: fetched.append(request.url))
    go(page, f"{first.url}?at={finding.key}")
    # The page itself, and the five findings that come next, which it fetches by itself.
    while sum("at=" in url for url in fetched) < 6:
        page.wait_for_event("requestfinished")
    page.context.set_offline(True)
    for key in ("x", "a"):
        page.keyboard.press(key)
    said(page, "2 decisions are kept in this browser")
    assert ledger.events("news") == ()
    shot(page, "review-offline")
    page.context.set_offline(False)
    expect(page.locator(".progress")).to_contain_text("2 of", timeout=15_000)
    assert [e.verdict for e in ledger.events("news")] == ["reject", "accept"]
    assert len({e.place for e in ledger.events("news")}) == 2


def test_news_are_asked_for_where_they_are_not_told(serve: Callable[..., Any], ledger: Ledger, visit: Any) -> None:
    """Behind something that lets no stream through, a page asks by itself and follows all the same."""
    people = People(ledger)
    for name in ("lea", "ben"):
        people.accept(people.invite(name, Role.REVIEWER, NOW), PASSWORD, NOW)
    url = serve().url
    pages = {}
    for name in ("lea", "ben"):
        pages[name] = visit().page
        pages[name].route("**/news*", lambda route: route.abort())
        go(pages[name], url)
        pages[name].get_by_label("Name").fill(name)
        pages[name].get_by_label("Password").fill(PASSWORD)
        pages[name].get_by_role("button", name="Log in").click()
        pages[name].wait_for_load_state("networkidle")
    pages["lea"].keyboard.press("1")
    said(pages["lea"], "A is right")
    expect(pages["ben"].locator("#status")).to_contain_text("lea decided about this finding", timeout=15_000)


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible_and_fits(
    serve: Callable[..., Any], book: Book, visit: Any, axe: Any, width: int, scheme: str
) -> None:
    """axe finds nothing, nothing is wider than the window, nothing is asked of another machine, no console error."""
    seen = visit(width=width, scheme=scheme)
    page = seen.page
    url = serve().url
    glued = next(f for f in book.findings if f.seen == "ofThe")
    conflict = book.findings[0]
    hostile = next(f for f in book.findings if f.document == "hostile")
    go(page, f"{url}?at={glued.key}")
    page.keyboard.press("a")
    said(page, "accepted")
    pages = {
        "desk": f"?at={glued.key}&view=diff",
        "conflict": f"?at={conflict.key}",
        "hostile": f"?at={hostile.key}",
        "empty": "?q=nothing-like-this",
        "alike": f"alike?finding={glued.key}",
        "name": f"name?finding={glued.key}",
        "ignore": f"ignore?finding={glued.key}",
        "publish": "publish",
        "log": "log",
        "agreement": "agreement",
        "login": "login",
    }
    for name, path in pages.items():
        go(page, url + path)
        assert axe(page) == [], name
        assert seen.overflow() <= 0, name
        shot(page, f"review-{name}-{width}-{scheme}")
    assert seen.console == []
    assert all(request.startswith(url) for request in seen.requests)


def test_it_works_without_javascript(serve: Callable[..., Any], book: Book, ledger: Ledger, browser: Any) -> None:
    """The basic way, list, finding, decision, next, needs no script."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(serve().url)
    page.get_by_role("link", name="ofThe").first.click()
    page.get_by_role("button", name="Keep the repair").click()
    assert page.locator(".progress").inner_text().strip().startswith(f"1 of {len(book.findings)}")
    assert len(ledger.events("news")) == 1
    context.close()
