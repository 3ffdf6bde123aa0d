"""Names that are no UTF-8, or no names of files, stop no run."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from normalize.batch import Job, clean_batch, plan_documents, run_folder
from normalize.config import Config


def test_a_name_in_an_old_encoding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file whose name is Latin-1 is cleaned, keeps its name, and is linked byte for byte."""
    monkeypatch.chdir(tmp_path)
    Path("news").mkdir()
    name = os.fsdecode(b"caf\xe9.txt")
    Path("news", name).write_text("The road to the the harbour is closed.\n")
    plan = plan_documents(("news",))
    run = clean_batch(plan, run_folder(plan, Path("out")), Job(Config(jobs=1)))
    assert run.failures == ()
    assert Path("out/news/cleaned", name).read_text() == "The road to the harbour is closed.\n"
    assert "cleaned/caf%E9.txt" in Path("out/news/index.html").read_text(encoding="utf-8")


def test_a_record_whose_id_is_no_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ids with half of a surrogate pair, a null or a way out of the folder name records like any other."""
    monkeypatch.chdir(tmp_path)
    ids = ["\ud800x", "a\0b", "../../up", "<b>"]
    records = [json.dumps({"id": ident, "text": "The road to the the harbour."}) for ident in ids]
    Path("news.jsonl").write_text("\n".join(records) + "\n")
    plan = plan_documents(("news.jsonl",))
    run = clean_batch(plan, run_folder(plan, Path("out")), Job(Config(jobs=1)))
    assert run.failures == ()
    written = Path("out/news/cleaned/news.jsonl").read_text().splitlines()
    assert [json.loads(line) for line in written] == [{"id": i, "text": "The road to the harbour."} for i in ids]
