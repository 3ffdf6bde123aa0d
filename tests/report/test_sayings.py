"""Who says what: the statements of a run by subject and measure."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import samples
from markdown_it import MarkdownIt

from normalize.model import Claim, Conflict, Figure, Modality, Span
from normalize.report import DocumentEntry, Links, RenderedIndex, RunSummary, document_entry, render_index
from normalize.report.index import CARDS, STATEMENTS, SUBJECTS
from normalize.report.sayings import sayings


def stated(
    name: str, *claims: tuple[str, str, str], speaker: str = "", kind: str = "money", **more: object
) -> DocumentEntry:
    """The entry of a document that states these: subject, measure, amount; each on a line of its own."""
    text, made = "", []
    for subject, measure, amount in claims:
        words = f"{subject}: {measure} of {amount} million"
        start = len(text) + len(words) - len(f"{amount} million")
        value = Decimal(amount) * 1000000
        figure = Figure(Span(start, len(text) + len(words)), f"{amount} million", value, value, value, "EUR", kind)
        span = Span(len(text), len(text) + len(words))
        made.append(Claim(name, span, subject, measure, figure, speaker=speaker, **more))  # type: ignore[arg-type]
        text += words + ".\n"
    report = samples.report(samples.document(name, text), claims=made)
    ident = report.document.id
    return document_entry(report, Links(f"reports/{ident}.html", f"reports/{ident}.md"))


def index(*entries: DocumentEntry) -> RenderedIndex:
    """The index of a run with these documents."""
    return render_index(RunSummary("May", entries, (), samples.MADE_BY))


def test_same_subject_and_measure_stand_together() -> None:
    """Names are one whatever their capitals; money and counts of one word are two topics; single statements go."""
    one = stated("a.txt", ("Line 9", "budget", "40"), ("Line 9", "length", "3"), ("Depot", "cost", "7"))
    two = stated("b.txt", ("LINE 9", "budget", "42"), speaker="the mayor")
    three = stated("c.txt", ("Line 9", "budget", "5"), kind="count")
    (subject,) = sayings([one, two, three])
    assert subject.name == "Line 9"
    (topic,) = subject.topics
    assert [said.statement.text for said in topic.said] == ["40 million", "42 million"]
    assert (topic.documents, topic.values) == (2, 2)


def test_one_amount_written_twice_is_one_value() -> None:
    """The table says in how many documents and with how many values something is stated."""
    page = index(stated("a.txt", ("Line 9", "budget", "40")), stated("b.txt", ("Line 9", "budget", "40.0"))).html
    assert "2 statements in 2 documents, one value" in page


def test_what_words_allow_is_one_value() -> None:
    """“about 40” and 42 can be one value, 50 cannot; amounts in two units are not counted as values."""
    three = [stated(f"{n}.txt", ("Line 9", "budget", n)) for n in ("40", "42", "50")]
    statement = three[0].statements[0]
    assert statement.figure is not None
    about = replace(statement.figure, low=Decimal(36000000), high=Decimal(44000000), approximate=True)
    three[0] = replace(three[0], statements=(replace(statement, figure=about),))
    assert sayings(three)[0].topics[0].values == 2
    other = replace(three[0], statements=(replace(statement, figure=replace(about, unit="USD")),))
    assert sayings([other, three[1]])[0].topics[0].values == 0
    assert "2 statements in 2 documents</caption>" in index(other, three[1]).html


def test_row_leads_to_document_and_line() -> None:
    """A row has the value as written, the period, who says it, and a link to the line in the document's report."""
    one = stated("a.txt", ("Depot", "cost", "7"), ("Line 9", "budget", "40"))
    two = stated("b.txt", ("Line 9", "budget", "42"), speaker="the mayor", period="2027", as_of="2025-03-01")
    page = index(one, two)
    assert '<a href="reports/a.html#L2">a.txt, line 2</a>' in page.html
    assert "the mayor" in page.html
    assert "2027, as of 2025-03-01" in page.html
    assert "the article" in page.html
    assert "a.txt, line 2" in page.markdown
    assert "| 42 million | 2027, as of 2025-03-01 |" in page.markdown


def test_remarks() -> None:
    """A plan and a denial are told as such."""
    planned = stated("a.txt", ("Line 9", "budget", "40"), modality=Modality.PLANNED)
    denied = stated("b.txt", ("Line 9", "budget", "42"), polarity=False)
    page = index(planned, denied).html
    assert "planned</span>" in page
    assert "denied</span>" in page


def test_relations_are_stated_too() -> None:
    """A relation is a topic with the other side as its value."""
    text = "Nordwerft owns the yard."
    span = samples.at(text, text)
    entries = [
        document_entry(
            samples.report(
                samples.document(name, text), claims=[Claim(name, span, "Nordwerft", relation="owns", object=whom)]
            )
        )
        for name, whom in (("a.txt", "the yard"), ("b.txt", "the dock"))
    ]
    (subject,) = sayings(entries)
    assert subject.topics[0].measure == "owns"
    assert subject.topics[0].values == 2


def test_nothing_said_twice_no_section() -> None:
    """A run without such statements has no such section."""
    page = index(stated("a.txt", ("Line 9", "budget", "40")))
    assert "Who says what" not in page.html + page.markdown
    assert json.loads(page.json)["claims"] == []


def test_long_lists_are_cut_on_pages_and_whole_in_json() -> None:
    """A page shows so many subjects and statements and says how many there are more; JSON has every one."""
    many = [stated(f"d{n:02}.txt", *((f"Line {k}", "budget", str(n + 1)) for k in range(50))) for n in range(20)]
    page = index(*many)
    assert page.html.count("<details") == SUBJECTS
    assert page.html.count('<details class="fold" open>') == 3
    assert f"{20 - STATEMENTS} more in the JSON" in page.html
    assert f"{50 - SUBJECTS} more subjects in the JSON" in page.html
    assert f"{50 - SUBJECTS} more subjects in the JSON" in page.markdown
    told = json.loads(page.json)["claims"]
    assert len(told) == 50
    assert all(len(subject["topics"][0]["statements"]) == 20 for subject in told)


def test_most_told_subjects_come_first() -> None:
    """What most documents speak of is what a reader wants first."""
    entries = [stated(f"{n}.txt", ("Line 9", "budget", "40")) for n in range(3)]
    entries.append(stated("x.txt", *(("Depot", "cost", str(n)) for n in range(1, 6))))
    assert [subject.name for subject in sayings(entries)] == ["Line 9", "Depot"]


def test_hostile_statements_are_shown() -> None:
    """Names, measures and speakers of an article are text on every page."""
    evil = "<img src=x onerror=alert(1)> | `x`"
    entry = [stated(f"{n}.txt", (evil, evil, "40"), speaker=evil) for n in "ab"]
    page = index(*entry)
    assert "<img" not in page.html
    assert "<img" not in MarkdownIt("commonmark", {"html": True}).enable("table").render(page.markdown)


def test_a_page_shows_so_many_conflicts_and_json_all() -> None:
    """Of more conflicts than anybody reads the page shows the first, says how many there are, and JSON has the rest."""
    text = "Monday, 4 March 2025"
    found = samples.numbered(
        Conflict("weekday", "certain", (samples.passage(f"{n}.txt", text, text),), "4 March 2025 was a Tuesday.")
        for n in range(CARDS + 7)
    )
    page = render_index(RunSummary("May", (), found, samples.MADE_BY))
    assert page.html.count('<article class="card') == CARDS
    for written in (page.html, page.markdown):
        assert "7 more in the JSON file" in written
    assert f"{CARDS + 7} conflicts" in page.html
    assert len(json.loads(page.json)["conflicts"]) == CARDS + 7
