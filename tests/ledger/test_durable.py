"""What the ledger acknowledged survives a kill at any moment, and no group is stored by half."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

from normalize.ledger import open_ledger

WRITER = Path(__file__).parent / "writer.py"
#: PostgreSQL itself is not killed, only who writes to it.
KILLS = {"sqlite": 22, "postgresql": 6}


def test_killing_the_writer_loses_no_acknowledged_decision(ledger_url: str) -> None:
    """Killed again and again after some answers, everything answered is there, in whole groups."""
    drawn = random.Random(4)
    acknowledged: list[int] = []
    kills = KILLS["sqlite" if ledger_url.startswith("sqlite") else "postgresql"]
    for kill in range(kills):
        writer = subprocess.Popen([sys.executable, WRITER, ledger_url, str(kill)], stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        for _ in range(drawn.choice((0, drawn.randint(1, 40)))):
            acknowledged += map(int, writer.stdout.readline().split())
        writer.send_signal(signal.SIGKILL)
        rest = [line for line in writer.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
        acknowledged += [int(number) for line in rest for number in line.split()]
        writer.wait()
    with open_ledger(ledger_url) as ledger:
        events = ledger.events("news")
    assert len(acknowledged) >= kills
    assert set(acknowledged) <= {event.id for event in events}
    assert set(Counter(event.group for event in events).values()) == {3}
