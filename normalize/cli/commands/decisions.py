"""`normalize decisions`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from normalize.cli.codes import OK
from normalize.cli.options import HELP, command, configuration
from normalize.cli.terminal import Terminal
from normalize.errors import UsageError

LEDGER = click.option("--ledger", metavar="URL", help="Database of the decisions; else a file beside the run.")


@click.group("decisions", context_settings=HELP, no_args_is_help=True)
def decisions() -> None:
    """Take people's decisions out of the ledger, or bring them in."""


@command("export")
@click.argument("run", metavar="RUN")
@LEDGER
@click.pass_context
def export(context: click.Context, /, run: str, **_: object) -> int:
    """Print everything that was decided on the run in the folder RUN, one line of JSON an event."""
    from normalize.ledger import ledger_url, open_ledger, write_lines

    terminal = context.ensure_object(Terminal)
    folder = Path(run)
    with open_ledger(ledger_url(configuration(context).config.ledger, folder)) as ledger:
        for line in write_lines(ledger.events(folder.absolute().name)):
            terminal.data(line)
    return OK


@command("import")
@click.argument("run", metavar="RUN")
@click.argument("file", metavar="FILE")
@LEDGER
@click.pass_context
def bring_in(context: click.Context, /, run: str, file: str, **_: object) -> int:
    """Bring exported decisions from FILE (- is standard input) to the run in the folder RUN.

    They take effect where the same words still stand in the same surroundings. What is there already is not brought
    in twice.
    """
    from normalize.batch import counted
    from normalize.ledger import ledger_url, open_ledger, read_lines

    terminal = context.ensure_object(Terminal)
    folder = Path(run)
    events = list(read_lines(_lines(file), "standard input" if file == "-" else file))
    with open_ledger(ledger_url(configuration(context).config.ledger, folder)) as ledger:
        added = ledger.adopt(events, folder.absolute().name)
    there = counted(len(events) - added, "event")
    terminal.say(f"{counted(added, 'event')} brought in, {there} there already.".capitalize())
    return OK


def _lines(file: str) -> list[str]:
    try:
        if file == "-":
            return sys.stdin.read().splitlines()
        return Path(file).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: cannot be read ({error}); name a file that `decisions export` wrote") from error


decisions.add_command(export)
decisions.add_command(bring_in)
COMMAND = decisions
