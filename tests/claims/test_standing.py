"""Statements of an article beside the user's facts about the same."""

from __future__ import annotations

import pytest

from normalize import clean
from normalize.model import Claim, Standing

WHARF = {
    "facts": [
        {
            "id": "cost",
            "subject": "Orlen Wharf",
            "aliases": ["the wharf"],
            "measure": "cost",
            "value": "€80 million",
            "as_of": "2025-02-01",
        },
        {"id": "length", "subject": "Orlen Wharf", "measure": "length", "value": "2.4 km"},
        {"id": "opening", "subject": "Orlen Wharf", "measure": "opening date", "value": "9 June 2026"},
        {"id": "toll", "subject": "Orlen Wharf", "measure": "toll", "value": "€4"},
        {"id": "sales-23", "subject": "Tarn Mills", "measure": "revenue", "value": "€12 million", "period": "2023"},
        {"id": "sales-24", "subject": "Tarn Mills", "measure": "revenue", "value": "€15 million", "period": "2024"},
        {"id": "owner", "subject": "Brask Holding", "relation": "owns", "object": "Tarn Mills"},
    ]
}


def stated(text: str) -> list[Claim]:
    """The claims of a text that are about one of the facts."""
    return [claim for claim in clean(text, facts=WHARF, grammar=False).claims if claim.fact]


@pytest.mark.parametrize(
    ("text", "fact", "standing"),
    [
        ("Orlen Wharf cost €80 million.", "cost", Standing.AGREES),
        ("Orlen Wharf cost about €78 million.", "cost", Standing.AGREES),
        ("Orlen Wharf cost €95 million.", "cost", Standing.DIFFERS),
        ("Orlen Wharf cost $95 million.", "cost", Standing.OTHER_UNIT),
        ("Critics say that Orlen Wharf could cost €120 million.", "cost", Standing.EXPECTED),
        ("Orlen Wharf is 1.5 miles long.", "length", Standing.AGREES),
        ("Orlen Wharf is 1.9 miles long.", "length", Standing.DIFFERS),
        ("Orlen Wharf opened on 9 June 2026.", "opening", Standing.AGREES),
        ("Orlen Wharf opened on 19 June 2026.", "opening", Standing.DIFFERS),
        ("The toll on Orlen Wharf is €4.", "toll", Standing.AGREES),
        ("Brask Holding owns Tarn Mills.", "owner", Standing.AGREES),
        ("Tarn Mills owns Brask Holding.", "owner", Standing.DIFFERS),
    ],
)
def test_how_a_statement_stands_to_a_fact(text: str, fact: str, standing: Standing) -> None:
    """A statement about a fact is tied to it and told as agreeing, differing, or as what cannot be compared."""
    (claim,) = stated(text)
    assert (claim.fact, claim.standing) == (fact, standing)


def test_each_period_has_its_own_fact() -> None:
    """Of two facts about one measure a figure is held beside that of its own year."""
    text = "Tarn Mills had revenue of €12 million in 2023. Tarn Mills had revenue of €18 million in 2024."
    assert [(c.fact, c.standing) for c in stated(text)] == [
        ("sales-23", Standing.AGREES),
        ("sales-24", Standing.DIFFERS),
    ]


def test_a_year_without_a_fact_is_not_compared() -> None:
    """A figure of another year is no agreement and no difference, even where its digits are the fact's."""
    (claim,) = stated("Tarn Mills had revenue of €15 million in 2019.")
    assert claim.standing is Standing.OTHER_TIME


def test_an_article_that_gives_the_fact_too() -> None:
    """A second value in an article that also has the fact's is told as standing beside it, as no conflict is found."""
    text = "Orlen Wharf cost €80 million. The eastern part of Orlen Wharf cost €30 million."
    report = clean(text, facts=WHARF, grammar=False)
    assert [claim.standing for claim in report.claims if claim.fact] == [Standing.AGREES, Standing.BESIDE]
    assert not report.conflicts


def test_descriptions_are_told_under_the_subject() -> None:
    """What is said of "the wharf" is told of the name that the facts give it, even where the text never names it."""
    (claim,) = stated("The new pier is finished. The wharf cost €95 million.")
    assert (claim.subject, claim.measure, claim.standing) == ("Orlen Wharf", "cost", Standing.DIFFERS)


def test_a_fact_names_the_subject_and_measure() -> None:
    """Subject and measure are written as the user writes them, whatever words the article has."""
    (claim,) = stated("ORLEN WHARF was built for €80 million.")
    assert (claim.subject, claim.measure) == ("Orlen Wharf", "cost")


def test_weekday_of_the_news_is_no_period() -> None:
    """ "Said on Monday" does not date the figure."""
    (claim,) = stated("Orlen Wharf cost €80 million, the port said on Monday.")
    assert claim.period == ""


@pytest.mark.parametrize(
    ("text", "told", "after"),
    [
        (
            "Orlen Wharf cost €95 million.",
            "For the cost of Orlen Wharf, the article gives 95 million EUR; your fact says 80 million EUR.",
            "Orlen Wharf cost €80 million.",
        ),
        (
            "Orlen Wharf cost €800 million.",
            "For the cost of Orlen Wharf, the article gives 800 million EUR, 10 times what your fact says: "
            "80 million EUR.",
            "Orlen Wharf cost €80 million.",
        ),
        (
            "Orlen Wharf cost €20 million.",
            "For the cost of Orlen Wharf, the article gives 20 million EUR; your fact says 80 million EUR, "
            "4 times as much.",
            "Orlen Wharf cost €80 million.",
        ),
        (
            "Tarn Mills had revenue of €18 million in 2024.",
            "For the revenue of Tarn Mills, the article gives 18 million EUR; your fact says 15 million EUR for 2024.",
            "Tarn Mills had revenue of €15 million in 2024.",
        ),
    ],
)
def test_sentence_and_repair_of_a_conflict_with_a_fact(text: str, told: str, after: str) -> None:
    """A conflict with a fact says both values in one sentence; its possible repair writes the fact's figure."""
    (conflict,) = clean(text, facts=WHARF, grammar=False).conflicts
    edit = conflict.suggestion
    assert conflict.message == told
    assert edit is not None
    assert text[: edit.span.start] + edit.replacement + text[edit.span.end :] == after


def test_repair_of_a_count_does_not_repeat_the_noun() -> None:
    """A fact's value may name what is counted; the article has named it already."""
    facts = {"facts": [{"id": "f", "subject": "Tarn Mills", "measure": "employees", "value": "640 employees"}]}
    (conflict,) = clean("Tarn Mills has 410 employees.", facts=facts, grammar=False).conflicts
    assert conflict.suggestion is not None
    assert conflict.suggestion.replacement == "640"


@pytest.mark.parametrize(
    ("text", "value"),
    [("Orlen Wharf is a 3-mile pier.", "2.4 km"), ("Orlen Wharf has a length of 9 km.", "about 2.4 km")],
)
def test_no_repair_that_would_not_fit(text: str, value: str) -> None:
    """A figure joined with its noun is not rewritten, and a rough fact does not become a plain figure."""
    facts = {"facts": [{"id": "f", "subject": "Orlen Wharf", "measure": "length", "value": value}]}
    assert all(c.suggestion is None for c in clean(text, facts=facts, grammar=False).conflicts)
