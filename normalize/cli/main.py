"""The entry point: the commands, and the exit code of whatever may happen.

0 done and clean, 1 findings, 2 wrong call or configuration, 3 a document or service failed, or an unexpected error,
130 interrupted.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Sequence
from types import FrameType

import click

from normalize.cli.codes import FAILED, INTERRUPTED, OK, PIPE_CLOSED, TERMINATED, USAGE
from normalize.cli.group import LazyGroup
from normalize.cli.interrupts import interrupt
from normalize.cli.options import HELP, voice
from normalize.cli.terminal import Terminal
from normalize.errors import NormalizeError
from normalize.garbage import look_seldom
from normalize.version import __version__

COMPLETION = "_NORMALIZE_COMPLETE"

_AT = "normalize.cli.commands."
COMMANDS = {
    "clean": (_AT + "clean", "Repair articles and write them with their reports into a folder."),
    "retry": (_AT + "retry", "Do again what failed in a run, with more time if need be."),
    "check": (_AT + "check", "Print what would be repaired and what conflicts; change nothing."),
    "fix": (_AT + "fix", "Write the certain repairs into the articles themselves."),
    "baseline": (_AT + "baseline", "Note what is found now, so that check tells only what is new."),
    "diff": (_AT + "diff", "Print what clean would change, as a unified diff."),
    "review": (_AT + "review", "Decide on the findings of a run, in your browser."),
    "publish": (_AT + "publish", "Publish a reviewed run: articles, corrections notes, feed, data."),
    "decisions": (_AT + "decisions", "Take people's decisions out, or bring them in."),
    "people": (_AT + "people", "Make accounts for the review app."),
    "facts": (_AT + "facts", "Check a facts file, or learn facts from a run."),
    "rules": (_AT + "rules", "List the rules."),
    "explain": (_AT + "explain", "Tell what a rule does, why, and how it keeps correct text safe."),
    "doctor": (_AT + "doctor", "Tell what works on this machine; --fetch brings what is missing."),
    "config": (_AT + "config", "Show the configuration and where each value comes from."),
}


@click.group(
    "normalize",
    cls=LazyGroup,
    table=COMMANDS,
    context_settings=HELP,
    no_args_is_help=True,
    subcommand_metavar="COMMAND …",
)
@click.version_option(__version__, message="normalize %(version)s")
@voice
def cli() -> None:
    """Repair scraped and translated articles, flag figures and claims that conflict, and write clean reports.

    Exit codes: 0 done, 1 findings, 2 wrong call or configuration, 3 a document or service failed, 130 interrupted.
    """


def main() -> None:
    """Run the command line and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    look_seldom()
    # A polite end must let the run's services be stopped, as Ctrl-C does.
    signal.signal(signal.SIGTERM, _terminate)
    # Where it is ignored (`nohup`, say), it stays so.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler and hasattr(signal, "pthread_kill"):
        signal.signal(signal.SIGINT, interrupt)
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        code = PIPE_CLOSED
    if code == PIPE_CLOSED:
        # The interpreter flushes stdout once more when it ends, and would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run one call of the command line; its exit code."""
    if COMPLETION in os.environ:
        cli.main(list(arguments), prog_name="normalize", complete_var=COMPLETION)
    terminal = Terminal()
    try:
        with cli.make_context("normalize", list(arguments), obj=terminal) as context:
            code = cli.invoke(context)
            return code if isinstance(code, int) else OK
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as error:
        error.show()
        return USAGE
    except NormalizeError as error:
        terminal.fail(str(error))
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        terminal.fail("interrupted; every file that was written is whole; the same command goes on where it stopped")
        return INTERRUPTED
    except BrokenPipeError:
        return PIPE_CLOSED
    except Exception as error:
        _unexpected(terminal, error)
        return FAILED


def _unexpected(terminal: Terminal, error: Exception) -> None:
    if terminal.verbose:
        traceback.print_exception(error)
    told = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    more = "please report it with the traceback above" if terminal.verbose else "run it again with -v for the traceback"
    terminal.fail(f"an unexpected error ({told}); this is a fault of normalize: {more}")


def _terminate(number: int, frame: FrameType | None) -> None:
    raise SystemExit(TERMINATED)
