"""The tables of a report: figures with their variants, names with their forms, corrections by rule."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from normalize.model import Figure, Report, Verdict
from normalize.report.amounts import interval, measurable, number
from normalize.report.lines import Lines
from normalize.report.rule_text import RuleText
from normalize.report.words import count

_PLACES = 12  # line numbers listed for one form; the count says how many there are


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which something is written, how often, and the first lines where (`more`: there are others)."""

    text: str
    count: int
    lines: tuple[int, ...]
    more: bool = False

    @property
    def where(self) -> str:
        """How often and where, in words."""
        if not self.count:
            return "not used"
        listed = ", ".join(str(line) for line in self.lines)
        where = f"{'line' if len(self.lines) == 1 else 'lines'} {listed}"
        return where if self.count == 1 else f"{self.count:,} times, {where}{' …' if self.more else ''}"


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A quantity and the ways in which it is written."""

    value: str
    unit: str
    kind: str
    allowed: str
    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name that was written in more than one way, or wrong: the right form first."""

    canonical: str
    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class RuleRow:
    """What became of a rule's corrections. `bars` are start and width of each part, in hundredths of the longest.

    `about` says what the rule finds, `accepted` how many of those that people decided on they took; both may be empty.
    """

    rule: str
    total: int
    applied: int
    waiting: int
    not_made: int
    bars: tuple[tuple[str, str, str], ...]
    about: str = ""
    accepted: str = ""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """What a person decided in a document; `rewritten` are repairs in the person's own words."""

    person: str
    accepted: int
    rewritten: int
    rejected: int
    deferred: int


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How many corrections a rule found in a run; `width` is in hundredths of the longest bar."""

    rule: str
    count: int
    width: str


def figure_rows(figures: Iterable[Figure], lines: Lines) -> tuple[FigureRow, ...]:
    """Figures that mean the same together, in the order of their first mention."""
    groups: dict[tuple[object, ...], list[Figure]] = {}
    for figure in figures:
        same = figure.text if not measurable(figure) else (figure.value, figure.low, figure.high)
        groups.setdefault((figure.kind, figure.unit, same), []).append(figure)
    return tuple(_figure_row(group, lines) for group in groups.values())


def _figure_row(group: list[Figure], lines: Lines) -> FigureRow:
    first = group[0]
    places: dict[str, list[int]] = {}
    for figure in group:
        places.setdefault(" ".join(figure.text.split()), []).append(lines.line(figure.span.start))
    plain = not measurable(first)
    return FigureRow(
        value=first.text if plain else number(first.value) if first.value is not None else "–",
        unit=first.unit or "–",
        kind=first.kind,
        allowed="–" if plain else interval(first),
        forms=tuple(_form(text, where) for text, where in places.items()),
    )


def _form(text: str, lines: list[int]) -> Form:
    distinct = tuple(dict.fromkeys(lines))
    return Form(text, len(lines), distinct[:_PLACES], len(distinct) > _PLACES)


def name_rows(report: Report) -> tuple[NameRow, ...]:
    """Names that corrections held against a fact or a table, with every form that the source text uses."""
    text, lines = report.document.text, Lines(report.document.text)
    wrong: dict[str, dict[str, None]] = {}
    for correction in report.corrections:
        for evidence in correction.evidence:
            if evidence.fact and correction.fixes:
                wrong.setdefault(evidence.fact, {})[correction.span.of(text)] = None
    rows = []
    for canonical, forms in sorted(wrong.items()):
        found = {form: _occurrences(form, text, lines) for form in (canonical, *forms)}
        rows.append(NameRow(canonical, tuple(_form(form, where) for form, where in found.items())))
    return tuple(rows)


def _occurrences(form: str, text: str, lines: Lines) -> list[int]:
    return [lines.line(match.start()) for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text)]


def rule_rows(fates: Iterable[tuple[str, str]]) -> tuple[RuleRow, ...]:
    """Corrections counted by rule and fate (`applied`, `waiting`, `not made`), the busiest rule first."""
    counted = Counter(fates)
    rules = Counter[str]()
    for (rule, _), n in counted.items():
        rules[rule] += n
    longest = max(rules.values(), default=1)
    return tuple(
        _rule_row(rule, [counted[rule, fate] for fate in ("applied", "waiting", "not made")], longest)
        for rule, _ in sorted(rules.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def explained(rows: Iterable[RuleRow], report: Report, rules: Iterable[RuleText]) -> tuple[RuleRow, ...]:
    """The rows with what their rules find, and with how often people took what they proposed."""
    about = {rule.id: rule.summary for rule in rules}
    taken, asked = Counter[str](), Counter[str]()
    for correction, decision in zip(report.corrections, report.decisions, strict=True):
        if not decision.by.startswith("policy:") and decision.verdict is not Verdict.DEFER:
            asked[correction.rule] += 1
            taken[correction.rule] += decision.verdict is Verdict.ACCEPT
    return tuple(
        replace(
            row,
            about=about.get(row.rule, ""),
            accepted=f"{taken[row.rule]:,} of {asked[row.rule]:,}" if asked[row.rule] else "",
        )
        for row in rows
    )


def person_rows(report: Report) -> tuple[PersonRow, ...]:
    """What each person decided, who decided most first; empty while the policy alone has decided."""
    told: dict[str, Counter[Verdict]] = {}
    for decision in report.decisions:
        if not decision.by.startswith("policy:"):
            told.setdefault(decision.by.removeprefix("person:"), Counter())[decision.verdict] += 1
    rows = [
        PersonRow(
            person,
            accepted=counts[Verdict.ACCEPT],
            rewritten=counts[Verdict.REWRITE],
            rejected=counts[Verdict.REJECT],
            deferred=counts[Verdict.DEFER],
        )
        for person, counts in told.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.accepted - row.rewritten - row.rejected, row.person)))


def coverage(report: Report) -> str:
    """How many of the figures could be compared, in words; empty when there are none."""
    figures = {figure.span for figure in report.figures}
    tied = {claim.figure.span for claim in report.claims if claim.figure is not None and claim.subject} & figures
    if not figures:
        return ""
    read = f"{count(len(figures), 'figure')} {'was' if len(figures) == 1 else 'were'} read"
    return f"{read}; {len(tied):,} could be tied to a subject and compared."


def _rule_row(rule: str, parts: list[int], longest: int) -> RuleRow:
    bars, at = [], 0.0
    for name, part in zip(("applied", "waiting", "unmade"), parts, strict=True):
        width = 100 * part / longest
        if part:
            bars.append((name, f"{at:.2f}", f"{width:.2f}"))
        at += width
    applied, waiting, not_made = parts
    return RuleRow(rule, sum(parts), applied, waiting, not_made, tuple(bars))


def rule_counts(rules: Counter[str]) -> tuple[RuleCount, ...]:
    """The rules of a run, the busiest first."""
    longest = max(rules.values(), default=1)
    order = sorted(rules.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(RuleCount(rule, n, f"{100 * n / longest:.2f}") for rule, n in order)
