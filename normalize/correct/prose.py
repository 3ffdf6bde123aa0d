"""What several rules need to know about English prose: its small words, its lines, and how a repair is told."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

import regex

from normalize.model import Applicability, BlockKind, Correction, Document, Edit, Span


def word_set(words: str) -> frozenset[str]:
    """A set of words from a text that lists them."""
    return frozenset(words.split())


#: Words that hold English sentences together. They name nothing, so code, brands and lists of terms seldom have them.
FUNCTION_WORDS = word_set(
    """
    a about after again against all also although always among an and another any are around as at away be because
    been before being below between both but by can could did do does during each either else enough even ever
    every few for from had has have he her here him his how however if in instead into is it its just least less
    like many may me might more most much must my near neither never no nor not now of off often on once one only
    onto or other our out over own perhaps quite rather said same several shall she should since so some soon
    still such than that the their them then there therefore these they this those though through thus to together
    too toward towards under unless until up upon us very was we well were what when where whereas whether which
    while who whom whose why will with within without would yet you your
    """
)

#: How sentences begin. Left out: openers that are also names of functions and types ("errors.Is", "sync.Once").
OPENERS = word_set(
    """
    According Although And Because Both But Despite During Each Even He Her His How However I If In It Its Many
    Meanwhile Most My No On Our Several She Since So Some Such That The Their There Therefore These They This
    Those Though Thus Today We What When Where Which While Who Why Yesterday You Your
    """
)

#: Words that want another one after them: a mark there means that a link or a figure was dropped.
EXPECTANT = word_set(
    """
    a an the at by for from in into of on onto to with without and or as via like than be is are was were called known
    born named see cf contact including between through upon its their our your my
    """
)

#: The months by their full names, as alternatives of a pattern.
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"

_FOREIGN = word_set(
    """
    au aux avec ce cette comme dans de des du el elle en es est et il ils je la las le les lo los mais ne nous ou
    où par pas pour por quand que qui se si sont su sur te tu un una une vous y der die das und ist ich nicht ein
    eine mit von zu wie
    """
)
_WORD = regex.compile(r"\p{L}++")
_WINDOW = 160
_QUOTED = regex.compile(r"«[^«»\n]*+»|“[^“”\n]*+”|\"[^\"\n]*+\"")


def reads_as_english(text: str, at: int, slips: int = 0) -> bool:
    """Whether the words of the line around `at` are English rather than, say, French, which spaces its marks.

    Words in quotation marks count by themselves: an English line may quote a French one, surely so between guillemets
    with spaces inside. So many foreign words as `slips` may be pieces of broken English ones.
    """
    line = _line_window(text, at)
    quoted = _quoted(text, line, at)
    if quoted.startswith(("« ", "«\xa0", "«\u202f")):
        return False
    return _is_english(line.of(text), slips) and _is_english(quoted, slips)


def _is_english(passage: str, slips: int) -> bool:
    words = [word.lower() for word in _WORD.findall(passage)]
    return sum(word in FUNCTION_WORDS for word in words) + slips >= sum(word in _FOREIGN for word in words)


def _quoted(text: str, line: Span, at: int) -> str:
    """What stands in the same quotation marks as `at`, or nothing."""
    quotations = _QUOTED.finditer(text, line.start, line.end)
    return next((quoted.group() for quoted in quotations if quoted.start() < at < quoted.end()), "")


def is_table(document: Document, at: int) -> bool:
    """Whether `at` stands in a table (or in a line with column bars), where spaces and marks lay out columns."""
    number = bisect_right(document.blocks, at, key=lambda block: block.span.start) - 1
    if number >= 0 and document.blocks[number].kind is BlockKind.TABLE and at < document.blocks[number].span.end:
        return True
    window = _line_window(document.text, at)
    return " | " in window.of(document.text) or "\t" in window.of(document.text)


def _line_window(text: str, at: int) -> Span:
    """The line of `at`, as far as `_WINDOW` characters either side."""
    start = max(0, at - _WINDOW)
    start = max(start, text.rfind("\n", start, at) + 1)
    end = text.find("\n", at, at + _WINDOW)
    return Span(start, min(len(text), at + _WINDOW) if end < 0 else end)


def lines(text: str) -> Iterator[Span]:
    """The lines of a text, without their line ends."""
    at = 0
    while at <= len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield Span(at, end - 1 if end > at and text[end - 1] == "\r" else end)
        at = end + 1


def repair(
    rule: str,
    text: str,
    shown: Span,
    replacement: str,
    message: str,
    *,
    safe: bool,
    confidence: float,
) -> Correction:
    """A correction that turns `shown` into `replacement`, with the smallest edit that does so."""
    return Correction(
        rule=rule,
        span=shown,
        message=message,
        applicability=Applicability.SAFE if safe else Applicability.SUGGEST,
        confidence=confidence,
        fixes=(Edit.replacing(text, shown, replacement),),
    )
