"""A word is written twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalize.correct.prose import is_table, word_set
from normalize.correct.rule import Context, Fixes, Keeps, Misses, Phase, Rule
from normalize.model import Applicability, Correction, Document, Edit, Span

ID = "repeated-word"

#: English never doubles these, whatever stands around them.
_NEVER = word_set("the a an and of our their your than")
#: Nearly always a slip, but a correct sentence can be built ("he has nobody to talk to to feel better").
_SELDOM = word_set(
    """
    to for from with at by into onto upon as or but if because when while where whether although we they he she
    these those been be are were has have would could should must might also during before after between among
    through without within against toward towards under
    """
)
#: Begins with a set of letters, those of the words above: the engine of the standard library then skips fastest.
_PLACE = re.compile(
    r"(?P<first>[tTaAoOyYeEfFwWbBiIuUhHsScCmMdD](?<![\w'’\-–./@#&].)[A-Za-z]{0,8})"
    r"(?P<gap>[ \t\xA0]{1,3}|[ ]?\r?\n[ ]{0,3})(?P<second>(?i:(?P=first)))(?![\w'’\-–/@&]|\.\w|[.,;:]?[”\"])"
)
_LAST_WORD = re.compile(r"([^\W_]{1,20})\s{0,4}\Z")
#: Words after which a single letter, or the word itself, is a name: "vitamin A a day", "the word the".
_NAMING = word_set(
    """
    article band clause class called definition exhibit figure grade group hepatitis influenza item key letter
    letters level named note option paragraph part plan point schedule section step subsection table team term
    type unit vitamin word words appendix category model phase size conjunction conjunctions preposition prepositions
    pronoun pronouns articles
    """
)
_NEXT_WORD = re.compile(r"\s{1,4}([^\W_]{1,20})")
_SINGLE_LETTER = re.compile(r"[ \t]+[^\W\d_](?![^\W\d_])")
_LATE = re.compile(r"\s+(?:late|course)\b")


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Small words that are written twice."""
    text = document.text
    for match in _PLACE.finditer(text):
        word = match["second"]
        if not word.islower() or (word not in _NEVER and word not in _SELDOM):
            continue
        if document.in_quotation(Span(*match.span())) or is_table(document, match.start()):
            continue
        if _is_meant(text, match, word):
            continue
        place = _surplus(text, match)
        safe = word in _NEVER
        yield Correction(
            rule=ID,
            span=Span(min(match.start(), place.start), match.end()),
            message=f"“{word}” is written twice.",
            applicability=Applicability.SAFE if safe else Applicability.SUGGEST,
            confidence=0.98 if safe else 0.8,
            fixes=(Edit(place, place.of(text), ""),),
        )


def _is_meant(text: str, match: re.Match[str], word: str) -> bool:
    """Whether the words around the pair make it one that is meant."""
    last = _LAST_WORD.search(text, max(0, match.start() - 24), match.start())
    following = _NEXT_WORD.match(text, match.end())
    if word in (last and last[1].lower(), following and following[1].lower()):
        return True  # three times is no slip
    if last is not None and last[1].lower() in _NAMING:
        return True
    if "\n" in match["gap"] and not _is_wrapped(text, match):
        return True
    if match["first"][0].isupper() and last is not None:
        return True
    if word == "a":
        return _SINGLE_LETTER.match(text, match.end()) is not None
    return word == "of" and _LATE.match(text, match.end()) is not None


def _is_wrapped(text: str, match: re.Match[str]) -> bool:
    """Whether the line break between the two words is one of wrapped prose, not of a list of words."""
    start = text.rfind("\n", max(0, match.start() - 200), match.start()) + 1
    end = text.find("\n", match.end(), match.end() + 200)
    rest = text[match.end() : end if end >= 0 else match.end() + 200]
    return len(text[start : match.start()].split()) >= 2 and len(rest.split()) >= 1


def _surplus(text: str, match: re.Match[str]) -> Span:
    """Which word to take out, with one of its spaces: a line break between the two stays where it is."""
    before = match.start() - 1
    if "\n" in match["gap"] and match["first"].islower() and before >= 0 and text[before] in " \t":
        return Span(before, match.end("first"))
    return Span(match.start("gap"), match.end("second"))


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="A small word is written twice in a row.",
    why="A doubled article or preposition is almost always a typing slip, often across the end of a line.",
    safety=(
        "By itself only words that English never doubles are taken out, so no meaning is lost; pairs that a correct "
        "sentence can hold are suggested or left alone. Names, quotations, single letters and words named as words "
        "are left alone."
    ),
    examples=(
        Fixes("Paris in the the spring.", "Paris in the spring."),
        Fixes("A a cup of tea stood there.", "A cup of tea stood there."),
        Fixes("The road to the\nthe harbour is closed.", "The road to\nthe harbour is closed."),
        Fixes("They sent it to to the wrong house.", "They sent it to the wrong house."),
        Keeps("She had had enough of that that day, and he logged in in time."),
        Keeps("What it is is a mess, and we gave her her coat back."),
        Keeps("The The played The Hague, and bathe the dog."),
        Keeps("One vitamin A a day, and the letters a a b b."),
        Keeps("The conjunctions and and or join words."),
        Keeps("He said “the the” twice, and sang the the the the."),
        Keeps("what we dreamt of of late\n\nthe\nthe\nof\n"),
        Misses("It was the, the end of it.", "It was the end of it.", why="punctuation stands between the two words"),
    ),
    find=find,
)
