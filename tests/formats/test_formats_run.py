"""Commands over articles in every form: what is read, written, and written back."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from made_archives import tarred, zipped
from made_word import run as word_run
from made_word import word_file, xml_of

from normalize.batch import Job, clean_batch, plan_documents, run_files, run_folder, run_report, with_source
from normalize.cli.main import run as call
from normalize.config import Config

OLD = "The mayor ofThe city met Softbank on Monday."
NEW = "The mayor of the city met SoftBank on Monday."
GOOD = "The bridge was opened in May, and many people came to see it."
OFF = "--no-grammar"


def page(text: str) -> bytes:
    """A page that says it."""
    return f"<html><title>x</title><p class='a'>{text}&nbsp;</p></html>".encode()


def word(text: str) -> bytes:
    """A Word file that says it."""
    return word_file(f"<w:p>{word_run(text)}</w:p>")


def record(number: int, text: str) -> str:
    """A line of JSON."""
    return json.dumps({"n": number, "id": f"r{number}", "text": text})


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with articles in every form, below `in`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NORMALIZE_CACHE", str(tmp_path / "cache"))
    inside = tmp_path / "in"
    inside.mkdir()
    (inside / "a.txt").write_text(OLD)
    (inside / "b.html").write_bytes(page(OLD))
    (inside / "c.docx").write_bytes(word(OLD))
    zipped(
        inside / "d.zip", {"x/one.txt": OLD.encode(), "two.html": page(OLD), "good.md": GOOD.encode(), "i.jpg": b"i"}
    )
    tarred(inside / "e.tar.gz", {"one.docx": word(OLD), "f.txt": GOOD.encode()})
    (inside / "f.jsonl").write_text("\n".join([record(1, OLD), "no record", record(2, GOOD), record(3, OLD)]))
    pq.write_table(pa.table({"id": ["p", "q"], "body": [OLD, GOOD], "n": [1, 2]}), inside / "g.parquet")
    (inside / "h.csv").write_text(f"id,body\n1,{OLD}\n")
    (inside / "figures.csv").write_text("a,b\n1,2\n")
    return tmp_path


def made(folder: Path, config: Config = Config(jobs=1)) -> Path:
    """A run over the folder."""
    plan = plan_documents(["in"], config)
    place = run_folder(plan, folder / "out", "run")
    clean_batch(plan, place, Job(config, unchecked=("Grammar was not checked.",)))
    return place


def test_every_output_is_in_its_inputs_form(folder: Path) -> None:
    """Cleaned articles lie below `cleaned` in the form of their inputs; a container holds the others unchanged."""
    cleaned = made(folder) / "cleaned"
    assert (cleaned / "a.txt").read_text() == NEW
    assert (cleaned / "b.html").read_bytes() == page(NEW)
    assert NEW in xml_of((cleaned / "c.docx").read_bytes())
    with zipfile.ZipFile(cleaned / "d.zip") as archive:
        got = {name: archive.read(name) for name in archive.namelist()}
    assert got == {"x/one.txt": NEW.encode(), "two.html": page(NEW), "good.md": GOOD.encode(), "i.jpg": b"i"}
    lines = (cleaned / "f.jsonl").read_text().split("\n")
    assert lines == [record(1, NEW), "no record", record(2, GOOD), record(3, NEW)]
    assert pq.read_table(cleaned / "g.parquet").to_pydict() == {"id": ["p", "q"], "body": [NEW, GOOD], "n": [1, 2]}
    assert (cleaned / "h.csv").read_text() == f"id,body\n1,{NEW}\n"
    assert sorted(path.name for path in cleaned.iterdir()) == [
        "a.txt", "b.html", "c.docx", "d.zip", "e.tar.gz", "f.jsonl", "g.parquet", "h.csv",
    ]  # fmt: skip


def test_second_run_writes_the_same_bytes(folder: Path) -> None:
    """Running again gives the same files, byte for byte; cleaning what is clean gives the input."""
    place = made(folder)
    before = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    assert {path: path.read_bytes() for path in made(folder).rglob("*") if path.is_file()} == before
    (folder / "in").rename(folder / "first")
    (place / "cleaned").rename(folder / "in")
    (folder / "in" / "again.md").write_text(GOOD)
    again = made(folder) / "cleaned"
    for path in (folder / "in").iterdir():
        assert (again / path.name).read_bytes() == path.read_bytes()


def test_sources_are_found_again(folder: Path) -> None:
    """For publishing, every document of a run has its source's bytes, wherever it was read."""
    place = made(folder)
    for files in run_files(place):
        report = with_source(place, files, run_report(place, files))
        cleaned = report.document.origin.splice(keyed.edit for keyed in report.applied.edits)
        assert cleaned == (place / files.cleaned).read_bytes()


def test_broken_record_is_the_only_failure(folder: Path) -> None:
    """A line that is no record is told with its number; a table of other things is passed over."""
    plan = plan_documents(["in"])
    assert [name for name, _ in plan.refused] == ["f.jsonl:2"]
    assert [p.name for p in plan.documents if p.name.startswith(("d.zip", "f.jsonl"))] == [
        "d.zip/x/one.txt",
        "d.zip/two.html",
        "d.zip/good.md",
        "f.jsonl/r1",
        "f.jsonl/r2",
        "f.jsonl/r3",
    ]


def test_records_without_a_text_are_counted(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Records without a text are no failures and stay as they are; how many there were is told, also in the index."""
    for path in (folder / "in").iterdir():
        path.unlink()
    lines = [record(1, GOOD), record(2, ""), '{"id": "r3", "text": null}', record(4, " ")]
    (folder / "in" / "f.jsonl").write_text("\n".join(lines))
    (folder / "in" / "h.csv").write_text(f'id,body\n1,"{GOOD}"\n2,\n')
    pq.write_table(pa.table({"body": [None, GOOD, "\n"]}), folder / "in" / "g.parquet")
    told = [
        "f.jsonl: 3 records have no text; they stay as they are.",
        "g.parquet: 2 records have no text; they stay as they are.",
        "h.csv: one record has no text; it stays as it is.",
    ]
    assert call(["clean", "in", OFF, "--run", "run"]) == 0
    assert [line for line in capfd.readouterr().err.splitlines() if "no text" in line] == told
    index = json.loads((folder / "out" / "run" / "index.json").read_text())
    assert [entry["name"] for entry in index["documents"]] == ["f.jsonl/r1", "g.parquet/2", "h.csv/1"]
    assert set(told) <= set(index["unchecked"])
    assert (folder / "out" / "run" / "cleaned" / "f.jsonl").read_text().split("\n") == lines
    assert call(["check", "in/f.jsonl", OFF]) == 0
    assert "in/f.jsonl: 3 records have no text" in capfd.readouterr().err
    (folder / "in" / "f.jsonl").write_text(record(1, ""))
    assert call(["check", "in/f.jsonl", OFF]) == 2
    assert "in/f.jsonl: one record has no text; it stays as it is." in capfd.readouterr().err


def test_columns_can_be_named(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A table whose columns are not known is told with its columns; options name them."""
    assert call(["check", "in/figures.csv", OFF]) == 2
    assert "--text-column; it has: a, b" in capfd.readouterr().err
    (folder / "in" / "figures.csv").write_text(f"a,b\n1,{OLD}\n")
    assert call(["check", "in/figures.csv", OFF, "--text-column", "b", "--id-column", "a"]) == 1
    assert "in/figures.csv/1:1:" in capfd.readouterr().out


def test_fix_writes_into_containers(folder: Path) -> None:
    """`fix` repairs the articles where they are, in archives and tables too; a second call finds nothing to do."""
    assert call(["fix", "in", OFF]) == 3  # the broken record
    assert (folder / "in" / "f.jsonl").read_text().split("\n")[0] == record(1, NEW)
    assert pq.read_table(folder / "in" / "g.parquet").column("body").to_pylist() == [NEW, GOOD]
    (folder / "in" / "f.jsonl").unlink()
    before = {path: path.read_bytes() for path in (folder / "in").iterdir()}
    assert call(["fix", "in", OFF]) == 0
    assert {path: path.read_bytes() for path in (folder / "in").iterdir()} == before


@pytest.mark.parametrize("command", ["check", "diff", "baseline"])
def test_other_commands_read_containers(folder: Path, command: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Commands that only read tell members by their names in the container."""
    (folder / "in" / "f.jsonl").write_text(record(1, OLD))
    assert call([command, "in", OFF]) == (0 if command == "baseline" else 1)
    told = capfd.readouterr().out if command != "baseline" else Path("normalize-baseline.json").read_text()
    assert "in/d.zip/x/one.txt" in told
    assert "in/f.jsonl/r1" in told


def test_tracked_changes_by_option(folder: Path) -> None:
    """With the option, Word files get tracked changes; a run remembers it."""
    assert call(["clean", "in/c.docx", OFF, "--tracked-changes", "--run", "w"]) == 0
    written = (folder / "out" / "w" / "cleaned" / "c.docx").read_bytes()
    assert '<w:ins w:id="2" w:author="normalize">' in xml_of(written)
    (files,) = run_files(Path("out/w"))
    report = with_source(Path("out/w"), files, run_report(Path("out/w"), files))
    assert report.document.origin.splice(keyed.edit for keyed in report.applied.edits) == written


def test_clean_as_a_filter(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """`clean -` writes what it reads, repaired, in its own form, and makes no run."""
    put: Callable[[bytes], Any] = lambda data: monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))  # noqa: E731
    put(page(OLD))
    assert call(["clean", "-", "--stdin-filename", "x.html", OFF]) == 0
    assert capfdbinary.readouterr().out == page(NEW)
    assert not (folder / "out").exists()
    put(b"")
    assert call(["clean", "-", "--stdin-filename", "x.jsonl", OFF]) == 2
    assert b"one article" in capfdbinary.readouterr().err
