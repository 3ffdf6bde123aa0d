"""`normalize retry`."""

from __future__ import annotations

from pathlib import Path

import click

from normalize.cli.options import command, configuration, running
from normalize.cli.terminal import Terminal


@command("retry")
@click.argument("run", metavar="RUN")
@running
@click.option("--jobs", type=int, metavar="N", help="Processes at a time; 0: one a core.")
@click.option("--config", "config_file", metavar="FILE", help="Read this file, not normalize.toml.")
@click.pass_context
def retry(context: click.Context, /, run: str, **_: object) -> int:
    """Do the failed documents of the run in the folder RUN again, and fold them into it.

    The run is made as it was: from the same inputs, with the same options and facts. What did not change since is
    not done again.
    """
    from normalize.batch import plan_documents, read_record, run_folder
    from normalize.cli.cleaning import make_run
    from normalize.config.options import all_options, build
    from normalize.facts import load_facts
    from normalize.model import Facts

    terminal = context.ensure_object(Terminal)
    folder = Path(run)
    record = read_record(folder)
    now = configuration(context).config
    config = build({option.name: option.of(now) for option in all_options()} | dict(record.options))
    plan = plan_documents(record.inputs, config)
    facts = load_facts(Path(record.facts)) if record.facts else Facts()
    folder = run_folder(plan, folder.parent, folder.name)
    return make_run(record.inputs, plan, folder, config, facts, terminal)


COMMAND = retry
