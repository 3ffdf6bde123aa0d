"""Comments in an article that switch rules off: `<!-- normalize: ignore RULE -->` and `ignore-file`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import regex

from normalize.model import Document, Span, ZoneKind

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
    """The ignores that stand in one document."""

    ignores: tuple[Ignore, ...] = ()

    def cover(self, rule: str, span: Span) -> bool:
        """Whether what `rule` finds at `span` is ignored; `conflict:KIND` is the rule of a conflict."""
        return any(i.rule == rule and i.span.overlaps(span) for i in self.ignores)


def read_ignores(document: Document) -> Ignores:
    """The ignores of a document; a rule that does not exist finds nothing that could be ignored."""
    return Ignores(
        tuple(Ignore(rule, _reach(document, comment)) for comment in _comments(document) for rule in _rules(comment))
    )


def faults(document: Document, known: Collection[str]) -> Iterator[str]:
    """What is wrong with the comments of a document, in sentences. `known` are the names of rules."""
    for comment in _comments(document):
        rules = _rules(comment)
        line, _ = document.line_and_column(comment.start())
        where = f"{document.name}:{line}: {comment.group()}"
        if not rules:
            yield f"{where} names no rule, so it ignores nothing; name the rules after {comment['what']}"
        for rule in rules:
            if rule not in known and not rule.startswith("grammar/"):
                yield f'{where}: there is no rule "{rule}"; `normalize rules` lists them'


def _rules(comment: regex.Match[str]) -> list[str]:
    return [rule for rule in _SEPARATOR.split(comment["rules"]) if rule]


def _comments(document: Document) -> Iterator[regex.Match[str]]:
    """The comments of a document; one that is shown in code is none."""
    if "normalize:" not in document.text:
        return
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
