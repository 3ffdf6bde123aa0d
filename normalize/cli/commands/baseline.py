"""`normalize baseline`."""

from __future__ import annotations

from pathlib import Path

import click

from normalize.cli.codes import FAILED, FINDINGS, OK
from normalize.cli.options import caching, command, configured
from normalize.cli.terminal import Terminal


@command("baseline")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option(
    "--file",
    "file",
    default="normalize-baseline.json",
    show_default=True,
    metavar="FILE",
    help="Where the baseline is written.",
)
@click.option("--update", is_flag=True, help="Take out what is no longer found; refuse anything new.")
@caching
@configured
@click.pass_context
def baseline(
    context: click.Context,
    /,
    paths: tuple[str, ...],
    file: str,
    update: bool,  # noqa: FBT001 - click passes it by name
    **_: object,
) -> int:
    """Note what is found in the articles at PATH now, so that `check --baseline` tells only what is new.

    Run it where `check` runs, with the same paths and options. With --update the exit code is 1, and nothing is
    written, when an article has more findings of a rule than the baseline has: a baseline only shrinks.
    """
    from normalize.batch import counted, printable
    from normalize.cli.baseline import baseline_of, read_baseline, write_baseline
    from normalize.cli.selection import select
    from normalize.errors import UsageError

    terminal, path = context.ensure_object(Terminal), Path(file)
    old = read_baseline(path) if update else None
    if old is None and path.exists():
        raise UsageError(f"{printable(path)} is there already; shrink it with --update, or delete it to begin anew")
    done = select(context, paths, "")
    if done.failures:
        terminal.fail(f"no baseline was written: {counted(len(done.failures), 'document')} could not be examined")
        return FAILED
    found = baseline_of(done)
    new = old.growth(found) if old is not None else ()
    if new:
        for known in new:
            terminal.out(f"{known.document}: {known.rule} [{known.fingerprint}]")
        terminal.fail(
            f"{counted(len(new), 'finding')} not in {printable(path)}, which stays as it was; mend them first"
        )
        return FINDINGS
    write_baseline(path, found)
    gone = f", {len(old.findings) - len(found.findings)} fewer than before" if old is not None else ""
    terminal.say(f"{counted(len(found.findings), 'finding')} in {printable(path)}{gone}.".capitalize())
    return OK


COMMAND = baseline
