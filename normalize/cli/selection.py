"""What `check`, `baseline` and `fix` count: the findings of articles but for those that their comments ignore."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import click

from normalize.batch import counted, rule_texts
from normalize.cli.reading import Examination, examine_paths
from normalize.cli.terminal import Terminal
from normalize.decide import faults
from normalize.report import KIND_TITLES


def select(context: click.Context, paths: Sequence[str], stdin_filename: str) -> Examination:
    """Examine what `paths` stand for, without what comments in the articles ignore; how much that is, is told.

    Raises what `examine_paths` raises.
    """
    terminal = context.ensure_object(Terminal)
    done = examine_paths(context, paths, stdin_filename)
    known = {rule.id for rule in rule_texts()} | {f"conflict:{kind}" for kind in KIND_TITLES}
    for report in done.reports:
        for fault in faults(report.document, known):
            terminal.warn(fault)
    told = tuple(conflict for conflict in done.conflicts if conflict.status != "ignored")
    gone = sum(report.ignored for report in done.reports) + len(done.conflicts) - len(told)
    if gone:
        terminal.say(f"{counted(gone, 'finding')} ignored by comments in the articles.".capitalize())
    return replace(done, conflicts=told)
