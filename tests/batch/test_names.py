"""Ids and shown names of documents, and names of runs."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.batch.names import file_ids, is_run_name, printable, run_name

PARTS = st.text(st.characters(exclude_characters="/\x00"), min_size=1, max_size=12).filter(
    lambda part: part not in (".", "..")
)
PATHS = st.lists(
    st.lists(PARTS, min_size=1, max_size=3).map(lambda parts: PurePosixPath(*parts)),
    min_size=1,
    max_size=8,
    unique=True,
)


@given(PATHS)
def test_ids_are_safe_and_unique(paths: list[PurePosixPath]) -> None:
    """Whatever files are called, their ids are plain file names, and no two are one where case does not count."""
    ids = file_ids(paths)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{1,100}", name) for name in ids)
    assert len({name.casefold() for name in ids}) == len(paths)


def test_ids_do_not_depend_on_the_order() -> None:
    """A document keeps its id when the others come in another order."""
    paths = [PurePosixPath(name) for name in ("a/x.txt", "b/x.txt", "y.txt", "Y.md")]
    assert dict(zip(paths, file_ids(paths), strict=True)) == dict(
        zip(reversed(paths), file_ids(paths[::-1]), strict=True)
    )


def test_plain_names_stay() -> None:
    """An ordinary file name is its own id."""
    assert file_ids([PurePosixPath("2024/harbour_bridge-2.md")]) == ["harbour_bridge-2"]


def test_shown_names_hold_no_control_characters() -> None:
    """A file name cannot move the cursor, colour the terminal or turn the direction of writing."""
    assert printable("a\x1b[31mb\n\u202ec.txt") == "a\ufffd[31mb\ufffd\ufffdc.txt"


def test_undecodable_names_can_be_written() -> None:
    """A file name that is no UTF-8 is shown with replacement characters instead of breaking the output."""
    assert printable("caf\udce9.txt").encode() == "caf\ufffd.txt".encode()
    assert printable("r.jsonl/\ud800x") == "r.jsonl/\ufffdx"


@pytest.mark.parametrize("name", ["..", ".", "", ".hidden", "a/b", "a\\b", "x.", "con", "NUL.txt", "a b", "-x", "a\n"])
def test_bad_run_names(name: str) -> None:
    """A name that leaves the output folder, hides, or is kept by some system is none for a run."""
    assert not is_run_name(name)


@pytest.mark.parametrize("name", ["seeds", "2024-05_news.v2", "..", "a b", "новости", "con", "-"])
def test_any_folder_gives_a_run_name(name: str) -> None:
    """A run can be named after any input folder, and always the same way."""
    assert is_run_name(run_name(name))
    assert run_name(name) == run_name(name)
