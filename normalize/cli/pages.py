"""Write the generated parts of `docs/cli.md` and `docs/configuration.md`: `python -m normalize.cli.pages [--check]`."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import click

from normalize.cli.main import COMMANDS, cli
from normalize.config.options import Option, all_options
from normalize.packaged import PACKAGE

FOLDER = PACKAGE.parent / "docs"
WIDTH = 100
KINDS = {str: "text", int: "whole number", bool: "true or false", tuple: "list of texts"}


def generated() -> dict[str, str]:
    """The generated part of each page, by the page's file name."""
    return {"cli.md": _commands(), "configuration.md": _options()}


def renewed(page: str, part: str) -> str:
    """A page with what stands between its two marks replaced by `part`."""
    begin, end = "<!-- generated: make docs -->\n", "<!-- end of the generated part -->"
    return re.sub(f"{begin}.*{end}", lambda _: f"{begin}\n{part}\n{end}", page, count=1, flags=re.DOTALL)


def stale(folder: Path = FOLDER) -> list[str]:
    """The pages in `folder` whose generated part is out of date."""
    pages = {name: (folder / name).read_text(encoding="utf-8") for name in generated()}
    return [name for name, part in generated().items() if renewed(pages[name], part) != pages[name]]


def main(arguments: list[str]) -> int:
    """Write the pages, or with `--check` only say which are out of date."""
    old = stale()
    if "--check" in arguments:
        for name in old:
            print(f"docs/{name} is out of date: run `make docs`", file=sys.stderr)
        return 1 if old else 0
    for name in old:
        path = FOLDER / name
        path.write_text(renewed(path.read_text(encoding="utf-8"), generated()[name]), encoding="utf-8")
    return 0


def _commands() -> str:
    whole = click.Context(cli, info_name="normalize")
    parts = []
    for name in COMMANDS:
        command = cli.get_command(whole, name)
        assert command is not None
        chain = [(f"normalize {name}", command)]
        if isinstance(command, click.Group):
            chain = [(f"normalize {name} {sub}", inner) for sub, inner in command.commands.items()]
        for title, one in chain:
            settings = {**one.context_settings, "max_content_width": WIDTH, "terminal_width": WIDTH}
            context = click.Context(one, info_name=title, **settings)
            parts.append(f"### `{title}`\n\n```text\n{one.get_help(context)}\n```\n")
    return "\n".join(parts)


def _options() -> str:
    rows = [
        f"| `{o.name}` | {_default(o)} | {KINDS[o.kind]}{o.limits} | {o.about} | `{o.variable}` |"
        for o in all_options()
    ]
    head = "| key | default | kind | what it does | variable |\n|---|---|---|---|---|"
    return "\n".join((head, *rows)) + "\n"


def _default(option: Option) -> str:
    value = list(option.default) if isinstance(option.default, tuple) else option.default
    return f"`{json.dumps(value)}`"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
