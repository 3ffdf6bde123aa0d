"""A finished run is read back with the bytes of its sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.batch import Job, clean_batch, plan_documents, run_files, run_folder, run_report, with_source
from normalize.errors import DocumentError, UsageError


def _run(tmp_path: Path, data: bytes, name: str = "a.txt") -> Path:
    sources = tmp_path / "in"
    sources.mkdir()
    (sources / name).write_bytes(data)
    plan = plan_documents([str(sources)])
    folder = run_folder(plan, tmp_path / "out")
    clean_batch(plan, folder, Job())
    return folder


@pytest.mark.parametrize(
    "data",
    [
        b"The head ofThe company spoke.\r\nIt was  late.\r\n",
        "\ufeffThe head ofThe company spoke.\n".encode(),
        "The head ofThe caf\u00e9 spoke.\n".encode("latin-1"),
    ],
)
def test_the_source_comes_back_from_its_cleaned_text(tmp_path: Path, data: bytes) -> None:
    """The bytes of a source are the cleaned ones with every edit taken back."""
    folder = _run(tmp_path, data)
    (files,) = run_files(folder)
    report = with_source(folder, files, run_report(folder, files))
    assert report.applied.edits
    assert report.document.origin.splice(()) == data


def test_a_cleaned_text_that_was_changed_is_refused(tmp_path: Path) -> None:
    """Nothing is written into bytes that are not those of the run."""
    folder = _run(tmp_path, b"The head ofThe company spoke.\n")
    (files,) = run_files(folder)
    (folder / files.cleaned).write_bytes(b"Something else.\n")
    with pytest.raises(DocumentError, match="changed since the run"):
        with_source(folder, files, run_report(folder, files))


def test_a_folder_without_a_run_is_named(tmp_path: Path) -> None:
    """The sentence says which file is missing and what to name."""
    with pytest.raises(UsageError, match=r"index\.json"):
        run_files(tmp_path)
