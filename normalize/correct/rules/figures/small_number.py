"""Small numbers are words here and numerals there."""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from normalize.correct.figureforms.consistency import Use, consistent
from normalize.correct.figureforms.house import prescribed
from normalize.correct.figureforms.numerals import below_hundred, in_words
from normalize.correct.figureforms.same import figures_near
from normalize.correct.prose import FUNCTION_WORDS, word_set
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Span
from normalize.scanning import matches_at

ID = "small-number"

_WORDS = "two|three|four|five|six|seven|eight|nine"
_NOUN = r"(?=[ ](?<noun>\p{Ll}{3,20}s|people|men|women|children|sheep)(?![\w’'-]))"
_PLACE = regex.compile(
    rf"(?=[2-9tfsen])(?<![\w.,:/$£€%–-])(?<!\p{{Nd}}[ ])(?:(?<word>{_WORDS})|(?<numeral>[2-9])){_NOUN}"
)
#: The same without a look at what stands before and at the noun.
_ANYWHERE = re.compile(
    r"[2-9tfsen](?<!\w.)(?:(?<=[2-9])|(?<=t)(?:wo|hree)|(?<=f)(?:our|ive)|(?<=s)(?:ix|even)|(?<=e)ight|(?<=n)ine)[ ]"
)
#: Nouns that measure or divide, or are no nouns; most houses keep numerals before measures.
_NOT_COUNTED = word_set(
    """
    miles feet inches yards metres meters kilometres kilometers centimetres grams kilograms tonnes tons pounds ounces
    litres liters gallons degrees points percents dollars euros cents pence years months weeks days hours minutes
    seconds times runs goals wickets sets games overs innings was has does this its less across always thirds quarters
    fifths sixths sevenths eighths ninths tenths hundreds thousands millions acres hectares votes plus versus knots
    """
)
_ROW = regex.compile(r"[^.;!?\n]{0,40}[0-9]")


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Numbers from two to nine before a counted noun."""
    uses = []
    text = document.text
    for match in matches_at(_ANYWHERE, _PLACE, text):
        if match["noun"] in _NOT_COUNTED:
            continue
        numeral = match["numeral"]
        if numeral and not _counts(document, Span(*match.span())):
            continue
        value = int(numeral) if numeral else below_hundred(match["word"])
        assert value is not None
        word = in_words(value)
        # Beside a larger number in numerals a small one keeps its numeral in many houses.
        rewrites = {} if numeral and _beside_numeral(text, match) else dict.fromkeys(_WORD_FORMS, word)
        uses.append(Use(Span(*match.span()), _form(context, numeral), rewrites))
    return consistent(ID, document, context, uses)


_WORD_FORMS = ("words", "words-below-10", "words-to-10", "words-to-100")


def _form(context: Context, numeral: str | None) -> str:
    return "numeral" if numeral else prescribed(context, ID) or "words"


def _counts(document: Document, span: Span) -> bool:
    """Whether a numeral counts what follows, rather than names what stands before it ("phase 3 trials")."""
    before = regex.search(r"(?<word>[\p{L}’'-]{1,24})[ ]\Z", document.text[max(0, span.start - 26) : span.start])
    named = before is not None and before["word"][0].isupper() and before["word"].lower() not in FUNCTION_WORDS
    return not named and any(figure.kind == "count" for figure in figures_near(document, span))


def _beside_numeral(text: str, match: regex.Match[str]) -> bool:
    before = regex.split(r"[.;!?\n]", text[max(0, match.start() - 40) : match.start()])[-1]
    return any(map(str.isdecimal, before)) or _ROW.match(text, match.end()) is not None


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="Small numbers are words here and numerals there.",
    why="Most houses write small numbers as words; mixed forms look like an oversight.",
    safety=(
        "Suggested by the document's own majority, at least three uses and twice as many as the others; by itself "
        "only for a house style, and when the figure reads the same afterwards. Only numbers that count a noun in "
        "the plural are looked at: not money, measures, times, ages, scores or what stands in a row."
    ),
    examples=(
        Fixes(
            "The farm has three dogs and four cats. There are six horses too. Then 7 sheep came. All grazed.",
            "The farm has three dogs and four cats. There are six horses too. Then seven sheep came. All grazed.",
        ),
        Fixes(
            "They sold nine paintings and two maps. The widow kept five chairs. Of the rest, 4 clocks went away.",
            "They sold nine paintings and two maps. The widow kept five chairs. Of the rest, four clocks went away.",
        ),
        Keeps("The farm has three dogs and 7 cats; it is 3 miles away and costs 5 pounds."),
        Keeps("They met at 5 on page 6, won 3 games to 2, and sold two maps, three books and four pens."),
    ),
    find=find,
)
