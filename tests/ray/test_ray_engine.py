"""Runs on a Ray cluster of several nodes: the same bytes as on this machine alone, whatever dies on the way."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
import ray

from normalize.batch import Job, clean_batch, plan_documents, run_folder
from normalize.batch.ray_engine import ray_engine
from normalize.batch.watch import Tally
from normalize.config import Config
from normalize.errors import ServiceError, UsageError
from normalize.model import Document

OFF = Job(Config(cache_results=False))
TOWNS = ("Arle", "Brome", "Catton", "Dunmere", "Elsby", "Farrow")


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """A cluster of two nodes with a processor each: every node more costs seconds of start."""
    from ray.cluster_utils import Cluster

    os.environ |= {"RAY_USAGE_STATS_ENABLED": "0", "RAY_worker_niceness": "0"}
    small = {"object_store_memory": 80 * 2**20}
    made = Cluster(initialize_head=True, head_node_args={**small, "num_cpus": 1, "include_dashboard": False})
    made.add_node(num_cpus=1, **small)
    ray.init(address=made.address, log_to_driver=False, logging_level="ERROR")
    yield made.address
    ray.shutdown()
    made.shutdown()


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Articles that have repairs, and conflicts across documents."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(18):
        town = TOWNS[number % 6]
        folder.joinpath(f"{number:02}.txt").write_text(
            f"The {town} tunnel will cost £{3 + number // 6} million, the {town} council said in itsreport.\n\n"
            f"Work onthe tunnel began on {1 + number} March 2021. It has {number} lamps.\n",
            encoding="utf-8",
        )
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_killed_worker_loses_and_doubles_nothing(articles: Path, tmp_path: Path, cluster: str) -> None:
    """A run on a cluster whose worker is killed in the middle has the bytes of a local run."""
    plan = plan_documents([str(articles)])
    here = run_folder(plan, tmp_path / "here", "run")
    there = run_folder(plan, tmp_path / "there", "run")
    local = clean_batch(plan, here, OFF)
    killed: list[int] = []

    def watch(stage: str, done: int, total: int, tally: Tally | None = None) -> None:
        if stage == "examining" and done >= 3 and not killed:
            desks = [p for p in psutil.process_iter(["name"]) if (p.info["name"] or "").startswith("ray::_Desk")]
            killed.append(desks[0].pid)
            os.kill(desks[0].pid, signal.SIGKILL)

    spread = clean_batch(plan, there, OFF, watch, engine=ray_engine(cluster))
    assert killed
    assert spread.failures == local.failures == ()
    assert spread.totals == local.totals
    assert local.summary.conflicts
    assert contents(there) == contents(here)


def test_an_article_that_ends_its_process_twice_is_set_aside(articles: Path, tmp_path: Path, cluster: str) -> None:
    """The run goes on without it, on new processes, and tells why."""

    def connect() -> Callable[[Document, object], tuple[()]]:
        def check(document: Document, _: object) -> tuple[()]:
            if "Arle" in document.text and "12 lamps" in document.text:
                os._exit(1)
            return ()

        return check

    for path in sorted(articles.iterdir())[13:]:
        path.unlink()
    plan = plan_documents([str(articles)])
    # One process, of which each death costs a start.
    job = Job(Config(cache_results=False, jobs=1), connect=connect)
    made = clean_batch(plan, run_folder(plan, tmp_path / "out", "run"), job, engine=ray_engine(cluster))
    assert [failure.reason.partition(":")[0] for failure in made.failures] == ["12.txt"]
    assert made.totals.documents == 12


def test_a_cluster_that_does_not_start_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever keeps Ray from starting, the user reads what to do."""

    def late(**_: object) -> None:
        raise Exception("The current node timed out during startup.")

    monkeypatch.setattr(ray, "is_initialized", lambda: False)
    monkeypatch.setattr(ray, "init", late)
    with pytest.raises(ServiceError, match=r"Ray on this machine cannot be reached .*leave --engine out"):
        ray_engine("")(OFF, None, 1).__enter__()


def test_a_cluster_without_ray_is_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks for the engine without having installed it reads what to install."""
    monkeypatch.setattr("normalize.batch.ray_engine.find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"pip install \"normalize\[ray\]\""):
        ray_engine("")
