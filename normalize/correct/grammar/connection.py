"""A lasting connection to one server: clients made once, and patience with a server that is started again."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence

from language_tool_python.exceptions import LanguageToolError
from requests import Timeout

from normalize.correct.grammar.client import SPELLER, Client, Finding, Piece, answers, is_local, open_client
from normalize.correct.grammar.table import load_table
from normalize.errors import ServiceError

#: How long a server on this machine may take to come back after a crash, and how long any other.
COMEBACK_SECONDS = 20
PATIENCE_SECONDS = 1
#: How a server says that a text kept it busy for longer than it allows.
GAVE_UP = "took longer than"


class TooLongError(ServiceError):
    """The server gave a text up, because it took too long."""


class Connection:
    """Asks the server at `address`; several threads may use one connection. Once given up, it stays so."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.given_up = ""
        self._clients: dict[str, Client] = {}
        self._lock = threading.Lock()

    def grammar(self, language: str, pieces: Sequence[Piece]) -> list[Finding]:
        """What all rules that the table leaves on find in `pieces`. Raises ServiceError, TooLongError among them."""

        def make() -> Client:
            client, table = open_client(self.address, language), load_table(language)
            variant = language.upper().replace("-", "_")
            client.disabled_rules = {*table.off_rules, f"{SPELLER}{variant}"}
            client.disabled_categories = set(table.off_categories)
            return client

        return self._ask(f"grammar {language}", make, pieces)

    def spelling(self, variant: str, words: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Those of `words` that the dictionary of `variant` (such as `en-GB`) lacks, with proposals.

        Raises ServiceError.
        """

        def make() -> Client:
            client = open_client(self.address, variant)
            client.enabled_rules = {f"{SPELLER}{variant.upper().replace('-', '_')}"}
            client.enabled_rules_only = True
            return client

        text = "\n\n".join(words)
        found = self._ask(f"spelling {variant}", make, [Piece(text)])
        return {text[f.offset : f.offset + f.length]: f.replacements for f in found}

    def _ask(self, purpose: str, make: Callable[[], Client], pieces: Sequence[Piece]) -> list[Finding]:
        """The server's findings; a server that went away is given time to come back, once a question."""
        for again in (False, True):
            if self.given_up:
                raise ServiceError(self.given_up)
            try:
                return self._client(purpose, make).findings(pieces)
            except LanguageToolError as problem:
                # The package turns every failure into this one error; its cause tells them apart.
                if isinstance(problem.__cause__, Timeout) or GAVE_UP in str(problem):
                    raise TooLongError(f"The LanguageTool server at {self.address} took too long.") from problem
                if again or not isinstance(problem.__cause__, OSError):
                    raise ServiceError(f"The LanguageTool server at {self.address} refuses the text.") from problem
                self._wait_for_comeback()
        raise AssertionError("the second turn returns or raises")

    def _client(self, purpose: str, make: Callable[[], Client]) -> Client:
        with self._lock:
            if purpose not in self._clients:
                self._clients[purpose] = make()
            return self._clients[purpose]

    def _wait_for_comeback(self) -> None:
        """Return when the server answers. Raises ServiceError, and gives it up for good, when it does not in time."""
        deadline = time.monotonic() + (COMEBACK_SECONDS if is_local(self.address) else PATIENCE_SECONDS)
        while not answers(self.address):
            if time.monotonic() > deadline:
                self.given_up = f"The LanguageTool server at {self.address} has gone away."
                raise ServiceError(self.given_up)
            time.sleep(0.1)
