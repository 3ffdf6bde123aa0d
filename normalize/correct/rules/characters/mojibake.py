"""UTF-8 was read in another encoding, so that one character became several odd ones.

ftfy finds and repairs the runs; of its many fixes only the repair of the encoding is used. It neither straightens
quotation marks nor normalises letters here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from normalize.correct.rule import Context, Fixes, Flags, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Edit, Span

ID = "mojibake"
LOST = "\N{REPLACEMENT CHARACTER}"
#: Encodings in which UTF-8 is misread so often that one run is proof.
COMMON = frozenset({"latin-1", "sloppy-windows-1252"})
#: A closing mark whose last byte, which windows-1252 does not know, was dropped on the way.
CUT_CLOSING_MARK = re.compile("â€(?=[ \n\r.,;:!?)]|\\Z)")
CLOSING_MARK = "”"
WORD_BEFORE = re.compile(r"[^\W\d_]{2,40}\Z")
#: General categories that no repaired text of an article has: controls, unassigned, private, surrogates.
IMPOSSIBLE = frozenset({"Cc", "Cn", "Co", "Cs"})
SAFE_CONFIDENCE = 0.99
UNSURE_CONFIDENCE = 0.7


class _Doubt(IntEnum):
    """How far a run is from being certain."""

    NONE = 0
    SOME = 1
    MUCH = 2


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of mojibake and what it was; a run with a byte missing stays doubtful whatever else the text proves."""

    span: Span
    repaired: str
    doubt: _Doubt
    whole: bool = True


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Every run of mojibake; SAFE when it can be nothing else, or another run of the document can be nothing else."""
    if document.text.isascii():
        return
    runs = list(_runs(document.text))
    proven = any(run.doubt is _Doubt.NONE for run in runs)
    for run in runs:
        written = run.span.of(document.text)
        if LOST in run.repaired:
            yield Correction(
                ID,
                run.span,
                f"“{written}” stands where a character was lost for good: look it up in the source.",
                Applicability.FLAG,
                SAFE_CONFIDENCE,
            )
            continue
        doubt = run.doubt - 1 if proven and run.doubt and run.whole else run.doubt
        if doubt < _Doubt.MUCH:
            yield Correction(
                ID,
                run.span,
                f"“{written}” is “{run.repaired}”: UTF-8 that was read in another encoding.",
                Applicability.SUGGEST if doubt else Applicability.SAFE,
                UNSURE_CONFIDENCE if doubt else SAFE_CONFIDENCE,
                (Edit(run.span, written, run.repaired),),
            )


def _runs(text: str) -> Iterator[_Run]:
    from ftfy import fix_encoding_and_explain  # only texts that are not ASCII need it
    from ftfy.badness import is_bad
    from ftfy.chardata import UTF8_DETECTOR_RE

    for match in CUT_CLOSING_MARK.finditer(text):
        yield _Run(Span(*match.span()), CLOSING_MARK, _Doubt.SOME, whole=False)
    for match in UTF8_DETECTOR_RE.finditer(text):
        run = match.group()
        if not is_bad(run) or CUT_CLOSING_MARK.match(text, match.start()):
            continue
        fixed = fix_encoding_and_explain(run)
        if fixed.text == run or any(unicodedata.category(sign) in IMPOSSIBLE for sign in fixed.text):
            continue
        usual = all(
            step.action == "decode" or (step.action == "encode" and step.parameter in COMMON)
            for step in fixed.explanation or ()
        )
        whole = not any(step.parameter == "restore_byte_a0" for step in fixed.explanation or ())
        if _ends_a_word_in_capitals(text, *match.span()):
            doubt = _Doubt.MUCH
        else:
            doubt = _Doubt.NONE if usual and whole and _expected(fixed.text) else _Doubt.SOME
        yield _Run(Span(*match.span()), fixed.text, doubt, whole)


def _expected(repaired: str) -> bool:
    """Whether the repaired signs are Latin letters, marks and symbols, or more than one letter of another script."""
    letters = [sign for sign in repaired if sign.isalpha()]
    return len(letters) > 1 or all(
        unicodedata.name(sign, "").startswith(("LATIN", "FEMININE", "MASCULINE")) for sign in letters
    )


def _ends_a_word_in_capitals(text: str, start: int, end: int) -> bool:
    """Whether the run's first letter may belong to a word in capitals with a sign after it, as in `IRMÃ®`."""
    before = WORD_BEFORE.search(text, max(0, start - 40), start)
    return before is not None and before.group().isupper() and not text[end : end + 1].islower()


RULE = Rule(
    id=ID,
    phase=Phase.CHARACTERS,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="A character became several odd ones because its encoding was misread.",
    why="UTF-8 that a program reads as windows-1252 turns an accented letter or curly mark into two or three signs.",
    safety="Only runs that are valid UTF-8 once their bytes are restored, and that no language writes, are repaired.",
    examples=(
        Fixes("The mayor didnâ€™t reply.", "The mayor didn’t reply."),
        Fixes("A cafÃ© in SÃ£o Paulo sold it for â‚¬5.", "A café in São Paulo sold it for €5."),
        Fixes("The gauge fell to 10Â°C overnight.", "The gauge fell to 10°C overnight."),
        Fixes("The clichÃƒÂ© was new once.", "The cliché was new once."),
        Fixes("She called it “a dayâ€ to remember.", "She called it “a day” to remember."),
        Flags("The na�ve and the naï¿½ve reader", "ï¿½"),
        Keeps("A naïve visitor from São Paulo met Łukasz Żak in Việt Nam."),
        Keeps("Brands such as IRMÃ® and CAFÉ™ write their signs without a space."),
        Keeps("┌──┐ 😀 中文 “quoted” ‘words’ — and more…"),
    ),
    find=find,
)
