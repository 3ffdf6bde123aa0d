"""A process that decides as fast as it can and says each number that was acknowledged; the kill tests stop it."""

from __future__ import annotations

import sys
from itertools import count

from normalize.ledger import Event, Kind, open_ledger


def main(url: str, tag: str) -> None:
    """Append groups of three decisions without end; print the numbers of each stored group on a line."""
    with open_ledger(url) as ledger:
        for number in count():
            group = f"{tag}-{number}"
            stored = ledger.append(
                Event(
                    run="news", document="a", finding=f"{group}-{member}", kind=Kind.DECIDE, person="ana",
                    at="2026-01-05T10:00:00Z", verdict="reject", seen="x", group=group,
                )
                for member in range(3)
            )  # fmt: skip
            print(*(event.id for event in stored), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
