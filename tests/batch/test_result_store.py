"""The store: entries that appear whole or not at all, and a size that is kept."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from normalize.batch.store import Store, open_store
from normalize.config import Config

KEY = "0123456789abcdef" * 4


def test_entries_come_back(tmp_path: Path) -> None:
    """What was put under a kind and a key comes back, and nothing under another."""
    store = Store(tmp_path)
    store.put("report", KEY, ("a", 1))
    assert store.get("report", KEY, tuple) == ("a", 1)
    assert store.get("reading", KEY, tuple) is None
    assert store.get("report", KEY[::-1], tuple) is None
    assert (store.has("report", KEY), store.has("report", KEY[::-1])) == (True, False)


@pytest.mark.parametrize("damage", [b"", b"garbage", b"\x80\x05.", None])
def test_damaged_entry_is_not_there(tmp_path: Path, damage: bytes | None) -> None:
    """An entry that was cut off, overwritten or turned into a folder counts as missing."""
    store = Store(tmp_path)
    store.put("report", KEY, ("a",))
    (place,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    if damage is None:
        place.unlink()
        place.mkdir()
    else:
        place.write_bytes(damage)
    assert store.get("report", KEY, tuple) is None


def test_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk refuses an entry, no half of it stays."""

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        Store(tmp_path).put("report", KEY, ("a",))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_least_recently_used_go_first(tmp_path: Path) -> None:
    """A store over its limit loses what was not used for longest, and keeps within the limit."""
    store = Store(tmp_path)
    keys = [f"{number:064x}" for number in range(20)]
    for age, key in enumerate(keys):
        store.put("report", key, os.urandom(1000))
        (place,) = tmp_path.rglob(key)
        os.utime(place, ns=(age, age))
    assert store.has("report", keys[0])
    store.trim(10_000)
    left = [key for key in keys if store.has("report", key)]
    assert left == [keys[0], *keys[-len(left) + 1 :]]
    assert 5_000 < sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file()) <= 10_000


def test_store_within_its_limit_is_left_alone(tmp_path: Path) -> None:
    """Nothing goes while there is room."""
    store = Store(tmp_path)
    store.put("report", KEY, ("a",))
    store.trim(10**6)
    assert store.has("report", KEY)


def test_cache_and_its_stand_ins(tmp_path: Path, cache: Path) -> None:
    """Results go into the cache; into the run's own folder when that is switched off, or others may write there."""
    assert open_store(Config(), tmp_path).root.is_relative_to(cache)
    assert open_store(Config(cache_results=False), tmp_path).root.is_relative_to(tmp_path)
    os.chmod(open_store(Config(), tmp_path).root, 0o777)
    assert open_store(Config(), tmp_path).root.is_relative_to(tmp_path)
