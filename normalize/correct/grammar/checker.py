"""Check documents: passages to the server, findings through the table, corrections in code points of the document."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator

import requests
from language_tool_python.exceptions import LanguageToolError

from normalize.correct.grammar.client import Client, Finding, answers, is_local, open_client
from normalize.correct.grammar.passages import Passage, passages
from normalize.correct.grammar.spelling import Spelling
from normalize.correct.grammar.table import Row, load_table
from normalize.correct.grammar.units import Units
from normalize.correct.rule import Context
from normalize.errors import ServiceError
from normalize.model import Applicability, Correction, Document, Edit, Span

PREFIX = "grammar/"
MOST_FIXES = 5
#: How long a server on this machine may take to come back after a crash.
COMEBACK_SECONDS = 20
SPELLING_CATEGORY = "TYPOS"
#: A language without its country has no dictionary.
VARIANTS = {"en": "en-US", "pt": "pt-PT", "ca": "ca-ES"}


class Checker:
    """A grammar checker: called with a document and what is known, it yields corrections.

    It knows its server by address, so it can be sent to other processes; one instance serves several threads.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self._given_up = ""
        self._clients: dict[str, Client] = {}
        self._lock = threading.Lock()

    def __reduce__(self) -> tuple[type[Checker], tuple[str]]:
        return Checker, (self.address,)

    def __call__(self, document: Document, context: Context) -> Iterator[Correction]:
        """Corrections of `document`, passage by passage.

        Raises ServiceError, after the corrections of all other passages, when a passage could not be checked.
        """
        spelling = Spelling(document.text, context.facts)
        lost: list[str] = []
        for passage in passages(document):
            try:
                findings = self._ask(passage, VARIANTS.get(context.language, context.language))
                yield from corrections(document, passage, findings, spelling)
            except ServiceError as problem:
                lost.append(str(problem))
                if self._given_up:
                    break
        if lost:
            raise ServiceError(lost[0])

    def _ask(self, passage: Passage, language: str) -> list[Finding]:
        """The server's findings; a server that went away is given time to come back, once."""
        for again in (False, True):
            if self._given_up:
                raise ServiceError(self._given_up)
            try:
                return self._client(language).findings(passage.pieces)
            except ServiceError:
                if again or answers(self.address):
                    raise
                self._wait_for_comeback()
            except LanguageToolError as problem:
                # The package turns every failure into this one error; its cause tells them apart.
                if again or isinstance(problem.__cause__, requests.Timeout):
                    raise ServiceError(
                        f"Grammar was not checked in part of the text: {self.address} {_why(problem)}."
                    ) from problem
                self._wait_for_comeback()
        raise AssertionError("unreachable")

    def _client(self, language: str) -> Client:
        with self._lock:
            client = self._clients.get(language)
            if client is None:
                client = open_client(self.address, language)
                table = load_table()
                client.disabled_rules = set(table.off_rules)
                client.disabled_categories = set(table.off_categories)
                self._clients[language] = client
        return client

    def _wait_for_comeback(self) -> None:
        """Return when the server answers; give it up for good when it does not in time."""
        deadline = time.monotonic() + (COMEBACK_SECONDS if is_local(self.address) else 1)
        while not answers(self.address):
            if time.monotonic() > deadline:
                self._given_up = f"Grammar was not checked: the LanguageTool server at {self.address} has gone away."
                raise ServiceError(self._given_up)
            time.sleep(0.1)


def _why(problem: LanguageToolError) -> str:
    return "took too long" if isinstance(problem.__cause__, requests.Timeout) else "does not answer"


def corrections(
    document: Document, passage: Passage, findings: Iterable[Finding], spelling: Spelling
) -> Iterator[Correction]:
    """The findings that the table lets through, as corrections. Raises ServiceError for places outside the text."""
    units = Units(passage.span.of(document.text))
    table = load_table()
    for finding in findings:
        row = table.row(finding.category, finding.rule)
        if row.applicability is None:
            continue
        try:
            span = units.span(finding.offset, finding.length).shift(passage.span.start)
        except ValueError as problem:
            raise ServiceError(f"The LanguageTool server answers nonsense: {problem}.") from problem
        if len(span) == 0 or document.is_untouchable(span):
            continue
        if finding.category == SPELLING_CATEGORY and not spelling.reports(span, finding):
            continue
        yield _correction(document.text, span, finding, row)


def _correction(text: str, span: Span, finding: Finding, row: Row) -> Correction:
    fixes = _fixes(text, span, finding)
    applicability = min(row.applicability or Applicability.FLAG, Applicability.SAFE if fixes else Applicability.FLAG)
    if applicability is Applicability.FLAG:
        fixes = ()
    others: tuple[Edit, ...] = ()
    if applicability is Applicability.SAFE:
        fixes, others = fixes[:1], fixes[1:]
    return Correction(
        rule=PREFIX + finding.rule,
        span=span,
        message=finding.message,
        applicability=applicability,
        confidence=row.confidence,
        fixes=fixes,
        others=others,
    )


def _fixes(text: str, span: Span, finding: Finding) -> tuple[Edit, ...]:
    """The server's first replacements as the smallest edits, without those that change nothing or only white space."""
    old = span.of(text)
    edits: dict[Edit, None] = {}
    for replacement in finding.replacements:
        if replacement.split() == old.split() or len(edits) == MOST_FIXES:
            continue
        edits[Edit.replacing(text, span, replacement)] = None
    return tuple(edits)
