"""The name of a company, product or organisation has its capitals in the wrong places."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from normalize.correct.names import NameEntry, find_forms, forms_by_first_word, name_table, user_forms
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Edit, Evidence, Facts, Name, Span

ID = "name-capitals"

_SENTENCE_START = regex.compile(r"(?:\A|[.!?:]['\"”’)]{0,2}\s{1,4}|[\r\n][>#*\-\s“\"‘]{0,6})[“\"‘'(]?\Z")
#: Lower-case forms are commands, handles and parts of names of files too, so they need plain words around them.
_APART = regex.compile(r"(?:(?<=\p{Ll}[,;]?)\ )\Z")


#: A word with a stroke may be a path or a branch.
_PATH = regex.compile(r"[^\s/\\]++[/\\][^\s/\\]*+\Z")
#: Forms that somebody else bears by right: Tiktok is a clockwork man in the books of Oz.
_NAMESAKES = frozenset({"Tiktok"})


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Names of the shipped table in a wrong form, unless the user's facts speak about that form."""
    text, table = document.text, name_table()
    spoken = user_forms(context.facts)
    for span, form in find_forms(text, _by_first_word()):
        entry = table[form]
        if form in spoken or not _stands_in_prose(text, span, form):
            continue
        yield _correction(text, span, entry)


@cache
def _by_first_word() -> dict[str, list[str]]:
    return forms_by_first_word(name_table())


def _stands_in_prose(text: str, span: Span, form: str) -> bool:
    if not form.islower():
        return True
    if text[span.end : span.end + 1] in ("-", ":", "/"):
        return False
    return _APART.search(text, max(0, span.start - 3), span.start) is not None


def _correction(text: str, span: Span, entry: NameEntry) -> Correction:
    right = entry.right.replace("'", "’") if "’" in span.of(text) else entry.right
    fixes = [Edit.replacing(text, span, right)]
    if right[0].islower() and _SENTENCE_START.search(text, max(0, span.start - 12), span.start):
        # Styles differ about "eBay" at the start of a sentence.
        fixes.append(Edit.replacing(text, span, right[0].upper() + right[1:]))
    # A form without capitals may be a command or a handle, and one with "Mc" somebody's surname.
    doubtful = len(fixes) > 1 or entry.wrong.islower() or entry.wrong.startswith("Mc")
    doubtful = doubtful or (entry.wrong in _NAMESAKES and entry.right not in text)
    doubtful = doubtful or _PATH.search(text, max(0, span.start - 80), span.start) is not None
    return Correction(
        rule=ID,
        span=span,
        message=f"The name is written “{entry.right}” by its owner.",
        applicability=Applicability.SUGGEST if doubtful else Applicability.SAFE,
        confidence=0.75 if doubtful else 0.98,
        fixes=tuple(fixes),
        evidence=(Evidence(fact=entry.right, source=f"its owner's own spelling, {entry.source}"),),
    )


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="A well-known name has its capitals in the wrong places.",
    why="Owners of such names care for their capitals, and readers take a wrong one for carelessness.",
    safety=(
        "Only the forms of a shipped table whose capitals alone are wrong; names with disputed or changing "
        "capitals, common words and surnames are not in it. Forms without any capital, and names that begin a "
        "sentence with a small letter, are only suggested. Your facts go first."
    ),
    examples=(
        Fixes("She posted it on Youtube and Whatsapp.", "She posted it on YouTube and WhatsApp."),
        Fixes("TikTok is blocked, but Tiktok’s lawyers object.", "TikTok is blocked, but TikTok’s lawyers object."),
        Fixes("Softbank's offer and a Paypal-like app", "SoftBank's offer and a PayPal-like app"),
        Fixes("He sold it on ebay, he says.", "He sold it on eBay, he says."),
        Fixes("We ate at Mcdonald’s twice.", "We ate at McDonald’s twice."),
        Keeps("YouTube, eBay, Unesco, Nasa, Ikea, Lego and Adidas are written as their houses like."),
        Keeps("See Github.com/readme, #Youtube, @Youtube, youtube-dl and git clone github:me."),
        Keeps("SOFTBANK AND YOUTUBE IN TALKS"),
        Keeps("They still write Softbank here.", Facts(names=(Name("SoftBank", aliases=("Softbank",)),))),
    ),
    find=find,
)
