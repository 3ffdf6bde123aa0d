"""How long `normalize` takes to start, beside importing two libraries that it uses: paired runs, in turns.

    python bench/startup.py

Each round starts every command once, in an order that turns from round to round, so that a busy machine slows all of
them alike; the ratios are medians over the rounds of the same round's times.
"""

from __future__ import annotations

import subprocess
import sys
import time
from statistics import median

ROUNDS = 25
#: The promise of the project: `--version` takes less than this many times the reference.
LIMIT = 3.0
REFERENCE = "import regex, jinja2"
COMMANDS = {
    REFERENCE: [sys.executable, "-c", REFERENCE],
    "pass": [sys.executable, "-c", "pass"],
    "normalize --version": [sys.executable, "-m", "normalize", "--version"],
    "normalize --help": [sys.executable, "-m", "normalize", "--help"],
    "normalize clean --help": [sys.executable, "-m", "normalize", "clean", "--help"],
    "normalize config show": [sys.executable, "-m", "normalize", "config", "show"],
    "import normalize": [sys.executable, "-c", "import normalize"],
}


def seconds(command: list[str]) -> float:
    """The wall time of one start."""
    begin = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begin


def measure(rounds: int) -> dict[str, list[float]]:
    """The times of every command, round by round; a first round warms the file cache and is not counted."""
    names = list(COMMANDS)
    times: dict[str, list[float]] = {name: [] for name in names}
    for number in range(-1, rounds):
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            taken = seconds(COMMANDS[name])
            if number >= 0:
                times[name].append(taken)
    return times


def main() -> int:
    times = measure(ROUNDS)
    print(f'Median of {ROUNDS} paired rounds; ratio to `python -c "{REFERENCE}"`\n')
    print("| command | ms | ratio |\n|---|---:|---:|")
    ratios = {}
    for name, taken in times.items():
        ratios[name] = median(own / other for own, other in zip(taken, times[REFERENCE], strict=True))
        print(f"| `{name}` | {1000 * median(taken):.0f} | {ratios[name]:.2f} |")
    held = ratios["normalize --version"] < LIMIT
    print(f"\n`normalize --version` {'keeps' if held else 'BREAKS'} the limit of {LIMIT:g}.")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
