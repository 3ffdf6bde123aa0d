"""The lock: which jars make up LanguageTool, each with its SHA-256."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

#: What was asked for, and what it resolved to: jgo's own file formats.
SPEC = Path(__file__).with_name("languagetool.toml")
LOCK = Path(__file__).with_name("languagetool.lock.toml")


@dataclass(frozen=True, slots=True)
class Jar:
    """One file of LanguageTool, by its Maven coordinates."""

    group: str
    artifact: str
    version: str
    classifier: str
    sha256: str

    @property
    def name(self) -> str:
        """A file name that no other jar of the lock has: two groups may use one artifact name."""
        tail = f"-{self.classifier}" if self.classifier else ""
        return f"{self.group}.{self.artifact}-{self.version}{tail}.jar"

    def is_intact(self, folder: Path) -> bool:
        """Whether `folder` holds this jar, complete and unchanged."""
        try:
            with (folder / self.name).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == self.sha256
        except OSError:
            return False


@dataclass(frozen=True, slots=True)
class Lock:
    """All jars, in class-path order."""

    jars: tuple[Jar, ...]

    @property
    def version(self) -> str:
        """LanguageTool's own version."""
        return next(jar.version for jar in self.jars if jar.artifact == "languagetool-server")

    @property
    def digest(self) -> str:
        """Short hash of all hashes: installations of different locks never share a folder."""
        return hashlib.sha256("".join(jar.sha256 for jar in self.jars).encode()).hexdigest()[:12]

    def broken(self, folder: Path) -> tuple[Jar, ...]:
        """The jars that `folder` lacks, or holds in another state than the lock says."""
        return tuple(jar for jar in self.jars if not jar.is_intact(folder))


@cache
def load_lock() -> Lock:
    """The lock that ships with this package."""
    entries = tomllib.loads(LOCK.read_text(encoding="utf-8"))["dependencies"]
    return Lock(
        tuple(Jar(e["groupId"], e["artifactId"], e["version"], e.get("classifier", ""), e["sha256"]) for e in entries)
    )
