"""How fast the review app answers over a large run: decisions, pages and filters, over a real connection.

    python bench/review.py [--findings 10000] [--decisions 300] [--browser]

The run is made up: documents of forty findings each, a third of them alike. Times are those of a client on the same
machine, from the first byte sent to the last one read; each decision is flushed to disk before it is answered, and its
answer is the whole next page. `--browser` also scrolls the list in Chromium and steps through it by key.
"""

from __future__ import annotations

import argparse
import http.client
import re
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote, urlencode

import uvicorn

from normalize.ledger import open_ledger, sqlite_url
from normalize.model import MadeBy, Span
from normalize.report import Passage
from normalize.review import Book, access_for, listen, make_app
from normalize.review.finding import CORRECTION, Finding

PROMISE_MS = 100
RULES = ("run-together-words", "repeated-word", "doubled-space", "compound-number-hyphen", "split-word")
TO_DOCUMENT = 40


def made_up(count: int) -> Book:
    """A run with `count` findings."""
    findings = tuple(one(number) for number in range(count))
    documents = {finding.document: finding.name for finding in findings}
    versions = dict.fromkeys(documents, "0" * 64)
    return Book("made-up", findings, documents, versions, {}, MadeBy("0", "0", "0"), Path())


def one(number: int) -> Finding:
    """The finding of a number."""
    rule = RULES[number * 7 % len(RULES)]
    seen, after = ("ofThe", "of the") if number % 3 == 0 else (f"word{number}Word", f"word{number} word")
    document = f"d{number // TO_DOCUMENT:05}"
    start = number % TO_DOCUMENT * 200
    place = Passage(
        Span(start, start + len(seen)), number % TO_DOCUMENT + 1, 40, "The ferry goes to the end ", seen, "."
    )
    return Finding(
        fingerprint=f"{number:064x}",
        kind=CORRECTION,
        rule=rule,
        document=document,
        name=f"{document}.txt",
        place=place,
        seen=seen,
        choices=(after,),
        made=number % 2 == 0,
        message=f"“{seen}” is two words.",
        sure=number % 50 / 50,
        level="repair" if number % 2 == 0 else "suggestion",
        cluster=f"{rule}\x1f{seen}\x1f{after}",
        alone=False,
        span=place.span,
    )


class Client:
    """One browser's connection, kept open."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port)
        self.port = port
        self.spent: list[float] = []  # processor milliseconds of each request, the client's own part included

    def send(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[float, str]:
        """Milliseconds and the page that came back."""
        headers = {"HX-Request": "true", "Content-Type": "application/x-www-form-urlencoded"} if form else {}
        begin, working = time.perf_counter(), time.process_time()
        self._connection.request(method, path, urlencode(form) if form else None, headers)
        answer = self._connection.getresponse()
        body = answer.read()
        taken = 1000 * (time.perf_counter() - begin)
        self.spent.append(1000 * (time.process_time() - working))
        if answer.status != 200:
            raise SystemExit(f"{method} {path}: {answer.status} {body[:200]!r}")
        return taken, body.decode()


def field(page: str, name: str) -> str:
    """The value of a hidden field on a page."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    if found is None:
        raise SystemExit(f"the page has no field {name}")
    return found[1]


def decisions(client: Client, count: int) -> list[float]:
    """Times of decisions by form, each on the page that the one before answered with."""
    _, page = client.send("GET", "/")
    times = []
    for number in range(count):
        form = {name: field(page, name) for name in ("csrf", "query", "finding", "seen")}
        taken, page = client.send("POST", "/decide", {**form, "verdict": "accept" if number % 2 else "reject"})
        times.append(taken)
    return times


def timed(client: Client, count: int, path: Callable[[int], str]) -> list[float]:
    """Times of pages."""
    return [client.send("GET", path(number))[0] for number in range(count)]


def row(name: str, times: list[float], client: Client | None = None) -> str:
    """A line of the table; `client` is the one that has just sent these requests."""
    spent = f"{median(client.spent[-len(times) :]):.0f}" if client else "–"
    return f"| {name} | {len(times)} | {median(times):.0f} | {quantiles(times, n=20)[-1]:.0f} | {spent} |"


def browse(port: int) -> list[str]:
    """Scroll the list and step through it in a real browser; lines for the table."""
    import os
    import shutil

    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        named = os.environ.get("NORMALIZE_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=named, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"http://127.0.0.1:{port}/?state=open")
        page.wait_for_load_state("networkidle")
        frames = page.evaluate(
            """async () => {
                 const list = document.querySelector(".list"), times = [];
                 let before = await new Promise(requestAnimationFrame);
                 for (let n = 0; n < 120; n++) {
                   list.scrollTop = (n * 40) % Math.max(1, list.scrollHeight - list.clientHeight);
                   const now = await new Promise(requestAnimationFrame);
                   times.push(now - before); before = now;
                 }
                 return times; }"""
        )
        steps = []
        for _ in range(40):
            begin = time.perf_counter()
            at = page.locator(".row[aria-current]").get_attribute("href")
            page.keyboard.press("j")
            page.wait_for_function(
                "at => document.querySelector('.row[aria-current]').getAttribute('href') != at", arg=at
            )
            steps.append(1000 * (time.perf_counter() - begin))
        browser.close()
    return [row("frame while the list scrolls (browser)", frames), row("next finding by key (browser)", steps)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--findings", type=int, default=10_000)
    parser.add_argument("--decisions", type=int, default=300)
    parser.add_argument("--browser", action="store_true", help="scroll and step in Chromium as well")
    asked = parser.parse_args()
    book = made_up(asked.findings)
    with tempfile.TemporaryDirectory() as folder, open_ledger(sqlite_url(Path(folder) / "ledger.sqlite")) as ledger:
        app = make_app(book, ledger, access_for("127.0.0.1", ledger))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        listening = listen("127.0.0.1", 0)
        running = threading.Thread(target=lambda: server.run(sockets=[listening]), daemon=True)
        running.start()
        client = Client(listening.getsockname()[1])
        client.send("GET", "/")
        deciding = decisions(client, asked.decisions)
        told = row("decision, with the next page", deciding, client)
        keys = [quote(finding.key) for finding in book.findings]
        filtered = "/?rule={}&-state=decided&q=word{}".format
        alike = f"/alike?finding={keys[len(keys) // 2]}&scope=document"
        lines = [
            told,
            row("page of the list", timed(client, 60, lambda n: f"/?at={keys[n * 61 % len(keys)]}"), client),
            row("filters and words", timed(client, 60, lambda n: filtered(RULES[n % 5], n)), client),
            row("news of others", timed(client, 60, lambda _: "/pulse?since=1"), client),
            row("preview of all alike", timed(client, 10, lambda _: alike), client),
        ]
        if asked.browser:
            lines += browse(client.port)
        server.should_exit = True
        running.join()
    print(f"{asked.findings:,} findings\n")
    print("| what | times | median ms | p95 ms | processor ms |\n|---|---:|---:|---:|---:|")
    print("\n".join(lines))
    kept = median(deciding) < PROMISE_MS
    print(f"\nThe median decision {'keeps' if kept else 'BREAKS'} the promise of {PROMISE_MS} ms.")


if __name__ == "__main__":
    main()
