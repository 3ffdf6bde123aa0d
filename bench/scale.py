"""How a run grows with the number of documents: memory of the process that leads it, and processor time.

    python bench/scale.py 1000 10000 [--jobs N] [--keep FOLDER] [--loop 200] [--check ARTICLES]

Articles are made up by `bench/articles.py`; grammar is not checked. Each size is run twice in a fresh process with a
cache of its own: cold, and again with nothing changed. "parent" is the processor time of the leading process alone;
"all" adds that of its workers. `--loop` compares with calling the pipeline for so many articles one after the other,
which shows what the engine itself costs. `--check` examines a folder of real articles as `normalize check` does:
without a cache, with an empty one, and again with nothing changed.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from articles import write_articles

from normalize.batch import Examine, Job, clean_batch, examine_batch, open_cache, plan_documents, run_folder
from normalize.batch.watch import NOTHING_YET, Tally
from normalize.config import Config
from normalize.model import Facts
from normalize.pipeline import Examined, as_document, compare, examine, with_conflicts
from normalize.report import RenderOptions, render_document

TICKS = os.sysconf("SC_CLK_TCK")
COLD_WARM = ("cold", "warm")
OFF = ("Grammar was not checked: it is switched off.",)


def processor_seconds(process: int) -> float:
    """What a process has computed so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def run_once(articles: Path, out: Path, jobs: int) -> dict[str, float]:
    """Clean the articles; what it took."""
    workers = 0.0
    stages: dict[str, float] = {}
    began = time.monotonic()

    def watch(stage: str, done: int, total: int, tally: Tally = NOTHING_YET, /) -> None:
        nonlocal workers
        stages.setdefault(f"{stage} began", time.process_time())
        if done == total:
            stages[f"{stage} ended"] = time.process_time()
            workers = sum(processor_seconds(child.pid or 0) for child in multiprocessing.active_children())

    plan = plan_documents([str(articles)])
    planned = time.process_time()
    run = clean_batch(plan, run_folder(plan, out, "run"), Job(Config(jobs=jobs), unchecked=OFF), watch)
    parent = time.process_time()
    return {
        "documents": run.totals.documents,
        "failed": run.totals.failed,
        "conflicts": run.totals.conflicts,
        "wall s": time.monotonic() - began,
        "plan s": planned,
        "parent s": parent,
        "examine parent s": stages["examining ended"] - stages["examining began"],
        "compare parent s": stages["writing began"] - stages["examining ended"],
        "write parent s": stages["writing ended"] - stages["writing began"],
        "index parent s": parent - stages["writing ended"],
        "all s": parent + workers,
        "parent MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def check_once(articles: Path, jobs: int) -> dict[str, float]:
    """Examine the articles as `normalize check` does; processor seconds, and the findings."""
    workers = 0.0

    def watch(stage: str, done: int, total: int, tally: Tally = NOTHING_YET, /) -> None:
        nonlocal workers
        if done == total:
            workers = sum(processor_seconds(child.pid or 0) for child in multiprocessing.active_children())

    config = Config(jobs=jobs, cache_results="NORMALIZE_CACHE" in os.environ)
    tasks = [Examine(planned) for planned in plan_documents([str(articles)], as_typed=True).documents]
    found = examine_batch(tasks, Job(config, unchecked=OFF), watch, store=open_cache(config))
    corrections = sum(len(one.report.corrections) for one in found.outcomes if isinstance(one, Examined))
    return {"all s": time.process_time() + workers, "parent s": time.process_time(), "found": corrections}


def checks(articles: Path, jobs: int) -> None:
    """Print what `normalize check` takes without a cache, cold and warm."""
    quiet = {name: value for name, value in os.environ.items() if name != "NORMALIZE_CACHE"}
    with tempfile.TemporaryDirectory() as cache:
        for name, environment in (("no cache", quiet), *[(n, quiet | {"NORMALIZE_CACHE": cache}) for n in COLD_WARM]):
            command = [sys.executable, __file__, "--check-one", str(articles), "--jobs", str(jobs)]
            done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
            took = json.loads(done.stdout)
            print(f"{name}: {took['all s']:.2f} s, of these parent {took['parent s']:.2f}; {took['found']} findings")


def loop(articles: Path, count: int) -> float:
    """Seconds of processor time a document when the pipeline is called in a loop, and files are written."""
    settings = Job(Config(), unchecked=OFF).settings()
    files = sorted(articles.rglob("*.txt"))[: count + 5]
    with tempfile.TemporaryDirectory() as folder:
        for number, file in enumerate(files):
            if number == 5:
                began = time.process_time()
            document = replace(as_document(file), id=file.stem)
            examined = examine(document, settings)
            report = with_conflicts(examined.report, compare([examined], Facts()))
            pages = render_document(report, RenderOptions())
            for name, text in (("html", pages.html), ("md", pages.markdown), ("json", pages.json)):
                Path(folder, f"{file.stem}.{name}").write_text(text, encoding="utf-8")
    return (time.process_time() - began) / count


def in_fresh_process(articles: Path, place: Path, jobs: int) -> dict[str, float]:
    command = [sys.executable, __file__, "--one", str(articles), str(place / "out"), "--jobs", str(jobs)]
    environment = {**os.environ, "NORMALIZE_CACHE": str(place / "cache")}
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout))


def row(name: str, took: dict[str, float]) -> str:
    count = took["documents"]
    each = (1000 * took[key] / count for key in ("all s", "parent s"))
    stages = (took[f"{stage} parent s"] for stage in ("examine", "compare", "write", "index"))
    figures = [f"{figure:.2f}" for figure in each] + [f"{figure:.1f}" for figure in stages]
    rest = (f"{took['parent MB']:.0f}", f"{took['conflicts']:.0f}", f"{took['wall s']:.0f}")
    return f"| {count:,.0f} {name} | " + " | ".join((*figures, *rest)) + " |"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int)
    parser.add_argument("--jobs", type=int, default=0)
    parser.add_argument("--keep", type=Path, help="folder for articles and runs; else a temporary one")
    parser.add_argument("--loop", type=int, default=0)
    parser.add_argument("--check", type=Path, help="folder of articles to examine as `normalize check` does")
    parser.add_argument("--check-one", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--one", nargs=2, type=Path, help=argparse.SUPPRESS)
    wish = parser.parse_args()
    if wish.one:
        print(json.dumps(run_once(*wish.one, wish.jobs)))
        return 0
    if wish.check_one:
        print(json.dumps(check_once(wish.check_one, wish.jobs)))
        return 0
    if wish.check:
        checks(wish.check, wish.jobs)
        return 0
    if not wish.sizes:
        parser.print_help()
        return 2
    place = wish.keep or Path(tempfile.mkdtemp(prefix="normalize-scale-"))
    print(
        "| documents | all ms each | parent ms each | examine s | compare s | write s | index s | MB | conflicts | s |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    for size in wish.sizes:
        folder = place / str(size)
        shutil.rmtree(folder, ignore_errors=True)
        write_articles(folder / "articles", size)
        for name in COLD_WARM:
            print(row(name, in_fresh_process(folder / "articles", folder, wish.jobs)), flush=True)
    if wish.loop:
        each = 1000 * loop(place / str(wish.sizes[-1]) / "articles", wish.loop)
        print(f"\nThe pipeline in a loop: {each:.2f} ms a document")
    if not wish.keep:
        shutil.rmtree(place)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
