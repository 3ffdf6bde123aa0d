"""A quiet place to call the command line in: no configuration, facts or colours but the test's own."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from normalize.cli.main import run

GOOD = "The bridge was opened in May. Many people came to see it.\n"
FAULTY = "The mayor opened the the bridge.\nIt was late.\n"


@dataclass(frozen=True)
class Said:
    """What a call said and how it ended."""

    code: int
    out: str
    err: str


Call = Callable[..., Said]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, apart from the user's own configuration."""
    for variable in os.environ:
        if variable.startswith("NORMALIZE_"):
            monkeypatch.delenv(variable)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("NORMALIZE_CACHE", str(tmp_path / "cache"))
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return work


@pytest.fixture
def articles(place: Path) -> Path:
    """A folder `news` with a good and a faulty article."""
    folder = place / "news"
    folder.mkdir()
    (folder / "faulty.txt").write_text(FAULTY)
    (folder / "good.md").write_text(GOOD)
    return folder


@pytest.fixture
def call(place: Path, capfd: pytest.CaptureFixture[str]) -> Call:
    """Call the command line in this process."""

    def called(*arguments: str) -> Said:
        capfd.readouterr()
        code = run(arguments)
        said = capfd.readouterr()
        return Said(code, said.out, said.err)

    return called
