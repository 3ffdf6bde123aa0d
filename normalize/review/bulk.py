"""Deciding many findings at once: who is in, what is shown before, and who is never touched."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import sqrt

from normalize.errors import UsageError
from normalize.ledger.people import Person
from normalize.model import Verdict
from normalize.review.board import Board
from normalize.review.deciding import Said, decide
from normalize.review.finding import Finding

#: What "all alike" may mean.
SCOPES = {
    "alike": "The same change by the same rule, in the whole run",
    "document": "Everything that this rule found in this document",
    "rule": "Everything that this rule found in the whole run",
    "word": "Everything that was found at these words, in the whole run",
    "word-document": "Everything that was found at these words in this document",
}
SAMPLE = 20
MOST = 5_000


@dataclass(frozen=True, slots=True)
class Bulk:
    """Findings that one decision would settle, a sample to look at first, and how many were left out and why.

    `said` is how people decided on others of the scope so far, in words; empty when nobody has.
    """

    members: tuple[Finding, ...]
    sample: tuple[Finding, ...]
    documents: int
    decided: int
    alone: int
    said: str


def gather(board: Board, finding: Finding, scope: str) -> Bulk:
    """The findings of a scope that may be decided together.

    Left out are those that somebody has decided, and conflicts, quotations, names and figures, which are looked at
    one by one. Raises UsageError for a scope that is none, or one that holds too many.
    """
    if scope not in SCOPES:
        raise UsageError("there is no such scope; go back and choose one")
    within = [other for other in board.book.findings if _belongs(other, finding, scope)]
    alone = [other for other in within if other.alone]
    open_ = [other for other in within if not other.alone and not _is_decided(board, other)]
    if len(open_) > MOST:
        raise UsageError(f"{len(open_):,} findings are too many for one decision; narrow it down to one document")
    # The same sample for the same findings, so that going back and forth shows nothing else.
    drawn = random.Random(finding.key).sample(open_, min(SAMPLE, len(open_)))  # noqa: S311 - no secret
    chosen = set(drawn)
    return Bulk(
        members=tuple(open_),
        sample=tuple(other for other in open_ if other in chosen),
        documents=len({other.document for other in open_}),
        decided=len(within) - len(alone) - len(open_),
        alone=len(alone),
        said=_said(board, within),
    )


def scopes(board: Board, finding: Finding) -> tuple[tuple[str, str, int], ...]:
    """Each scope, what it is called, and how many findings one decision would settle."""
    able = [o for o in board.book.findings if not o.alone and not _is_decided(board, o)]
    return tuple((s, words, sum(_belongs(other, finding, s) for other in able)) for s, words in SCOPES.items())


def _said(board: Board, within: list[Finding]) -> str:
    held = (board.standing(other).event for other in within if not board.is_shared(other))
    verdicts = [event.verdict for event in held if event is not None]
    if not verdicts:
        return ""
    taken = sum(verdict in (Verdict.ACCEPT.value, Verdict.REWRITE.value) for verdict in verdicts)
    low, high = interval(taken, len(verdicts))
    return f"accepted {taken} of {len(verdicts)} so far (95 % interval: {100 * low:.0f} to {100 * high:.0f} %)"


def interval(taken: int, of: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share: E. B. Wilson, Journal of the American Statistical Association 22 (1927)."""
    z = 1.959964
    share, spread = taken / of, z * z / of
    middle = (share + spread / 2) / (1 + spread)
    half = z * sqrt(share * (1 - share) / of + spread / (4 * of)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def _belongs(other: Finding, finding: Finding, scope: str) -> bool:
    return other.kind == finding.kind and _ALIKE[scope](other, finding)


def _same_words(other: Finding, finding: Finding) -> bool:
    return other.seen.casefold() == finding.seen.casefold()


_ALIKE: dict[str, Callable[[Finding, Finding], bool]] = {
    "alike": lambda other, finding: other.cluster == finding.cluster,
    "document": lambda other, finding: other.rule == finding.rule and other.document == finding.document,
    "rule": lambda other, finding: other.rule == finding.rule,
    "word": _same_words,
    "word-document": lambda other, finding: other.document == finding.document and _same_words(other, finding),
}


def _is_decided(board: Board, finding: Finding) -> bool:
    held = board.standing(finding)
    return bool(held.verdicts) or held.event is not None or board.is_shared(finding)


def settle(
    board: Board, finding: Finding, scope: str, said: Said, without: Iterable[str], person: Person, group: str
) -> int:
    """Decide the findings of a scope but those in `without` (their keys); how many were decided.

    One group, so that one undo takes all of it back. Raises LostRaceError when somebody decided one of them since.
    """
    left_out = frozenset(without)
    bulk = gather(board, finding, scope)
    members = [other for other in bulk.members if other.key not in left_out]
    if said.verdict not in (Verdict.ACCEPT.value, Verdict.REJECT.value):
        raise UsageError("many findings can be accepted or rejected together, nothing else")
    if said.verdict == Verdict.ACCEPT.value:
        members = [other for other in members if other.choices]
    reason = f"{said.reason} [{scope}: {SCOPES[scope]}]".strip()
    told = Said(said.verdict, 1, "", reason)
    events = [decide(board.book, other, person, told, group) for other in members]
    board.ledger.append(events, {other.ledger_place: board.standing(other).last for other in members})
    board.refresh()
    return len(events)
