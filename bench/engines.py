"""What Ray costs beside processes of this machine, on the same made-up articles, and whether the bytes are equal.

usage: python bench/engines.py [--documents 400] [--jobs 2] [--rounds 3] [--nodes N] [--grammar]

Runs take turns and start from nothing. "Working" is the wall time from the first finished document to the end of the
run: starting Ray takes some seconds, whatever the size of a run. With `--nodes` Ray is a cluster of so many nodes on
this machine, a processor each. With `--grammar` every article has a slip that only LanguageTool finds, and it is told
how many LanguageTools were running at once: one is the run's, and every other node has its own.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median

import psutil
from articles import write_articles

from normalize.batch import Job, clean_batch, local_engine, plan_documents, run_folder
from normalize.batch.engine import OpenEngine
from normalize.batch.ray_engine import ray_engine
from normalize.cli.engine import node_grammar
from normalize.config import Config, GrammarConfig
from normalize.correct.grammar import connect, grammar_session

SLIP = "\n\nShe do not like it, a neighbour said.\n"


@contextmanager
def job_of(options: argparse.Namespace) -> Iterator[Job]:
    """A job that keeps nothing for later, with LanguageTool if it is wanted."""
    config = Config(jobs=options.jobs, cache_results=False, grammar=GrammarConfig(enabled=options.grammar))
    if not options.grammar:
        yield Job(config)
        return
    with grammar_session(config.grammar, options.documents) as session:
        assert session.check, session.unchecked
        yield Job(config, connect=partial(connect, session.address), services=(session.service,))


@contextmanager
def cluster(nodes: int) -> Iterator[str]:
    """The address of a cluster of so many nodes on this machine; empty for none."""
    if not nodes:
        yield ""
        return
    from ray.cluster_utils import Cluster

    os.environ |= {"RAY_USAGE_STATS_ENABLED": "0", "RAY_worker_niceness": "0"}
    one = {"num_cpus": 1, "object_store_memory": 80 * 2**20}
    made = Cluster(initialize_head=True, head_node_args={**one, "include_dashboard": False})
    for _ in range(nodes - 1):
        made.add_node(**one)
    try:
        yield made.address
    finally:
        made.shutdown()


def languagetools() -> int:
    """How many LanguageTool servers are running."""
    lines = (process.info["cmdline"] or [] for process in psutil.process_iter(["cmdline"]))
    return sum("org.languagetool" in " ".join(line) and "keeper.py" not in " ".join(line) for line in lines)


def run(engine: OpenEngine, articles: Path, out: Path, options: argparse.Namespace) -> tuple[float, float, int]:
    """Seconds in all and of working, and the most LanguageTool servers at once beyond those of others."""
    plan = plan_documents([str(articles)])
    folder = run_folder(plan, out, "run")
    first, others, most = 0.0, languagetools(), 0

    def watch(stage: str, done: int, total: int, *_: object) -> None:
        nonlocal first, most
        if stage == "examining" and done:
            first = first or time.monotonic()
            most = max(most, languagetools() - others)

    began = time.monotonic()
    with job_of(options) as job:
        made = clean_batch(plan, folder, job, watch, engine=engine)
    assert not made.failures, made.failures
    ended = time.monotonic()
    return ended - began, ended - first, most


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=400)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--nodes", type=int, default=0)
    parser.add_argument("--grammar", action="store_true")
    options = parser.parse_args()
    ratios = []
    with tempfile.TemporaryDirectory() as name, cluster(options.nodes) as address:
        place = Path(name)
        articles = place / "articles"
        write_articles(articles, options.documents)
        if options.grammar:
            for path in articles.rglob("*.txt"):
                path.write_text(path.read_text(encoding="utf-8") + SLIP, encoding="utf-8")
        own_server = partial(node_grammar, GrammarConfig()) if options.grammar else None
        for number in range(options.rounds):
            local, working, servers = run(local_engine, articles, place / f"local{number}", options)
            spread, spread_working, others = run(
                ray_engine(address, own_server), articles, place / f"ray{number}", options
            )
            ratios.append(spread_working / working)
            print(
                f"local {local:.1f} s, working {working:.1f}; Ray {spread:.1f} s, working {spread_working:.1f}; "
                f"ratio of working {ratios[-1]:.2f}",
                flush=True,
            )
            if options.grammar:
                table = (place / f"local{number}" / "run" / "findings.jsonl").read_text(encoding="utf-8")
                print(f"LanguageTools at once: {servers} and {others}; findings of grammar: {table.count('grammar/')}")
            different = 0
            for path in (place / f"local{number}").rglob("*"):
                other = place / f"ray{number}" / path.relative_to(place / f"local{number}")
                if path.is_file() and path.read_bytes() != other.read_bytes():
                    different += 1
                    print(f"{path.name}: the bytes differ")
            print("the bytes are equal" if not different else f"{different} files differ")
    print(f"median ratio {median(ratios):.2f}")


if __name__ == "__main__":
    main()
