"""Runs of the tests keep their results for themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.batch import store


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setattr(store, "cache_folder", lambda: folder)
    return folder
