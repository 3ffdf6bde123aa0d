"""Zones of plain text that are no prose: addresses, paths, tags, identifiers and formulae.

Words that lost the space between them are prose: `oathInaugurated` is no identifier and `end.Next` no host.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalize.ingest.hosts import EXTENSIONS, HOST_ENDS, WORDLIKE_ENDS
from normalize.model import Span, Zone, ZoneKind

# Signs of which one stands in every zone. The pattern begins with a set, which the regex engine finds fastest;
# only the words around a sign are examined further.
TRIGGER = re.compile(
    r"[.:\-(@/\\#_^~$\d]"
    r"(?:(?<=\.)\w|(?<=:):|(?<=-)-|(?<=\()\)|(?<=[@/\\#_^~])|(?<=\$)\{|(?<=\d)[a-fA-F])"
)
REST = re.compile(r"\S*+")
BACK = 256  # how far before its sign a word is looked at


def _any(names: frozenset[str]) -> str:
    return "|".join(sorted(names, key=lambda name: (-len(name), name)))


LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}+(?<!-))?+"
URL = r"[^\s<>\"“”„«»‹›`|{}\\^]++"
DATE = r"\d{1,2}\.\d{1,2}\.(?:\d\d){1,2}(?![\d.])"
THOUSANDS = r"\d{1,3}(?:\.\d{3})+(?![\d.])"
# Digests and UUIDs: digits and letters must alternate, so that no English word and no year is one.
HEX = r"""(?<![\w-])(?:
    [0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12} | [0-9A-F]{8}-(?:[0-9A-F]{4}-){3}[0-9A-F]{12}
    | (?=[a-f]*+\d++[a-f]++\d|\d*+[a-f]++\d++[a-f])[0-9a-f]{7,128}+
)(?![\w-])"""
TOKEN = re.compile(
    rf"""
      (?P<url>
          (?:[Hh]ttps?|HTTPS?)://{URL}
        | (?<![A-Za-z0-9])(?![a-z0-9+.-]{{0,15}}https?:)[a-z][a-z0-9+.-]{{1,15}}+://{URL}
        | (?<!\w)(?:mailto|tel|doi|arXiv|urn):[\w./][^\s<>"“”]*+
        | (?<![\w.])[Ww]ww\.{URL}
        | (?<![\w./])10\.\d{{4,9}}/[^\s<>"“”]++
      )
    | (?P<email>(?<![\w.+%-])[\w+%](?:[\w.+%-]{{0,63}}+)@(?:{LABEL}\.){{1,8}}[a-z]{{2,24}}(?![\w-]))
    | (?P<path>
          (?<![\w/.~\\])(?:~|\.{{1,2}})?(?:/[\w.@+,%=~-]{{1,255}}+){{2,64}}+/?
        | (?<![\w/.\\])(?:~|\.{{1,2}})/[\w.@+,%=~-]{{1,255}}+
        | (?<![\w\\])(?:[A-Za-z]:\\|\\\\(?=\w))[^\s<>"“”|?*]*+
        | (?<![\w/.-])[\w.-]{{1,100}}(?:/[\w.+-]{{1,100}}){{0,16}}\.(?:{_any(EXTENSIONS)})(?![\w-]|\.\w)
      )
    | (?P<host>
          (?<![\w.@-])(?:{LABEL}\.){{1,8}}?
          (?:(?:{_any(HOST_ENDS)})(?![\w-]|\.\w)(?:[:/]{URL})?|(?:{_any(WORDLIKE_ENDS)})/{URL})
      )
    | (?P<hashtag>(?<![\w#&/])\#(?=\w{{0,99}}[^\W\d])\w{{1,100}}+)
    | (?P<mention>(?<![\w@/.])@[A-Za-z_]\w{{0,38}}+(?:@(?:{LABEL}\.){{1,8}}[a-z]{{2,24}})?)
    | (?P<identifier>
          (?<![\w])__?[A-Za-z0-9]++(?:_[A-Za-z0-9]++)*+__?(?!\w)(?<=__)
        | (?<![\w])[A-Za-z0-9]{{1,40}}+(?:_[A-Za-z0-9]{{1,40}}+)++(?:\(\))?(?!\w)
        | (?<![\w.])[A-Za-z]\w{{0,60}}+(?:(?:\.|::)\w{{1,60}}+){{0,16}}+\(\)
        | (?<![\w:])[A-Za-z]\w{{0,60}}+(?:::\w{{1,60}}+){{1,16}}+
        | (?<![\w.])[vV]?(?!{DATE}|{THOUSANDS})\d{{1,6}}(?:\.\d{{1,6}}){{2,5}}(?:[-+][\w.]{{1,40}}+(?<!\.))?(?!\w)
        | (?<![\w.])[vV]\d{{1,6}}(?:\.\d{{1,6}}){{1,5}}(?![\w])
        | (?<![\w-])--[a-z][a-z0-9-]{{1,60}}+(?:=[^\s]{{1,200}})?
        | \$\{{[^\s{{}}]{{1,100}}\}}
        | {HEX}
      )
    | (?P<formula>(?<![\w^])[\w()]{{1,60}}+\^[{{(]?[\w+-]{{1,20}}[)}}]?(?!\w))
    """,
    re.VERBOSE,
)
KINDS = {
    "url": ZoneKind.URL,
    "email": ZoneKind.EMAIL,
    "path": ZoneKind.PATH,
    "host": ZoneKind.URL,
    "hashtag": ZoneKind.HASHTAG,
    "mention": ZoneKind.IDENTIFIER,
    "identifier": ZoneKind.IDENTIFIER,
    "formula": ZoneKind.FORMULA,
}
OPEN_ENDED = frozenset({"url", "host", "path"})
FORMULA = re.compile(
    r"\$\$[^$]{1,2000}+\$\$"
    r"|\$(?<![\w$\\]\$)(?=[^\s$])(?:[^$\n\\]|\\.){1,200}+(?<!\s)\$(?![\d$])"
    r"|\\\((?:[^\\]|\\[^()\[\]]){1,500}+\\\)|\\\[(?:[^\\]|\\[^()\[\]]){1,2000}+\\\]",
    re.DOTALL,
)
TEX = re.compile(r"\\[A-Za-z]|[\^_=]|^(?:\$\$?|\\[(\[])\s?[A-Za-z]\s?(?:\$\$?|\\[)\]])$")
# A bracket that begins a remark or a reference number, without the space before it: `example.org/(Spain)`.
BRACKET = re.compile(r"(?P<glued>(?<=/)\((?=[A-Z])|\[(?=\d{1,3}\]))|[()\[\]]")
CLOSER = {"(": ")", "[": "]"}
TAIL = re.compile(r"[.,;:!?'’…*]+$")


def find_zones(text: str, start: int = 0, end: int | None = None) -> Iterator[Zone]:
    """The zones of `text` between two places, in no certain order; they may overlap."""
    end = len(text) if end is None else end
    for word in _words(text, start, end):
        yield from _in_word(text, word)
    if text.find("$", start, end) >= 0 or text.find("\\", start, end) >= 0:
        yield from _formulae(text, start, end)


def _words(text: str, start: int, end: int) -> Iterator[Span]:
    """The words with a sign inside, each once: what stands between white space."""
    at = start
    while sign := TRIGGER.search(text, at, end):
        before = text[max(at, sign.start() - BACK) : sign.start()]
        begins = sign.start()
        if before and not before[-1].isspace():
            begins -= len(before.rsplit(None, 1)[-1])
        rest = REST.match(text, sign.start(), end)
        assert rest is not None
        at = max(rest.end(), sign.end())
        yield Span(begins, at)


def _in_word(text: str, word: Span) -> Iterator[Zone]:
    for match in TOKEN.finditer(text, word.start, word.end):
        name = match.lastgroup
        assert name is not None
        stop = _trimmed(text, *match.span()) if name in OPEN_ENDED else match.end()
        if stop > match.start():
            yield Zone(Span(match.start(), stop), KINDS[name])


def _trimmed(text: str, start: int, end: int) -> int:
    """The end of an address: before a bracket that it does not open, and without the sentence's punctuation."""
    opened: list[str] = []
    for sign in BRACKET.finditer(text, start, end):
        if sign.group() in CLOSER and not sign.lastgroup:
            opened.append(CLOSER[sign.group()])
        elif not opened or opened.pop() != sign.group():
            end = sign.start()
            break
    tail = TAIL.search(text, max(start, end - 50), end)
    return tail.start() if tail else end


def _formulae(text: str, start: int, end: int) -> Iterator[Zone]:
    """TeX between dollar signs or brackets; `$5 and $6` are amounts."""
    for match in FORMULA.finditer(text, start, end):
        if TEX.search(match.group()):
            yield Zone(Span(*match.span()), ZoneKind.FORMULA)
