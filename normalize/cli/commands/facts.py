"""`normalize facts`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from normalize.cli.codes import OK
from normalize.cli.options import HELP, command
from normalize.cli.terminal import Terminal
from normalize.errors import UsageError

if TYPE_CHECKING:
    from normalize.model import Fact, Facts


@click.group("facts", context_settings=HELP, no_args_is_help=True)
def facts() -> None:
    """Check a facts file, or learn facts from a run."""


@command("check", short="Print what was understood of a facts file.")
@click.argument("file", metavar="FILE")
@click.pass_context
def check(context: click.Context, /, file: str) -> int:
    """Read the facts file FILE and print what was understood: each fact with its value as it is compared, each name.

    What cannot be compared with any article, and facts that contradict each other, are told. The exit code is 2 when
    something in the file is wrong; the sentence shows the line.
    """
    from normalize.batch import counted, printable
    from normalize.facts import load_facts

    terminal = context.ensure_object(Terminal)
    read = load_facts(Path(file))
    for line in _shown(read):
        terminal.out(line)
    for doubt in _doubts(read):
        terminal.warn(doubt)
    terminal.say(f"{printable(Path(file))}: {counted(len(read.facts), 'fact')}, {counted(len(read.names), 'name')}.")
    return OK


@command("learn", short="Propose facts from a run.")
@click.argument("run", metavar="RUN")
@click.option(
    "--min-documents",
    "least",
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    metavar="N",
    help="Propose what so many independent documents agree on.",
)
@click.option("--output", metavar="FILE", help="Write a new file instead of stdout.")
@click.pass_context
def learn(context: click.Context, /, run: str, least: int, output: str | None) -> int:
    """Propose facts from the finished run in the folder RUN, for a person to confirm.

    A figure is proposed when independent documents agree on it; copies of one text count once. The proposals are a
    facts file, with the documents and their words in comments.
    """
    from normalize.batch import counted, printable, run_reports
    from normalize.facts import learn as propose
    from normalize.facts import proposals_yaml

    terminal = context.ensure_object(Terminal)
    if output and Path(output).exists():
        raise UsageError(f"{output}: there is a file already, and it may hold facts; name a new one after --output")
    found = propose(run_reports(Path(run)), least=least)
    text = proposals_yaml(found, printable(Path(run)))
    if output:
        _write(Path(output), text)
    else:
        terminal.data(text)
    terminal.say(f"{counted(len(found), 'fact')} proposed; check each before you use it.".capitalize())
    return OK


def _write(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise UsageError(
            f"{path}: cannot be written ({error.strerror or error}); name another after --output"
        ) from error


def _shown(read: Facts) -> Iterable[str]:
    if read.facts:
        head = ("fact", "subject", "states", "read as", "period", "as of")
        yield from _table(head, [_fact(fact) for fact in read.facts])
    if read.facts and read.names:
        yield ""
    if read.names:
        rows = [(name.canonical, ", ".join(name.aliases), ", ".join(name.wrong)) for name in read.names]
        yield from _table(("name", "also accepted", "to be corrected"), rows)


def _fact(fact: Fact) -> tuple[str, ...]:
    states = f"{fact.relation} {fact.object}" if fact.relation else f"{fact.measure}: {fact.value}"
    subject = f"{fact.subject} ({', '.join(fact.aliases)})" if fact.aliases else fact.subject
    return (fact.id, subject, states, _read_as(fact), fact.period, fact.as_of)


def _read_as(fact: Fact) -> str:
    """A fact's value in the form in which it is compared."""
    from normalize.report.amounts import interval, measurable, number

    figure = fact.figure
    if fact.relation:
        return "a relation"
    if figure is None or not measurable(figure):
        return "a year or date"
    unit = "without a unit" if figure.unit == "count" else figure.unit
    stated = f"{number(figure.value)} {unit}, " if figure.value is not None else f"{unit}, "
    return f"{stated}allowed {interval(figure)}"


def _doubts(read: Facts) -> Iterator[str]:
    """What the user may not have meant, in sentences."""
    from normalize.claims.standing import is_comparable
    from normalize.figures import agree

    seen: dict[tuple[str, ...], Fact] = {}
    for fact in read.facts:
        if not is_comparable(fact):
            yield f"{fact.id}: nothing in an article is compared with this; {_remedy(fact)}"
        about = tuple(text.casefold() for text in (fact.subject, fact.measure, fact.period, fact.as_of))
        other = seen.setdefault(about, fact) if fact.measure else fact
        if fact.figure and other.figure and agree(fact.figure, other.figure) is False:
            yield (
                f"{fact.id} and {other.id} give two values for the {fact.measure} of {fact.subject}; "
                "add a period or as_of to both, or keep one"
            )


def _remedy(fact: Fact) -> str:
    if fact.relation:
        return f"the verb of {fact.relation!r} is not known; try one such as 'owns', 'funds', 'acquired' or 'sued'"
    return "a year is compared with events only, so let the measure name one, such as 'opening date' or 'founded'"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterable[str]:
    """Rows in columns two spaces apart; characters that would act on a terminal are shown instead."""
    from normalize.report.visible import visible

    cells = [[" ".join(visible(cell).split()) or "–" for cell in row] for row in (head, *rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    for row in cells:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


facts.add_command(check)
facts.add_command(learn)
COMMAND = facts
