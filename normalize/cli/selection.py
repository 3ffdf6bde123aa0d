"""What `check`, `baseline` and `fix` count: the findings of articles but for those that their comments ignore."""

from __future__ import annotations

from collections.abc import Sequence

import click

from normalize.batch import counted, rule_texts
from normalize.cli.ignores import read_ignores
from normalize.cli.narrow import narrowed
from normalize.cli.reading import Examination, examine_paths
from normalize.cli.terminal import Terminal
from normalize.report import KIND_TITLES


def select(context: click.Context, paths: Sequence[str], stdin_filename: str) -> Examination:
    """Examine what `paths` stand for, without what comments in the articles ignore; how much that is, is told.

    Raises what `examine_paths` raises.
    """
    terminal = context.ensure_object(Terminal)
    done = examine_paths(context, paths, stdin_filename)
    known = [rule.id for rule in rule_texts()] + [f"conflict:{kind}" for kind in KIND_TITLES]
    ignores = read_ignores(done.reports, known)
    for fault in ignores.faults:
        terminal.warn(fault)
    if not ignores.by_document:
        return done
    done, gone = narrowed(done, ignores.sieve)
    if gone:
        terminal.say(f"{counted(gone, 'finding')} ignored by comments in the articles.".capitalize())
    return done
