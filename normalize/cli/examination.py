"""What `normalize doctor` looks at."""

from __future__ import annotations

import platform
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from normalize.batch import try_writing
from normalize.cli.job import check_config
from normalize.cli.terminal import Terminal
from normalize.config import Config
from normalize.config.load import project_file, user_file
from normalize.correct.grammar import grammar_session
from normalize.correct.grammar.install import ensure_installed, installed, java_executable
from normalize.correct.load import load_rules
from normalize.correct.rule import Context
from normalize.errors import NormalizeError, ServiceError
from normalize.ingest import document_from_text
from normalize.judge import check_judge, host, is_on
from normalize.packaged import cache_folder, templates_folder
from normalize.version import __version__

#: A fault that LanguageTool finds and no rule of ours does.
SAMPLE = "She do not like it."
JAVA_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the examination."""

    what: str
    told: str
    works: bool = True


def examinations(config: Config) -> Iterator[Found]:
    """One finding after the other, the slow ones last; nothing is fetched."""
    yield Found("normalize", f"{__version__} on Python {platform.python_version()}, {platform.system()}")
    yield _tried("configuration", lambda: _configuration(config))
    yield _tried("rules", lambda: f"{len(load_rules())} rules loaded")
    yield _tried("templates", lambda: str(templates_folder()))
    yield _tried("output", lambda: f"{_writable(Path(config.out))} can be written")
    yield _tried("cache", lambda: f"{_writable(cache_folder())} can be written")
    if is_on(config.judge):
        yield _tried("judge", lambda: _judge(config))
    if not config.grammar.enabled:
        yield Found("grammar", "switched off by the configuration")
        return
    if not config.grammar.url:
        yield _tried("Java", _java)
        languagetool = _tried("LanguageTool", _languagetool)
        yield languagetool
        if not languagetool.works:
            return
    yield _tried("grammar", lambda: _grammar(config))


def fetch_languagetool(terminal: Terminal) -> None:
    """Fetch what is missing, with progress. A failure is told; the examination then shows what it means."""
    try:
        with terminal.progress() as watch:
            ensure_installed(lambda done, total, name: watch("fetching LanguageTool", done, total))
    except ServiceError as error:
        terminal.warn(str(error))


def _tried(what: str, look: Callable[[], str]) -> Found:
    try:
        return Found(what, look())
    except OSError as error:
        return Found(what, f"{error.filename or 'it'} cannot be used ({error.strerror or error})", works=False)
    except (NormalizeError, subprocess.SubprocessError) as error:
        return Found(what, str(error), works=False)


def _configuration(config: Config) -> str:
    """Where the configuration comes from. Raises UsageError when no document could be done with it."""
    check_config(config)
    project = project_file(Path.cwd())
    files = [str(path) for path in (user_file(),) if path.is_file()] + ([project[0].shown] if project else [])
    return " and ".join(files) or "defaults; no file was found"


def _writable(folder: Path) -> Path:
    """`folder`, when files can be made in it. Raises OSError."""
    try_writing(folder)
    return folder


def _judge(config: Config) -> str:
    """What is configured; the judge itself is not asked. Raises UsageError when it is wrong."""
    check_judge(config.judge)
    return f"{config.judge.model} at {host(config.judge)} is asked about conflicts that were found"


def _java() -> str:
    java = java_executable()
    done = subprocess.run(  # noqa: S603 - the runtime of this installation, no outside input
        [java, "-version"], capture_output=True, text=True, timeout=JAVA_SECONDS, check=True
    )
    version = (done.stderr or done.stdout).splitlines()[0]
    return f"{version}, {java}"


def _languagetool() -> str:
    found = installed()
    if found is None:
        raise ServiceError("not here yet: run `normalize doctor --fetch`; everything but grammar works without it")
    return f"{found.version} in {found.classpath[0].parent}"


def _grammar(config: Config) -> str:
    with grammar_session(config.grammar) as session:
        if session.check is None:
            raise ServiceError(session.unchecked)
        if not list(session.check(document_from_text(SAMPLE), Context(language=config.language))):
            raise ServiceError(f"{session.service} answers, but finds nothing in “{SAMPLE}”")
        return f"{session.service} answers and finds what it should"
