"""`normalize clean`."""

from __future__ import annotations

from pathlib import Path

import click

from normalize.cli.codes import FAILED, OK
from normalize.cli.options import command, configuration, configured
from normalize.cli.terminal import Terminal


@command("clean")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--out", metavar="FOLDER", help="Folder that runs are written into (default: out).")
@click.option(
    "--run", "name", default="", metavar="NAME", help="Name of the run; else that of the input folder or file."
)
@configured
@click.pass_context
def clean(context: click.Context, /, paths: tuple[str, ...], name: str, **_: object) -> int:
    """Repair the articles at PATH and write them with their reports into a folder.

    PATH is a file, a folder (searched through and through for .txt, .text, .md and .markdown) or a pattern such as
    'news/**/*.md'. Only safe repairs are written; everything else is told in the reports. The originals stay as they
    are.
    """
    from normalize.batch import clean_batch, make_ready, paragraph, plan_documents, printable, run_folder
    from normalize.cli.job import job_for, read_facts, shown

    terminal = context.ensure_object(Terminal)
    config = configuration(context).config
    plan = plan_documents(paths)
    facts = read_facts(config, plan.inputs, terminal)
    folder = run_folder(plan, Path(shown(Path(config.out))), name)
    if len(plan.documents) > 1:
        make_ready()
    with job_for(config, facts, terminal) as job, terminal.progress() as watch:
        run = clean_batch(plan, folder, job, watch)
    terminal.tell_failures(run.failures)
    terminal.say(paragraph(run.totals))
    for part in ("index.html", "index.md", "index.json", "reports", "cleaned"):
        terminal.out(printable(folder / part))
    return FAILED if run.failures else OK


COMMAND = clean
