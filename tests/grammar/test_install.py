"""Installing LanguageTool: from the cache, from a Maven repository, and the sentences when neither works."""

from __future__ import annotations

import hashlib
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from normalize.correct.grammar import install
from normalize.correct.grammar.lock import LOCK, Jar, Lock, load_lock
from normalize.errors import ServiceError


def publish(repository: Path, artifact: str, content: bytes) -> Jar:
    """Put a jar into the repository; returns its line of a lock."""
    folder = repository / "org" / "example" / artifact / "1.0"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{artifact}-1.0.jar").write_bytes(content)
    return Jar("org.example", artifact, "1.0", "", hashlib.sha256(content).hexdigest())


@pytest.fixture
def lock(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lock:
    """A lock of three published jars and an empty cache."""
    jars = [publish(repository, name, name.encode() * 5000) for name in ("languagetool-server", "one", "two")]
    lock = Lock(tuple(jars))
    monkeypatch.setattr(install, "load_lock", lambda: lock)
    monkeypatch.setattr(install, "_package_download", lambda: None)
    monkeypatch.setenv(install.CACHE_VARIABLE, str(tmp_path / "cache"))
    return lock


def test_fetches_everything_once(lock: Lock, repository: Path) -> None:
    """The first call downloads and tells its progress; the second needs no network."""
    told: list[tuple[int, int]] = []
    assert install.installed() is None
    first = install.ensure_installed(lambda done, total, name: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert [path.read_bytes()[:3] for path in first.classpath] == [b"lan", b"one", b"two"]
    (repository / "org").rename(repository / "gone")
    assert install.ensure_installed() == install.installed() == first


@pytest.mark.parametrize("damage", ["truncated", "changed", "missing", "folder"])
def test_a_broken_cache_heals(lock: Lock, damage: str) -> None:
    """A jar that is cut short, altered, or gone is fetched again, and only that one."""
    jar = install.ensure_installed().classpath[1]
    content = jar.read_bytes()
    jar.unlink()
    if damage == "folder":
        jar.mkdir()
        with pytest.raises(ServiceError):
            install.ensure_installed()
        jar.rmdir()
    elif damage != "missing":
        jar.write_bytes(content[:-10] if damage == "truncated" else b"!" + content[1:])
    told: list[str] = []
    assert install.ensure_installed(lambda done, total, name: told.append(name)).classpath[1].read_bytes() == content
    assert told == [jar.name]


def test_a_jar_that_is_not_the_locked_one_is_refused(lock: Lock, repository: Path) -> None:
    """A repository that serves something else is caught by the hash; nothing of it stays."""
    publish(repository, "one", b"something else")
    with pytest.raises(ServiceError, match=r"one 1\.0 has another SHA-256"):
        install.ensure_installed()
    assert not list(install.cache_folder().rglob("*one*"))


def test_nothing_to_be_had_is_said_with_what_still_works(lock: Lock, repository: Path) -> None:
    """Without repository and without fallback the sentence names the way out."""
    (repository / "org").rename(repository / "gone")
    with pytest.raises(ServiceError, match=r"cannot be downloaded.*grammar\.url.*Everything but grammar still works"):
        install.ensure_installed()


def test_the_package_download_is_the_last_way(
    lock: Lock, repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where Maven fails and the archive of language_tool_python works, that is used, and said."""
    (repository / "org").rename(repository / "gone")
    other = install.Installation("6.0", (Path("server.jar"),), Path("java"))
    monkeypatch.setattr(install, "_package_download", lambda: other)
    assert install.ensure_installed() == other
    assert "language_tool_python" in capsys.readouterr().err


def test_a_cache_that_cannot_be_written_is_named(lock: Lock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence names the folder and the variable that moves it."""
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv(install.CACHE_VARIABLE, str(tmp_path / "file"))
    with pytest.raises(ServiceError, match=r"cannot be kept in .*file.*NORMALIZE_CACHE"):
        install.ensure_installed()


def test_installing_twice_at_once_is_safe(lock: Lock) -> None:
    """Installations side by side all end with the whole, and leave no scraps."""
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: install.ensure_installed(), range(4)))
    assert len(set(found)) == 1
    assert not lock.broken(install.jar_folder(lock))
    assert [path.name for path in install.jar_folder(lock).parent.iterdir()] == [install.jar_folder(lock).name]


def test_the_shipped_lock_is_complete() -> None:
    """Every jar has a SHA-256, names are unique, and no address of a repository is in the file."""
    lock = load_lock()
    assert lock.version == "6.8"
    assert len({jar.name for jar in lock.jars}) == len(lock.jars) > 100
    assert all(len(jar.sha256) == 64 for jar in lock.jars)
    text = LOCK.read_text(encoding="utf-8")
    assert "://" not in text
    assert "language-all" not in text
    assert tomllib.loads(text)["environment"]["name"] == "languagetool"
