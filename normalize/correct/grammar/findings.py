"""From what the server says to corrections: the table decides how far each may go, spans become code points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from normalize.correct.grammar.client import Finding
from normalize.correct.grammar.passages import Passage
from normalize.correct.grammar.spelling import Suspect
from normalize.correct.grammar.table import PREFIX, Row, Table, load_table
from normalize.correct.grammar.units import Units
from normalize.errors import ServiceError
from normalize.model import Applicability, Correction, Document, Edit, Span

SPELLING = ("TYPOS", "MORFOLOGIK_RULE_EN_US")
MOST_FIXES = 5


def corrections(
    document: Document, passage: Passage, findings: Iterable[Finding], table: Table
) -> Iterator[Correction]:
    """The findings that the table lets through. Raises ServiceError when one names a place outside the text."""
    units = Units(passage.span.of(document.text))
    for finding in findings:
        row = table.row(finding.category, finding.rule)
        if row.applicability is None:
            continue
        try:
            span = units.span(finding.offset, finding.length).shift(passage.span.start)
        except ValueError as problem:
            raise ServiceError(f"The LanguageTool server answers nonsense: {problem}.") from problem
        # A match that swallows a protected zone would have to rewrite it; one beside it may be an artefact of it.
        if len(span) and not document.is_untouchable(span):
            yield _correction(document.text, span, finding.rule, finding.message, finding.replacements, row)


def misspelling(document: Document, suspect: Suspect, replacements: Iterable[str]) -> Correction:
    """A misspelt word, with the words it may stand for."""
    row = load_table().row(*SPELLING)
    message = f"“{suspect.word}” is in no dictionary and one step from a word that is."
    return _correction(document.text, suspect.span, row.rule, message, replacements, row)


def _correction(text: str, span: Span, rule: str, message: str, replacements: Iterable[str], row: Row) -> Correction:
    fixes = _fixes(text, span, replacements)
    applicability = row.applicability if row.applicability is not None and fixes else Applicability.FLAG
    keep = {Applicability.FLAG: 0, Applicability.SUGGEST: MOST_FIXES, Applicability.SAFE: 1}[applicability]
    return Correction(
        rule=PREFIX + rule,
        span=span,
        message=message,
        applicability=applicability,
        confidence=row.confidence,
        fixes=fixes[:keep],
        others=fixes[keep:MOST_FIXES],
    )


def _fixes(text: str, span: Span, replacements: Iterable[str]) -> tuple[Edit, ...]:
    """Replacements as the smallest edits, without those that change nothing but white space: ours to judge."""
    old = span.of(text)
    wanted = (replacement for replacement in replacements if "".join(replacement.split()) != "".join(old.split()))
    return tuple(dict.fromkeys(Edit.replacing(text, span, replacement) for replacement in wanted))
