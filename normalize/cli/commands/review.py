"""`normalize review`."""

from __future__ import annotations

from pathlib import Path

import click

from normalize.cli.codes import OK
from normalize.cli.options import command, configuration
from normalize.cli.terminal import Terminal


@command("review")
@click.argument("run", metavar="RUN")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Where to listen.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="Port; 0: a free one.")
@click.option(
    "--double", type=click.IntRange(0, 100), default=0, metavar="PERCENT", help="Share that two people decide blind."
)
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
    with open_ledger(ledger_url(configuration(context).config.ledger, folder)) as ledger:
        app = make_app(book, ledger, access_for(host, ledger, names), Reviewing(double))

        def ready(address: str) -> None:
            terminal.say(f"Reviewing {len(book.findings):,} findings at {address} (Ctrl-C ends it)")
            if not no_browser:
                click.launch(address)

        serve(app, host, port, ready)
    return OK


COMMAND = review
