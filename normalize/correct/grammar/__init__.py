"""LanguageTool: install, server, client, and the table that says how far each of its rules may go."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from normalize.config import GrammarConfig
from normalize.correct.rule import Context
from normalize.model import Correction, Document


@dataclass(frozen=True, slots=True)
class Session:
    """A running checker, or the sentence that says why there is none."""

    check: Callable[[Document, Context], Iterable[Correction]] | None
    unchecked: str = ""
    service: str = ""


@contextmanager
def grammar_session(config: GrammarConfig) -> Iterator[Session]:
    """A LanguageTool session for the length of a run."""
    yield Session(None, "Grammar was not checked.")
