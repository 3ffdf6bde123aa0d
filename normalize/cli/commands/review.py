"""`normalize review`."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from normalize.cli.codes import OK
from normalize.cli.options import command, configuration
from normalize.cli.terminal import Terminal

if TYPE_CHECKING:
    from normalize.config import Config
    from normalize.ledger import Ledger


@command("review")
@click.argument("run", metavar="RUN")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Where to listen.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="Port; 0: a free one.")
@click.option(
    "--double", type=click.IntRange(0, 100), default=0, metavar="PERCENT", help="Share that two people decide blind."
)
@click.option("--publish-to", metavar="DIR", help="Folder that a lead publishes into from the app.")
@click.option("--ledger", metavar="URL", help="Database of the decisions; else a file beside the run.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="Another name by which browsers ask for it.")
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
@click.option("--config", "config_file", metavar="FILE", help="Read this file, not normalize.toml.")
@click.pass_context
def review(
    context: click.Context,
    /,
    run: str,
    host: str,
    port: int,
    double: int,
    names: tuple[str, ...],
    publish_to: str | None,
    no_browser: bool,  # noqa: FBT001 - click passes it by name
    **_: object,
) -> int:
    """Decide on the findings of the finished run in the folder RUN, in your browser.

    Every decision is on disk when the page says so. One person on this machine needs no account; for more, make
    accounts with `normalize people invite`. Ctrl-C ends it.
    """
    from normalize.ledger import ledger_url, open_ledger
    from normalize.review import Reviewing, access_for, make_app, open_book, serve

    terminal = context.ensure_object(Terminal)
    folder = Path(run)
    book = open_book(folder)
    config = configuration(context).config
    with open_ledger(ledger_url(config.ledger, folder)) as ledger:
        publish = partial(_publish, folder, Path(publish_to), ledger, config) if publish_to else None
        app = make_app(book, ledger, access_for(host, ledger, names), Reviewing(double, publish))

        def ready(address: str) -> None:
            terminal.say(f"Reviewing {len(book.findings):,} findings at {address} (Ctrl-C ends it)")
            if not no_browser:
                click.launch(address)

        serve(app, host, port, ready)
    return OK


def _publish(run: Path, target: Path, ledger: Ledger, config: Config) -> tuple[str, ...]:
    """Publish as `normalize publish RUN --to DIR` does; what there is to say about it, in sentences."""
    from normalize.batch import Job, counted, printable
    from normalize.facts import load_facts
    from normalize.model import Facts
    from normalize.publish import publish

    facts = load_facts(Path(config.facts)) if config.facts else Facts()
    done = publish(run, target, ledger.events(run.absolute().name), Job(config, facts))
    told = [f"Published {counted(done.documents, 'document')} at {printable(target / 'index.html')}."]
    if done.open:
        told.append(f"{counted(len(done.open), 'finding')} not settled.")
    if done.stale:
        told.append(f"{counted(done.stale, 'decision')} no longer fit their documents and did nothing.")
    told += [f"Found anew in the repaired text: {new}." for new in done.new]
    told += [f"Not checked again: {failure}." for failure in done.failures]
    return tuple(told)


COMMAND = review
