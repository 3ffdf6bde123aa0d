"""Check documents: passages to the server, findings through the table, corrections in places of the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from normalize.correct.grammar.connection import Connection, TooLongError
from normalize.correct.grammar.findings import corrections, misspelling
from normalize.correct.grammar.passages import Passage, passages
from normalize.correct.grammar.spelling import Suspect, mended, suspects
from normalize.correct.grammar.table import load_table
from normalize.correct.rule import Context
from normalize.errors import ServiceError
from normalize.model import Correction, Document

#: A language without its country has fewer rules.
VARIANTS = {"en": "en-US", "pt": "pt-PT", "ca": "ca-ES"}
DICTIONARY = "en-US"
#: Code points of a text that a server checks in moments, once it is awake.
SHORT = 2_000


class Checker:
    """A grammar checker: called with a document and what is known, it yields corrections.

    It knows its server by address, so it can be sent to other processes; one instance serves several threads.
    """

    def __init__(self, address: str) -> None:
        self._connection = Connection(address)

    def __reduce__(self) -> tuple[type[Checker], tuple[str]]:
        return Checker, (self._connection.address,)

    def __call__(self, document: Document, context: Context) -> Iterator[Correction]:
        """Corrections of `document`: passage by passage, then the spelling of its rare words.

        Raises ServiceError, after everything else was yielded, when a part could not be checked.
        """
        parts = list(passages(document))
        language = VARIANTS.get(context.language, context.language)
        steps = [self._grammar(document, part, language) for part in parts]
        if language.startswith("en"):
            doubtful = list(suspects(document, [part.span for part in parts], context))
            if doubtful:
                steps.append(self._spelling(document, doubtful, context))
        failures: list[str] = []
        for step in steps:
            try:
                yield from step
            except ServiceError as problem:
                failures.append(str(problem))
        if failures:
            extent = "" if len(failures) == len(steps) else f" in {len(failures)} of {len(steps)} parts"
            raise ServiceError(f"Grammar was not checked{extent}. {failures[0]}")

    def _grammar(self, document: Document, part: Passage, language: str) -> Iterator[Correction]:
        """Corrections of a passage; one that takes too long goes in halves, so that only the half at fault is lost."""
        try:
            yield from self._ask(document, part, language)
            return
        except TooLongError:
            again = part.halves()
            # No short text takes long: the server was still busy with loading the language.
            if len(again) == 1 and len(part.span) > SHORT:
                raise
        failure = None
        for passage in again:
            try:
                yield from self._ask(document, passage, language)
            except ServiceError as problem:
                failure = problem
        if failure is not None:
            raise failure

    def _ask(self, document: Document, part: Passage, language: str) -> Iterator[Correction]:
        findings = self._connection.grammar(language, part.pieces)
        yield from corrections(document, part, findings, load_table(language))

    def _spelling(self, document: Document, doubtful: Sequence[Suspect], context: Context) -> Iterator[Correction]:
        words = sorted({suspect.word for suspect in doubtful})
        proposals = self._connection.spelling(DICTIONARY, words)
        for suspect in doubtful:
            instead = mended(suspect, proposals.get(suspect.word, ()), context)
            if instead:
                yield misspelling(document, suspect, instead)
