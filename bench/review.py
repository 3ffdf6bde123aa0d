"""How long a decision takes at the server of the review app, in a run of many findings.

    python bench/review.py [--findings 10000] [--decisions 200]

Makes a run over generated text, decides by the app's own address, and prints the median and the 95th percentile of the
whole answer (the decision stored and flushed to disk, and the next screen made), and of showing and filtering the list.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

from starlette.testclient import TestClient

from normalize.batch import Job, clean_batch, plan_documents, run_folder
from normalize.ledger import open_ledger, sqlite_url
from normalize.review import Reviewing, access_for, make_app, open_book

SENTENCES = (
    "The head ofThe council spoke about the the harbour.",
    "It was a a long day in the town .",
    "The end ofThe pier was closed,and nobody came.",
    "Many people waited  for the ferry ofThe morning.",
)


def make_run(folder: Path, findings: int) -> Path:
    """A run of about so many findings, a hundred a document."""
    sources = folder / "articles"
    sources.mkdir()
    for number in range(max(1, findings // 100)):
        text = "\n\n".join(f"{SENTENCES[(number + n) % 4]} Part {number}-{n}." for n in range(55))
        (sources / f"a{number:04}.txt").write_text(text, encoding="utf-8")
    plan = plan_documents([str(sources)])
    run = run_folder(plan, folder / "out", "many")
    clean_batch(plan, run, Job())
    return run


def row(name: str, seconds: list[float]) -> str:
    """A line of the table, in milliseconds."""
    worst = quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]
    return f"| {name} | {1000 * median(seconds):.0f} | {1000 * worst:.0f} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--findings", type=int, default=10_000)
    parser.add_argument("--decisions", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        run = make_run(Path(name), options.findings)
        began = time.perf_counter()
        book = open_book(run)
        opened = time.perf_counter() - began
        with open_ledger(sqlite_url(Path(name) / "ledger.sqlite")) as ledger:
            app = make_app(book, ledger, access_for("127.0.0.1", ledger), Reviewing())
            with TestClient(app, follow_redirects=False) as client:
                page = client.get("/").text
                token = re.search(r'name="csrf" value="([^"]+)"', page)
                assert token
                decided, shown, narrowed = [], [], []
                for finding in [f for f in book.findings if f.choices][: options.decisions]:
                    form = {"csrf": token[1], "finding": finding.key, "verdict": "accept", "seen": "0", "query": ""}
                    began = time.perf_counter()
                    answer = client.post("/decide", data=form, headers={"hx-request": "true"})
                    decided.append(time.perf_counter() - began)
                    assert "Saved" in answer.text
                for at in book.findings[:: max(1, len(book.findings) // 50)]:
                    began = time.perf_counter()
                    client.get("/", params={"at": at.key})
                    shown.append(time.perf_counter() - began)
                    began = time.perf_counter()
                    client.get("/", params={"rule": at.rule, "q": "pier"})
                    narrowed.append(time.perf_counter() - began)
        print(f"{len(book.findings):,} findings, opened in {opened:.1f} s; page {len(page) / 1000:.0f} kB\n")
        print("| at the server | median ms | 95 % ms |\n|---|---|---|")
        print(row("a decision and the next screen", decided))
        print(row("another page of the list", shown))
        print(row("a filter and a search", narrowed))


if __name__ == "__main__":
    main()
