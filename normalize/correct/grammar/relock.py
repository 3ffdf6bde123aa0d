"""For maintainers: `python -m normalize.correct.grammar.relock` resolves `languagetool.toml` and writes the lock."""

from __future__ import annotations

import tempfile
from pathlib import Path

from normalize.correct.grammar.lock import LOCK, SPEC, load_lock


def relock() -> None:
    """Resolve the specification from the Maven repositories and overwrite the lock. Takes about a minute."""
    from jgo.env import EnvironmentBuilder, EnvironmentSpec, LockFile
    from jgo.maven import MavenContext

    with tempfile.TemporaryDirectory() as folder:
        context = MavenContext(repo_cache=Path(folder), timeout=30)
        builder = EnvironmentBuilder(context, cache_dir=Path(folder) / "envs")
        asked, needed = context.resolver.resolve(builder.spec_to_dependencies(EnvironmentSpec.load(SPEC)))
        found = sorted([*asked, *needed], key=lambda dependency: (dependency.groupId, dependency.artifactId))
        LockFile.from_resolved_dependencies(found, environment_name="languagetool").save(LOCK)


if __name__ == "__main__":
    relock()
    load_lock.cache_clear()
    print(f"{LOCK.name}: LanguageTool {load_lock().version}, {len(load_lock().jars)} jars")
