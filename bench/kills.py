"""Kill a run at random moments and go on with it: does it end as a run that nothing disturbed?

    python bench/kills.py [--rounds 30] [--documents 24] [--grammar]

Each round starts the same command and kills something at a random moment: the leading process, one of its workers,
all of them, or (with `--grammar`) the LanguageTool server, once or twice; or the disk is full: by a limit on the size
of a file, and by the run's folder being a disk of its own that is too small (where `unshare` may mount one). Then the
command is run to its end, and every file of the run is compared with those of a run that nothing disturbed. Each round
has a folder and a cache of its own.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from articles import write_articles

from normalize.packaged import cache_folder

TARGETS = ("parent", "worker", "group", "limit", "quota")
#: Runs a command with its folder on a small disk of its own, and brings home what lies there when it has ended.
ON_A_SMALL_DISK = """
size=$1 out=$2; shift 2
mount -t tmpfs -o size="$size" none "$out" || exit 99
"$@"; code=$?
cp -a "$out" "$out.full"
exit $code
"""


def command(articles: Path, out: Path, *, grammar: bool) -> list[str]:
    options = [] if grammar else ["--no-grammar"]
    return [sys.executable, "-m", "normalize", "clean", str(articles), "--out", str(out), "--jobs", "2", "-q", *options]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def own_cache(folder: Path) -> Path:
    """A cache folder without results, but with everything else that is in the user's."""
    folder.mkdir()
    usual = cache_folder()
    for entry in usual.iterdir() if usual.is_dir() else ():
        if not entry.name.startswith("results"):
            (folder / entry.name).symlink_to(entry)
    return folder


def family(root: int) -> dict[int, str]:
    """The processes below `root` with their command lines."""
    parents: dict[int, int] = {}
    told: dict[int, str] = {}
    for place in Path("/proc").iterdir():
        if place.name.isdigit():
            try:
                fields = (place / "stat").read_text().rpartition(")")[2].split()
                told[int(place.name)] = (place / "cmdline").read_text().replace("\0", " ")
            except OSError:
                continue
            parents[int(place.name)] = int(fields[1])
    below = {root}
    grown = True
    while grown:
        more = {process for process, parent in parents.items() if parent in below} - below
        below |= more
        grown = bool(more)
    return {process: told.get(process, "") for process in below - {root}}


def victims(root: int, target: str) -> list[int]:
    """The processes of a run that a round is after."""
    below = family(root)
    if target == "parent":
        return [root]
    if target == "group":
        return [root, *below]
    if target == "server":
        # Not the process that keeps it, whose command line has its own.
        return [process for process, line in below.items() if "org.languagetool" in line and "keeper.py" not in line]
    return [process for process, line in below.items() if "forkserver" in line or "spawn_main" in line][-2:]


def disturbed(line: list[str], target: str, seconds: float, environment: dict[str, str], chance: random.Random) -> str:
    """Run a command and disturb it after so many seconds; what became of it."""
    limit = chance.choice((300, 2_000, 10_000, 30_000))

    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    process = subprocess.Popen(
        line,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=no_room if target == "limit" else None,
    )
    if target == "limit":
        return f"exit {process.wait()}"
    killed: set[int] = set()
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        kill(process, target.removesuffix("s"), killed)
    if target == "servers":
        kill(process, "server", killed)
    return f"exit {process.wait()}, {len(killed) or 'none'} killed"


def full(line: list[str], out: Path, size: int, environment: dict[str, str]) -> str:
    """Run a command whose folder is a disk of `size` bytes; what became of it."""
    out.mkdir()
    shell = ["unshare", "--map-root-user", "--mount", "sh", "-c", ON_A_SMALL_DISK, "sh", str(size), str(out)]
    done = subprocess.run([*shell, *line], env=environment, capture_output=True, text=True)
    if done.returncode == 99:
        return "no disk could be mounted here"
    out.rmdir()
    out.with_name(f"{out.name}.full").rename(out)
    return f"exit {done.returncode} on {size // 1000} kB, {done.stderr.strip()[-90:]!r}"


def kill(process: subprocess.Popen[bytes], target: str, killed: set[int]) -> None:
    """Kill what a round is after; a worker or server that is not there yet, or not again, is waited for."""
    while process.poll() is None:
        found = [victim for victim in victims(process.pid, target) if victim not in killed]
        for victim in found:
            try:
                os.kill(victim, signal.SIGKILL)
            except ProcessLookupError:
                continue
            killed.add(victim)
        if found or target not in ("server", "worker"):
            return
        time.sleep(0.05)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--documents", type=int, default=24)
    parser.add_argument("--grammar", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    wish = parser.parse_args()
    chance = random.Random(wish.seed)
    place = Path(tempfile.mkdtemp(prefix="normalize-kills-"))
    articles = place / "articles"
    write_articles(articles, wish.documents)
    quiet = {**os.environ, "NORMALIZE_CACHE_RESULTS": "false"}
    began = time.monotonic()
    subprocess.run(command(articles, place / "quiet", grammar=wish.grammar), env=quiet, check=True, capture_output=True)
    whole = time.monotonic() - began
    expected = contents(place / "quiet")
    targets = (*TARGETS, "server", "servers") if wish.grammar else TARGETS
    ended: Counter[str] = Counter()
    wrong = 0
    for number in range(wish.rounds):
        target, seconds = targets[number % len(targets)], chance.uniform(0.05, 0.95) * whole
        out = place / str(number)
        # Half of the rounds keep results with the run itself, half in a cache beside it.
        kept = "true" if number % 2 else "false"
        cache = own_cache(place / f"cache{number}")
        environment = {**os.environ, "NORMALIZE_CACHE_RESULTS": kept, "NORMALIZE_CACHE": str(cache)}
        line = command(articles, out, grammar=wish.grammar)
        if target == "quota":
            told = full(line, out, chance.randrange(20_000, sum(map(len, expected.values()))), environment)
        else:
            told = disturbed(line, target, seconds, environment, chance)
        subprocess.run(line, env=environment, check=True, capture_output=True)
        equal = contents(out) == expected
        wrong += not equal
        ended[f"{target}: {told}"] += 1
        print(
            f"{number + 1:3} {target:7} after {seconds:5.1f} s, {told}: {'equal' if equal else 'DIFFERENT'}", flush=True
        )
        if equal:
            shutil.rmtree(out)
    print(f"\n{wish.rounds} rounds, {wrong} ended differently; {dict(ended)}")
    if not wrong:
        shutil.rmtree(place)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
