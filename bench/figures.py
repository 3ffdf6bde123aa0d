"""Figures beside their peers: right values, silent errors, documents a second, growth with length and hostile texts.

usage: python bench/figures.py FOLDER

FOLDER holds `forms.jsonl` (sentences with their quantities: quote, value, low, high, unit), or a folder `figures` that
does. A CSV of articles with a `text` column, there or in a folder `news` beside it, is what speed is measured on;
without one, the sentences are joined into articles. Peers that are not installed are named and left out. Times are
processor seconds of this process, so that other work on the machine counts less.
"""

from __future__ import annotations

import csv
import json
import math
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

Reading = tuple[int, int, float | None, float | None, float | None]
Reader = Callable[[str], list[Reading]]
ARTICLE_WORDS = 800
SIZES = (10**3, 10**4, 10**5, 10**6, 2 * 10**6)
#: What hostile texts repeat, and how long they are; ten times the length should take ten times as long.
HOSTILE = {
    "digits": "7",
    "digits and commas": "1,",
    "digits and points": "1.",
    "ranges": "1-2 ",
    "slashes": "1/",
    "number words": "one ",
    "hundreds": "twenty hundred ",
    "joined words": "twenty-",
    "fractions": "a third and a half of a ",
    "money": "$1m to $2m ",
    "units": "5 ft 5 in and ",
    "from and to": "from 5 to ",
    "bounds": "more than 5 and less than ",
    "names of money": "Danish kroner ",
    "hours": "1 hour and 1 minute and ",
}
HOSTILE_SIZES = (2 * 10**3, 2 * 10**4, 2 * 10**5)


def ours() -> Reader:
    from normalize import find_figures

    def read(text: str) -> list[Reading]:
        def number(value: Any) -> float | None:
            return None if value is None else float(value)

        return [
            (f.span.start, f.span.end, number(f.value), number(f.low), number(f.high))
            for f in find_figures(text)
            if f.kind != "ordinal"
        ]

    return read


def recognizers() -> Reader:
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_age, recognize_currency, recognize_dimension
    from recognizers_suite import Culture

    models = (recognize_currency, recognize_dimension, recognize_age, recognize_percentage, recognize_number)

    def read(text: str) -> list[Reading]:
        found: list[Reading] = []
        for model in models:
            for r in model(text, Culture.English):
                value = _number((r.resolution or {}).get("value"))
                taken = any(a <= r.start < b for a, b, *_ in found)
                if value is not None and not taken:
                    found.append((r.start, r.end + 1, value, None, None))
        return found

    return read


def quantulum() -> Reader:
    from quantulum3 import parser

    def read(text: str) -> list[Reading]:
        found: list[Reading] = []
        for q in parser.parse(text):
            off = q.uncertainty or 0
            low, high = (q.value - off, q.value + off) if off else (None, None)
            found.append((q.span[0], q.span[1], q.value, low, high))
        return found

    return read


def text2num() -> Reader:
    import re

    from text_to_num import alpha2digit

    def read(text: str) -> list[Reading]:
        # The library rewrites words to digits and gives no places: sentence-level readings.
        changed = alpha2digit(text, "en")
        return [
            (0, len(text), float(m[0].replace(",", "")), None, None)
            for m in re.finditer(r"\d[\d,]*(?:\.\d+)?", changed)
        ]

    return read


def price_parser() -> Reader:
    from price_parser import Price

    def read(text: str) -> list[Reading]:
        price = Price.fromstring(text)
        return [(0, len(text), float(price.amount), None, None)] if price.amount is not None else []

    return read


PEERS: dict[str, Callable[[], Reader]] = {
    "normalize": ours,
    "recognizers-text": recognizers,
    "quantulum3": quantulum,
    "text2num": text2num,
    "price-parser": price_parser,
}


def _number(value: Any) -> float | None:
    try:
        return None if value in (None, "", "null") else float(str(value).replace(",", "").rstrip("%"))
    except ValueError:
        return None


def _same(a: float | None, b: float | None) -> bool:
    return a is b is None or (a is not None and b is not None and math.isclose(a, b, rel_tol=1e-4, abs_tol=1e-9))


def quality(read: Reader, cases: list[dict[str, Any]]) -> tuple[int, int, int, int, int]:
    """Right values, all values, silently wrong, sentences without figures left alone, and all of those."""
    right = total = wrong = alone = empty = 0
    for case in cases:
        text, wanted = case["text"], case["quantities"]
        found = _quiet(read, text)
        if not wanted:
            empty += 1
            alone += not found
            wrong += len(found)
        for q in wanted:
            start = text.index(q["quote"])
            over = [f for f in found if f[0] < start + len(q["quote"]) and start < f[1]]
            value, low, high = (_number(q[key]) for key in ("value", "low", "high"))
            good = any(
                _same(f[2], value) if value is not None else _same(f[3], low) and _same(f[4], high) for f in over
            )
            total += 1
            right += good
            wrong += bool(over) and not good
    return right, total, wrong, alone, empty


def _quiet(read: Reader, text: str) -> list[Reading]:
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        try:
            return read(text)
        except Exception:  # a peer that raises has found nothing
            return []


def articles(folder: Path, cases: list[dict[str, Any]]) -> list[str]:
    words = " ".join(case["text"] for case in cases).split()
    for path in sorted((*folder.glob("*.csv"), *(folder.parent / "news").glob("*.csv"))):
        with path.open(encoding="utf-8", newline="") as file:
            words = [word for row in csv.DictReader(file) for word in (row.get("text") or "").split()] or words
        break
    return [" ".join(words[i : i + ARTICLE_WORDS]) for i in range(0, len(words) - ARTICLE_WORDS, ARTICLE_WORDS)]


def documents_a_second(read: Reader, texts: list[str], budget: float = 12.0) -> float:
    """Throughput over as many articles as fit into the time."""
    _quiet(read, texts[0])
    begun, done = time.process_time(), 0
    for text in texts:
        _quiet(read, text)
        done += 1
        if time.process_time() - begun > budget:
            break
    return done / (time.process_time() - begun)


def growth(read: Reader, texts: list[str]) -> Iterator[tuple[int, float]]:
    """Seconds for texts of growing length."""
    whole = "\n".join(texts)
    for size in SIZES:
        yield size, seconds(read, whole, size)


def seconds(read: Reader, piece: str, size: int) -> float:
    """Processor seconds for a text of `size` characters that repeats a piece."""
    text = (piece * (size // len(piece) + 1))[:size]
    begun = time.process_time()
    read(text)
    return time.process_time() - begun


def load(argument: Iterable[str]) -> Path:
    given = next(iter(argument), "")
    for folder in (Path(given), Path(given) / "figures"):
        if given and (folder / "forms.jsonl").is_file():
            return folder
    sys.exit(f"figures: no forms.jsonl in {given or 'the folder (none was given)'}: give the folder of benchmark data")


def main() -> None:
    folder = load(sys.argv[1:])
    cases = [json.loads(line) for line in (folder / "forms.jsonl").read_text(encoding="utf-8").splitlines()]
    texts = articles(folder, cases)
    speeds: dict[str, float] = {}
    print(f"{'':18} {'right':>11} {'silently wrong':>15} {'left alone':>11} {'articles/s':>11}")
    for name, load_peer in PEERS.items():
        try:
            with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
                read = load_peer()
        except Exception as error:
            print(f"{name:18} not measured: {type(error).__name__}: {error}")
            continue
        right, total, wrong, alone, empty = quality(read, cases)
        speeds[name] = documents_a_second(read, texts)
        print(
            f"{name:18} {right:>5} / {total:<3} {wrong:>15} {alone:>5} / {empty:<3} {speeds[name]:>11.1f}", flush=True
        )
    for name, speed in speeds.items():
        if name != "normalize":
            print(f"normalize reads {speeds['normalize'] / speed:.1f} times as many articles a second as {name}")
    print("\ncharacters     seconds   per MB")
    for size, took in growth(ours(), texts):
        print(f"{size:>10} {took:>11.3f} {took * 10**6 / size:>8.2f}", flush=True)
    print(f"\n{'repeated':20}" + "".join(f"{size:>12,}" for size in HOSTILE_SIZES) + "   seconds")
    read = ours()
    for name, piece in HOSTILE.items():
        took_each = [seconds(read, piece, size) for size in HOSTILE_SIZES]
        print(f"{name:20}" + "".join(f"{took:>12.3f}" for took in took_each), flush=True)


if __name__ == "__main__":
    main()
