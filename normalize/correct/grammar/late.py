"""LanguageTool only once something is to be checked: for calls that have every result from before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from functools import cache, partial

from normalize.config import GrammarConfig
from normalize.correct.grammar import Check, Session, grammar_session
from normalize.correct.grammar.install import installed
from normalize.correct.rule import Context
from normalize.errors import ServiceError
from normalize.model import Correction, Document


def late_session(config: GrammarConfig) -> tuple[Callable[[], Check], str] | None:
    """What connects a process to a LanguageTool of its own, started when it is first asked, and what that is called.

    None where a session must be opened at once to know: with a server of the user's own, with grammar required, and
    before LanguageTool is here.
    """
    if config.url or config.require:
        return None
    installation = installed()
    return (partial(_connect, config), installation.service) if installation else None


def _connect(config: GrammarConfig) -> Check:
    return partial(_check, config)


def _check(config: GrammarConfig, document: Document, context: Context) -> Iterable[Correction]:
    session, _ = _opened(config)
    if session.check is None:
        raise ServiceError(session.unchecked)
    return session.check(document, context)


@cache
def _opened(config: GrammarConfig) -> tuple[Session, ExitStack]:
    """The session of this process, and what keeps it open; its server ends with the process."""
    stack = ExitStack()
    return stack.enter_context(grammar_session(config)), stack
