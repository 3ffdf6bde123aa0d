"""A whole run: every document examined, all compared, everything written."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pytest
from checkers import connect

from normalize.batch import Job, Run, Tally, clean_batch, making, plan_documents, run_folder
from normalize.batch.findings import findings_files
from normalize.config import Config
from normalize.errors import NormalizeError
from normalize.facts import load_facts

JOINED = b"The mayor opened the the bridge .\r\nIt was late"
GOOD = "The bridge was opened in May. Many people came to see it.\n"


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a folder of three articles."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "news"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_bytes(JOINED)
    (folder / "b.md").write_text(GOOD)
    (folder / "deep/a.txt").write_text(GOOD)
    return folder


def clean(job: Job | None = None, out: str = "out", jobs: int = 2, paths: tuple[str, ...] = ("news",)) -> Run:
    """Clean `paths` into `out`."""
    job = job or Job(Config(jobs=jobs))
    plan = plan_documents(paths)
    return clean_batch(plan, run_folder(plan, Path(out)), job)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_files_of_a_run(articles: Path) -> None:
    """A run holds an index, a table of findings, each cleaned article at its place, and three reports for each."""
    run = clean()
    assert run.failures == ()
    assert sorted(contents(Path("out/news"))) == sorted(
        [
            ".normalize-files",
            *findings_files(),
            "cleaned/a.txt",
            "cleaned/b.md",
            "cleaned/deep/a.txt",
            "index.html",
            "index.json",
            "index.md",
            *(f"reports/{d.id}.{end}" for d in run.summary.documents for end in ("html", "json", "md")),
        ]
    )
    for document in run.summary.documents:
        assert all((run.folder / link).is_file() for link in (document.links.html, document.links.text))


def test_originals_stay_and_only_edits_change(articles: Path) -> None:
    """Originals are not touched; in the cleaned file line ends and the missing last one are as they were."""
    before = contents(articles)
    clean()
    assert contents(articles) == before
    cleaned = Path("out/news/cleaned/a.txt").read_bytes()
    assert cleaned == b"The mayor opened the bridge.\r\nIt was late"
    assert Path("out/news/cleaned/b.md").read_text() == GOOD


def test_same_bytes_again(articles: Path) -> None:
    """The same articles give the same bytes: in a second run, in one process or two, and in another order."""
    clean()
    first = contents(Path("out/news"))
    clean()
    assert contents(Path("out/news")) == first
    clean(out="other", jobs=1)
    assert contents(Path("other/news")) == first


def test_articles_that_are_gone_leave_no_files(articles: Path) -> None:
    """When an article is removed, the next run removes what the last one wrote for it."""
    clean()
    (articles / "deep/a.txt").unlink()
    run = clean()
    assert sorted(name for name in contents(run.folder) if name.startswith("cleaned")) == [
        "cleaned/a.txt",
        "cleaned/b.md",
    ]
    assert len([name for name in contents(run.folder) if name.startswith("reports")]) == 6


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b"PK\x03\x04\x00\x00\x00\xff\xfe\x00\x01\x02" * 50, "bad.txt"),
        (b"A word to RAISE an error.\n", "bad.txt: an unexpected error (ValueError: nobody foresaw this)"),
        (b"A word to KILL the process.\n", "bad.txt: the process that worked on it was killed, crashed or hung"),
    ],
)
def test_bad_document_stops_no_other(articles: Path, data: bytes, sentence: str) -> None:
    """A document that is empty, no text, or breaks its worker is told with a reason; the others are all written."""
    (articles / "bad.txt").write_bytes(data)
    run = clean(Job(Config(jobs=2), connect=connect))
    assert len(run.failures) == 1
    assert sentence in run.failures[0].reason
    assert run.totals.documents == 3
    assert run.totals.failed == 1
    written = contents(run.folder)
    assert {"cleaned/a.txt", "cleaned/b.md", "cleaned/deep/a.txt"} <= set(written)
    assert not [name for name in written if "bad" in name]
    told = json.loads(written["index.json"])["documents"]
    assert [d["name"] for d in told if d["failure"]] == ["bad.txt"]


def test_document_that_cannot_be_written_stops_no_other(articles: Path) -> None:
    """When the report of one document cannot be made, nothing of it is written, and the others are."""
    stand_in = articles.parent / "out/news/cleaned/deep"
    clean()
    for path in sorted(stand_in.rglob("*")):
        path.unlink()
    stand_in.rmdir()
    stand_in.symlink_to(articles)
    run = clean()
    assert ["outside" in failure.reason for failure in run.failures] == [True]
    assert run.failures[0].details.startswith("Traceback")
    assert contents(articles)["a.txt"] == JOINED
    assert run.totals.documents == 2


def test_document_that_vanishes(articles: Path) -> None:
    """A file that disappears between planning and reading fails alone."""
    plan = plan_documents(["news"])
    (articles / "b.md").unlink()
    run = clean_batch(plan, run_folder(plan, Path("out")), Job(Config(jobs=2)))
    assert ["b.md" in failure.reason for failure in run.failures] == [True]
    assert run.totals.documents == 2


def test_lost_grammar_server_is_told_in_the_report(articles: Path) -> None:
    """When the grammar server goes away, the document is cleaned without it, and its report says so."""
    (articles / "away.txt").write_text("The people who went AWAY came back .\n")
    run = clean(Job(Config(jobs=2), connect=connect))
    assert run.failures == ()
    assert Path("out/news/cleaned/away.txt").read_text() == "The people who went AWAY came back.\n"
    told = {entry.name: entry.unchecked for entry in run.summary.documents}
    assert "The grammar server is gone." in told["away.txt"]
    assert told["b.md"] == ()


def test_failed_comparison_keeps_the_repairs(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the search for conflicts breaks, the repaired documents are still written, and the index says so."""

    def fail(*_: object) -> None:
        raise RuntimeError("out of luck")

    monkeypatch.setattr(making, "compare_kept", fail)
    run = clean()
    assert "conflicts were not looked for" in run.failures[0].reason
    assert "conflicts were not looked for" in json.loads((run.folder / "index.json").read_text())["unchecked"][0]
    assert run.totals.documents == 3


def test_full_disk(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A write that fails ends the run with a sentence that says what to do; no half file is left."""
    clean(paths=("news/a.txt",))
    before = contents(Path("out"))

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(NormalizeError, match=r"No space left on device.*goes on where it stopped"):
        clean(paths=("news/a.txt",))
    assert contents(Path("out")) == before


def test_conflict_across_documents(articles: Path) -> None:
    """Documents that contradict a fact of the user are told in the index and in their own report alone."""
    (articles / "b.md").write_text("The Alba bridge has a budget of US$90 million.\n")
    facts = load_facts(
        {
            "facts": [
                {"id": "alba", "subject": "Alba bridge", "measure": "budget", "value": "US$5 million", "source": "x"}
            ]
        }
    )
    run = clean(Job(Config(jobs=2), facts))
    assert [conflict.kind for conflict in run.summary.conflicts] == ["value"]
    assert {entry.name: entry.conflicts for entry in run.summary.documents} == {"a.txt": 0, "b.md": 1, "deep/a.txt": 0}


def test_progress_is_told(articles: Path) -> None:
    """The watch hears of every document twice: when it is examined and when it is written, and what came out."""
    (articles / "empty.txt").touch()
    heard: list[tuple[str, int, int, Tally]] = []
    plan = plan_documents(["news"])
    for _ in range(2):
        clean_batch(plan, run_folder(plan, Path("out")), Job(), lambda *told: heard.append(told))
    steps = [("examining", done, 4) for done in range(5)] + [("writing", done, 3) for done in range(4)]
    assert [told[:3] for told in heard] == steps * 2
    assert [tally for _, done, total, tally in heard if done == total] == [
        Tally(repairs=2, failed=1),
        Tally(repairs=2),
        Tally(failed=1, done=3),
        Tally(repairs=2, done=3),
    ]


def test_a_name_that_is_too_long_fails_alone(articles: Path) -> None:
    """A member of an archive whose name no folder can hold is told; everything else of the run is written."""
    with zipfile.ZipFile(articles / "more.zip", "w") as archive:
        archive.writestr("n" * 300 + ".txt", GOOD)
        archive.writestr("short.txt", GOOD)
    run = clean(jobs=1)
    assert [failure.reason.rpartition("/")[2][:3] for failure in run.failures] == ["nnn"]
    assert "too long" in run.failures[0].reason
    assert run.totals.documents == 4
    assert clean(jobs=1).totals == run.totals
    (articles / "more.zip").unlink()
    assert clean(jobs=1).failures == ()
