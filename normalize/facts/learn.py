"""Facts that documents agree on, proposed for a person to confirm."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from normalize.facts.copies import copies_apart
from normalize.facts.value import read_value
from normalize.figures import agree, convert
from normalize.model import Claim, Conflict, Figure, Modality, Report, Span
from normalize.wording import likeness, sketch, words_of

#: Kinds that settle nothing: ages change, dates and clock times belong to events, bare numbers count anything.
_UNSETTLED = frozenset(["age", "date", "time", "ordinal", "identifier", "number", "fraction", "points"])
_YEAR = re.compile(r"\b[12]\d{3}\b")
_WEEKDAY = re.compile(r"(?:on |last |this |next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
#: A turn of phrase that is shorter may be written twice by chance.
_COPIED_WORDS = 8
#: Two documents that share this much of their wording are one text with another headline or ending.
_SHARED = 0.5


@dataclass(frozen=True, slots=True)
class Support:
    """A place that states a proposed fact."""

    document: str
    line: int
    quote: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A fact on which independent documents agree: `support` has one place of each, `copies` are other documents."""

    id: str
    subject: str
    measure: str
    value: str
    period: str
    support: tuple[Support, ...]
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Stated:
    """A claim with what deciding needs of its document. `period` is None where it depends on the day of writing."""

    claim: Claim
    figure: Figure
    period: str | None
    support: Support
    disputed: bool
    sketch: bytes
    words: tuple[str, ...]


def learn(reports: Iterable[Report], *, least: int = 2) -> tuple[Proposal, ...]:
    """Proposals from figures on which at least `least` independent documents agree, in order of subject and measure.

    A figure is proposed when the statements of one subject, measure and period agree in every document, none of them is
    part of a conflict, and enough documents are no copies of each other. Forecasts, denials, ranges and figures of
    periods such as "last year" support nothing, and what a fact of the run's own facts file is about is not proposed.
    """
    groups: defaultdict[tuple[str, str, str], list[_Stated]] = defaultdict(list)
    for report in reports:
        for stated in _stated(report):
            claim = stated.claim
            groups[_folded(claim.subject), _folded(claim.measure), stated.figure.kind].append(stated)
    used: set[str] = set()
    found = (proposal for key in sorted(groups) for proposal in _proposals(groups[key], least, used))
    return tuple(found)


def _stated(report: Report) -> Iterator[_Stated]:
    document = report.document
    claims = [c for c in report.claims if c.subject and c.measure and c.figure and c.polarity and not c.fact]
    if not claims:
        return
    disputed = list(_disputed(report.conflicts, document.name))
    taken = sketch(document.text)
    for claim in claims:
        figure = claim.figure
        if figure is None or figure.kind in _UNSETTLED:
            continue
        quote = claim.span.of(document.text)
        line = document.text.count("\n", 0, figure.span.start) + 1
        yield _Stated(
            claim,
            figure,
            _period(claim.period),
            Support(document.name, line, quote),
            any(span.overlaps(figure.span) for span in disputed),
            taken,
            words_of(quote),
        )


def _disputed(conflicts: Iterable[Conflict], document: str) -> Iterator[Span]:
    for conflict in conflicts:
        for evidence in conflict.evidence:
            if evidence.document == document and evidence.span is not None:
                yield evidence.figure.span if evidence.figure is not None else evidence.span


def _period(written: str) -> str | None:
    """The period that a figure covers: empty when none is named, None when its words depend on the day of writing."""
    parts = [part.strip() for part in written.split(",") if part.strip()]
    lasting = [part for part in parts if not _WEEKDAY.fullmatch(part)]
    if not lasting:
        return ""
    return ", ".join(lasting) if all(_YEAR.search(part) for part in lasting) else None


def _proposals(stated: Sequence[_Stated], least: int, used: set[str]) -> Iterator[Proposal]:
    """What the statements of one subject and measure settle, period by period."""
    periods = {_folded(one.period): None for one in stated if one.period is not None}
    for period in sorted(periods):
        # A statement that names no lasting period may be about any.
        about = [one for one in stated if not period or not one.period or _folded(one.period) == period]
        support = [one for one in about if one.period is not None and _folded(one.period) == period and _plain(one)]
        if any(one.disputed for one in about) or not _all_agree([one.figure for one in about]):
            continue
        kept, copies = copies_apart(support, _copied, lambda one: one.support.document)
        if len(kept) >= max(1, least) and (proposal := _proposal(support, kept, copies, used)) is not None:
            used.add(proposal.id)
            yield proposal


def _plain(one: _Stated) -> bool:
    return one.claim.modality is Modality.ACTUAL and one.figure.value is not None


def _all_agree(figures: Sequence[Figure]) -> bool:
    """Whether all figures can be one: in one unit, their intervals have a part in common."""
    converted = [convert(figure, figures[0].unit) for figure in figures]
    known = [figure for figure in converted if figure is not None]
    if len(known) < len(converted) or any(f.low is None and f.high is None for f in known):
        return False
    lows = [f.low for f in known if f.low is not None]
    highs = [f.high for f in known if f.high is not None]
    return not lows or not highs or max(lows) <= min(highs)


def _copied(one: _Stated, other: _Stated) -> bool:
    if one.words == other.words and len(one.words) >= _COPIED_WORDS:
        return True
    return likeness(one.sketch, other.sketch) >= _SHARED


def _proposal(
    support: Sequence[_Stated], kept: Sequence[_Stated], copies: Sequence[str], used: set[str]
) -> Proposal | None:
    best = min(support, key=lambda one: (-_seconded(one, kept), one.figure.approximate, _width(one.figure)))
    value = " ".join(best.figure.text.split())
    read = read_value(value)
    if read is None or agree(read, best.figure) is not True:
        return None  # read alone, the words would mean something else
    claim = best.claim
    return Proposal(
        _id(claim.subject, claim.measure, best.period or "", used),
        " ".join(claim.subject.split()),
        " ".join(claim.measure.split()),
        value,
        best.period or "",
        tuple(one.support for one in kept),
        tuple(copies),
    )


def _seconded(one: _Stated, kept: Sequence[_Stated]) -> int:
    """How many of the independent documents state this very value."""
    converted = (convert(other.figure, one.figure.unit) for other in kept)
    return sum(figure is not None and figure.value == one.figure.value for figure in converted)


def _width(figure: Figure) -> float:
    if figure.low is None or figure.high is None:
        return float("inf")
    return float(figure.high - figure.low)


def _id(subject: str, measure: str, period: str, used: set[str]) -> str:
    words = re.findall(r"[a-z0-9]+", f"{subject} {measure} {period}".casefold())
    base = "-".join(words)[:80].strip("-") or "fact"
    number, name = 1, base
    while name in used:
        number += 1
        name = f"{base}-{number}"
    return name


def _folded(text: str | None) -> str:
    return " ".join((text or "").casefold().split())
