"""`normalize clean`."""

from __future__ import annotations

from pathlib import Path

import click

from normalize.cli.options import command, configuration, configured, running
from normalize.cli.terminal import Terminal


@command("clean")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--out", metavar="FOLDER", help="Folder that runs are written into (default: out).")
@click.option(
    "--run", "name", default="", metavar="NAME", help="Name of the run; else that of the input folder or file."
)
@running
@configured
@click.pass_context
def clean(context: click.Context, /, paths: tuple[str, ...], name: str, **_: object) -> int:
    """Repair the articles at PATH and write them with their reports into a folder.

    PATH is a file, a folder (searched through and through for .txt, .text, .md and .markdown) or a pattern such as
    'news/**/*.md'. Only safe repairs are written; everything else is told in the reports. The originals stay as they
    are. A run that was stopped goes on with the same command, and one that was finished does again only what changed.
    """
    from normalize.batch import plan_documents, run_folder
    from normalize.cli.cleaning import make_run
    from normalize.cli.job import read_facts, shown

    terminal = context.ensure_object(Terminal)
    config = configuration(context).config
    plan = plan_documents(paths)
    facts = read_facts(config, plan.inputs, terminal)
    folder = run_folder(plan, Path(shown(Path(config.out))), name)
    return make_run(paths, plan, folder, config, facts, terminal)


COMMAND = clean
