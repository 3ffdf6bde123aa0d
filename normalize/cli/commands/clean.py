"""`normalize clean`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from normalize.cli.codes import FAILED, OK
from normalize.cli.options import command, configuration, configured, running, writing
from normalize.cli.terminal import Terminal


@command("clean")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--out", metavar="FOLDER", help="Folder that runs are written into (default: out).")
@click.option(
    "--run", "name", default="", metavar="NAME", help="Name of the run; else that of the input folder or file."
)
@click.option("--stdin-filename", default="", metavar="NAME", help="What standard input is called, with its ending.")
@click.option("--profile", is_flag=True, help="Say where the processor time went; one process, no earlier results.")
@running
@writing
@configured
@click.pass_context
def clean(
    context: click.Context, /, paths: tuple[str, ...], name: str, stdin_filename: str, *, profile: bool, **_: object
) -> int:
    """Repair the articles at PATH and write them with their reports into a folder.

    PATH is a file, a folder (searched through and through), a pattern such as 'news/**/*.md', or - for standard input,
    which goes repaired to standard output. Articles are text, Markdown, HTML and Word files, alone or in archives, and
    records of JSON Lines, CSV and Parquet; each is written in its own form. Only safe repairs are written; everything
    else is told in the reports. The originals stay as they are. A run that was stopped goes on with the same command,
    and one that was finished does again only what changed.
    """
    if "-" in paths:
        return _filter(context, paths, stdin_filename)
    from normalize.batch import plan_documents, run_folder
    from normalize.cli.cleaning import make_run
    from normalize.cli.job import read_facts, shown
    from normalize.stopwatch import Stopwatch

    terminal = context.ensure_object(Terminal)
    config = configuration(context).config
    plan = plan_documents(paths, config)
    facts = read_facts(config, plan.inputs, terminal)
    folder = run_folder(plan, Path(shown(Path(config.out))), name)
    return make_run(paths, plan, folder, config, facts, terminal, Stopwatch() if profile else None)


def _filter(context: click.Context, paths: tuple[str, ...], stdin_filename: str) -> int:
    """Write what comes from standard input to standard output, repaired; no run is made."""
    from normalize.cli.reading import examine_paths

    done = examine_paths(context, paths, stdin_filename)
    for report in done.reports:
        edits = [keyed.edit for keyed in report.applied.edits]
        sys.stdout.buffer.write(report.document.origin.splice(edits))
    return FAILED if done.failures else OK


COMMAND = clean
