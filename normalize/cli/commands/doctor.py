"""`normalize doctor`."""

from __future__ import annotations

import click

from normalize.cli.codes import FAILED, OK
from normalize.cli.options import command, configuration
from normalize.cli.terminal import Terminal


@command("doctor")
@click.option("--fetch", is_flag=True, help="Fetch LanguageTool and its Java where they are missing.")
@click.option("--config", "config_file", metavar="FILE", help="Read this file, not normalize.toml.")
@click.pass_context
def doctor(context: click.Context, /, fetch: bool, **_: object) -> int:  # noqa: FBT001 - click passes it by name
    """Tell what works on this machine, and what to do about the rest.

    The exit code is 3 when something does not work. Without LanguageTool everything but grammar still does.
    """
    from normalize.cli.examination import examinations, fetch_languagetool

    terminal = context.ensure_object(Terminal)
    config = configuration(context).config
    if fetch and not config.grammar.url:
        fetch_languagetool(terminal)
    well = True
    for finding in examinations(config):
        mark = click.style("ok  ", fg="green") if finding.works else click.style("FAIL", fg="red")
        terminal.out(f"{mark}  {finding.what.ljust(14)} {finding.told}")
        well = well and finding.works
    return OK if well else FAILED


COMMAND = doctor
