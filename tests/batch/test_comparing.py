"""A large batch is compared by all processes of its engine; it shows in nothing but the time."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.batch import Job, clean_batch, comparing, making, plan_documents, run_folder
from normalize.config import Config

TOWNS = ("Arle", "Brome", "Catton")


def test_parts_of_a_comparison_are_done_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Spilled in shards of two documents and compared by two processes, a batch has the bytes of a small one."""
    articles = tmp_path / "articles"
    articles.mkdir()
    for number in range(9):
        text = f"The {TOWNS[number % 3]} tunnel will cost £{3 + number // 3} million, the council said.\n"
        (articles / f"{number}.txt").write_text(text, encoding="utf-8")
    plan = plan_documents([str(articles)])
    job = Job(Config(jobs=2, cache_results=False))
    one, other = run_folder(plan, tmp_path / "one", "run"), run_folder(plan, tmp_path / "other", "run")
    small = clean_batch(plan, one, job)
    for module in (making, comparing):
        monkeypatch.setattr(module, "SHARD", 2)
    large = clean_batch(plan, other, job)
    assert len(small.summary.conflicts) == 3
    assert large.summary == small.summary
    for path in one.rglob("*"):
        if path.is_file():
            assert (other / path.relative_to(one)).read_bytes() == path.read_bytes()
