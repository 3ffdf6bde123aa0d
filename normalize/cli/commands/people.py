"""`normalize people`."""

from __future__ import annotations

import time
from pathlib import Path

import click

from normalize.cli.codes import OK
from normalize.cli.options import HELP, command, configuration
from normalize.cli.terminal import Terminal

ROLES = ("reader", "reviewer", "lead")


@click.group("people", context_settings=HELP, no_args_is_help=True)
def people() -> None:
    """Make accounts for the review app, and list them."""


@command("invite", short="Print a link with which somebody opens an account.")
@click.argument("run", metavar="RUN")
@click.argument("name", metavar="NAME")
@click.option("--role", type=click.Choice(ROLES), default="reviewer", show_default=True, help="What NAME may do.")
@click.option("--ledger", metavar="URL", help="Database of the decisions; else a file beside the run.")
@click.pass_context
def invite(context: click.Context, /, run: str, name: str, role: str, **_: object) -> int:
    """Print the end of a link with which NAME opens an account, or sets a new password, for the run in RUN.

    Put it behind the address that `normalize review` tells. It works once, for seven days. A reader looks, a reviewer
    decides, a lead also settles disputes and takes back what others decided.
    """
    from normalize.ledger import ledger_url, open_ledger
    from normalize.ledger.people import People, Role

    terminal = context.ensure_object(Terminal)
    with open_ledger(ledger_url(configuration(context).config.ledger, Path(run))) as ledger:
        token = People(ledger).invite(name, Role[role.upper()], time.time())
    terminal.data(f"/invitation/{token}\n")
    terminal.say(f"Send {name} this link behind the address of the review app; it works once, for seven days.")
    return OK


@command("list", short="Print the accounts for a run.")
@click.argument("run", metavar="RUN")
@click.option("--ledger", metavar="URL", help="Database of the decisions; else a file beside the run.")
@click.pass_context
def everybody(context: click.Context, /, run: str, **_: object) -> int:
    """Print the accounts for the run in RUN: name and role, one a line."""
    from normalize.ledger import ledger_url, open_ledger
    from normalize.ledger.people import People

    terminal = context.ensure_object(Terminal)
    with open_ledger(ledger_url(configuration(context).config.ledger, Path(run))) as ledger:
        for person in People(ledger).everybody():
            terminal.data(f"{person.name}\t{person.role.name.lower()}\n")
    return OK


people.add_command(invite)
people.add_command(everybody)
COMMAND = people
