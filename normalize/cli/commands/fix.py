"""`normalize fix`."""

from __future__ import annotations

from pathlib import Path

import click

from normalize.cli.codes import FAILED, FINDINGS, OK
from normalize.cli.options import command, configured
from normalize.cli.terminal import Terminal


@command("fix")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--exit-zero", is_flag=True, help="Exit 0 in spite of changes.")
@configured
@click.pass_context
def fix(
    context: click.Context,
    /,
    paths: tuple[str, ...],
    exit_zero: bool,  # noqa: FBT001 - click passes it by name
    **_: object,
) -> int:
    """Write the certain repairs into the articles at PATH themselves. No other command changes an original.

    It is made for articles under version control, where `git diff` shows what it did. Bytes outside the repairs stay
    as they are. The exit code is 1 when an article was changed.
    """
    from normalize.batch import counted, printable
    from normalize.batch.files import write_whole
    from normalize.cli.selection import select
    from normalize.errors import NormalizeError, UsageError

    if "-" in paths:
        raise UsageError("fix writes into files; standard input is repaired by `normalize diff -` or `normalize clean`")
    terminal = context.ensure_object(Terminal)
    done = select(context, paths, "")
    changed, failed = 0, bool(done.failures)
    for report in done.reports:
        edits = [keyed.edit for keyed in report.applied.edits]
        if not edits:
            continue
        path = Path(report.document.name).resolve()
        try:
            data = report.document.origin.splice(edits)
            mode = path.stat().st_mode
            write_whole(path.parent, path.name, data)
            path.chmod(mode)
        except (NormalizeError, OSError) as error:
            terminal.warn(f"{printable(path)} was not changed: {error}")
            failed = True
            continue
        changed += 1
        terminal.say(f"{report.document.name}: {counted(len(edits), 'repair')}")
    terminal.say(f"{counted(changed, 'article')} changed.".capitalize())
    if failed:
        return FAILED
    return FINDINGS if changed and not exit_zero else OK


COMMAND = fix
