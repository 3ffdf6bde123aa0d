"""What `clean` and `retry` share: a run is made, and told of."""

from __future__ import annotations

from pathlib import Path

from normalize.batch import Plan, clean_batch, make_ready, paragraph, printable, record_of
from normalize.cli.codes import FAILED, OK
from normalize.cli.engine import engine_for
from normalize.cli.job import job_for
from normalize.cli.terminal import Terminal
from normalize.config import Config
from normalize.model import Facts


def make_run(paths: tuple[str, ...], plan: Plan, folder: Path, config: Config, facts: Facts, terminal: Terminal) -> int:
    """Make the run of a plan in `folder` and tell what came out; the exit code."""
    if len(plan.documents) > 1:
        make_ready()
    record, engine = record_of(folder, paths, facts.path, config), engine_for(config)
    with job_for(config, facts, terminal, len(plan.documents)) as job, terminal.progress() as watch:
        run = clean_batch(plan, folder, job, watch, record=record, engine=engine)
    terminal.tell_failures(run.failures)
    terminal.say(paragraph(run.totals))
    for part in ("index.html", "index.md", "index.json", "reports", "cleaned"):
        terminal.out(printable(folder / part))
    return FAILED if run.failures else OK
