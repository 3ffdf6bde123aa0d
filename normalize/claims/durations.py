"""Durations: start and end against the stated length, year of birth against age."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import regex

from normalize.claims import tokens as t
from normalize.claims import words
from normalize.claims.analysis import DIGIT, Analysis, Statement
from normalize.claims.calendar import When
from normalize.claims.events import clipped
from normalize.claims.explain import amount, of_fact, of_passage
from normalize.claims.names import bare, match, same_name
from normalize.claims.phrases import NounPhrase
from normalize.model import Conflict, Evidence, Fact, Facts, Figure, Span

#: Verbs of starting and ending under one stem, so that "shut … reopened" and "closure" are one.
_SAME_ACT = {words.stem("shut"): words.stem("close")}
_BORN = regex.compile(r"\bborn\b")
_BIRTH_YEAR = regex.compile(r"\bborn\b[^.;]{0,40}?\b(1[5-9]\d\d|20\d\d)\b")
_DIED = regex.compile(r"\b(?:died|killed|drowned|death)\b[^.;]*$")
_AGED = regex.compile(r"\b(?:aged|age of|at)\s$")
_NOW = regex.compile(r"\b[Nn]ow\s$")
_IS = regex.compile(r",\s[^,.;\n]{2,40}?\s(?:is|has|says|lives|still)\b")
_NEAR = 40
_AGE = [
    regex.compile(r"\b(?:[Nn]ow|[Aa]t|[Aa]ged|age of)\s(\d{1,3})(?=[,.;]|\s(?:he|she|and)\b)"),
    regex.compile(r"(?<=\p{L}),\s(\d{2,3})(?=,)"),
    regex.compile(r"(?<=\p{L}\s)is\s(\d{2})(?=[,.;])"),
    regex.compile(r"\b(\d{1,3})(?:-year-old|\syears\sold|\syears\sof\sage)\b"),
]
_DAYS = {
    "day": Decimal(1),
    "week": Decimal(7),
    "fortnight": Decimal(14),
    "month": Decimal("30.44"),
    "year": Decimal("365.25"),
    "decade": Decimal("3652.5"),
}


@dataclass(frozen=True, slots=True)
class Age:
    """Somebody's age in a document: `names` of the person, `year` the year that it holds for (0 when unknown).

    `doubt` is by how many years the text may have been written before or after `year`. `apposed`: it stands right
    with the name ("Ada Coyle, 58,", "the 58-year-old"), so that it is that of the day.
    """

    document: str
    span: Span
    quote: str
    years: int
    names: frozenset[str]
    year: int
    doubt: int = 0
    apposed: bool = False


def conflicts(analysis: Analysis) -> Iterator[Conflict]:
    """Stretches of time whose ends and length differ, and people whose age does not fit their year of birth."""
    told: set[Span | None] = set()
    for conflict in (*_stretches(analysis), *_births(analysis)):
        # Two patterns may fit one length.
        if conflict.evidence[0].span not in told:
            told.add(conflict.evidence[0].span)
            yield conflict


def _stretches(analysis: Analysis) -> Iterator[Conflict]:
    for number, statement in enumerate(analysis.statements):
        stretch = _stretch(analysis, statement)
        if stretch is None:
            continue
        yield from _same_sentence(analysis, statement, stretch)
        if number:
            yield from _before(analysis, analysis.statements[number - 1], statement, stretch)
        if number + 1 < len(analysis.statements):
            yield from _next_sentence(analysis, statement, analysis.statements[number + 1], stretch)
        for following in analysis.statements[number + 1 : number + _FAR]:
            yield from _lasting(analysis, statement, following, stretch)
            yield from _long(analysis, statement, following, stretch)
        for following in analysis.statements[number + 1 : number + _SOON]:
            yield from _during(analysis, following, stretch)


@dataclass(frozen=True, slots=True)
class _Stretch:
    first: When
    last: When
    least: Decimal
    most: Decimal


def _stretch(analysis: Analysis, statement: Statement) -> _Stretch | None:
    """The stretch between the only two dates of a sentence, in days, as wide as their wording leaves it."""
    if analysis.in_speech(statement.span):
        return None
    times = [w for w in statement.times if w.month and not w.end_year]
    if len(times) == 2 and not times[0].year and times[1].year:
        times[0] = When(times[0].span, times[1].year, times[0].month, times[0].day)
    years = [w for w in statement.times if w.year and not w.month and not w.end_year]
    if len(times) == 2 and len(statement.times) <= 3:
        first, last = times
    elif len(years) == 2 and len(statement.times) == 2:
        first, last = years
    else:
        return None
    if not _joined(analysis, first, last):
        return None
    year = first.year or last.year or 2023
    start = _range(first, year)
    end = _range(last, last.year or year)
    if start is None or end is None or end[1] <= start[0]:
        return None
    return _Stretch(first, last, Decimal(max((end[0] - start[1]).days, 0)), Decimal((end[1] - start[0]).days + 1))


def _joined(analysis: Analysis, first: When, last: When) -> bool:
    """Whether two dates are the ends of one stretch: "from … to", "between … and", or "shut on … and reopened on"."""
    text = analysis.document.text
    lead = text[max(0, first.span.start - 12) : first.span.start].lower().split()
    gap = text[first.span.end : last.span.start].lower()
    between = gap.split()
    if lead[-1:] in (["from"], ["between"]):
        return bool(between) and between[0] in ("to", "until", "till", "and", "through")
    return bool(
        regex.search(r"\b(?:re-?open\w*|end(?:ed|s)?|finish\w*|clos\w*|return\w*|until|resum\w*|lift\w*)\b", gap)
    )


def _range(when: When, year: int) -> tuple[date, date] | None:
    try:
        if when.day:
            day = date(year, when.month, when.day)
            return day, day
        if when.month:
            after = date(year + when.month // 12, when.month % 12 + 1, 1)
            return date(year, when.month, 1), date.fromordinal(after.toordinal() - 1)
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None


def _same_sentence(analysis: Analysis, statement: Statement, stretch: _Stretch) -> Iterator[Conflict]:
    lengths = [f for f in statement.figures if f.kind == "duration" and f.unit in _DAYS]
    if len(lengths) == 1 and _spans_it(analysis, statement, lengths[0], stretch):
        yield from _against(analysis, lengths[0], stretch)


def _spans_it(analysis: Analysis, statement: Statement, figure: Figure, stretch: _Stretch) -> bool:
    """Whether a length in the sentence is that of the stretch: "for 18 months, from …", "the five weeks from …"."""
    text = analysis.document.text
    before = text[max(0, figure.span.start - 12) : figure.span.start].lower().split()
    gap = text[figure.span.end : stretch.first.span.start] if figure.span.end <= stretch.first.span.start else ""
    apart = regex.search(r"[.;:]|\b(?:and|but|after|before|then|since)\b", gap)
    if (
        gap
        and len(gap.split()) <= (_CLOSE if stretch.first.month else 2)
        and not apart
        and regex.search(r"\b(?:from|between)\s*$", gap)
    ):
        return bool(before) and before[-1] not in ("than", "within", "by", "after", "every")
    tail = text[stretch.last.span.end : figure.span.start] if figure.span.start >= stretch.last.span.end else ""
    # "Began on 3 March and was lifted on 17 March, after two weeks": the act ended after it had lasted so long.
    ended = _ENDED.search(text[stretch.first.span.end : stretch.last.span.start])
    other = regex.search(r"\b(?:before|within)\b" if ended else r"\b(?:after|before|within)\b", tail)
    return bool(tail) and len(tail.split()) <= 4 and "," in tail[:3] and not other


def _next_sentence(
    analysis: Analysis, statement: Statement, following: Statement, stretch: _Stretch
) -> Iterator[Conflict]:
    """ "The seven-week closure": a definite noun with a length that takes up a verb or noun of the sentence before."""
    acts = {_SAME_ACT.get(w.stem, w.stem) for w in statement.parsed.tokens if w.tag in (t.VERB, t.NOUN, t.ADJ)}
    for number, token in enumerate(following.parsed.tokens):
        figure = token.figure
        if figure is None or figure.kind != "duration" or figure.unit not in _DAYS:
            continue
        phrase = following.parsed.phrase_at(number)
        if phrase is not None and phrase.kind == "fig" and phrase.words[0].lower in ("those", "these"):
            # "In those three weeks": the stretch itself.
            yield from _against(analysis, figure, stretch)
        if phrase is not None and phrase.definite and phrase.kind == "noun" and phrase.head > number:
            stem = phrase.stem
            if _SAME_ACT.get(stem, stem) in acts:
                yield from _against(analysis, figure, stretch)


def _before(analysis: Analysis, lead: Statement, statement: Statement, stretch: _Stretch) -> Iterator[Conflict]:
    """ "She needed 14 months for the repair. She began in July 2023 and finished in March 2024"."""
    started = any(c.verb.lemma in _STARTING and not c.verb.modal for c in statement.parsed.clauses)
    if not started or lead.times or analysis.in_speech(lead.span):
        return
    for clause in lead.parsed.clauses:
        if clause.verb.lemma not in _TAKING or clause.verb.modal or clause.verb.negated or not clause.objects:
            continue
        token = clause.objects[0].figure_token
        if token is not None and token.figure is not None and token.figure.unit in _DAYS:
            yield from _against(analysis, token.figure, stretch)


_STARTING = words.listed("begin start open set launch commence")
_TAKING = words.listed("take need last spend require work")


#: So many words stand between a length and "from" at most ("two weeks in orbit, from").
_CLOSE = 5
_ENDED = regex.compile(r"\b(?:end(?:ed|s)?|finish(?:ed|es)|lifted|(?:called|broken) off)\b")
#: A length that stands further from its two dates is likely of another occasion.
_FAR = 12
_LASTING = words.listed("take last")


def _lasting(analysis: Analysis, statement: Statement, following: Statement, stretch: _Stretch) -> Iterator[Conflict]:
    """ "The rescue, which took five weeks": the subject of the two dates, taken up with its length."""
    subjects = {c.subject.stem for c in statement.parsed.clauses if c.subject and c.subject.kind == "noun"}
    if analysis.in_speech(following.span) or any(w.year or w.month or w.relative for w in following.times):
        return
    for clause in following.parsed.clauses:
        subject, verb = clause.subject, clause.verb
        plain = verb.lemma in _LASTING and not verb.modal and not verb.negated and clause.objects
        if not plain or subject is None or not subject.definite or subject.stem not in subjects:
            continue
        token = clause.objects[0].figure_token
        bare = not subject.modifiers or subject.modifiers == _subject_of(statement, subject.stem).modifiers
        if token is not None and token.figure is not None and token.figure.unit in _DAYS and bare:
            yield from _against(analysis, token.figure, stretch)


def _long(analysis: Analysis, statement: Statement, following: Statement, stretch: _Stretch) -> Iterator[Conflict]:
    """ "After an eight-month trial": the subject of the two dates with its length and nothing else."""
    subjects = {c.subject.stem for c in statement.parsed.clauses if c.subject and c.subject.kind == "noun"}
    if following.sentence.number == statement.sentence.number + 1 or analysis.in_speech(following.span):
        return
    for phrase in following.parsed.nouns:
        token = phrase.figure_token
        if token is None or token.figure is None or token.figure.unit not in _DAYS or phrase.stem not in subjects:
            continue
        plain = all(w is token or w.tag == t.DET or w is phrase.head_token for w in phrase.words)
        if plain and phrase.kind == "noun" and phrase.head > phrase.first:
            yield from _against(analysis, token.figure, stretch)


#: So soon behind two dates "the seven months" are those between them.
_SOON = 4
_DURING = regex.compile(
    r"\b(?:(?:[Dd]uring|[Tt]hroughout|[Oo]ver)\s(?:the|those|these|her|his|its|their)"
    r"|[Ii]n\s(?:those|these|her|his|its|their))\s$"
)
_OTHER_STRETCH = regex.compile(
    r"\s(?:before|after|since|to|until|till|from|between|up to|leading|that followed|earlier|later|ago|of|ending)\b"
)
#: A stretch that is so many times longer or shorter is another one.
_TIMES = 4


def _during(analysis: Analysis, following: Statement, stretch: _Stretch) -> Iterator[Conflict]:
    """ "During the seven months in her workshop": the stretch that two dates have just told."""
    text = analysis.document.text
    if following.times or analysis.in_speech(following.span):
        return
    for figure in following.figures:
        if figure.kind != "duration" or figure.unit not in _DAYS or not figure.value:
            continue
        lead = text[max(following.span.start, figure.span.start - 20) : figure.span.start]
        days = figure.value * _DAYS[figure.unit]
        near = stretch.least < days * _TIMES and days < stretch.most * _TIMES
        if near and _DURING.search(lead) and not _OTHER_STRETCH.match(text, figure.span.end):
            yield from _against(analysis, figure, stretch)


def _subject_of(statement: Statement, stem: str) -> NounPhrase:
    return next(c.subject for c in statement.parsed.clauses if c.subject and c.subject.stem == stem)


def _against(analysis: Analysis, figure: Figure, stretch: _Stretch) -> Iterator[Conflict]:
    day = _DAYS[figure.unit]
    if figure.low is None or figure.high is None:
        return
    # A length is told in round numbers: "three weeks" may be 18 days, and 15 is two of them.
    slack = day / 2 if figure.unit != "day" else Decimal(2)
    low, high = figure.low * day - slack, figure.high * day + slack
    if low <= stretch.most and stretch.least <= high:
        return
    name = analysis.document.name
    ends = clipped(Span(stretch.first.span.start, stretch.last.span.end))
    middle = (stretch.least + stretch.most) / 2 / day
    yield Conflict(
        "duration",
        "certain",
        (
            Evidence(document=name, span=figure.span, quote=analysis.text(figure.span), figure=figure, label="length"),
            Evidence(document=name, span=ends, quote=analysis.text(ends), label="start and end"),
        ),
        f"From start to end it is about {amount(middle.quantize(Decimal('0.1')), figure.unit)}, not {figure.text}.",
        caveat="The length may leave out a break.",
        resolution="Check the two dates and the length.",
    )


def ages(analysis: Analysis) -> Iterator[Age]:
    """The ages of people in a document, with the year that they hold for where the document names one."""
    text = analysis.document.text
    year = _one_year(analysis)
    for statement in analysis.statements:
        numbered = DIGIT.search(text, statement.span.start, statement.span.end)
        for pattern in _AGE if numbered else ():
            for found in pattern.finditer(text, statement.span.start, statement.span.end):
                span = Span(found.start(1), found.end(1))
                names = _whose(analysis, statement, span)
                if analysis.in_speech(span) and not names:
                    continue
                yield Age(
                    analysis.document.name,
                    clipped(Span(span.start, min(statement.span.end, span.end + 30))),
                    text[span.start : min(statement.span.end, span.end + 30)],
                    int(found.group(1)),
                    names,
                    *_year_of(analysis, statement, span, year),
                    apposed=text[max(0, span.start - 2) : span.start] == ", " or text.startswith("-year-old", span.end),
                )


def account_ages(mine: Sequence[Age], theirs: Sequence[Age]) -> Iterator[Conflict]:
    """Ages that two accounts of one story give one person; a birthday may lie between them."""
    told: set[str] = set()
    for one in mine:
        for other in theirs:
            names = {name for name in one.names if " " in name and match(frozenset({name}), other.names)}
            apart = abs(one.years - other.years) > 1 and one.year == other.year and one.apposed and other.apposed
            if apart and names and told.isdisjoint(names):
                told |= names
                yield _two_ages(one, other)


def _two_ages(one: Age, other: Age) -> Conflict:
    return Conflict(
        "value",
        "likely",
        (of_passage(one, "age"), of_passage(other, "age")),
        f"Two ages are given for one person: {one.years} and {other.years}.",
        caveat="The two may be of different years, or of two people of one name.",
        resolution="Check the age.",
    )


def _year_of(analysis: Analysis, statement: Statement, age: Span, common: int) -> tuple[int, int]:
    """The year that an age holds for, 0 when the text leaves it open, and the doubt about it.

    It is the year of the death or event that the age stands with, else that of the document's own date, else, for
    somebody "now 47" (or "At 47, she is …"), the `common` year of all dates.
    """
    text = analysis.document.text
    births = {match.start(1) for match in _BIRTH_YEAR.finditer(text, statement.span.start, statement.span.end)}
    years = [w for w in statement.times if w.year and not any(w.span.start <= at < w.span.end for at in births)]
    for when in years:
        before = text[max(statement.span.start, when.span.start - _NEAR) : when.span.start]
        if _DIED.search(before) and abs(age.start - when.span.end) < _NEAR:
            return when.year, 0
    lead = text[max(0, age.start - 12) : age.start]
    if years:
        close = bool(years[0].month) or (abs(age.start - years[0].span.end) < _NEAR and bool(_AGED.search(lead)))
        return (years[0].year, 0) if close and len(years) == 1 and not years[0].end_year else (0, 0)
    if analysis.dateline is not None:
        return analysis.dateline.year, 0
    present = _NOW.search(lead) or (lead.endswith("At ") and _IS.match(text, age.end))
    return (common, 1) if present else (0, 0)


def _one_year(analysis: Analysis) -> int:
    """The year of all dates of a document, when they are of one year and no later year is named; else 0."""
    times = [w for s in analysis.statements for w in s.times if w.year]
    dated = {w.year for w in times if w.month}
    return max(dated) if len(dated) == 1 and max(max(w.year, w.end_year) for w in times) in dated else 0


def _whose(analysis: Analysis, statement: Statement, span: Span) -> frozenset[str]:
    """The name right before or after an age; with a pronoun, nobody's."""
    nearest: NounPhrase | None = None
    for phrase in statement.parsed.nouns:
        if phrase.kind != "name":
            continue
        if phrase.end <= span.start and span.start - phrase.end <= 4:
            return analysis.names.of(phrase)
        if phrase.start >= span.end and phrase.start - span.end <= 3:
            nearest = nearest or phrase
    return analysis.names.of(nearest)


def _births(analysis: Analysis) -> Iterator[Conflict]:
    if not _BORN.search(analysis.document.text):
        return
    found = list(ages(analysis))
    for number, statement in enumerate(analysis.statements):
        born = _born(analysis, statement)
        if born is None:
            continue
        names, year, span = born
        follow = analysis.statements[number + 1].span if number + 1 < len(analysis.statements) else statement.span
        first = analysis.statements[max(0, number - 1)].span
        for age in found:
            near = first.start <= age.span.start < follow.end
            same = any(same_name(a, b) for a in age.names for b in names) or (not age.names and near)
            if same and age.year and not _fits(age, year):
                yield _wrong_age(age, year, Evidence(document=age.document, span=span, quote=analysis.text(span)))
                break


def _born(analysis: Analysis, statement: Statement) -> tuple[frozenset[str], int, Span] | None:
    for clause in statement.parsed.clauses:
        if not _BORN.search(clause.verb.main.lower):
            continue
        # "Born in 1990, the goalkeeper …": the subject stands behind the comma.
        after = (n for n in statement.parsed.nouns if n.first > clause.verb.last and n.name)
        subject = clause.subject or next(after, None)
        years = [w for w in statement.times if w.year and w.span.start > clause.verb.main.start]
        if years and years[0].span.start - clause.verb.main.end < 60:
            span = clipped(Span(clause.verb.main.start, years[0].span.end))
            return analysis.names.of(subject), years[0].year, span
    return None


def _fits(age: Age, born: int) -> bool:
    return age.year - born - 1 - age.doubt <= age.years <= age.year - born + age.doubt


def _wrong_age(age: Age, born: int, evidence: Evidence) -> Conflict:
    low, high = age.year - born - 1, age.year - born
    return Conflict(
        "duration",
        "likely",
        (Evidence(document=age.document, span=age.span, quote=age.quote, label="age"), evidence),
        f"Somebody born in {born} was {low} or {high} in {age.year}, not {age.years}.",
        caveat=f"The age may be of another year than {age.year}, or of another person.",
        resolution="Check the age and the year of birth.",
    )


def fact_conflicts(found: Iterable[Age], facts: Facts) -> Iterator[Conflict]:
    """Ages against the years of birth that the user stated, each fact once a document."""
    births = [(fact, year) for fact in facts.facts if (year := _birth_year(fact))]
    told: set[tuple[str, str]] = set()
    for age in found if births else ():
        for fact, year in births:
            forms = [bare(form) for form in (fact.subject, *fact.aliases)]
            same = any(same_name(name, form) for name in age.names for form in forms)
            if same and age.year and not _fits(age, year) and (age.document, fact.id) not in told:
                told.add((age.document, fact.id))
                yield _wrong_age(age, year, of_fact(fact))


def _birth_year(fact: Fact) -> int:
    if not regex.search(r"\b(?:birth|born)\b", fact.measure.lower()):
        return 0
    year = regex.search(r"\b(1[6-9]\d\d|20\d\d)\b", fact.value)
    return int(year.group(1)) if year else 0
