"""Comments in an article that switch rules off: `<!-- normalize: ignore RULE -->` and `ignore-file`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex

from normalize.cli.narrow import Sieve
from normalize.model import Conflict, Correction, Document, Report, Span, ZoneKind

_NAME = r"\w{1,40}+(?:[:/-]\w{1,40}+){0,9}+"
_COMMENT = regex.compile(
    r"<!--[ \t]{0,9}+normalize:[ \t]{1,9}+(?<what>ignore(?:-file)?+)"
    rf"(?<rules>(?:[ \t,]{{1,9}}+{_NAME}){{0,30}}+)[ \t]{{0,9}}+-->"
)
_SEPARATOR = regex.compile(r"[ \t,]+")
WHOLE_FILE = "ignore-file"


@dataclass(frozen=True, slots=True)
class Ignore:
    """A rule that says nothing in a stretch of a document; `conflict:KIND` stands for conflicts of a kind."""

    rule: str
    span: Span


@dataclass(frozen=True, slots=True)
class Ignores:
    """The ignores of documents by name, and what is wrong with them in sentences."""

    by_document: dict[str, tuple[Ignore, ...]]
    faults: tuple[str, ...]

    @property
    def sieve(self) -> Sieve:
        """What stays: everything that touches no stretch where its rule is ignored."""
        return Sieve(self._keeps, self._keeps_conflict)

    def _keeps(self, document: Document, correction: Correction) -> bool:
        return not self._ignored(document.name, correction.rule, correction.span)

    def _keeps_conflict(self, conflict: Conflict) -> bool:
        rule = f"conflict:{conflict.kind}"
        return not any(e.span is not None and self._ignored(e.document, rule, e.span) for e in conflict.evidence)

    def _ignored(self, name: str, rule: str, span: Span) -> bool:
        return any(i.rule == rule and i.span.overlaps(span) for i in self.by_document.get(name, ()))


def read_ignores(reports: Iterable[Report], known: Iterable[str]) -> Ignores:
    """The ignores that stand in the documents. `known` are the names of rules; others are told as faults."""
    names = frozenset(known)
    found: dict[str, tuple[Ignore, ...]] = {}
    faults: list[str] = []
    for report in reports:
        document = report.document
        if "normalize:" not in document.text:
            continue
        ignores: list[Ignore] = []
        for comment in _comments(document):
            rules = [rule for rule in _SEPARATOR.split(comment["rules"]) if rule]
            line, _ = document.line_and_column(comment.start())
            where = f"{document.name}:{line}: {comment.group()}"
            if not rules:
                faults.append(f"{where} names no rule, so it ignores nothing; name the rules after {comment['what']}")
            for rule in rules:
                if rule in names or rule.startswith("grammar/"):
                    ignores.append(Ignore(rule, _reach(document, comment)))
                else:
                    faults.append(f'{where}: there is no rule "{rule}"; `normalize rules` lists them')
        found[document.name] = tuple(ignores)
    return Ignores(found, tuple(faults))


def _comments(document: Document) -> Iterator[regex.Match[str]]:
    """The comments of a document; one that is shown in code is none."""
    markup = [zone.span for zone in document.protected if zone.kind is ZoneKind.MARKUP]
    for comment in _COMMENT.finditer(document.text):
        if any(span.start <= comment.start() and comment.end() <= span.end for span in markup):
            yield comment


def _reach(document: Document, comment: regex.Match[str]) -> Span:
    """The whole text, or the rest of the comment's own block; when nothing is left there, the next block."""
    if comment["what"] == WHOLE_FILE:
        return Span(0, len(document.text))
    for block in document.blocks:
        start = max(block.span.start, comment.end())
        if start < block.span.end and document.text[start : block.span.end].strip():
            return Span(start, block.span.end)
    return Span(len(document.text), len(document.text))
