"""`normalize publish`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from normalize.cli.codes import FAILED, FINDINGS, OK
from normalize.cli.options import command, configuration
from normalize.cli.terminal import Terminal
from normalize.errors import UsageError

if TYPE_CHECKING:
    from normalize.model import Facts

PROFILES = ("reader", "editor", "dataset")
SHOWN = 20


@command("publish")
@click.argument("run", metavar="RUN")
@click.option("--to", "target", required=True, metavar="DIR", help="Folder that is made, or made anew.")
@click.option(
    "--profile",
    type=click.Choice(PROFILES),
    default="reader",
    show_default=True,
    help="Articles with their corrections notes; everything, with names; or counts without any text.",
)
@click.option("--require-decided", is_flag=True, help="Publish nothing while a conflict is open or disputed.")
@click.option("--strict", is_flag=True, help="Publish nothing when a repair has made a new finding.")
@click.option("--title", default="", metavar="TEXT", help="Name of the publication; else that of the run.")
@click.option(
    "--base-url", default="", metavar="URL", help="Where the folder will stand, for the feed and ClaimReview."
)
@click.option("--compare-to", metavar="RUN", help="Tell editors what is new and what is gone since this earlier run.")
@click.option("--templates", metavar="FOLDER", help="Your own templates; those of the same name replace ours.")
@click.option("--ledger", metavar="URL", help="Database of the decisions; else a file beside the run.")
@click.option("--facts", metavar="FILE", help="Facts and names that the texts are checked against once more.")
@click.option("--jobs", type=int, metavar="N", help="Processes at a time; 0: one a core.")
@click.option("--config", "config_file", metavar="FILE", help="Read this file, not normalize.toml.")
@click.pass_context
def publish(
    context: click.Context,
    /,
    run: str,
    target: str,
    profile: str,
    require_decided: bool,  # noqa: FBT001 - click passes it by name
    strict: bool,  # noqa: FBT001
    title: str,
    base_url: str,
    compare_to: str | None,
    templates: str | None,
    **_: object,
) -> int:
    """Carry out the decisions on the finished run in the folder RUN and publish it at DIR.

    The cleaned articles are checked once more, and what a repair has made worse is listed. DIR is replaced as a whole
    or not at all. The exit code is 1 when --require-decided or --strict stood in the way: then DIR is as it was.
    """
    from normalize.batch import Job, counted, printable
    from normalize.ledger import ledger_url, open_ledger
    from normalize.publish import Profile, Wishes
    from normalize.publish import publish as publish_run

    terminal = context.ensure_object(Terminal)
    config = configuration(context).config
    folder = Path(run)
    wishes = Wishes(
        Profile(profile),
        title,
        _web(base_url),
        _folder(templates),
        require_decided,
        strict,
        _source_date_epoch(),
        Path(compare_to) if compare_to is not None else None,
    )
    with open_ledger(ledger_url(config.ledger, folder)) as ledger:
        events = ledger.events(folder.absolute().name)
    done = publish_run(folder, Path(target), events, Job(config, _facts(config.facts)), wishes)
    for one in done.blocking[:SHOWN]:
        terminal.say(str(one))
    if done.blocking:
        more = len(done.blocking) - SHOWN
        rest = f" ({more:,} more are not listed)" if more > 0 else ""
        terminal.warn(
            f"{counted(len(done.blocking), 'finding')} must be decided first{rest}: "
            f"run `normalize review {run}`, or publish without --require-decided"
        )
        return FINDINGS
    for new in done.new:
        terminal.warn(f"found anew in the repaired text: {new}")
    for failure in done.failures:
        terminal.warn(f"not checked again: {failure}")
    if done.stale:
        terminal.warn(f"{counted(done.stale, 'decision')} no longer fit their documents and did nothing")
    if done.folder is None:
        terminal.warn(f"nothing was published: {counted(len(done.new), 'new finding')}; undo these repairs in review")
        return FINDINGS
    told = f", {counted(len(done.open), 'finding')} not settled" if done.open else ""
    terminal.say(f"Published {counted(done.documents, 'document')}{told}.")
    if done.compared is not None:
        terminal.say(done.compared.summary)
    terminal.out(printable(done.folder / "index.html"))
    return FAILED if done.failures else OK


def _facts(path: str) -> Facts:
    from normalize.facts import load_facts
    from normalize.model import Facts

    return load_facts(Path(path)) if path else Facts()


def _folder(templates: str | None) -> Path | None:
    if templates is None:
        return None
    folder = Path(templates)
    if not folder.is_dir():
        raise UsageError(f"--templates {templates}: there is no such folder")
    return folder


def _web(address: str) -> str:
    if address and not address.startswith(("https://", "http://")):
        raise UsageError(f"--base-url {address}: write a whole address, such as https://example.org/articles/")
    return address


def _source_date_epoch() -> int | None:
    """The time that reproducible builds ask for: https://reproducible-builds.org/specs/source-date-epoch/."""
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not told:
        return None
    if not told.isascii() or not told.isdigit() or len(told) > 11:
        raise UsageError(f"SOURCE_DATE_EPOCH is {told!r}; it must be a number of seconds since 1970")
    return int(told)


COMMAND = publish
