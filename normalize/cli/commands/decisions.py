"""`normalize decisions`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from normalize.cli.codes import OK
from normalize.cli.options import HELP, command, configuration
from normalize.cli.terminal import Terminal
from normalize.errors import UsageError

LEDGER = click.option("--ledger", metavar="URL", help="Database of the decisions; else a file beside the run.")

_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?)?")


@click.group("decisions", context_settings=HELP, no_args_is_help=True)
def decisions() -> None:
    """Take people's decisions out of the ledger, bring them in, or look at the log."""


@command("export", short="Print what was decided on a run as JSON lines.")
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
            terminal.data(f"{line}\n")
    return OK


@command("import", short="Bring exported decisions to a run.")
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


@command("log", short="Print who said what of a run, and when.")
@click.argument("run", metavar="RUN")
@click.option("--person", default="", metavar="NAME", help="Only what this person said.")
@click.option("--rule", default="", metavar="RULE", help="Only about what this rule found.")
@click.option("--document", default="", metavar="ID", help="Only about this document.")
@click.option("--since", default="", metavar="TIME", help="Only from this time on (UTC), such as 2026-01-05.")
@click.option("--before", default="", metavar="TIME", help="Only before this time (UTC).")
@click.option("--format", "form", type=click.Choice(("csv", "jsonl")), default="csv", show_default=True, help="Form.")
@LEDGER
@click.pass_context
def log(
    context: click.Context,
    /,
    run: str,
    person: str,
    rule: str,
    document: str,
    since: str,
    before: str,
    form: str,
    **_: object,
) -> int:
    """Print who said what of the run in the folder RUN, when, from what to what, and what was taken back.

    A filtered log in jsonl is for reading: import only whole exports.
    """
    from normalize.ledger import COLUMNS, Wanted, csv_lines, ledger_url, log_rows, open_ledger, write_lines

    terminal = context.ensure_object(Terminal)
    folder = Path(run)
    wanted = Wanted(person=person, rule=rule, document=document, since=_time(since), before=_time(before))
    with open_ledger(ledger_url(configuration(context).config.ledger, folder)) as ledger:
        events = ledger.events(folder.absolute().name)
    if form == "csv":
        for line in csv_lines([COLUMNS, *log_rows(events, wanted)]):
            terminal.data(line)
    else:
        for line in write_lines(event for event in events if wanted.keeps(event)):
            terminal.data(f"{line}\n")
    return OK


def _time(told: str) -> str:
    if told and not _TIME.fullmatch(told):
        raise UsageError(f"{told!r} is no time; write it as 2026-01-05 or 2026-01-05T14:30")
    return told


def _lines(file: str) -> list[str]:
    try:
        if file == "-":
            return sys.stdin.read().splitlines()
        return Path(file).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: cannot be read ({error}); name a file that `decisions export` wrote") from error


decisions.add_command(export)
decisions.add_command(bring_in)
decisions.add_command(log)
COMMAND = decisions
