"""Files are written whole or not at all, and only inside the folder of the run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from normalize.batch.files import MANIFEST, begin, finish, write_whole


def names(folder: Path) -> list[str]:
    """All files below `folder`."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_written_and_replaced(tmp_path: Path) -> None:
    """A file holds exactly what was given, also over an older one, and no other file is left."""
    write_whole(tmp_path, "a/b.txt", b"old\r\n")
    write_whole(tmp_path, "a/b.txt", b"new\r\n\xff")
    assert (tmp_path / "a/b.txt").read_bytes() == b"new\r\n\xff"
    assert names(tmp_path) == ["a/b.txt"]


@pytest.mark.parametrize("broken", ["fsync", "replace"])
def test_failure_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    """When the disk fails before the rename, the old file is still whole and nothing half lies beside it."""
    write_whole(tmp_path, "a.txt", b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, broken, fail)
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path, "a.txt", b"new")
    assert names(tmp_path) == ["a.txt"]
    assert (tmp_path / "a.txt").read_bytes() == b"old"


def test_interruption_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C in the middle of a write leaves no half file either."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path, "a.txt", b"new")
    assert names(tmp_path) == []


@pytest.mark.parametrize("relative", ["../a.txt", "a/../../b.txt", "/tmp/absolute.txt"])
def test_nothing_outside(tmp_path: Path, relative: str) -> None:
    """A path that leads out of the folder is refused and nothing is made."""
    root = tmp_path / "run"
    root.mkdir()
    with pytest.raises(ValueError, match="is outside"):
        write_whole(root, relative, b"x")
    assert names(tmp_path) == []


def test_no_way_out_through_a_link(tmp_path: Path) -> None:
    """A link inside the folder does not lead a write out of it; a link in a file's place is replaced, not followed."""
    root, other = tmp_path / "run", tmp_path / "other"
    root.mkdir()
    other.mkdir()
    (other / "mine.txt").write_text("mine")
    (root / "cleaned").symlink_to(other)
    with pytest.raises(ValueError, match="is outside"):
        write_whole(root, "cleaned/a.txt", b"x")
    (root / "a.txt").symlink_to(other / "mine.txt")
    write_whole(root, "a.txt", b"x")
    assert (other / "mine.txt").read_text() == "mine"
    assert names(other) == ["mine.txt"]


def test_files_can_be_read_by_others(tmp_path: Path) -> None:
    """Written files have the permissions that the user's files have, not those of a temporary file."""
    (tmp_path / "plain").touch()
    write_whole(tmp_path, "a.txt", b"x")
    assert (tmp_path / "a.txt").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_leftovers_of_the_run_before_go(tmp_path: Path) -> None:
    """What only the run before had written is removed with its empty folders; files of others stay."""
    before = begin(tmp_path, {"cleaned/x/a.txt", "cleaned/b.txt"})
    for name in ("cleaned/x/a.txt", "cleaned/b.txt", "cleaned/mine.txt"):
        write_whole(tmp_path, name, b"x")
    finish(tmp_path, {"cleaned/x/a.txt", "cleaned/b.txt"}, before)
    before = begin(tmp_path, {"cleaned/b.txt"})
    finish(tmp_path, {"cleaned/b.txt"}, before)
    assert names(tmp_path) == [MANIFEST, "cleaned/b.txt", "cleaned/mine.txt"]
    assert not (tmp_path / "cleaned/x").exists()


def test_stopped_run_is_still_known(tmp_path: Path) -> None:
    """A run that was stopped half-way is told from a folder of other files, and its files are known."""
    begin(tmp_path, {"cleaned/a.txt"})
    write_whole(tmp_path, "cleaned/a.txt", b"x")
    finish(tmp_path, set(), begin(tmp_path, set()))
    assert names(tmp_path) == [MANIFEST]


def test_forged_manifest_removes_nothing_outside(tmp_path: Path) -> None:
    """A manifest that names files outside the folder does not get them removed."""
    root = tmp_path / "run"
    root.mkdir()
    (tmp_path / "mine.txt").write_text("mine")
    (root / MANIFEST).write_text("../mine.txt\n")
    finish(root, set(), begin(root, set()))
    assert (tmp_path / "mine.txt").exists()
