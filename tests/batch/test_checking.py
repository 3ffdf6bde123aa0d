"""Results of `examine_batch` are kept, and taken again when nothing changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from normalize.batch import Job, clean_batch, examine_batch, open_cache, plan_documents, run_folder, work
from normalize.batch.checking import Findings
from normalize.batch.here import here
from normalize.batch.store import Store
from normalize.batch.work import Examine
from normalize.config import Config
from normalize.model import Document
from normalize.pipeline import Examined, Settings

TEXTS = (
    "The Arle tunnel opened in March, the council said in itsreport.\n\nThe tunnel has 300 lamps.\n",
    "The Arle tunnel opened in March, the council said in itsreport.\n\nThe tunnel has 400 lamps.\n",
    "Nothing happened onthe last day.\n",
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with articles that have faults and disagree."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news").mkdir()
    for number, text in enumerate(TEXTS):
        (tmp_path / f"news/{number}.txt").write_text(text, encoding="utf-8")
    return tmp_path / "news"


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the documents that were really examined."""
    names: list[str] = []

    def examined(document: Document, settings: Settings) -> Examined:
        names.append(document.name)
        return real(document, settings)

    real = work.examine
    monkeypatch.setattr("normalize.batch.examiner.examine", examined)
    monkeypatch.setattr("normalize.batch.work.examine", examined)
    # Everything in this process, where it can be watched.
    monkeypatch.setattr("normalize.batch.checking.local_engine", here)
    return names


def check(store: Store | None, config: Config = Config()) -> Findings:
    """What is found in the articles."""
    plan = plan_documents(["news"], as_typed=True)
    return examine_batch([Examine(planned) for planned in plan.documents], Job(config), store=store)


def test_nothing_is_worked_out_twice(folder: Path, tmp_path: Path, worked: list[str]) -> None:
    """The second time nothing is examined, and all comes out as without keeping, byte by byte of the sources."""
    store = Store(tmp_path / "kept")
    plain, cold = check(None), check(store)
    worked.clear()
    warm = check(store)
    assert worked == []
    assert plain == cold == warm
    assert plain.conflicts
    for one, other in zip(plain.outcomes, warm.outcomes, strict=True):
        assert isinstance(one, Examined)
        assert isinstance(other, Examined)
        edits = [keyed.edit for keyed in one.report.applied.edits]
        assert one.report.document.origin.splice(edits) == other.report.document.origin.splice(edits)


def test_what_changed_is_worked_out(folder: Path, tmp_path: Path, worked: list[str]) -> None:
    """A changed article is examined again, the others are not; with another configuration all are."""
    store = Store(tmp_path / "kept")
    check(store)
    (folder / "1.txt").write_text("Nobody knows what the Arle tunnel will cost.\n", encoding="utf-8")
    worked.clear()
    assert check(store).conflicts == ()
    assert worked == ["news/1.txt"]
    worked.clear()
    check(store, replace(Config(), apply_safe=False))
    assert len(worked) == len(TEXTS)


def test_a_run_and_a_check_share_results(
    folder: Path, tmp_path: Path, worked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What `clean` has worked out serves a check from the articles' own folder, where they have the same names."""
    monkeypatch.setenv("NORMALIZE_CACHE", str(tmp_path / "cache"))
    plan = plan_documents(["news"])
    clean_batch(plan, run_folder(plan, tmp_path / "out"), Job(Config()), engine=here)
    monkeypatch.chdir(folder)
    worked.clear()
    plan = plan_documents([str(path) for path in sorted(Path().iterdir())], as_typed=True)
    found = examine_batch([Examine(p) for p in plan.documents], Job(Config()), store=open_cache(Config()))
    assert worked == []
    assert found.conflicts


def test_standard_input_is_not_kept(folder: Path, tmp_path: Path, worked: list[str]) -> None:
    """What comes without a file leaves nothing in the cache."""
    store = Store(tmp_path / "kept")
    planned = plan_documents(["news/0.txt"], as_typed=True).documents[0]
    examine_batch([Examine(planned, b"A secret that noone reads.\n")], Job(), store=store)
    assert not any(path.is_file() for path in (tmp_path / "kept").rglob("*"))


def test_a_full_cache_hinders_nothing(folder: Path, tmp_path: Path, worked: list[str]) -> None:
    """Where results cannot be kept they are still told."""
    (tmp_path / "kept").write_text("no folder")
    assert check(Store(tmp_path / "kept")) == check(None)
