"""`normalize check`."""

from __future__ import annotations

import click

from normalize.cli.codes import FAILED, FINDINGS, OK
from normalize.cli.options import command, configured, reading
from normalize.cli.terminal import Terminal

LEVELS = ("flag", "suggest", "safe")
#: A conflict counts like a correction that is as sure.
CONFIDENCE = {"review": "flag", "likely": "suggest", "certain": "safe"}


@command("check")
@reading
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "jsonl"]),
    default="text",
    show_default=True,
    help="What is printed: lines for people, one JSON object, or a JSON object a line.",
)
@click.option(
    "--fail-on",
    type=click.Choice(LEVELS),
    default="flag",
    show_default=True,
    help="Exit 1 only for findings at least this sure: flag (review), suggest (likely) or safe (certain).",
)
@click.option("--exit-zero", is_flag=True, help="Exit 0 in spite of findings.")
@configured
@click.pass_context
def check(
    context: click.Context,
    /,
    paths: tuple[str, ...],
    stdin_filename: str,
    form: str,
    fail_on: str,
    exit_zero: bool,  # noqa: FBT001 - click passes it by name
    **_: object,
) -> int:
    """Print what would be repaired, suggested and flagged in the articles at PATH, and change nothing.

    PATH is a file, a folder, a pattern such as 'news/**/*.md', or - for standard input. The exit code is 1 when
    something was found.
    """
    from normalize.batch import counted
    from normalize.cli.reading import examine_paths
    from normalize.report import check_lines, check_object, check_records, dumps

    terminal = context.ensure_object(Terminal)
    done = examine_paths(context, paths, stdin_filename)
    if form == "json":
        terminal.data(dumps(check_object(done.reports, done.conflicts)))
    elif form == "jsonl":
        for record in check_records(done.reports, done.conflicts):
            terminal.data(record + "\n")
    else:
        for line in check_lines(done.reports, done.conflicts):
            terminal.out(line)
    levels = [correction.applicability.name.lower() for report in done.reports for correction in report.corrections]
    levels += [CONFIDENCE[conflict.confidence] for conflict in done.conflicts if conflict.status == "conflict"]
    terminal.say(f"{counted(len(levels), 'finding')} in {counted(len(done.reports), 'document')}.".capitalize())
    if done.failures:
        return FAILED
    counting = [level for level in levels if LEVELS.index(level) >= LEVELS.index(fail_on)]
    return FINDINGS if counting and not exit_zero else OK


COMMAND = check
