"""`normalize explain`."""

from __future__ import annotations

import click

from normalize.cli.codes import OK
from normalize.cli.options import command
from normalize.cli.terminal import Terminal


@command("explain")
@click.argument("rule")
@click.pass_context
def explain(context: click.Context, /, rule: str) -> int:
    """Tell what RULE does, why, how it keeps correct text safe, and its examples."""
    from normalize.cli.catalogue import explanation

    context.ensure_object(Terminal).out(explanation(rule))
    return OK


COMMAND = explain
