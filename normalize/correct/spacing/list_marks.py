"""List marks that lost the space after them: `•Staff`, `1.The`, `-The`; and signs glued to words: `cost(£2m)`."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.correct.spacing.repair import MISSING_SPACE, Repair
from normalize.correct.spacing.surroundings import Surroundings
from normalize.model import Span

_MARK = regex.compile(
    r"^(?P<indent>[ \t]{0,8}+)(?P<mark>[•‣▪◦●■]|[-*–](?=\p{Lu}\p{Ll}{0,30}+[ ])"
    r"|\d{1,2}+[.)](?=\p{Lu}\p{Ll}{0,30}+[ ])|[a-z]\)(?=\p{Lu}\p{Ll}))(?=[\p{L}\p{N}“\"])",
    regex.MULTILINE,
)
_BULLET_INSIDE = regex.compile(r"(?<=[\p{L}\p{N}:;.,)])[•‣▪◦●■](?=[\p{L}\p{N}])")
_BRACKET = regex.compile(r"(?<![\p{L}\p{M}\p{N}_.'’-])(?P<word>\p{Ll}{3,20}+)\((?=[$€£¥]?\d|\p{L}{2,20}+[ ,])")
# Between two words of prose, each with a space on its other side. The mark first: the search then stops at marks alone.
_INNER_MARK = regex.compile(
    r"(?P<mark>[,;:])(?=\p{Ll}{3})(?<=\s\p{Ll}{3,20}.)(?P<right>\p{Ll}{3,20}+)(?= [\p{L}\d]|[,.] )"
)
_FIGURE_STOP = regex.compile(r"(?<=[\p{N}%])(?P<mark>[.!?])(?P<right>\p{Lu}\p{Ll}{2,20}+)(?=[ ,])")
_WORD_STOP = regex.compile(
    r"(?<![\p{L}\p{M}\p{N}_./:@-])(?P<left>\p{Ll}{3,20}+)(?P<mark>[.!?])(?P<right>\p{Lu}\p{Ll}{2,20}+)(?=[ ,])"
)
# The mark first: the search then stops at marks alone.
_STOP_INSIDE = regex.compile(r"[.!?](?<=\p{Ll}{3}.)(?=\p{Lu}\p{Ll}{2})")
_KNOWN = 16.0  # nats: words that are seen now and then
_DASHES = "-*–"
_LONGEST_LINE = 400  # characters
_LONGEST = 20  # letters of the word before a stop
SURE, LIKELY, GUESS = 0.97, 0.96, 0.7


def find_glued_marks(around: Surroundings) -> Iterator[Repair]:
    """Repairs at list marks, brackets, colons and figures that a sentence ends on."""
    yield from _list_marks(around)
    yield from _signs(around)


def _list_marks(around: Surroundings) -> Iterator[Repair]:
    text = around.text
    for match in _MARK.finditer(text):
        if match["mark"] in _DASHES and not (_is_item(text, match) or _is_short_item(around, match)):
            continue
        span = Span(match.start("mark"), match.end())
        yield Repair(MISSING_SPACE, span, match["mark"] + " ", SURE, "A space belongs after the list mark.")
    for match in _BULLET_INSIDE.finditer(text):
        span = Span(*match.span())
        yield Repair(
            MISSING_SPACE, span, f" {match.group()} ", SURE, "Items of a list stand together around its marks.", ()
        )


def _is_item(text: str, match: regex.Match[str]) -> bool:
    """Whether a line that begins with a star or dash is one of several items.

    One by itself may be a note, the name below a quotation, or emphasis; several that ask or exclaim are a dialogue.
    """
    mark = match["mark"]
    start, end = _line_around(text, match.start())
    line = text[start:end].strip()
    above = text[slice(*_line_around(text, start - 1))] if start else ""
    below = text[slice(*_line_around(text, end + 1))] if end < len(text) else ""
    items = [line, *(other.strip() for other in (above, below) if other.strip().startswith(mark))]
    spoken = any(item.endswith(("?", "!")) for item in items)
    return len(items) > 1 and not spoken and not (mark == "*" and "*" in line[1:])


def _is_short_item(around: Surroundings, match: regex.Match[str]) -> bool:
    """Whether a line by itself is an item all the same: some words without a stop, of which the first is no name."""
    line = around.text[slice(*_line_around(around.text, match.start()))].strip()[1:]
    words = line.split()
    ends = line.endswith((".", "?", "!", "…", ":", "”", '"', "*", "_"))
    return not ends and len(words) > 3 and not around.lexicon.is_name(words[0])


def _line_around(text: str, at: int) -> tuple[int, int]:
    """Where the line of `at` starts and ends, as far as `_LONGEST_LINE` either side."""
    start = text.rfind("\n", max(0, at - _LONGEST_LINE), at) + 1 or max(0, at - _LONGEST_LINE)
    end = text.find("\n", at, at + _LONGEST_LINE)
    return start, min(len(text), at + _LONGEST_LINE) if end < 0 else end


def _signs(around: Surroundings) -> Iterator[Repair]:
    lexicon, text = around.lexicon, around.text
    for match in _BRACKET.finditer(text):
        if lexicon.cost(match["word"]) < 12.0 and not around.near_code(*match.span()):
            span = Span(*match.span())
            yield Repair(
                MISSING_SPACE, span, f"{match['word']} (", LIKELY, "A space belongs before the opening bracket."
            )
    yield from _inner_marks(around)
    for match in _word_stops(text):
        left, right = match["left"], match["right"]
        common = max(lexicon.cost(left), lexicon.cost(right)) < 13.0 and not lexicon.is_name(right)
        if common and around.clause_is_complete(match.end("left")) and not around.near_code(*match.span()):
            yield Repair(
                MISSING_SPACE,
                Span(*match.span()),
                f"{left}{match['mark']} {right}",
                LIKELY,
                f"“{left}” ends a sentence and “{right}” opens the next one.",
            )
    for match in _FIGURE_STOP.finditer(text):
        right = match["right"]
        if lexicon.cost(right) < 15.0 and not lexicon.is_name(right):
            yield Repair(
                MISSING_SPACE,
                Span(*match.span()),
                f"{match['mark']} {right}",
                LIKELY,
                f"A sentence ends on a figure and “{right}” opens the next one.",
            )


def _inner_marks(around: Surroundings) -> Iterator[Repair]:
    lexicon = around.lexicon
    for match in _INNER_MARK.finditer(around.text):
        mark, left = match["mark"], around.before(match.start(), 1)
        if not left or around.near_code(match.start("right"), match.end()):
            continue
        if max(lexicon.cost(left[0]), lexicon.cost(match["right"])) < _KNOWN:
            span = Span(*match.span())
            yield Repair(MISSING_SPACE, span, f"{mark} {match['right']}", LIKELY, f"A space belongs after “{mark}”.")


def _word_stops(text: str) -> Iterator[regex.Match[str]]:
    for mark in _STOP_INSIDE.finditer(text):
        start = mark.start()
        while start > 0 and mark.start() - start < _LONGEST and text[start - 1].islower():
            start -= 1
        match = _WORD_STOP.match(text, start)
        if match is not None:
            yield match
