"""The table of a run's findings."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from normalize.batch import Job, clean_batch, plan_documents, run_folder
from normalize.config import Config
from normalize.report import FindingRow

TEXTS = {
    "a.txt": "The mayor ofThe city met Softbank on Monday. The bridge cost $4 million. The fund is new.\n",
    "b.txt": "The bridge was opened in May, and many people came to see it on Monday.\n",
    "c.txt": "The meeting was on Monday, 3 January 2024, in the town hall. It was the the first one.\n",
}


@pytest.fixture
def rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """The rows of a run."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NORMALIZE_CACHE", str(tmp_path / "cache"))
    Path("in").mkdir()
    for name, text in TEXTS.items():
        Path("in", name).write_text(text)
    return made()


def made() -> list[dict[str, object]]:
    """Make the run; the rows of its table."""
    plan = plan_documents(["in"])
    clean_batch(plan, run_folder(plan, Path("out"), "run"), Job(Config(jobs=1)))
    return [json.loads(line) for line in Path("out/run/findings.jsonl").read_text().splitlines()]


def test_every_finding_is_a_row(rows: list[dict[str, object]]) -> None:
    """Corrections and conflicts are told with their places, in the order of documents and texts."""
    assert [row["document"] for row in rows] == sorted(str(row["document"]) for row in rows)
    assert all(list(row) == list(FindingRow.__annotations__) for row in rows)
    first = rows[0]
    text = TEXTS["a.txt"]
    assert text[int(str(first["start"])) : int(str(first["end"]))] == first["original"] == "ofThe"
    assert (first["rule"], first["status"], first["replacement"]) == ("run-together-words", "applied", "of the")
    weekday = next(row for row in rows if row["conflict_kind"] == "weekday")
    assert (weekday["document"], weekday["severity"], weekday["confidence"]) == ("c.txt", "error", None)


def test_parquet_holds_the_same(rows: list[dict[str, object]]) -> None:
    """The Parquet table has the same rows, with numbers as numbers."""
    table = pq.read_table("out/run/findings.parquet")
    assert table.to_pylist() == rows
    assert str(table.schema.field("confidence").type) == "double"


def test_same_findings_same_bytes(rows: list[dict[str, object]]) -> None:
    """A run that is made again writes the same tables; a lost one is written again."""
    places = [Path("out/run/findings.jsonl"), Path("out/run/findings.parquet")]
    before = [place.read_bytes() for place in places]
    assert made() == rows
    places[1].unlink()
    assert made() == rows
    assert [place.read_bytes() for place in places] == before
