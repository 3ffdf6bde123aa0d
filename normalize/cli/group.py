"""A group of commands that loads each one when it is called, and knows near-matches."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from normalize.config.near import hint


class LazyGroup(click.Group):
    """`commands` maps a command's name to its module and the line that tells what it does."""

    def __init__(self, *args: Any, table: Mapping[str, tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the table."""
        return list(self._table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, loaded now; None when there is none of this name."""
        if cmd_name not in self._table:
            return None
        found = import_module(self._table[cmd_name][0]).COMMAND
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with a hint at the command that was probably meant."""
        if args and not args[0].startswith("-") and args[0] not in self._table:
            near = hint(args[0], self._table)
            known = near or f" The commands are {', '.join(self._table)}."
            raise click.UsageError(f'There is no command "{args[0]}".{known}', ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, written from the table so that none is loaded."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in self._table.items()])
