"""How fast the ledger stores a decision and tells where its finding stands, when much has been said already.

    python bench/ledger.py [--findings 10000] [--events 50000] [--decisions 300] [--url URL]

Each decision is checked against what others said, flushed to disk, and the standing of its finding folded from all
that was said of it. Without --url the ledger is a SQLite file in a temporary folder; a PostgreSQL database that
is named should be empty.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

from normalize.ledger import Event, Kind, Ledger, open_ledger, read_lines, sqlite_url, standing, standings, write_lines

PROMISE_MS = 20
RUN = "bench"
AT_ONCE = 5_000


def said(number: int, findings: int) -> Event:
    """Decision `number`, about one finding after the other."""
    finding = number % findings
    return Event(
        RUN, f"d{finding // 40:05}", f"{finding:016x}", Kind.DECIDE, f"p{number // findings % 3}",
        "2026-01-05T10:00:00Z", "accept", "ofThe", "of the", rule="run-together-words", document_sha256="0" * 64,
    )  # fmt: skip


def timed(deed: Callable[[], object]) -> float:
    """Milliseconds that a deed takes."""
    start = time.perf_counter()
    deed()
    return (time.perf_counter() - start) * 1000


def decide(ledger: Ledger, event: Event) -> None:
    """Store a decision that has seen everything so far, and fold the standing of its finding."""
    before = standing(event.place, ledger.about(RUN, event.place))
    ledger.append([event], {event.place: before.last})
    standing(event.place, ledger.about(RUN, event.place))


def measure(ledger: Ledger, findings: int, events: int, decisions: int) -> None:
    """Fill the ledger and print what its deeds take."""
    filling = 0.0
    for at in range(0, events, AT_ONCE):
        group = [said(number, findings) for number in range(at, min(at + AT_ONCE, events))]
        filling += timed(lambda group=group: ledger.append(group))  # type: ignore[misc]  # bound at once
    took = [timed(lambda n=n: decide(ledger, said(n * 7919, findings))) for n in range(decisions)]  # type: ignore[misc]
    told = ledger.events(RUN)
    print(f"{len(told):,} events about {findings:,} findings in {ledger.where.partition(':')[0]}")
    print(f"stored in groups of {AT_ONCE:,}: {filling / events * 1000:.0f} µs an event")
    print(
        f"one decision and its standing, {decisions} times: median {median(took):.1f} ms, "
        f"95th percentile {quantiles(took, n=20)[-1]:.1f} ms (promised: median under {PROMISE_MS} ms)"
    )
    print(f"all events read: {timed(lambda: ledger.events(RUN)):.0f} ms")
    for count in (10_000, 20_000, 40_000):
        some = told[:count]
        print(f"standings of {len(some):,} events: {timed(lambda some=some: standings(some)):.0f} ms")  # type: ignore[misc]
    lines = list(write_lines(told))
    print(f"export: {timed(lambda: list(write_lines(told))):.0f} ms")
    print(f"its lines read: {timed(lambda: list(read_lines(lines, ''))):.0f} ms")
    print(f"imported again, nothing new: {timed(lambda: ledger.adopt(told)):.0f} ms")


def main() -> None:
    """Read the options and measure."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--findings", type=int, default=10_000)
    options.add_argument("--events", type=int, default=50_000)
    options.add_argument("--decisions", type=int, default=300)
    options.add_argument("--url", default="")
    given = options.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        open_ledger(given.url or sqlite_url(Path(folder) / "ledger.sqlite")) as ledger,
    ):
        measure(ledger, given.findings, given.events, given.decisions)


if __name__ == "__main__":
    main()
