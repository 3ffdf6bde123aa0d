"""A space stands before a comma, full stop or other mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from normalize.correct.prose import EXPECTANT, is_table, reads_as_english, repair
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span

ID = "space-before-punctuation"

#: Finds the candidates ten times as fast as the whole pattern does.
_TRIGGER = re.compile(r"[ \t\xA0][,.;!?:](?=[\s\"”’)]|\Z)")
_PLACE = regex.compile(
    r"""
    [\p{L}\p{Nd})\]"”’%] (?<space>[ ]{1,3}+ | [\t\xA0]) (?<mark>[,.;!?:]) (?= \s | ["”’)] | \Z )
    (?! \s?+ [.,;:!?…] )          # a spaced ellipsis, a row of dots
    (?! \s?+ [)(] )               # a face, or a mark named in brackets
    """,
    regex.VERBOSE,
)
#: A dot is an argument of many commands: "pip install ."
_COMMAND = regex.compile(
    r"""\b(?: git | pip3? | npm | npx | docker | podman | python3? | cd | ls | find | grep | make | cmake | cargo | yarn
    | go[ ](?:build|run|test|install|vet|fmt|get) | cp | mv | rsync | scp | chmod | chown | tar | code | ruff | black
    | pytest | mypy | du | tree | install | sudo )\b | \s-{1,2}\w | [$>#]\s""",
    regex.VERBOSE,
)
_WORD_BEFORE = regex.compile(r"(\p{L}{1,12}+)\Z")
_NEXT_IS_NAME = regex.compile(r"\s?+(?:NET|com|net|org|gov|edu|io|js)\b")


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Spaces between a word and the mark that belongs to it."""
    text = document.text
    for trigger in _TRIGGER.finditer(text):
        match = _PLACE.search(text, max(0, trigger.start() - 3), trigger.end() + 4)
        if match is None or match.end() != trigger.end():
            continue
        safe = _is_certain(text, match)
        if safe is None or is_table(document, match.start()) or not reads_as_english(text, match.start()):
            continue
        mark = match["mark"]
        word = _WORD_BEFORE.search(text, max(0, match.start("space") - 13), match.start("space"))
        gap = word is not None and word[1].lower() in EXPECTANT
        yield repair(
            ID,
            text,
            Span(match.start("space"), match.end("mark")),
            mark,
            f"No space belongs before “{mark}”" + (", unless a word was dropped here." if gap else "."),
            safe=safe and not gap,
            confidence=0.98 if safe and not gap else 0.7,
        )


def _is_certain(text: str, match: regex.Match[str]) -> bool | None:
    """True for a certain fault, False for a likely one, None for none."""
    mark, before, end = match["mark"], text[match.start()], match.end("mark")
    after = text[end : end + 3]
    following = after.lstrip('"”’) ')[:1]
    if _single(text, match.start()) or (text[match.start("space")] == "\xa0" and mark not in ",."):
        return None
    if mark == ",":
        return None if before.isdecimal() and following.isdecimal() else True
    if mark == ".":
        if _COMMAND.search(text, max(0, match.start() - 60), match.start("mark")) or _NEXT_IS_NAME.match(text, end):
            return None
        return not following.strip() or following.isupper()
    if mark == ":" or before.isdecimal():
        return None if before.isdecimal() else False
    if following.strip() and following.islower() and mark in "!?":
        return None
    return mark == ";" or not following.strip()


def _single(text: str, at: int) -> bool:
    """Whether a letter or digit at `at` stands alone: a variable, a list mark, a column."""
    return (
        text[at].isalpha() and not (at and (text[at - 1].isalnum() or text[at - 1] in ".'’-")) and text[at] not in "IaA"
    )


RULE = Rule(
    id=ID,
    phase=Phase.SPACING,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="A space stands before a comma, full stop or other mark.",
    why="English sets its marks close to the word before them; such a space is left over from a link or a translation.",
    safety=(
        "Numbers, decimals, spaced dots, faces, commands that end in a dot, tables and lines in French are left "
        "alone. A colon is only suggested, because lists of terms set it apart, and so is a mark after a word that "
        "wants another, because one may have been dropped."
    ),
    examples=(
        Fixes("The vote was close , but it passed .", "The vote was close, but it passed."),
        Fixes("She left in 2019 , they say.", "She left in 2019, they say."),
        Fixes("“It is over ,” he said .", "“It is over,” he said."),
        Fixes("Who won the seat ?", "Who won the seat?"),
        Fixes(
            "They asked for three things : time, money and luck.", "They asked for three things: time, money and luck."
        ),
        Fixes("Questions go to the address below or to .", "Questions go to the address below or to."),
        Keeps("The prize rose by .5 points ... or so they say :)"),
        Keeps("Comment ça va ? Il est parti ; elle est restée !"),
        Keeps("Dans la rue , il y a des gens qui ne sont pas contents ."),
        Keeps("Then run pip install . and wait."),
        Keeps("The odds were 1 , 000 to 1, and the .NET team knew."),
        Keeps("He waited . . . and waited . . . then left."),
        Keeps("| one , two | three |"),
    ),
    find=find,
    spacing_engine=True,
)
