"""`normalize rules`."""

from __future__ import annotations

import json

import click

from normalize.cli.codes import OK
from normalize.cli.options import command
from normalize.cli.terminal import Terminal


@command("rules")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def rules(context: click.Context, /, form: str) -> int:
    """List the rules: name, family, phase, how far each may go by itself, and where it comes from.

    Grammar is checked by LanguageTool; those of its rules that may do more than the rest of their category follow.
    """
    from normalize.cli.catalogue import all_rules

    terminal = context.ensure_object(Terminal)
    listed = all_rules()
    if form == "json":
        shown = [
            {
                "rule": rule.id,
                "family": rule.family,
                "phase": rule.phase,
                "applicability": rule.applicability,
                "origin": rule.origin,
                "summary": rule.summary,
            }
            for rule in listed
        ]
        terminal.data(json.dumps({"rules": shown}, ensure_ascii=False, indent=1) + "\n")
        return OK
    rows = [(rule.id, rule.family, rule.phase, rule.applicability, rule.origin) for rule in listed]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row, rule in zip(rows, listed, strict=True):
        cells = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        terminal.out(f"{cells}  {rule.summary}")
    return OK


COMMAND = rules
