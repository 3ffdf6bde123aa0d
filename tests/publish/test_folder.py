"""The folder is swapped in whole: whatever happens, the old one or the new one is there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from normalize.errors import NormalizeError, UsageError
from normalize.publish import folder as folders
from normalize.publish.folder import MANIFEST, Staging, check_target


def published(target: Path, **files: str) -> Path:
    """A published folder with these files."""
    with Staging(target) as staging:
        staging.write_all(files)
        staging.swap()
    return target


def held(target: Path) -> dict[str, str]:
    """The files of a published folder, without its list."""
    return {p.name: p.read_text(encoding="utf-8") for p in target.iterdir() if p.name != MANIFEST}


@pytest.fixture(params=["exchange", "renames"])
def target(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for a folder, on a system that can swap two folders at once and on one that cannot."""
    if request.param == "renames":
        monkeypatch.setattr(folders, "_exchange", lambda _one, _other: False)
    return tmp_path / "site"


def test_folder_is_made_and_replaced(target: Path) -> None:
    """The new folder takes the place of the old one; files of the old one are gone, and nothing is left beside it."""
    published(target, a="old", b="old")
    published(target, a="new")
    assert held(target) == {"a": "new"}
    assert [path.name for path in target.parent.iterdir()] == ["site"]


def test_failure_before_the_swap_leaves_the_old_folder(target: Path) -> None:
    """An error while files are written changes nothing."""
    published(target, a="old")
    with pytest.raises(ValueError, match="cannot be published"), Staging(target) as staging:
        staging.write_all({"a": "new", "../b": "new"})
    assert held(target) == {"a": "old"}
    assert [path.name for path in target.parent.iterdir()] == ["site"]


def test_failed_rename_brings_the_old_folder_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the new folder cannot be put in place, the old one is, and the user is told what to do."""
    target = published(tmp_path / "site", a="old")
    monkeypatch.setattr(folders, "_exchange", lambda _one, _other: False)
    rename = Path.rename

    def refuse(self: Path, to: Path) -> Path:
        if self.name.endswith(".new"):
            raise OSError(28, "No space left on device")
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(NormalizeError, match="what was there is unchanged"):
        published(target, a="new")
    assert held(target) == {"a": "old"}


def test_crash_between_two_renames_is_mended(tmp_path: Path) -> None:
    """Where the old folder was put aside and the new one never came, the next call brings the old one back."""
    target = published(tmp_path / "site", a="old")
    target.rename(tmp_path / ".site.old")
    assert check_target(target, tmp_path / "run") == target.resolve()
    assert held(target) == {"a": "old"}


def test_foreign_files_are_never_removed(tmp_path: Path) -> None:
    """A folder that is not ours, or that holds a file of somebody else, is refused and named."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(UsageError, match=r"thesis\.txt"):
        check_target(other, tmp_path / "run")
    target = published(tmp_path / "site", a="old")
    (target / "CNAME").write_text("example.org", encoding="utf-8")
    with pytest.raises(UsageError, match="CNAME"):
        check_target(target, tmp_path / "run")
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="is a file"):
        check_target(file, tmp_path / "run")


@pytest.mark.parametrize("place", [".", "site", "..", "site/../../run"])
def test_run_is_never_overwritten(tmp_path: Path, place: str) -> None:
    """A target in, at or above the run's folder is refused."""
    run = tmp_path / "run"
    run.mkdir()
    with pytest.raises(UsageError, match="the run itself"):
        check_target(run / place, run)


def test_link_is_followed(tmp_path: Path) -> None:
    """A link as the target stays a link; the folder behind it is replaced."""
    real = published(tmp_path / "real", a="old")
    link = tmp_path / "site"
    link.symlink_to(real)
    published(check_target(link, tmp_path / "run"), a="new")
    assert link.is_symlink()
    assert held(real) == {"a": "new"}


@pytest.mark.parametrize("name", ["../out", "/etc/out", "a/../../out", "a\nb"])
def test_no_file_leaves_the_folder(tmp_path: Path, name: str) -> None:
    """A name that leads outside, or that the list could not hold, is refused."""
    with Staging(tmp_path / "site") as staging, pytest.raises(ValueError, match="cannot be published"):
        staging.write(name, b"")
    assert list(tmp_path.iterdir()) == []


def test_killed_publisher_leaves_a_whole_folder(tmp_path: Path) -> None:
    """A process that ends at once, before or after its swap, leaves the old folder or the new one, whole."""
    for after in (False, True):
        target = published(tmp_path / f"site{after}", a="old", b="old")
        child = os.fork()
        if child == 0:
            staging = Staging(target)
            staging.write_all({"a": "new"})
            if after:
                staging.swap()
            os._exit(0)
        os.waitpid(child, 0)
        assert held(target) == ({"a": "new"} if after else {"a": "old", "b": "old"})
