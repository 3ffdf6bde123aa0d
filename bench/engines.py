"""What Ray costs beside processes of this machine, on the same made-up articles.

usage: python bench/engines.py [--documents 400] [--jobs 2] [--rounds 3]

Runs take turns and start from nothing. "Working" is the wall time from the first finished document to the end of the
run: starting Ray takes some seconds, whatever the size of a run.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from statistics import median

from articles import write_articles

from normalize.batch import Job, clean_batch, local_engine, plan_documents, run_folder
from normalize.batch.engine import OpenEngine
from normalize.batch.ray_engine import ray_engine
from normalize.config import Config


def run(engine: OpenEngine, articles: Path, out: Path, jobs: int) -> tuple[float, float]:
    """Seconds in all and of working."""
    plan = plan_documents([str(articles)])
    folder = run_folder(plan, out, "run")
    first = 0.0

    def watch(stage: str, done: int, total: int, *_: object) -> None:
        nonlocal first
        if stage == "examining" and done and not first:
            first = time.monotonic()

    began = time.monotonic()
    clean_batch(plan, folder, Job(Config(jobs=jobs, cache_results=False)), watch, engine=engine)
    ended = time.monotonic()
    return ended - began, ended - first


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--documents", type=int, default=400)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    ratios = []
    with tempfile.TemporaryDirectory() as place:
        articles = Path(place) / "articles"
        write_articles(articles, options.documents)
        for number in range(options.rounds):
            (local, working), (spread, spread_working) = (
                run(engine, articles, Path(place) / f"{name}{number}", options.jobs)
                for name, engine in (("local", local_engine), ("ray", ray_engine("")))
            )
            ratios.append(spread_working / working)
            print(
                f"local {local:.1f} s, working {working:.1f}; Ray {spread:.1f} s, working {spread_working:.1f}; "
                f"ratio of working {ratios[-1]:.2f}",
                flush=True,
            )
            for path in (Path(place) / f"local{number}").rglob("*"):
                other = Path(place) / f"ray{number}" / path.relative_to(Path(place) / f"local{number}")
                if path.is_file() and path.read_bytes() != other.read_bytes():
                    print(f"{path.name}: the bytes differ")
    print(f"median ratio {median(ratios):.2f}")


if __name__ == "__main__":
    main()
