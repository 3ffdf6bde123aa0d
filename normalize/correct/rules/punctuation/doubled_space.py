"""Two spaces stand between two words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import regex

from normalize.correct.prose import FUNCTION_WORDS, is_table, repair
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span

ID = "doubled-space"

_RUN = regex.compile(r"(?<=\S)[ ]{2,}+(?=\S)")
_ENDED = regex.compile(r"(?:[.!?:]|\.\.\.|…)[\"”’)\]*_]{0,3}\Z")
_ONE_AFTER_END = regex.compile(r"\p{Ll}{2}[.!?][\"”’)]{0,2} [\"“‘(]?\p{Lu}")
_BEFORE = regex.compile(r"[\p{L}\p{M}\p{Nd},;)\]”’\"%]\Z")
_AFTER = regex.compile(r"[\p{L}\p{Nd}(\[“‘\"'$€£]")
_LAST_WORD = regex.compile(r"(\p{L}{1,20}+)\Z")
#: A line shorter than this may be a heading, a row or a label with its value.
_SHORTEST = 40


@dataclass(frozen=True, slots=True)
class _Line:
    """A line and the runs of spaces between its words."""

    span: Span
    runs: tuple[Span, ...]


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Doubled spaces between words of running prose."""
    text = document.text
    found = list(_lines(text))
    aligned = {n for n, line in enumerate(found) if _is_laid_out(text, line) or _has_neighbour(text, found, n)}
    prose = [line for number, line in enumerate(found) if number not in aligned]
    wide_after_end = [run for line in prose for run in line.runs if _after_end(text, run)]
    slips = bool(wide_after_end) and _single_is_usual(text, len(wide_after_end))
    for line in prose:
        deliberate = _parts_every_sentence(text, line)
        for run in line.runs:
            if deliberate and _after_end(text, run):
                continue
            safe = slips if _after_end(text, run) else _between_words(text, line, run)
            if safe is None or (safe is False and _after_end(text, run)) or is_table(document, run.start):
                continue
            message = "Two spaces stand where one belongs." if len(run) == 2 else "More than one space stands here."
            yield repair(ID, text, run, " ", message, safe=safe, confidence=0.98 if safe else 0.6)


def _lines(text: str) -> Iterator[_Line]:
    """The lines that hold runs of spaces between words."""
    end, runs = -1, list[Span]()
    for match in _RUN.finditer(text):
        if match.start() > end:
            if runs:
                yield _line(text, runs, end)
            runs = []
            end = text.find("\n", match.end())
            end = len(text) if end < 0 else end
        runs.append(Span(*match.span()))
    if runs:
        yield _line(text, runs, end)


def _line(text: str, runs: list[Span], end: int) -> _Line:
    return _Line(Span(text.rfind("\n", 0, runs[0].start) + 1, end), tuple(runs))


def _is_laid_out(text: str, line: _Line) -> bool:
    """Whether the line's spaces lay it out: indented code, columns, justified type, spaced verse."""
    start = line.span.start
    if len(line.span) < _SHORTEST or text[start : start + 4] == "    " or text[start : start + 1] in ("\t", "|", ">"):
        return True
    between = [run for run in line.runs if not _after_end(text, run)]
    return any(len(run) > 3 for run in between) or len(between) * 60 > len(line.span) + 60


def _has_neighbour(text: str, found: list[_Line], number: int) -> bool:
    """Whether the line just above or below has such runs between its words too, as rows of a table have."""
    line = found[number]

    def wide(other: _Line) -> bool:
        return any(not _after_end(text, run) for run in other.runs)

    above, below = found[number - 1] if number else None, found[number + 1] if number + 1 < len(found) else None
    if not wide(line):
        return False
    return bool(
        (above and above.span.end + 1 == line.span.start and wide(above))
        or (below and line.span.end + 1 == below.span.start and wide(below))
    )


def _after_end(text: str, run: Span) -> bool:
    return _ENDED.search(text, max(0, run.start - 5), run.start) is not None


def _parts_every_sentence(text: str, line: _Line) -> bool:
    """Whether the line sets each of several sentences apart by two spaces, as some typists do: no slip."""
    ends = sum(_after_end(text, run) for run in line.runs)
    return ends > 1 and _ONE_AFTER_END.search(text, line.span.start, line.span.end) is None


def _single_is_usual(text: str, doubled: int) -> bool:
    """Whether sentences of this document are set apart by one space, so that two are a slip and no house style."""
    wanted = 3 * doubled
    return sum(1 for _ in islice(_ONE_AFTER_END.finditer(text), wanted)) == wanted


def _between_words(text: str, line: _Line, run: Span) -> bool | None:
    """True for a certain fault, False for a likely one, None for none."""
    if not _BEFORE.search(text, run.start - 1, run.start) or not _AFTER.match(text, run.end):
        return None
    before, after = text[run.start - 1], text[run.end]
    head = text[line.span.start : min(run.start, line.span.start + 60)].strip()
    if " " not in head:
        return None  # a list mark, a speaker, a term and its definition
    if before.isdecimal() and after.isdecimal():
        return None  # groups of digits, columns of figures
    last = _LAST_WORD.search(text, max(line.span.start, run.start - 21), run.start)
    small = last is not None and last[1] in FUNCTION_WORDS
    if before in ",;" and (before == ";" or after.isupper()):
        return False  # perhaps items of a list whose marks are gone
    return small or (after.islower() and not before.isdecimal()) or before == ","


RULE = Rule(
    id=ID,
    phase=Phase.SPACING,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="Two spaces stand between two words.",
    why="A doubled space is left behind where a word, a link or a note was taken out.",
    safety=(
        "Lines that are indented, short or laid out, tables, lists, verse with wide gaps and line ends are left "
        "alone. Two spaces after a full stop are a house style: they are only a slip where the document nearly "
        "always sets one."
    ),
    examples=(
        Fixes(
            "The committee will meet  again in the first week of June.",
            "The committee will meet again in the first week of June.",
        ),
        Fixes(
            "The choir sang in the  Guildhall, as it has done every year,  and left.",
            "The choir sang in the Guildhall, as it has done every year, and left.",
        ),
        Fixes(
            "It rained. Nobody came. The band played on. We left at ten.  They stayed until the hall closed.",
            "It rained. Nobody came. The band played on. We left at ten. They stayed until the hall closed.",
        ),
        Keeps("It rained all day.  Nobody came to the fair.  The band played on until ten.  We left."),
        Keeps("Oats     2 lb     0.40\nFlour    1 lb     0.35\nSalt     1 oz     0.05\n"),
        Keeps("    return  value  # an indented line is code, whatever\n1.  A list mark keeps its spaces here.\n"),
        Keeps("Hwaet we Gardena    in geardagum theodcyninga    thrym gefrunon\nhu tha aethelingas    ellen fremedon"),
        Keeps("A line may end with two spaces, which breaks it in Markdown.  \nThe next line follows at once."),
    ),
    find=find,
    spacing_engine=True,
)
