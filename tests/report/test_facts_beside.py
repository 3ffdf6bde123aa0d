"""The user's facts at the head of who says what, and each statement beside them in words."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest
import samples
from markdown_it import MarkdownIt

from normalize.model import Evidence, Fact, Figure, Span, Standing
from normalize.report import DocumentEntry, Links, RenderedIndex, RunSummary, Statement, render_index
from normalize.report.beside import difference
from normalize.report.index import STATEMENTS, UNSPOKEN
from normalize.report.wire import index_object, index_parts


def money(amount: str, unit: str = "EUR", kind: str = "money") -> Figure:
    """A figure of so many millions (or units), as exact as can be."""
    value = Decimal(amount)
    return Figure(Span(0, 3), f"{amount} {unit}", value, value, value, unit, kind)


COST = Fact(
    "wharf-cost",
    "Orlen Wharf",
    measure="cost",
    value="€80 million",
    figure=money("80"),
    as_of="2025-02-01",
    source="Port",
)
OWNER = Fact("owner", "Brask Holding", relation="owns", object="Tarn Mills")


def says(name: str, amount: str, standing: Standing, unit: str = "EUR", **more: str) -> DocumentEntry:
    """The entry of a document with one statement about the cost."""
    figure = money(amount, unit)
    statement = Statement("Orlen Wharf", "cost", figure.text, Span(0, 3), 7, figure, fact=COST.id, standing=standing)
    return DocumentEntry(name, name, Links(f"reports/{name}.html"), statements=(replace(statement, **more),))  # type: ignore[arg-type]


def index(*entries: DocumentEntry, facts: tuple[Fact, ...] = (COST,)) -> RenderedIndex:
    """The index of a run with these documents and facts."""
    return render_index(RunSummary("May", entries, (), samples.MADE_BY, facts=facts))


def test_fact_comes_first_and_every_value_beside_it() -> None:
    """One statement is enough where the user states a fact; the fact is the first row, its id and source with it."""
    page = index(says("a.txt", "90", Standing.DIFFERS))
    html = page.html.index
    assert html("your facts:") < html("90 EUR") < html("differs: 12 % more")
    assert "fact <code>wharf-cost</code>" in page.html
    assert "you, from: Port" in page.html
    assert "as of 2025-02-01" in page.html
    assert "**your facts: €80 million** | – | as of 2025-02-01 | fact wharf-cost | you, from: Port |" in page.markdown
    assert "| 90 EUR | differs: 12 % more |" in page.markdown
    assert "1 statement in 1 document; none agree with your facts, 1 differs" in page.markdown


@pytest.mark.parametrize(
    ("standing", "unit", "told"),
    [
        (Standing.AGREES, "EUR", "agrees"),
        (Standing.BESIDE, "EUR", "differs, but the article also gives your value"),
        (Standing.LATER, "EUR", "differs, and is of a later day than your fact"),
        (Standing.OTHER_TIME, "EUR", "not compared: of another time"),
        (Standing.EXPECTED, "EUR", "not compared: only expected"),
        (Standing.OTHER_UNIT, "USD", "not compared: in another currency"),
    ],
)
def test_standing_is_told_in_words(standing: Standing, unit: str, told: str) -> None:
    """Agreement and difference are words on both pages, not only colours."""
    page = index(says("a.txt", "90", standing, unit))
    assert told in page.html
    assert f"| {told} |" in page.markdown


@pytest.mark.parametrize(
    ("figure", "fact", "told"),
    [
        (money("84"), money("80"), "5 % more"),
        (money("79.9"), money("80"), "0.1 % less"),
        (money("800"), money("80"), "10 times as much"),
        (money("2000"), money("80"), "25 times as much"),
        (money("8"), money("80"), "90 % less"),
        (money("12", "%", "percent"), money("10.5", "%", "percent"), "1.5 percentage points more"),
        (money("5", "mile", "length"), money("5", "kilometer", "length"), "61 % more"),
        (money("5", "USD"), money("5"), ""),
        (money("0"), money("5"), ""),
        (replace(money("5"), value=None), money("5"), ""),
    ],
)
def test_size_of_a_difference(figure: Figure, fact: Figure, told: str) -> None:
    """A difference has a size in words that fit it, over units that convert; without one value or unit it has none."""
    assert difference(figure, fact) == told


def test_what_differs_is_never_left_out() -> None:
    """Of many statements those that differ from the fact are shown first, subjects with such before others."""
    many = [says(f"{n:02}.txt", "80", Standing.AGREES) for n in range(STATEMENTS + 3)]
    other = Statement("Aber Pier", "cost", "5", Span(0, 1), 1, money("5"))
    piers = [DocumentEntry(f"p{n}", statements=(other, other)) for n in range(30)]
    page = index(*many, *piers, says("z.txt", "95", Standing.DIFFERS)).html
    assert page.index("95 EUR") < page.index("00.txt, line 7") < page.index("Aber Pier")
    assert "4 more in the JSON file" in page


def test_reversed_relation_is_told_whole() -> None:
    """Under a relation fact each statement is a whole sentence, so that one sees who does it to whom."""
    turned = Statement(
        "Tarn Mills", "buys or owns", "Brask Holding", Span(0, 3), 2, fact="owner", standing=Standing.DIFFERS
    )
    page = index(DocumentEntry("a.txt", statements=(turned,)), facts=(OWNER,)).markdown
    assert "**your facts: Brask Holding owns Tarn Mills**" in page
    assert "| Tarn Mills buys or owns Brask Holding | differs |" in page


def test_facts_without_statements_are_named() -> None:
    """The page says how many facts no statement is about, and which; a long list is cut."""
    others = tuple(replace(COST, id=f"f{n}") for n in range(UNSPOKEN + 2))
    page = index(says("a.txt", "80", Standing.AGREES), facts=(COST, *others))
    assert f"No statement was found on {UNSPOKEN + 2} of your {UNSPOKEN + 3} facts: f0, f1, " in page.html
    assert f"f{UNSPOKEN - 1} …" in page.markdown
    assert "No statement" not in index(says("a.txt", "80", Standing.AGREES)).html
    assert "No statement was found on 1 of your 1 fact: wharf-cost." in index(facts=(COST,)).html


def test_a_fact_that_a_conflict_speaks_of_is_no_fact_without_statements() -> None:
    """Where a sentence has lost its subject there is a conflict and no row: the fact is not said to be passed over."""
    found = samples.harbour_conflicts()[0]
    found = replace(found, evidence=(*found.evidence[:1], Evidence(fact="wharf-cost", quote="cost €80 million")))
    page = render_index(RunSummary("May", (), (found,), samples.MADE_BY, facts=(COST,)))
    assert "No statement was found" not in page.html + page.markdown


def test_json_has_facts_and_standing() -> None:
    """The JSON index has every fact, the fact of a topic, and how each statement stands to it."""
    run = RunSummary("May", (says("a.txt", "90", Standing.DIFFERS),), (), samples.MADE_BY, facts=(COST, OWNER))
    told = json.loads("".join(index_parts(run)))
    assert told == json.loads(json.dumps(index_object(run)))
    assert [fact["id"] for fact in told["facts"]] == ["wharf-cost", "owner"]
    assert told["facts"][0]["value"] == "€80 million"
    (topic,) = told["claims"][0]["topics"]
    assert topic["fact"] == "wharf-cost"
    assert topic["statements"][0]["standing"] == "differs"


def test_conflicts_with_facts_come_first() -> None:
    """What an article says against the user's facts has a section of its own before all other conflicts."""
    within = samples.harbour_conflicts()[1]
    fact = replace(within, evidence=(within.evidence[0], Evidence(fact="wharf-cost", quote="cost €80 million")))
    page = render_index(RunSummary("May", (), (within, fact), samples.MADE_BY))
    assert page.html.index("Against your facts") < page.html.index("Conflicts within a document")
    assert page.markdown.index("## Against your facts") < page.markdown.index("## Conflicts within a document")
    assert "Against your facts" not in render_index(RunSummary("May", (), (within,), samples.MADE_BY)).html


def test_hostile_facts_are_shown() -> None:
    """Text of a facts file is text on every page."""
    evil = "<img src=x onerror=alert(1)> | `x`"
    fact = replace(COST, subject=evil, measure=evil, value=evil, source=evil, period=evil)
    page = index(says("a.txt", "90", Standing.DIFFERS), facts=(fact,))
    assert "<img" not in page.html
    assert "<img" not in MarkdownIt("commonmark", {"html": True}).enable("table").render(page.markdown)
