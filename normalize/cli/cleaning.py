"""What `clean` and `retry` share: a run is made, and told of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from normalize.batch import (
    Job,
    OpenEngine,
    Plan,
    clean_batch,
    nothing_to_examine,
    open_cache,
    paragraph,
    printable,
    record_of,
)
from normalize.batch.here import engine_of, here
from normalize.cli.codes import FAILED, OK
from normalize.cli.engine import engine_for
from normalize.cli.job import job_for
from normalize.cli.profile import profile_text
from normalize.cli.terminal import Terminal
from normalize.config import Config
from normalize.model import Facts
from normalize.stopwatch import Stopwatch


def make_run(
    paths: tuple[str, ...],
    plan: Plan,
    folder: Path,
    config: Config,
    facts: Facts,
    terminal: Terminal,
    stopwatch: Stopwatch | None = None,
) -> int:
    """Make the run of a plan in `folder` and tell what came out; the exit code.

    With a stopwatch all is done in this process, nothing is taken from earlier runs, and it is told where the time
    went.
    """
    for sentence in plan.blank:
        terminal.say(sentence)
    record = record_of(folder, paths, facts.path, config)
    if stopwatch is not None:
        config = replace(config, cache_results=False)
    usual: OpenEngine = engine_for(config) if stopwatch is None else here

    def is_known(job: Job) -> bool:
        return stopwatch is None and nothing_to_examine(plan.documents, job, open_cache(config))

    count, alone = len(plan.documents), stopwatch is not None
    with (
        job_for(config, facts, terminal, count, is_known=is_known, alone=alone) as job,
        terminal.progress() as watch,
    ):
        engine = engine_of(job, count, usual)
        run = clean_batch(plan, folder, replace(job, watch=stopwatch), watch, record=record, engine=engine)
    terminal.tell_failures(run.failures)
    terminal.say(paragraph(run.totals))
    if stopwatch is not None:
        terminal.say(profile_text(stopwatch))
    for part in ("index.html", "index.md", "index.json", "reports", "cleaned"):
        terminal.out(printable(folder / part))
    return FAILED if run.failures else OK
