"""HTML escapes stand in plain text where their characters should."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Edit, Span

ID = "html-entities"
NUMBER = r"\#(?:\d{2,6}|[xX][0-9A-Fa-f]{2,5})"
NAME = (
    r"amp|quot|apos|nbsp|ndash|mdash|hellip|[lr][sd]quo|[bs]bquo|[lr]aquo|bull|middot|euro|pound|yen|cent|copy|reg|trade|deg"
    r"|sect|para|frac(?:12|14|34)|times|plusmn|szlig|[A-Za-z](?:acute|grave|circ|uml|tilde|cedil|ring|slash|caron)"
    r"|(?:AE|ae|OE|oe)lig|iexcl|iquest|ordm|ordf"
)
#: `&amp;nbsp;` was escaped twice.
ENTITY = re.compile(rf"&(?:amp;)?(?:{NUMBER}|{NAME});")
#: A text that writes tags as escapes shows markup on purpose.
SHOWS_MARKUP = re.compile(r"&lt;|&#60;|&#x3c;", re.IGNORECASE)
TALKS_OF_HTML = re.compile(r"\b(?:HTML|XML|entit(?:y|ies)|escape[ds]?|markup)\b", re.IGNORECASE)
#: "Type &eacute; to get é" is about the escape.
NAMES_IT = re.compile(
    r"\b(?:type|typed|typing|write|writing|enter|insert|paste|code|codes|sequence)[ ]['\"“‘]?\Z", re.IGNORECASE
)


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Every escape whose character is printable; only suggested in a text that is about markup."""
    text = document.text
    if document.media != "text/plain" or "&" not in text or not ENTITY.search(text):
        return
    about_markup = bool(SHOWS_MARKUP.search(text) or TALKS_OF_HTML.search(text)) or any(
        NAMES_IT.search(text, max(0, match.start() - 12), match.start()) for match in ENTITY.finditer(text)
    )
    for match in ENTITY.finditer(text):
        written = match.group()
        sign = html.unescape(html.unescape(written))
        if sign == written or not (sign.isprintable() or sign == "\xa0") or sign in "<>" or len(sign) != 1:
            continue
        yield Correction(
            ID,
            Span(*match.span()),
            f"“{written}” is the HTML escape of “{sign}”.",
            Applicability.SUGGEST if about_markup else Applicability.SAFE,
            0.6 if about_markup else 0.99,
            (Edit(Span(*match.span()), written, sign),),
        )


RULE = Rule(
    id=ID,
    phase=Phase.CHARACTERS,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="An HTML escape stands in plain text instead of its character.",
    why="Text that was cut out of a web page keeps the page's escapes, which readers cannot read.",
    safety="Only in plain text, never in addresses or code; a text that is about markup gets suggestions.",
    examples=(
        Fixes("Research &amp; Development moved to Leeds.", "Research & Development moved to Leeds."),
        Fixes(
            "The driver&#8217;s licence &ndash; expired &mdash; was kept.", "The driver’s licence – expired — was kept."
        ),
        Fixes("She called it &quot;a gift&quot;.", 'She called it "a gift".'),
        Keeps("See https://example.org/search?a=1&amp;b=2 for the list."),
        Keeps("Marks & Spencer; R&D; the &c. of old prints"),
    ),
    find=find,
)
