"""What `check` and `diff` share: articles from paths or standard input, examined without writing anything."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import click

from normalize.batch import (
    Examine,
    Failure,
    Inputs,
    Job,
    Planned,
    examine_batch,
    nothing_to_examine,
    open_cache,
    plan_documents,
    printable,
)
from normalize.cli.job import job_for, read_facts
from normalize.cli.options import configuration
from normalize.cli.terminal import Terminal
from normalize.config import Config
from normalize.errors import UsageError
from normalize.ingest.containers import holds_many
from normalize.model import Conflict, Report
from normalize.pipeline import Examined

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Examination:
    """The reports of the articles in their order, the conflicts, and what could not be done.

    `planned` tells by its name where an article was read.
    """

    reports: tuple[Report, ...]
    conflicts: tuple[Conflict, ...]
    failures: tuple[Failure, ...]
    planned: Mapping[str, Planned]


def examine_paths(context: click.Context, paths: Sequence[str], stdin_filename: str) -> Examination:
    """Examine what `paths` stand for; failures are told on stderr as well.

    Raises UsageError for paths that stand for nothing and for a wrong configuration.
    """
    terminal = context.ensure_object(Terminal)
    config = configuration(context).config
    tasks, inputs, refused = _tasks(paths, stdin_filename, config, terminal)
    facts = read_facts(config, inputs, terminal)
    store = open_cache(config)

    def is_known(job: Job) -> bool:
        return all(task.data is None for task in tasks) and nothing_to_examine((t.planned for t in tasks), job, store)

    with job_for(config, facts, terminal, len(tasks), is_known=is_known) as job, terminal.progress() as watch:
        found = examine_batch(tasks, job, watch, store=store)
    failures = (*found.failures, *refused)
    terminal.tell_failures(failures)
    reports = tuple(outcome.report for outcome in found.outcomes if isinstance(outcome, Examined))
    return Examination(reports, found.conflicts, failures, {task.planned.name: task.planned for task in tasks})


def _tasks(
    paths: Sequence[str], stdin_filename: str, config: Config, terminal: Terminal
) -> tuple[list[Examine], Inputs, tuple[Failure, ...]]:
    if STDIN not in paths:
        if stdin_filename:
            raise UsageError("--stdin-filename names what comes from standard input; add - to the paths, or drop it")
        plan = plan_documents(paths, config, as_typed=True)
        for sentence in plan.blank:
            terminal.say(sentence)
        return (
            [Examine(planned) for planned in plan.documents],
            plan.inputs,
            tuple(Failure(reason) for _, reason in plan.refused),
        )
    if len(paths) > 1:
        raise UsageError("- stands for standard input and cannot be mixed with other paths; make two calls")
    name = PurePosixPath(stdin_filename or "stdin")
    if holds_many(name):
        raise UsageError(f"{name}: standard input is one article; write the archive or table into a file and name that")
    planned = Planned("stdin", printable(name), Path(name), name)
    inputs = Inputs((Path(name),)) if stdin_filename else Inputs(())
    return [Examine(planned, sys.stdin.buffer.read())], inputs, ()
