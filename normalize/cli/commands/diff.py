"""`normalize diff`."""

from __future__ import annotations

import click

from normalize.cli.codes import FAILED, FINDINGS, OK
from normalize.cli.options import command, configured, reading
from normalize.cli.terminal import Terminal


@command("diff")
@reading
@click.option("--exit-zero", is_flag=True, help="Exit 0 in spite of differences.")
@configured
@click.pass_context
def diff(
    context: click.Context,
    /,
    paths: tuple[str, ...],
    stdin_filename: str,
    exit_zero: bool,  # noqa: FBT001 - click passes it by name
    **_: object,
) -> int:
    """Print what `normalize clean` would change in the articles at PATH, as a unified diff that `patch -p0` reads.

    PATH is a file, a folder, a pattern, or - for standard input. The exit code is 1 when something would change.
    """
    from normalize.cli.patch import unified_diff
    from normalize.cli.reading import examine_paths

    terminal = context.ensure_object(Terminal)
    done = examine_paths(context, paths, stdin_filename)
    changed = False
    for report in done.reports:
        edits = [keyed.edit for keyed in report.applied.edits]
        for line in unified_diff(report.document.name, report.document.text, edits):
            changed = True
            terminal.data(line)
    if done.failures:
        return FAILED
    return FINDINGS if changed and not exit_zero else OK


COMMAND = diff
