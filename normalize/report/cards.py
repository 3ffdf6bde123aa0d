"""Conflict cards: both passages, the values in one unit, what the wording allows, and why it may be no conflict."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from markupsafe import Markup

from normalize.model import Conflict, Evidence, Figure, Span
from normalize.report.amounts import interval, measurable, number
from normalize.report.one_unit import in_one_unit
from normalize.report.plot import Row, interval_plot
from normalize.report.summary import DocumentEntry, Passage, page_link
from normalize.report.words import CONFIDENCE_WORDS, KIND_TITLES, STATUS_WORDS

_ORDER = {"certain": 0, "likely": 1, "review": 2}


@dataclass(frozen=True, slots=True)
class Place:
    """Where evidence stands: its passage (None when unknown), and the links of an HTML and a Markdown page to it."""

    passage: Passage | None = None
    href: str = ""
    markdown: str = ""


#: Finds the place of a conflict's evidence.
Locate = Callable[[Conflict, Evidence], Place]


@dataclass(frozen=True, slots=True)
class Value:
    """A figure of a card: as written, the value and unit, and what the wording allows."""

    letter: str
    text: str
    value: str
    unit: str
    allowed: str


@dataclass(frozen=True, slots=True)
class Side:
    """One piece of evidence. `where` is a document with its line or a fact; `source` says where a fact comes from."""

    letter: str
    where: str
    href: str
    markdown: str
    label: str
    before: str
    quote: str
    after: str
    source: str
    is_fact: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A conflict ready for a page.

    `number` counts the cards of the page from 1; `anchor` is the card's id; `ruling` says how people settled it.
    `one_unit` is true when all `values` are told in one unit.
    """

    number: int
    anchor: str
    title: str
    kind: str
    confidence: str
    confidence_words: str
    status_words: str
    message: str
    sides: tuple[Side, ...]
    values: tuple[Value, ...]
    one_unit: bool
    plot: Markup
    caveat: str
    resolution: str
    repair: tuple[str, str] | None
    ruling: str = ""


def in_order(conflicts: Iterable[Conflict]) -> tuple[tuple[Conflict, ...], tuple[Conflict, ...]]:
    """Real conflicts, the surest first, and the notices (superseded, disputed); each in the order given otherwise."""
    given = tuple(conflicts)
    real = sorted((c for c in given if c.status == "conflict"), key=lambda c: _ORDER[c.confidence])
    return tuple(real), tuple(c for c in given if c.status != "conflict")


def card(conflict: Conflict, number_: int, locate: Locate) -> Card:
    """The card of a conflict."""
    letters = [_letter(index) for index in range(len(conflict.evidence))]
    pairs = tuple(zip(letters, conflict.evidence, strict=True))
    said = [(letter, e.figure) for letter, e in pairs if e.figure is not None]
    shown = in_one_unit([figure for _, figure in said])
    figures = tuple((letter, figure) for (letter, _), figure in zip(said, shown, strict=True))
    anchor = f"c-{conflict.fingerprint}"
    rows = [Row(letter, figure.text, figure) for letter, figure in figures]
    edit = conflict.suggestion
    return Card(
        number=number_,
        anchor=anchor,
        title=KIND_TITLES[conflict.kind],
        kind=conflict.kind,
        confidence=conflict.confidence,
        confidence_words=CONFIDENCE_WORDS[conflict.confidence],
        status_words=STATUS_WORDS.get(conflict.status, ""),
        message=conflict.message,
        sides=tuple(_side(letter, e, locate(conflict, e)) for letter, e in pairs),
        values=tuple(_value(letter, figure) for letter, figure in figures),
        one_unit=len({figure.unit for figure in shown}) == 1,
        plot=interval_plot(rows, anchor, conflict.message),
        caveat=conflict.caveat,
        resolution=conflict.resolution,
        repair=(edit.expected, edit.replacement) if edit else None,
    )


def _letter(index: int) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[index] if index < 26 else str(index + 1)


def _side(letter: str, evidence: Evidence, place: Place) -> Side:
    found = place.passage
    if evidence.span is None:
        where = f"Your facts: {evidence.fact}"
        quote = evidence.quote or (evidence.figure.text if evidence.figure else evidence.fact)
    else:
        where = f"{evidence.document}, line {found.line}" if found else evidence.document
        quote = found.quote if found else evidence.quote
    return Side(
        letter=letter,
        where=where,
        href=place.href,
        markdown=place.markdown,
        label=evidence.label,
        before=found.before if found else "",
        quote=quote,
        after=found.after if found else "",
        source=evidence.source,
        is_fact=evidence.span is None,
    )


def _value(letter: str, figure: Figure) -> Value:
    if not measurable(figure):
        return Value(letter, figure.text, "–", figure.unit or "–", "–")
    stated = number(figure.value) if figure.value is not None else "–"
    return Value(letter, figure.text, stated, figure.unit or "–", interval(figure))


def text_anchors(conflict: Conflict, document: str) -> dict[Span, str]:
    """The ids of a conflict's passages in the text of a document."""
    spans = dict.fromkeys(e.span for e in conflict.evidence if e.document == document and e.span is not None)
    first = f"t-{conflict.fingerprint}"
    return {span: first if index == 1 else f"{first}-{index}" for index, span in enumerate(spans, start=1)}


def elsewhere(conflict: Conflict, evidence: Evidence, entry: DocumentEntry | None, root: str) -> Place:
    """The place of evidence in another document of the run, as its entry knows it."""
    if entry is None:
        return Place()
    found = next((passage for passage in entry.passages if passage.span == evidence.span), None)
    html = page_link(root, entry.links.html)
    return Place(found, html and f"{html}#c-{conflict.fingerprint}", page_link(root, entry.links.markdown))
