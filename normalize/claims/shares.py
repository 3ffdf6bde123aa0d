"""Shares of one whole: together they are a hundred percent, and never more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

import regex

from normalize.claims.analysis import Analysis, Statement
from normalize.claims.explain import number
from normalize.model import BlockKind, Conflict, Evidence, Figure

_REST = regex.compile(
    r"(?<!\bof )\b(?:the )?(?<!\bof the )(?:remaining|rest|remainder|balance)\b"
    r"|\bthe others?\b(?=\s(?:\d|was|were|is|are|went|voted|had))",
    regex.IGNORECASE,
)
#: Words of questions with several answers, and of shares of different wholes.
_MANY = regex.compile(
    r"\b(?:overlap\w*|both|respectively|each|compared|from|than|while|whereas|last (?:year|month|time|week)|earlier"
    r"|previous\w*|year before|ris(?:e|es|ing|en)|rose|fell|fall\w*|gr[eo]w\w*|increas\w*|decreas\w*|drop\w*|also|who"
    r"|among|men|women|under|over|aged)\b",
    regex.IGNORECASE,
)
#: Words after which shares may pass a hundred, or miss it, even with a rest.
_LOOSE = regex.compile(r"\b(?:more than one|several|multiple|as many|round(?:ing|ed)|could \w+|up to \w+)\b", regex.I)
#: Answers of which one person gives one; two of a row make the row exclusive.
_ANSWERS = (
    regex.compile(r"\b(?:yes|in favou?r(?: of)?|for it|approved?|agreed?|support(?:ed|s)?|backed|accepted)\b", regex.I),
    regex.compile(r"\b(?:no|against(?: it)?|disapproved?|disagreed?|opposed?|rejected)\b", regex.I),
    regex.compile(
        r"\b(?:abstain(?:ed|ing)?|abstentions?|undecided|unsure|not sure|no (?:opinion|view|answer|preference)|neutral"
        r"|did not (?:know|answer|say|vote)|didn[’']t (?:know|answer|say|vote)|don[’']t know|spoil\w+|blank)\b",
        regex.I,
    ),
)
_WHOLE = regex.compile(
    r"\b(?:made up of|consist(?:s|ed|ing) of|compris(?:es?|ed|ing)|composed of|votes(?: cast)?,?"
    r"|split (?:into|between|among)"
    r"|divided (?:into|between|among)|broken down into)\b",
    regex.IGNORECASE,
)
_OF = regex.compile(r"\sof\s((?:\p{L}++\s?){1,3})")
#: What joins two shares of a row; "in the south 55%" begins another row.
_JOINT = regex.compile(r"^[^;:()]*(?:,|\b(?:and|but|with))\s(?:(?:and|but|with|only|just|another|a further)\s)*$")
#: How far behind "the rest" its share may stand.
_REACH = 12
_MOST = 60  # code points between two shares of a row


def conflicts(analysis: Analysis) -> Iterator[Conflict]:
    """Rows of shares of one whole that are more than it, or with a "rest" not as much as it."""
    yield from _further(analysis)
    yield from _listed(analysis)
    for statement in analysis.statements:
        shares = [f for f in statement.figures if f.kind == "percent"]
        text = analysis.text(statement.span)
        if len(shares) < 2 or any(f.value is None or f.approximate or f.value >= 100 for f in shares):
            continue
        if len({of.lower() for f in shares if (of := _whole_of(analysis, f))}) > 1:
            continue
        rest = _REST.search(text)
        if _LOOSE.search(text) or (
            rest is None and (_MANY.search(text) or not _exclusive(analysis, statement, shares))
        ):
            continue
        total = sum((f.value or Decimal(0) for f in shares), Decimal(0))
        if len(shares) == 2 and (total <= 101 or not _yes_and_no(analysis, statement, shares)):
            continue
        room = Decimal(len(shares)) / 2
        # "and the rest went to the port" leaves its share open: then the others may be less than the whole.
        stated = rest is not None and 0 <= shares[-1].span.start - statement.span.start - rest.end() <= _REACH
        if total > 100 + room or (stated and total < 100 - room):
            yield _conflict(analysis, shares, total, rest=rest is not None)


def _further(analysis: Analysis) -> Iterator[Conflict]:
    """ "64% drive. Another 21% take the train, 9% cycle and 11% walk": the row goes on from the sentence before."""
    for before, statement in pairwise(analysis.statements):
        lead = [f for f in before.figures if f.kind == "percent"]
        shares = [f for f in statement.figures if f.kind == "percent"]
        text = analysis.text(statement.span)
        row = [*lead, *shares]
        if len(lead) != 1 or not shares or not _ANOTHER.match(text) or _LOOSE.search(text) or _MANY.search(text):
            continue
        if any(f.value is None or f.approximate for f in row) or analysis.in_speech(statement.span):
            continue
        total = sum((f.value or Decimal(0) for f in row), Decimal(0))
        if total > 100 + Decimal(len(row)) / 2:
            yield _conflict(analysis, row, total, rest=False)


def _listed(analysis: Analysis) -> Iterator[Conflict]:
    """Lists with one share a line, whose last line is what is left: they make up the whole."""
    lines: list[Statement] = []
    for statement in [*analysis.statements, None]:
        if statement is not None and statement.sentence.kind is BlockKind.LIST_ITEM and _one_share(statement):
            lines.append(statement)
            continue
        row = [figure for line in lines for figure in line.figures if figure.kind == "percent"]
        if len(row) > _PAIR and _REMAINDER.search(analysis.text(lines[-1].span)):
            total = sum((f.value or Decimal(0) for f in row), Decimal(0))
            if abs(total - 100) > Decimal(len(row)) / 2:
                yield _conflict(analysis, row, total, rest=True)
        lines = []


def _one_share(statement: Statement) -> bool:
    shares = [f for f in statement.figures if f.kind == "percent"]
    return len(shares) == 1 and shares[0].value is not None and not shares[0].approximate


#: Two shares are no list.
_PAIR = 2
#: A line for what no other line holds.
_REMAINDER = regex.compile(
    r"^\W*(?:all |any |every)?\s?(?:everything else|all else|others?|the (?:rest|others|remainder)|rest|remainder"
    r"|miscellaneous|everyone else|elsewhere)\b",
    regex.IGNORECASE,
)
#: Words that open a sentence whose shares come on top of the one before.
_ANOTHER = regex.compile(r"(?:Another|A further|Some other)\s")


def _whole_of(analysis: Analysis, share: Figure) -> str:
    """What a share is said to be of ("48% of those under 25"); empty when it does not say."""
    said = _OF.match(analysis.document.text, share.span.end)
    return said[1] if said else ""


def _yes_and_no(analysis: Analysis, statement: Statement, shares: Sequence[Figure]) -> bool:
    """Whether two shares are a yes and a no to one question."""
    text = analysis.document.text
    gaps = (text[shares[0].span.end : shares[1].span.start], text[shares[1].span.end : statement.span.end])
    return _exclusive(analysis, statement, shares) and not any(_ANSWERS[2].search(gap) for gap in gaps)


def _exclusive(analysis: Analysis, statement: Statement, shares: Sequence[Figure]) -> bool:
    """Whether the shares exclude each other: answers of which one can be given, or the parts of a whole."""
    text = analysis.document.text
    ends = [*(f.span.start for f in shares[1:]), statement.span.end]
    gaps = [text[f.span.end : end] for f, end in zip(shares, ends, strict=True)]
    if any(len(gap) > _MOST or not _JOINT.search(gap) for gap in gaps[:-1]):
        return False
    answers = [next((n for n, answer in enumerate(_ANSWERS) if answer.search(gap)), -1) for gap in gaps]
    # "No" and "abstained" are told apart by the later pattern: "no opinion" is an answer of the third sort.
    answers = [2 if _ANSWERS[2].search(gap) else n for gap, n in zip(gaps, answers, strict=True)]
    if -1 not in answers and len(set(answers)) == len(answers):
        return True
    lead = text[statement.span.start : shares[0].span.start]
    return bool(_WHOLE.search(lead[-40:])) and bool(regex.search(r",?\sand\s$", gaps[-2]))


def _conflict(analysis: Analysis, shares: Sequence[Figure], total: Decimal, *, rest: bool) -> Conflict:
    name = analysis.document.name
    row = " + ".join(f"{number(f.value or Decimal(0))}%" for f in shares)
    return Conflict(
        "percent",
        "certain" if rest else "likely",
        tuple(Evidence(document=name, span=f.span, quote=f.text, figure=f, label="share") for f in shares),
        f"The shares add up to {number(total)}%, not 100%: {row}.",
        caveat="The shares may not be of one whole." if rest else "People may have given more than one answer.",
        resolution="Check the shares.",
    )
