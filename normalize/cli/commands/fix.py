"""`normalize fix`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from normalize.cli.codes import FAILED, FINDINGS, OK
from normalize.cli.options import caching, command, configured, writing
from normalize.cli.terminal import Terminal

if TYPE_CHECKING:
    from normalize.cli.reading import Examination
    from normalize.model import Report


@command("fix")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--exit-zero", is_flag=True, help="Exit 0 in spite of changes.")
@writing
@caching
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
    as they are; an archive or table is written anew around its repaired articles. The exit code is 1 when an article
    was changed.
    """
    from normalize.batch import counted, printable
    from normalize.cli.selection import select
    from normalize.errors import NormalizeError, UsageError

    if "-" in paths:
        raise UsageError("fix writes into files; standard input is repaired by `normalize clean -`")
    terminal = context.ensure_object(Terminal)
    done = select(context, paths, "")
    changed, failed = 0, bool(done.failures)
    for path, reports in _by_file(done):
        try:
            _write(path, reports, done)
        except (NormalizeError, OSError) as error:
            why = f"it cannot be written ({error.strerror or error})" if isinstance(error, OSError) else error
            terminal.warn(f"{printable(path)} was not changed: {why}")
            failed = True
            continue
        changed += len(reports)
        for report in reports:
            terminal.say(f"{report.document.name}: {counted(len(report.applied.edits), 'repair')}")
    terminal.say(f"{counted(changed, 'article')} changed.".capitalize())
    if failed:
        return FAILED
    return FINDINGS if changed and not exit_zero else OK


def _by_file(done: Examination) -> Iterator[tuple[Path, list[Report]]]:
    """The files that hold articles with repairs, each with the reports of those."""
    edited = (report for report in done.reports if report.applied.edits)
    for path, reports in groupby(edited, key=lambda report: done.planned[report.document.name].path):
        yield path.resolve(), list(reports)


def _write(path: Path, reports: list[Report], done: Examination) -> None:
    """Write the repairs into a file: an article, or one that holds articles."""
    from normalize.batch.files import write_over
    from normalize.batch.sources import renew_container

    members = [done.planned[report.document.name].member for report in reports]
    written = [report.document.origin.splice(keyed.edit for keyed in report.applied.edits) for report in reports]
    if members[0] is None:
        write_over(path, lambda file: file.write(written[0]))
        return
    renew_container(path, {m.place: data for m, data in zip(members, written, strict=True) if m is not None})


COMMAND = fix
