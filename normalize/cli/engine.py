"""The engine that a configuration asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from normalize.batch import OpenEngine, local_engine
from normalize.config import Config, GrammarConfig
from normalize.errors import ServiceError
from normalize.pipeline import Grammar


def engine_for(config: Config) -> OpenEngine:
    """What does the tasks of a run: processes of this machine, or a Ray cluster.

    Raises UsageError when Ray is wanted and not installed.
    """
    if config.engine == "local":
        return local_engine
    from normalize.batch.ray_engine import ray_engine

    own_server = config.grammar.enabled and not config.grammar.url
    return ray_engine(config.ray_address, partial(node_grammar, config.grammar) if own_server else None)


@contextmanager
def node_grammar(config: GrammarConfig) -> Iterator[Callable[[], Grammar]]:
    """A LanguageTool of its own for a node of a cluster; what connects to it there.

    Raises ServiceError when it cannot be started: every node must check what the others check.
    """
    from normalize.correct.grammar import connect, grammar_session

    with grammar_session(config) as session:
        if session.check is None:
            raise ServiceError(f"{session.unchecked} Install it on this node too, or run with --no-grammar.")
        yield partial(connect, session.address)
