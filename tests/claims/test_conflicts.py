"""Conflicts that a reader would want to be told of, and texts that only look as if they had one."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from normalize.claims import Reading, find_conflicts, read_claims
from normalize.facts import load_facts
from normalize.figures import read_figures
from normalize.ingest import document_from_text
from normalize.model import Conflict, Facts


def readings(*texts: str, facts: Facts | None = None) -> list[Reading]:
    """What each of these texts states; they are called 0, 1 …"""
    documents = [document_from_text(text, str(number)) for number, text in enumerate(texts)]
    return [read_claims(document, read_figures(document), facts or Facts()) for document in documents]


def conflicts(*texts: str, facts: dict[str, Any] | None = None) -> list[Conflict]:
    """The conflicts of these texts that are more than something to look at."""
    known = load_facts(facts) if facts else Facts()
    found = find_conflicts(readings(*texts, facts=known), known)
    return [conflict for conflict in found if conflict.confidence != "review"]


WITHIN = [
    (
        "value",
        "The choir of Saint Brannoc has 64 singers and a barn.\n\nIts 46 singers go to Turin in May.",
    ),
    (
        "value",
        "The Torrin viaduct is 410 metres long.\n\nAt 380 metres, the Torrin viaduct is the longest of all.",
    ),
    (
        "currency",
        "The museum bought the painting for €3.4 million at an auction.\n\n"
        "The painting, for which the museum paid £3.4 million, will hang in the east hall.",
    ),
    (
        "unit",
        "The ferry Marigold draws 4.5 metres of water.\n\n"
        "With a draught of 4.5 feet, the ferry Marigold can reach the inner harbour.",
    ),
    ("date", "The composer Idris Fell died in 1987 in Vienna.\n\nFell, who died in 1989, left two unfinished operas."),
    ("weekday", "The verdict was read on Friday 12 May 2021 in a full courtroom."),
    ("sum", "The club has 120 members: 70 adults, 30 juniors and 15 pensioners."),
    (
        "sum",
        "The bridge will cost $90 million in total: $40 million from the state, $30 million from the city "
        "and $10 million from tolls.",
    ),
    ("percent", "Rents in the district rose by 30% to €1,100 from €1,000, the agency said."),
    ("percent", "The number of wolves doubled, from 40 to 60, in three years."),
    ("percent", "Of those asked, 55% were in favour, 30% were against and the remaining 25% had no view."),
    ("count-list", "Three cities want to host the games: Lorne, Aberfoyle, Kelvin and Marden."),
    ("count-list", "The report names five causes: drought, fire, disease and neglect."),
    ("duration", "The festival runs for ten days, from 3 July to 24 July."),
    ("duration", "The strike began on 2 May and ended on 30 May. The two-week strike cost the port $4 million."),
    ("duration", "Ana Petrov, 34, won the marathon in Riga on 12 June 2022. Petrov was born in 1979."),
    (
        "direction",
        "Kite was acquired by Larch Systems in 2021.\n\nSince Kite took over Larch Systems, sales rose.",
    ),
    (
        "change",
        "The treaty on river traffic is still in force.\n\n"
        "The two countries ended the treaty on river traffic in March.",
    ),
    (
        "polarity",
        "The airline will refund passengers for the cancelled flights.\n\n"
        "The airline will not refund passengers, a spokesman said.",
    ),
]

ACROSS = [
    (
        "value",
        "Halden Brewery made a profit of £12 million last year, its best ever, the company said.",
        "Shares in Halden Brewery rose after it reported a profit of £9 million last year.",
    ),
    (
        "scale",
        "Quillon Mining will spend $1.7 billion on its Arrow Lake pit, it said.",
        "The $1.7 million that Quillon Mining will spend on its Arrow Lake pit has split the town.",
    ),
    (
        "date",
        "The theatre in Brackley reopened on 12 March 2022 after a fire.",
        "The Brackley theatre, which reopened on 19 March 2022 after a fire, has sold 40,000 tickets.",
    ),
    (
        "order",
        "The company warned its staff a month before it filed for bankruptcy.",
        "Staff were warned only after the company had filed for bankruptcy.",
    ),
    (
        "direction",
        "Norwick Bank has bought Tell Insurance for £300m.",
        "Tell Insurance, which acquired Norwick Bank this spring, will close six offices.",
    ),
    (
        "direction",
        "Marlow United beat Kendal Town 3-1 on Saturday.",
        "Kendal Town's victory over Marlow United on Saturday lifted the club to second place.",
    ),
    (
        "change",
        "The museum's opening hours remain unchanged this winter, the council said.",
        "The museum has shortened its opening hours this winter, to the anger of visitors.",
    ),
    (
        "polarity",
        "The committee approved the stadium plan on Monday.",
        "On Monday the committee rejected the stadium plan.",
    ),
    (
        "name",
        "Governor Tarquin Velloso signed the bill in Alder City.",
        "The bill was signed by Governor Tarquin Veloso in Alder City.",
    ),
]

QUIET = [
    ("Turnover at Halden Brewery rose to £40 million in 2021. It had a turnover of £44 million in 2022.",),
    ("The north ward has 40 beds. The south ward has 55 beds.",),
    ("Ms Arden bought 30 goats in May. Her neighbour bought 12 goats in June.",),
    ("The committee rejected the plan in March. In May the committee approved the plan.",),
    ("The company sold 3,000 bicycles in Spain and 1,500 bicycles in Portugal.",),
    ("The road closed on 3 May. The road closed again on 9 June.",),
    ("Aldo Reni beat Karl Voss in Rome in 2019. Voss beat Reni in Paris in 2021.",),
    ("The union said 4,000 people had marched. Police put the figure at 1,500.",),
    ("Four of the ten houses were empty. Six houses were let to students.",),
    ("The gold medal went to Ruiz in 9.81 seconds. The silver medal went to Okafor in 9.90 seconds.",),
    ("Six towns took part, including Arle, Brome and Catton.",),
    ("Sales rose by 10% to €1,100 from €1,000. The pass, at about €50, cost nearly twice the old €26.",),
    ("The walk is 10 miles long. It took them 16 kilometres to see the sea.",),
    ("The lake fell by 2 metres in May.", "The lake fell by 3 metres in August."),
    ("Holt Tractors employs 900 people.", "Mundy Tractors employs 1,200 people."),
    ("The opening on Friday 14 May 2021 drew 300 guests.",),
    ("North Vale and South Vale will merge their schools.", "South Vale and North Vale welcomed it."),
    ('"We will not sell the mill," said the owner. The mill will be sold in June.',),
]


@pytest.mark.parametrize(("kind", "text"), WITHIN)
def test_a_conflict_within_a_text_is_found_once(kind: str, text: str) -> None:
    """One disagreement gives one conflict, of the right kind, with evidence that a person can take in."""
    (found,) = conflicts(text)
    assert found.kind == kind
    assert all(e.span and len(e.span) <= 300 and e.quote == e.span.of(text) for e in found.evidence)
    assert found.message
    assert found.caveat
    assert found.resolution


@pytest.mark.parametrize(("kind", "one", "other"), ACROSS)
def test_a_conflict_across_texts_is_found_once(kind: str, one: str, other: str) -> None:
    """Two texts that tell one thing differently give one conflict with evidence from both."""
    (found,) = conflicts(one, other)
    assert found.kind == kind
    assert {e.document for e in found.evidence} == {"0", "1"}


@pytest.mark.parametrize("texts", QUIET)
def test_what_only_looks_like_a_conflict_is_left_alone(texts: tuple[str, ...]) -> None:
    """Other places, periods, speakers, people and events are no conflict."""
    assert conflicts(*texts) == []


def fact(**values: str) -> dict[str, Any]:
    """A facts file with one fact."""
    return {"facts": [{"id": "f", "source": "Register", **values}]}


AGAINST = [
    (
        "value",
        "The Ostrava tunnel will cost €640 million.",
        fact(subject="Ostrava tunnel", measure="cost", value="€460m"),
    ),
    (
        "scale",
        "The Ostrava tunnel will cost €460 billion.",
        fact(subject="Ostrava tunnel", measure="cost", value="€460 million"),
    ),
    (
        "currency",
        "The Ostrava tunnel will cost £460 million.",
        fact(subject="Ostrava tunnel", measure="cost", value="€460 million"),
    ),
    (
        "value",
        "Brennan Foods employs 5,200 people in nine countries.",
        fact(subject="Brennan Foods", measure="employees", value="2,500"),
    ),
    (
        "date",
        "Meridian College was founded in 1907 by two sisters.",
        fact(subject="Meridian College", measure="year founded", value="1911"),
    ),
    (
        "date",
        "The Calder bridge opened on 4 May 1998.",
        fact(subject="Calder bridge", measure="opening date", value="9 May 1998"),
    ),
    (
        "direction",
        "Vesper Media sued the singer Lola Crane.",
        fact(subject="Lola Crane", relation="sued", object="Vesper Media"),
    ),
    (
        "change",
        "The Arle ferry raised its fare in May.",
        fact(subject="Arle ferry", measure="fare", value="unchanged at £4"),
    ),
]


@pytest.mark.parametrize(("kind", "text", "facts"), AGAINST)
def test_a_text_against_a_fact(kind: str, text: str, facts: dict[str, Any]) -> None:
    """What a fact says otherwise is certain, and the evidence names the fact."""
    (found,) = conflicts(text, facts=facts)
    assert (found.kind, found.confidence) == (kind, "certain")
    assert [e.fact for e in found.evidence if e.fact] == ["f"]


def test_a_fact_suggests_but_never_writes() -> None:
    """A figure that a fact contradicts comes with an edit of the article's figure alone."""
    text = "The Ostrava tunnel will cost €640 million."
    (found,) = conflicts(text, facts=fact(subject="Ostrava tunnel", measure="cost", value="€460 million"))
    assert found.suggestion is not None
    assert found.suggestion.expected == "€640 million"
    assert found.suggestion.replacement == "€460 million"


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "The Ostrava tunnel will cost €640 million, the ministry said on 3 May 2025.",
            fact(subject="Ostrava tunnel", measure="cost", value="€460 million", as_of="2023-02-01"),
        ),
        (
            "Ulm Zoo had 410,000 visitors in 2024.",
            fact(subject="Ulm Zoo", measure="visitors", value="380,000", period="2023"),
        ),
        (
            "Nearly €150 million was the profit of Arden Ports in 2024.",
            fact(subject="Arden Ports", measure="profit", value="€148.6 million", period="2024"),
        ),
    ],
)
def test_a_later_another_or_a_rounded_figure_is_no_conflict(text: str, facts: dict[str, Any]) -> None:
    """A newer figure, another year and a rounded figure leave the fact alone."""
    assert conflicts(text, facts=facts) == []


def test_a_newer_figure_is_information() -> None:
    """A figure dated after the fact is told as superseded, to look at."""
    known = load_facts(fact(subject="Ostrava tunnel", measure="cost", value="€460 million", as_of="2023-02-01"))
    text = "The Ostrava tunnel will cost €640 million, the ministry said on 3 May 2025."
    (found,) = find_conflicts(readings(text, facts=known), known)
    assert (found.status, found.confidence) == ("superseded", "review")


def test_a_misspelt_name_of_the_facts() -> None:
    """A name one letter from a canonical one is told with the right spelling."""
    facts = {"names": [{"canonical": "Corvalis Institute", "source": "Register"}]}
    (found,) = conflicts("The Corvallis Institute has a new head.", facts=facts)
    assert found.kind == "name"
    assert found.evidence[1].fact == "Corvalis Institute"


def test_readings_are_picklable() -> None:
    """What a worker reads can be sent to the process that compares."""
    made = readings(WITHIN[0][1])
    assert pickle.loads(pickle.dumps(made)) == made


def test_empty_text_has_no_claims() -> None:
    """Nothing in, nothing out."""
    assert conflicts("") == []
    assert find_conflicts([], Facts()) == ()


def test_claims_are_listed_with_subject_and_measure() -> None:
    """A report can say who gives what for which measure, in the article's own spelling."""
    (reading,) = readings("SoftHaul Ltd had a profit of £12 million in 2021. Kite Ltd was acquired by SoftHaul Ltd.")
    measured, related = reading.claims
    assert (measured.subject, measured.measure, measured.period) == ("SoftHaul Ltd", "profit", "2021")
    assert measured.figure is not None
    assert (related.subject, related.object) == ("SoftHaul Ltd", "Kite Ltd")


def test_two_speakers_dispute() -> None:
    """Figures that two speakers give for one thing are information, not an error."""
    text = (
        "The union said that 4,000 people had joined the march in Arle.\n\n"
        "The police said that 1,500 people had joined the march in Arle."
    )
    (found,) = find_conflicts(readings(text), Facts())
    assert (found.status, found.confidence) == ("disputed", "review")
