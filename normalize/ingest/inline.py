"""Markup inside a paragraph of Markdown: code, link destinations, tags, emphasis signs, hard breaks, entities."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator

from normalize.model import Span, Zone, ZoneKind

BACKTICKS = re.compile(r"`++")
# A set alone is what the regex engine finds fastest; SIGN is tried only there.
FIRST = re.compile(r"[\]\[<\\&!*_~]")
DESTINATION = r"(?:<[^<>\n]{0,2000}+>|[^\s()<>]{1,2000}+(?:\([^\s()]{0,500}+\)[^\s()]{0,500}+){0,4}+)"
TITLE = r"(?:\"[^\"]{0,500}+\"|'[^']{0,500}+'|\([^()]{0,500}+\))"
SIGN = re.compile(
    rf"""
      (?P<link>(?<!\\)\]\([ \t\r\n]{{0,5}}(?:{DESTINATION}(?:[ \t\r\n]{{1,5}}{TITLE})?)?[ \t\r\n]{{0,5}}\))
    | (?P<reference>(?<!\\)\]\[[^\[\]\n]{{0,200}}+\])
    | (?P<footnote>(?<!\\)\[\^[^\s\[\]]{{1,60}}+\]:?)
    | (?P<address><(?:[A-Za-z][A-Za-z0-9+.-]{{1,31}}+:[^\s<>]{{0,2000}}+|[^\s<>@]{{1,64}}+@[^\s<>@]{{1,255}}+)>)
    | (?P<definition>^\[[^\[\]\n]{{1,200}}+\]:[ \t]*+{DESTINATION}(?:[ \t]++{TITLE})?[ \t]*+$)
    | (?P<escape>\\[!-/:-@\[-`{{-~]|\\(?=[\r\n]))
    | (?P<entity>&(?:\#\d{{1,7}}|\#[xX][0-9A-Fa-f]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});)
    | (?P<bracket>!\[|(?<!\\)[\[\]])
    | (?P<emphasis>\*{{1,3}}|(?<![A-Za-z0-9])_{{1,3}}|_{{1,3}}(?![A-Za-z0-9])|~~)
    """,
    re.VERBOSE | re.MULTILINE,
)
KINDS = {"link": ZoneKind.URL, "address": ZoneKind.URL}


def find_markup(text: str, span: Span) -> Iterator[Zone]:
    """The zones of markup in one paragraph, heading or line of a table."""
    code = list(_code(text, span))
    yield from (Zone(stretch, ZoneKind.CODE) for stretch in code)
    at = span.start
    for stretch in (*code, Span(span.end, span.end)):
        yield from _signs(text, at, stretch.start)
        at = stretch.end


def _signs(text: str, start: int, end: int) -> Iterator[Zone]:
    for first in FIRST.finditer(text, start, end):
        if first.start() >= start and (match := SIGN.match(text, first.start(), end)):
            start = match.end()
            yield Zone(Span(*match.span()), KINDS.get(match.lastgroup or "", ZoneKind.MARKUP))


def _code(text: str, span: Span) -> Iterator[Span]:
    """Code spans: a run of backticks up to the next run of the same length."""
    runs = []
    for match in BACKTICKS.finditer(text, span.start, span.end):
        start, end = match.span()
        before = text[max(span.start, start - 2) : start]
        escaped = before.endswith("\\") and before != "\\\\"
        if end - start > escaped:
            runs.append((start + escaped, end))
    places: dict[int, list[int]] = defaultdict(list)
    for start, end in runs:
        places[end - start].append(start)
    after = span.start
    for start, end in runs:
        if start < after:
            continue
        same = places[end - start]
        closing = bisect_right(same, start)
        if closing < len(same):
            after = same[closing] + end - start
            yield Span(start, after)
