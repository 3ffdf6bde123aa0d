"""LanguageTool: install, server, client, and the table that says how far each of its rules may go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from normalize.config import GrammarConfig
from normalize.correct.rule import Context
from normalize.errors import ServiceError
from normalize.model import Correction, Document

Check = Callable[[Document, Context], Iterable[Correction]]


@dataclass(frozen=True, slots=True)
class Session:
    """A running checker, or the sentence that says why there is none.

    `address` is the server's: other processes of the run build their own checker for it with `connect`.
    """

    check: Check | None
    unchecked: str = ""
    service: str = ""
    address: str = ""


def connect(address: str) -> Check:
    """A checker for the server at `address`. It asks nothing of the server until it is called."""
    from normalize.correct.grammar.checker import Checker

    return Checker(address)


@contextmanager
def grammar_session(config: GrammarConfig, documents: int = 1) -> Iterator[Session]:
    """A LanguageTool session for the length of a run; its server ends with it.

    `documents` says about how many there will be: a server for many starts slower and works faster.
    Raises UsageError for an address that is none, and ServiceError when grammar is required and cannot be checked.
    """
    with ExitStack() as stack:
        try:
            session = _open(config, documents, stack)
        except ServiceError as problem:
            if config.require:
                raise
            session = Session(None, f"Grammar was not checked. {problem}")
        yield session


def _open(config: GrammarConfig, documents: int, stack: ExitStack) -> Session:
    from normalize.correct.grammar.client import answers, normal_address
    from normalize.correct.grammar.install import WITHOUT, ensure_installed
    from normalize.correct.grammar.server import Server

    if config.url:
        address = normal_address(config.url)
        if not answers(address):
            raise ServiceError(
                f"No LanguageTool server answers at {address}: start it, or change `grammar.url`. {WITHOUT}"
            )
        return Session(connect(address), service=f"LanguageTool at {address}", address=address)
    installation = ensure_installed()
    server = stack.enter_context(Server(installation, config.heap_mb, documents))
    return Session(connect(server.address), service=installation.service, address=server.address)
