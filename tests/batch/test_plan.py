"""What a run will read and write, settled before anything is done."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.batch.plan import plan_documents, run_folder
from normalize.errors import UsageError


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with two folders of articles."""
    for name in ("north/a.txt", "north/b.txt", "south/a.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Text.\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_names_do_not_depend_on_the_way_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder is planned the same by its relative path, its whole path, and from inside."""
    plans = [plan_documents(["north"]), plan_documents([str(folder / "north")])]
    monkeypatch.chdir(folder / "north")
    plans.append(plan_documents(["."]))
    named = [[(planned.id, planned.name, planned.relative) for planned in plan.documents] for plan in plans]
    assert named[0] == named[1] == named[2]
    assert [name for _, name, _ in named[0]] == ["a.txt", "b.txt"]


@pytest.mark.usefixtures("folder")
def test_same_name_in_two_folders() -> None:
    """Two files of one name keep apart: by their places below the common root, and by their ids."""
    plan = plan_documents(["north", "south"])
    assert [str(planned.relative) for planned in plan.documents] == ["north/a.txt", "north/b.txt", "south/a.txt"]
    assert len({planned.id for planned in plan.documents}) == 3


@pytest.mark.usefixtures("folder")
def test_names_as_typed() -> None:
    """For the terminal, documents are called what the user typed, so that the path can be opened."""
    plan = plan_documents(["north/a.txt", "south"], as_typed=True)
    assert [planned.name for planned in plan.documents] == ["north/a.txt", "south/a.txt"]


@pytest.mark.parametrize(
    ("paths", "name"), [(["north"], "north"), (["north/a.txt"], "a"), (["north/a.txt", "north/b.txt"], "north")]
)
def test_run_is_named_after_its_input(folder: Path, paths: list[str], name: str) -> None:
    """Without --run, a run is called like the folder or the one file that it reads."""
    assert run_folder(plan_documents(paths), Path("out")) == Path("out") / name


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("paths", "out", "sentence"),
    [
        (["north"], "north", "would lie in the input folder north"),
        (["north"], "north/out", "would lie in the input folder north"),
        (["."], "out", "would lie in the input folder ."),
        (["north"], ".", "would lie in the input folder north"),
        (["north/a.txt", "south"], "south/x", "would lie in the input folder south"),
        (["north/a.txt", "north/b.txt"], ".", "would be written over its own input north/a.txt"),
    ],
)
def test_output_that_is_an_input(paths: list[str], out: str, sentence: str) -> None:
    """A run never writes where it reads articles: not into the folder, not below it, not over a file."""
    with pytest.raises(UsageError, match=r"choose .*--out") as told:
        run_folder(plan_documents(paths), Path(out))
    assert sentence in str(told.value)


def test_output_that_leads_into_an_input(folder: Path) -> None:
    """A link does not hide that the output lies in the input."""
    (folder / "link").symlink_to(folder / "north")
    with pytest.raises(UsageError, match="would lie in the input folder north"):
        run_folder(plan_documents(["north"]), Path("link"))


def test_folder_of_other_files(folder: Path) -> None:
    """A folder that holds anything but a run is never written into."""
    (folder / "out/north").mkdir(parents=True)
    (folder / "out/north/thesis.txt").write_text("Mine.\n")
    with pytest.raises(UsageError, match="holds files that are not a run"):
        run_folder(plan_documents(["north"]), Path("out"))


def test_output_that_is_a_file(folder: Path) -> None:
    """An output that cannot be a folder is told before anything is done."""
    (folder / "out").write_text("A file.\n")
    with pytest.raises(UsageError, match=r"out/north: cannot write there \(Not a directory\)"):
        run_folder(plan_documents(["north"]), Path("out"))


def test_output_that_cannot_be_written(folder: Path) -> None:
    """An output on which nothing can be written is told before anything is done."""
    # The kernel's own file system refuses new files to everybody, the administrator included.
    with pytest.raises(UsageError, match=r"cannot write there .*choose another folder with --out"):
        run_folder(plan_documents(["north"]), Path("/proc/normalize"))


def test_trying_leaves_nothing(folder: Path) -> None:
    """A plan alone makes no folder and no file."""
    before = sorted(folder.rglob("*"))
    run_folder(plan_documents(["north"]), Path("out/deep"))
    assert sorted(folder.rglob("*")) == before


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", ["../up", "/abs", "a b", ".."])
def test_run_name_stays_in_the_output(name: str) -> None:
    """A run's name cannot lead out of the output folder."""
    with pytest.raises(UsageError, match="cannot name a run"):
        run_folder(plan_documents(["north"]), Path("out"), name)
