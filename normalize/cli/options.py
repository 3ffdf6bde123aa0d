"""Options that commands share, and how they become a configuration."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from normalize.cli.terminal import Terminal
from normalize.config.load import Flag, Loaded, load_config

F = TypeVar("F", bound=Callable[..., Any])
HELP = {"help_option_names": ["-h", "--help"]}
#: Parameters of commands that set an option of the configuration: the option's name, and the value that a flag means.
SETS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "facts": ("facts", str),
    "out": ("out", str),
    "ledger": ("ledger", str),
    "jobs": ("jobs", int),
    "engine": ("engine", str),
    "ray_address": ("ray_address", str),
    "document_timeout_s": ("document_timeout_s", int),
    "text_column": ("text_column", str),
    "id_column": ("id_column", str),
    "tracked_changes": ("tracked_changes", bool),
    "no_cache": ("cache_results", lambda given: not given),
    "no_grammar": ("grammar.enabled", lambda given: not given),
    "require_grammar": ("grammar.require", bool),
}


def command(name: str, short: str | None = None) -> Callable[[Callable[..., Any]], click.Command]:
    """A command with the options that every command has; `short` is what a list of commands says of it."""

    def declare(function: Callable[..., Any]) -> click.Command:
        return click.command(name, context_settings=HELP, short_help=short)(voice(function))

    return declare


def voice(function: F) -> F:
    """Add `-q`, `-v` and `--no-color`, which may stand before and after the name of the command."""
    for declare in (
        _switch("--no-color", help="No colours; the variable NO_COLOR does the same.", to=("color", False)),
        _switch("-v", "--verbose", help="Say more; show the traceback of an unexpected error.", to=("verbose", True)),
        _switch("-q", "--quiet", help="Say nothing on stderr but errors.", to=("quiet", True)),
    ):
        function = declare(function)
    return function


def configured(function: F) -> F:
    """Add the options that every command with a configuration has."""
    for declare in (
        click.option("--config", "config_file", metavar="FILE", help="Read this file, not normalize.toml."),
        click.option("--jobs", type=int, metavar="N", help="Processes at a time; 0: one a core."),
        click.option("--require-grammar", is_flag=True, help="Stop when grammar cannot be checked."),
        click.option("--no-grammar", is_flag=True, help="Do not check grammar with LanguageTool."),
        click.option("--id-column", metavar="NAME", help="Column that names a record; else id or url."),
        click.option("--text-column", metavar="NAME", help="Column of a table that holds the article."),
        click.option("--facts", metavar="FILE", help="Your facts and names; else facts.yaml beside the articles."),
    ):
        function = declare(function)
    return function


def writing(function: F) -> F:
    """Add what commands that write articles have."""
    declare = click.option("--tracked-changes", is_flag=True, help="Write repairs into Word files as tracked changes.")
    return declare(function)


def running(function: F) -> F:
    """Add what commands that make a run have."""
    for declare in (
        click.option(
            "--document-timeout-s",
            type=int,
            metavar="N",
            help="Set a document aside after so many seconds; 0: never.",
        ),
        click.option("--ray-address", metavar="ADDRESS", help="The Ray cluster; else one on this machine."),
        click.option("--engine", type=click.Choice(["local", "ray"]), help="Processes here, or a Ray cluster."),
    ):
        function = declare(function)
    return caching(function)


def caching(function: F) -> F:
    """Add what commands that keep results have."""
    declare = click.option("--no-cache", is_flag=True, help="Neither use nor keep results of earlier runs.")
    return declare(function)


def reading(function: F) -> F:
    """Add what commands that only read have: paths, and the name of what comes from standard input."""
    for declare in (
        click.option(
            "--stdin-filename", default="", metavar="NAME", help="What standard input is called; .md makes it Markdown."
        ),
        click.argument("paths", nargs=-1, required=True, metavar="PATH…"),
    ):
        function = declare(function)
    return caching(function)


def configuration(context: click.Context) -> Loaded:
    """The configuration of a call, from its flags and everything below them. Raises UsageError when it is wrong."""
    flags: dict[str, Flag] = {}
    written = {parameter.name: parameter.opts[-1] for parameter in context.command.params if parameter.name}
    for name, (option, meaning) in SETS.items():
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            flags[option] = Flag(meaning(context.params[name]), f"flag {written[name]}")
    file = context.params.get("config_file")
    return load_config(flags, file=Path(file) if file else None)


def _switch(*names: str, help: str, to: tuple[str, bool]) -> Callable[[F], F]:
    def set_it(context: click.Context, parameter: click.Parameter, given: bool) -> None:  # noqa: FBT001 - click calls it
        if given:
            setattr(context.ensure_object(Terminal), *to)

    return click.option(*names, is_flag=True, expose_value=False, callback=set_it, help=help)
