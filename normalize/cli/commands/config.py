"""`normalize config`."""

from __future__ import annotations

from typing import Any

import click

from normalize.cli.codes import OK
from normalize.cli.options import HELP, command, configuration, configured
from normalize.cli.terminal import Terminal


@click.group("config", context_settings=HELP, no_args_is_help=True)
def config() -> None:
    """Show the configuration and where each value comes from."""


@command("show", short="Print every option with its value.")
@click.option("--origin", is_flag=True, help="Add where each value was set.")
@click.option("--out", metavar="FOLDER", help="As for clean.")
@configured
@click.pass_context
def show(context: click.Context, /, origin: bool, **_: object) -> int:  # noqa: FBT001 - click passes it by name
    """Print every option with its value, as it would be written in normalize.toml."""
    terminal = context.ensure_object(Terminal)
    settings = configuration(context).settings
    lines = [f"{setting.option.name} = {_toml(setting.value)}" for setting in settings]
    width = max(map(len, lines))
    for line, setting in zip(lines, settings, strict=True):
        terminal.out(f"{line.ljust(width)}  # {setting.origin}" if origin else line)
    return OK


def _toml(value: Any) -> str:
    import json

    # JSON's texts, numbers, booleans and lists of texts are TOML's as well.
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


config.add_command(show)
COMMAND = config
