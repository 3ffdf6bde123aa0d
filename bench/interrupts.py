"""Press Ctrl-C in a run and see how long it takes to stop, what it says and what it leaves behind.

    python bench/interrupts.py [--moments 2 5 10 20] [--words 20000] [--grammar]

Each document has so many words, so that none is finished soon. "own" is the processor time from the interrupt to the
end of the leading process, that of its ended children included: on a busy machine it tells more than the wall time.
"left" is how long other processes of the run are still there after it.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
from articles import article

DOCUMENTS = 4
#: The words of an article, about.
ARTICLE_WORDS = 125
PATIENCE_SECONDS = 60


def write_long(folder: Path, words: int) -> None:
    """A few long documents."""
    folder.mkdir()
    each = max(1, words // ARTICLE_WORDS)
    for number in range(DOCUMENTS):
        texts = (article(number * each + part) for part in range(each))
        (folder / f"{number}.txt").write_text("\n\n".join(texts), encoding="utf-8")


def interrupted(line: list[str], moment: float, said: Path) -> str:
    """Interrupt a command after so many seconds; what came of it."""
    quiet = {**os.environ, "NORMALIZE_CACHE_RESULTS": "false"}
    with said.open("w") as file:
        run = subprocess.Popen(line, env=quiet, stdout=file, stderr=file, start_new_session=True)
    time.sleep(moment)
    if run.poll() is not None:
        return "had ended before"
    family = [psutil.Process(run.pid), *psutil.Process(run.pid).children(recursive=True)]
    used = family[0].cpu_times()
    before = used.user + used.system
    began = time.monotonic()
    os.killpg(run.pid, signal.SIGINT)
    _, status, usage = os.wait4(run.pid, 0)
    took = time.monotonic() - began
    own = usage.ru_utime + usage.ru_stime - before
    _, alive = psutil.wait_procs(family[1:], PATIENCE_SECONDS)
    left = time.monotonic() - began - took
    text = said.read_text()
    told = "a traceback" if "Traceback" in text or "ignored in" in text else (text.strip().splitlines() or [""])[-1]
    return (
        f"{len(family)} processes, exit {os.waitstatus_to_exitcode(status)} after {took:.2f} s (own {own:.2f}), "
        f"left {left:.2f} s{', some for good' if alive else ''}: {told}"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--moments", nargs="+", type=float, default=[2, 5, 10, 20])
    parser.add_argument("--words", type=int, default=20_000)
    parser.add_argument("--grammar", action="store_true")
    wish = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        articles = Path(place) / "articles"
        write_long(articles, wish.words)
        options = [] if wish.grammar else ["--no-grammar"]
        for moment in wish.moments:
            out = Path(place) / f"out{moment}"
            line = [
                sys.executable,
                "-m",
                "normalize",
                "clean",
                str(articles),
                "--out",
                str(out),
                "--jobs",
                "2",
                *options,
            ]
            print(f"after {moment:4.1f} s: {interrupted(line, moment, Path(place) / 'said')}", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
