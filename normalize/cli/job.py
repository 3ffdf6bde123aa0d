"""From a configuration to a job: facts are read, rules are checked, the grammar checker is started."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from normalize.batch import Inputs, Job, find_facts, make_ready, printable
from normalize.cli.terminal import Terminal
from normalize.config import Config
from normalize.config.near import hint
from normalize.errors import UsageError
from normalize.facts import load_facts
from normalize.judge import check_judge, host, is_on
from normalize.model import Facts

#: How the names of LanguageTool's rules begin; it knows thousands, so they are not listed.
GRAMMAR = "grammar/"
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z]{2})?")
OFF = "Grammar was not checked: it is switched off."


@contextmanager
def job_for(
    config: Config,
    facts: Facts,
    terminal: Terminal,
    documents: int = 1,
    *,
    is_known: Callable[[Job], bool] = lambda _: False,
    alone: bool = False,
) -> Iterator[Job]:
    """The job of a call over about so many documents, with the grammar checker running until the block ends.

    `is_known` says whether a job finds all its results from before: then no checker is started, unless a process
    meets a document that must be checked after all. Else processes are made ready beside, but for a call that works
    `alone`.
    Raises UsageError for an unknown rule or language, for forms that exclude one another and for a wrong judge, and
    ServiceError when grammar is required and cannot run.
    """
    check_config(config)
    several = documents > 1 and not alone
    if is_on(config.judge):
        terminal.say(f"Conflicts are put to the judge {config.judge.model} at {host(config.judge)}.")
    if not config.grammar.enabled:
        if config.grammar.require:
            raise UsageError("grammar is both required and switched off; drop --no-grammar or --require-grammar")
        job = Job(config, facts, unchecked=(OFF,))
        job = replace(job, known=is_known(job))
        if several and not job.known:
            make_ready()
        yield job
        return
    from normalize.correct.grammar import connect, grammar_session
    from normalize.correct.grammar.late import late_session

    if late := late_session(config.grammar):
        job = Job(config, facts, connect=late[0], known=True, services=(late[1],))
        if is_known(job):
            yield job
            return
    if several:
        make_ready()
    with grammar_session(config.grammar, documents) as session:
        if session.unchecked:
            terminal.warn(session.unchecked)
        yield Job(
            config,
            facts,
            connect=partial(connect, session.address) if session.check else None,
            unchecked=(session.unchecked,) if session.unchecked else (),
            services=(session.service,) if session.service else (),
        )


def read_facts(config: Config, inputs: Inputs, terminal: Terminal) -> Facts:
    """The user's facts: from the configured file, else from the one beside the articles, else none.

    Raises UsageError when they are wrong.
    """
    path = Path(config.facts) if config.facts else find_facts(inputs)
    if path is None:
        return Facts()
    path = Path(shown(path))
    facts = load_facts(path)
    origin = "" if config.facts else ", found beside the articles"
    terminal.say(f"Facts and names: {printable(path)}{origin}")
    return facts


def check_config(config: Config) -> None:
    """Raise UsageError when no document could be done with a configuration, whose values are each in order."""
    check_rules(config)
    check_language(config)
    check_forms(config)
    check_judge(config.judge)


def check_rules(config: Config) -> None:
    """Raise UsageError when the configuration switches off a rule that does not exist."""
    if not config.disable:
        return
    from normalize.correct.load import load_rules

    known = {rule.id for rule in load_rules()}
    for name in config.disable:
        if name not in known and not name.startswith(GRAMMAR):
            raise UsageError(f'disable: there is no rule "{name}".{hint(name, known)} `normalize rules` lists them')


def check_language(config: Config) -> None:
    """Raise UsageError when the configured language is none, or when rules that are on have no words of it."""
    from normalize.correct.spacing.lexicon import available

    tag = _TAG.fullmatch(config.language)
    if tag is None:
        raise UsageError(f'language: "{config.language}" is no language tag; write "en", or with a country "en-GB"')
    if tag[1].lower() in available():
        return
    from normalize.correct.load import load_rules
    from normalize.correct.spacing.engine import find_spacing

    needing = [rule.id for rule in load_rules() if rule.find is find_spacing and rule.id not in config.disable]
    if needing:
        known = ", ".join(f'"{language}"' for language in available())
        raise UsageError(
            f'language: the spacing rules do not know "{config.language}"; the languages there are: {known}. '
            f"For another one, switch off with `disable`: {', '.join(needing)}"
        )


def check_forms(config: Config) -> None:
    """Raise UsageError when the configuration asks for two forms of one thing."""
    asked: dict[str, str] = {}
    for entry in config.house_forms:
        other = asked.setdefault(entry.partition("=")[0], entry)
        if other != entry:
            raise UsageError(f'house_forms: "{other}" and "{entry}" exclude one another; keep one of them')


def shown(path: Path) -> str:
    """A path as short as it goes: relative to the working folder when it lies inside."""
    relative = os.path.relpath(path) if path.is_absolute() else str(path)
    return str(path) if relative.startswith("..") else relative
