"""`normalize check`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from normalize.cli.codes import FAILED, FINDINGS, OK
from normalize.cli.options import command, configured, reading
from normalize.cli.terminal import Terminal

if TYPE_CHECKING:
    from normalize.cli.baseline import Baseline
    from normalize.cli.reading import Examination
    from normalize.cli.since import Changes

FORMS = ("text", "json", "jsonl", "sarif", "rdjson", "github")
LEVELS = ("flag", "suggest", "safe")
#: A conflict counts like a correction that is as sure.
CONFIDENCE = {"review": "flag", "likely": "suggest", "certain": "safe"}


@command("check")
@reading
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    default="text",
    show_default=True,
    help="What is printed: lines for people, one JSON object, a JSON object a line, or the format of a code host.",
)
@click.option("--baseline", metavar="FILE", help="Count only what this baseline does not have.")
@click.option("--since", metavar="REF", help="Tell only findings in lines that were changed since this git commit.")
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
    baseline: str | None,
    since: str | None,
    fail_on: str,
    exit_zero: bool,  # noqa: FBT001 - click passes it by name
    **_: object,
) -> int:
    """Print what would be repaired, suggested and flagged in the articles at PATH, and change nothing.

    PATH is a file, a folder, a pattern such as 'news/**/*.md', or - for standard input. The exit code is 1 when
    something was found.
    """
    from normalize.batch import counted
    from normalize.cli.selection import select

    terminal = context.ensure_object(Terminal)
    known = _read_baseline(baseline)
    changes = _read_changes(since)
    done = select(context, paths, stdin_filename)
    if changes is not None:
        from normalize.cli.narrow import narrowed
        from normalize.cli.since import since_sieve

        done, gone = narrowed(done, since_sieve(changes, done))
        terminal.say(f"Left out {counted(gone, 'finding')} in lines that did not change since {since}.")
    new, tolerated = done, tuple[str, ...]()
    if known is not None:
        from normalize.cli.baseline import without

        new, tolerated = without(done, known)
        terminal.say(f"{counted(len(tolerated), 'finding')} of the baseline not counted.".capitalize())
    _print(terminal, form, done if form == "sarif" else new, tolerated)
    levels = [correction.applicability.name.lower() for report in new.reports for correction in report.corrections]
    levels += [CONFIDENCE[conflict.confidence] for conflict in new.conflicts if conflict.status == "conflict"]
    terminal.say(f"{counted(len(levels), 'finding')} in {counted(len(new.reports), 'document')}.".capitalize())
    if done.failures:
        return FAILED
    counting = [level for level in levels if LEVELS.index(level) >= LEVELS.index(fail_on)]
    return FINDINGS if counting and not exit_zero else OK


def _read_baseline(file: str | None) -> Baseline | None:
    if file is None:
        return None
    from normalize.cli.baseline import read_baseline

    return read_baseline(Path(file))


def _read_changes(ref: str | None) -> Changes | None:
    if ref is None:
        return None
    from normalize.cli.since import changed_since

    return changed_since(ref)


def _print(terminal: Terminal, form: str, done: Examination, tolerated: Sequence[str]) -> None:
    """Print an examination; fingerprints in `tolerated` are told as suppressed where the format can."""
    from normalize import report
    from normalize.batch import rule_texts

    if form == "json":
        terminal.data(report.dumps(report.check_object(done.reports, done.conflicts)))
    elif form == "sarif":
        suppressed = dict.fromkeys(tolerated, "It stands in the baseline.")
        terminal.data(report.dumps(report.sarif_log(done.reports, done.conflicts, rule_texts(), suppressed)))
    elif form == "rdjson":
        terminal.data(report.dumps(report.rdjson(done.reports, done.conflicts)))
    elif form == "github":
        for line in report.github_lines(done.reports, done.conflicts):
            terminal.data(line + "\n")
    elif form == "jsonl":
        for line in report.check_records(done.reports, done.conflicts):
            terminal.data(line + "\n")
    else:
        for line in report.check_lines(done.reports, done.conflicts):
            terminal.out(line)


COMMAND = check
