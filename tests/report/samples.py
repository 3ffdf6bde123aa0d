"""Reports made by hand, so that these tests need no other stage than the model's own values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from normalize.apply import apply_edits
from normalize.decide import Policy, decide
from normalize.model import (
    Applicability,
    Claim,
    Conflict,
    Correction,
    Document,
    Edit,
    Evidence,
    Figure,
    KeyedEdit,
    MadeBy,
    Modality,
    Report,
    Span,
    Verdict,
)
from normalize.model.fingerprint import Fingerprints
from normalize.report.read import ReadOrigin

MADE_BY = MadeBy("0.1.0", "0f3a77c2b1d9", "51c0ffee90ab", ("LanguageTool 6.8",))

HARBOUR = """A ferry for the northern islands

The council of Port Maren approved a new ferryOn Monday, 4 March 2025, after three years of debate. The ship will cost €42 million and carry 1,200 passengers, the council said. Its builder, Nordwerft,has delivered eleven ferries since 2011.

"We waited long enough," said mayor Ilse Brandt. Nordwerft will operate the line for the city, and the Softmarine group supplies the batteries.

The budget of €24 million covers ship and pier. Around 1200 people live on the islands all year ; in summer there are nearly 5,000. The timetable remains unchanged, although the the first boat will leave an hour earlier.
"""  # noqa: E501

TIMES = """Ferry vote

Port Maren's new ferry will be run by the city itself and is to be built by Nordwerft for €42 million, half of it from the state.
"""  # noqa: E501


def document(name: str, text: str, ident: str = "") -> Document:
    """A document without blocks or zones."""
    return Document(ident or name.split(".")[0], name, text, (), (), ReadOrigin(), "ab" * 32)


def at(text: str, words: str, nth: int = 1) -> Span:
    """Where `words` stand in `text`."""
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def correction(
    text: str,
    rule: str,
    words: str,
    *fixes: str,
    safe: bool = False,
    message: str = "A reason.",
    evidence: tuple[Evidence, ...] = (),
    confidence: float = 0.9,
) -> Correction:
    """A correction of the first place where `words` stand."""
    span = at(text, words)
    kind = Applicability.SAFE if safe else Applicability.SUGGEST if fixes else Applicability.FLAG
    edits = tuple(Edit.replacing(text, span, fix) for fix in fixes)
    return Correction(rule, span, message, kind, confidence, edits, evidence)


def report(
    source: Document,
    corrections: Iterable[Correction] = (),
    figures: Iterable[Figure] = (),
    conflicts: Iterable[Conflict] = (),
    claims: Iterable[Claim] = (),
    unchecked: tuple[str, ...] = (),
) -> Report:
    """A report with fingerprints, decided by the default policy and applied."""
    prints = Fingerprints(source.text)
    found = tuple(
        replace(c, fingerprint=prints.next(c.rule, c.span)) for c in sorted(corrections, key=lambda c: (c.span, c.rule))
    )
    decisions = tuple(decide(c, Policy()) for c in found)
    edits = [KeyedEdit(d.key, d.fix) for d in decisions if d.verdict is Verdict.ACCEPT and d.fix]
    return Report(
        document=source,
        corrections=found,
        decisions=decisions,
        applied=apply_edits(source.text, edits),
        figures=tuple(figures),
        claims=tuple(claims),
        conflicts=numbered(conflicts),
        made_by=MADE_BY,
        unchecked=unchecked,
    )


def numbered(conflicts: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """The conflicts with fingerprints."""
    prints = Fingerprints("")
    return tuple(
        replace(c, fingerprint=prints.next_of(c.kind, c.message, *(e.quote for e in c.evidence))) for c in conflicts
    )


def figure(
    text: str,
    words: str,
    value: str | None,
    low: str | None,
    high: str | None,
    unit: str,
    kind: str = "money",
    nth: int = 1,
) -> Figure:
    """A figure that stands where `words` do."""

    def decimal(number: str | None) -> Decimal | None:
        return None if number is None else Decimal(number)

    return Figure(at(text, words, nth), words, decimal(value), decimal(low), decimal(high), unit, kind)


def passage(name: str, text: str, words: str, label: str = "", figure_: Figure | None = None) -> Evidence:
    """Evidence at the first place where `words` stand."""
    return Evidence(document=name, span=at(text, words), quote=words, label=label, figure=figure_)


def harbour_figures() -> tuple[Figure, ...]:
    """The figures of the harbour article."""
    t = HARBOUR
    return (
        figure(t, "three years", "3", "3", "3", "year", "duration"),
        figure(t, "€42 million", "42000000", "41500000", "42500000", "EUR"),
        figure(t, "1,200 passengers", "1200", "1150", "1250", "passenger", "count"),
        figure(t, "eleven ferries", "11", "11", "11", "ferry", "count"),
        figure(t, "€24 million", "24000000", "23500000", "24500000", "EUR"),
        figure(t, "1200 people", "1200", "1080", "1320", "person", "count"),
        figure(t, "nearly 5,000", None, "4500", "5000", "person", "count"),
    )


def harbour_conflicts() -> tuple[Conflict, ...]:
    """Conflicts within the harbour article, against a fact, and with the other article."""
    t, figures = HARBOUR, harbour_figures()
    fact = Figure(Span(0, 11), "€42 million", Decimal(42000000), Decimal(41500000), Decimal(42500000), "EUR", "money")
    return numbered(
        (
            Conflict(
                "value",
                "likely",
                (
                    passage("harbour.txt", t, "The ship will cost €42 million", "cost", figures[1]),
                    passage("harbour.txt", t, "The budget of €24 million covers ship and pier", "budget", figures[4]),
                    Evidence(fact="ferry-budget", source="Council minutes, 3 March 2025", figure=fact, label="budget"),
                ),
                "The budget for ship and pier, €24 million, is less than the cost of the ship alone, €42 million.",
                "The two figures may cover different years, or the digits were swapped in one of them.",
                "Ask the council which figure holds, then correct the other.",
                suggestion=Edit(at(t, "24"), "24", "42"),
            ),
            Conflict(
                "weekday",
                "certain",
                (passage("harbour.txt", t, "Monday, 4 March 2025", "date"),),
                "4 March 2025 was a Tuesday, not a Monday.",
                "",
                "Check the date of the meeting: it was on Monday the 3rd, or on Tuesday the 4th.",
            ),
            Conflict(
                "direction",
                "review",
                (
                    passage("harbour.txt", t, "Nordwerft will operate the line for the city", "operates"),
                    passage("times.txt", TIMES, "will be run by the city itself", "operates"),
                ),
                "One article has Nordwerft operate the line, the other the city itself.",
                "The city may run the line with Nordwerft as its contractor.",
            ),
            Conflict(
                "change",
                "review",
                (
                    passage("harbour.txt", t, "The timetable remains unchanged"),
                    passage("harbour.txt", t, "the first boat will leave an hour earlier"),
                ),
                "The timetable is said to be unchanged, yet a departure moves.",
                status="disputed",
            ),
        )
    )


def harbour() -> Report:
    """An article with a bit of everything."""
    t = HARBOUR
    name = Evidence(fact="Softmarin", source="facts.yaml: names; the company's own spelling")
    return report(
        document("harbour.txt", t),
        [
            correction(t, "case-boundary", "ferryOn", "ferry on", safe=True, message="Two words ran together."),
            correction(t, "space-after-comma", "Nordwerft,has", "Nordwerft, has", safe=True, message="No space."),
            correction(t, "space-before-mark", "year ;", "year;", safe=True, message="A space before a mark."),
            correction(
                t, "name-form", "Softmarine", "Softmarin", safe=True, message="The name's form.", evidence=(name,)
            ),
            correction(
                t, "repeated-word", "the the", "the", "that the", message="A word stands twice.", confidence=0.71
            ),
            correction(t, "long-sentence", "all year", message="Hard to read.", confidence=0.4),
        ],
        harbour_figures(),
        harbour_conflicts(),
        (
            Claim("harbour.txt", at(t, "The ship will cost €42 million"), "ship", "cost", harbour_figures()[1]),
            Claim(
                "harbour.txt",
                at(t, "We waited"),
                "mayor",
                relation="waits",
                object="ferry",
                period="2025",
                as_of="2025-03-04",
                modality=Modality.PLANNED,
                polarity=False,
                speaker="Ilse Brandt",
            ),
        ),
        ("Grammar was not checked: it is switched off.",),
    )


def times() -> Report:
    """A second article that shares a conflict with the first."""
    cost = figure(TIMES, "€42 million", "42000000", "41500000", "42500000", "EUR")
    return report(
        document("times.txt", TIMES),
        figures=[cost],
        conflicts=[c for c in harbour_conflicts() if any(e.document == "times.txt" for e in c.evidence)],
        claims=[Claim("times.txt", at(TIMES, "built by Nordwerft for €42 million"), "Ship", "cost", cost)],
    )


HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(2)> \u202etxt.exe\u202c {{ 7*7 }} {% raw %} &amp; `code`\r\n"
    "[link](javascript:alert(3)) ![image](http://example.com/x.png) # not a heading | not a cell\n"
    "* not a list\n1. not a list either\n<!-- no comment --> \x00\x1b[31mred\x07 \ud800 end\n"
    + "unbroken" * 4000
    + "\n"
    + "".join(chr(0x300 + n % 80) for n in range(300))
)


def hostile(text: str = HOSTILE) -> Report:
    """A document whose every string tries to be something else."""
    name = "<b>\u202e**evil**</b> | `x`.txt"
    sign = '"><script>alert(1)</script>\u2066|`**'
    source = document(name, text, "hostile")
    shown = Figure(at(text, "7*7"), sign, Decimal("1E+400"), Decimal("-1E+400"), None, sign, "count")
    other = Figure(at(text, "7*7"), "7" * 500, Decimal(7), Decimal(7), Decimal(8), sign, "count")
    evidence = (
        Evidence(document=name, span=at(text, "<img src=x onerror=alert(2)>"), quote=sign, figure=shown, label=sign),
        Evidence(document=name, span=at(text, "unbroken" * 3000), quote="unbroken" * 3000, figure=other),
        Evidence(fact=sign, source=sign, figure=other),
    )
    return report(
        source,
        [
            correction(text, sign, "{{ 7*7 }}", sign, message=sign, evidence=(evidence[2],)),
            correction(text, "long-token", "unbroken" * 2000, "b" * 9000, safe=True, message=sign),
            correction(text, "flag-at-a-point", "", message=sign),
        ],
        [shown, other],
        numbered([Conflict("value", "certain", evidence, sign * 3, sign, sign)]),
        unchecked=(sign,),
    )
