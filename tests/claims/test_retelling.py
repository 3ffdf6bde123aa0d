"""A text that retells another is held against it; texts that only share a subject are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.claims import find_conflicts, read_claims, retelling
from normalize.claims.clock import find_clocks, same_time
from normalize.claims.opposites import opposed
from normalize.figures import read_figures
from normalize.ingest import document_from_text
from normalize.model import Conflict, Facts


def told(*texts: str) -> list[Conflict]:
    """The conflicts between these texts that are more than something to look at."""
    documents = [document_from_text(text, str(number)) for number, text in enumerate(texts)]
    readings = [read_claims(document, read_figures(document), Facts()) for document in documents]
    found = find_conflicts(readings, Facts())
    return [c for c in found if c.confidence != "review" and len({e.document for e in c.evidence}) > 1]


FERRY = (
    "The harbour board of Tolmouth has ordered 4 electric ferries from the Lindqvist yard for £38 million. The "
    "first of "
    "them is to enter service in March 2027 on the crossing to Selby Island, which takes 25 minutes and carried "
    "610,000 "
    "passengers last year. Ingrid Vale, who chairs the board, said the old diesel boats had become expensive to "
    "repair. "
    "The board accepted the offer of the yard after two rounds of bidding. Tickets will stay at £6.40, and bicycles "
    "travel free. A charging station is being built on the northern quay by Corran Grid. The ferries will not run on "
    "Christmas Day. Fishermen had asked for a slower timetable in spring, when nets lie close to the channel."
)
FERRY_SHORT = (
    "Tolmouth has ordered 4 electric ferries from the Lindqvist yard for £38 million. The first is to enter service in "
    "March 2027 on the crossing to Selby Island, which takes 25 minutes. Tickets will stay at £6.40 and bicycles "
    "travel "
    "free. The harbour board accepted the offer of the yard after two rounds of bidding."
)
TALK = (
    "Mira: Are we still on for the climbing hall? . Jonas: Sure, what time? . Mira: Half past six, I finish work "
    "at 5. . "
    "Jonas: Ok. I'll bring the two ropes. . Mira: Great, and Petra is coming as well. . Jonas: The day ticket is "
    "14 euros "
    "now, it was cheaper before. . Mira: I have a voucher for three people . Jonas: Perfect, see you in the hall"
)
TALK_SHORT = (
    "Mira and Jonas will meet at the climbing hall at 6:30 pm. Jonas brings two ropes, Petra is coming as well, and "
    "Mira has a voucher for three people. The ticket is 14 euros."
)
LETTER = (
    "Subject: A quieter office with Hushwall\n\nDear Mr Okafor,\n\nMy name is Lena Brandt, and I advise companies at "
    "Hushwall on acoustic panels. Our Studio Set covers 120 square metres and costs $2,400, fitting included. "
    "Customers "
    "report that noise fell by 35% within a week.\n\nIf you order before 12 April, we give a 10% discount on the first "
    "order and extend the warranty to 6 years. A free trial of 30 days is part of every offer. The HW-300 panels "
    "are made "
    "of recycled wool that would be burnt otherwise, and they are cut to size by hand in a workshop near Bremen. "
    "Visitors "
    "may listen to them in our showroom, which is open on weekdays.\n\nKind regards,\nLena Brandt"
)
LETTER_SHORT = (
    "Lena Brandt of Hushwall offers Mr Okafor acoustic panels. The Studio Set covers 120 square metres and costs "
    "$2,400, "
    "fitting included. Orders before 12 April get a 10% discount on the first order and a warranty of 6 years, and a "
    "free trial of 30 days is part of the offer. The HW-300 panels are made of recycled wool."
)


@pytest.mark.parametrize(("source", "short"), [(FERRY, FERRY_SHORT), (TALK, TALK_SHORT), (LETTER, LETTER_SHORT)])
def test_a_faithful_retelling_is_left_alone(source: str, short: str) -> None:
    """What a retelling gives as its source does, in figures or words, is no conflict."""
    assert told(source, short) == []
    assert told(short, source) == []


CHANGED = [
    (FERRY, FERRY_SHORT, "4 electric", "6 electric", "value"),
    (FERRY, FERRY_SHORT, "£38 million", "£48 million", "value"),
    (FERRY, FERRY_SHORT, "March 2027", "May 2027", "date"),
    (FERRY, FERRY_SHORT, "March 2027", "March 2029", "date"),
    (FERRY, FERRY_SHORT, "25 minutes", "55 minutes", "value"),
    (FERRY, FERRY_SHORT, "£6.40", "£8.90", "value"),
    (FERRY, FERRY_SHORT, "accepted", "refused", "polarity"),
    (FERRY, FERRY_SHORT, "Lindqvist", "Okonkwo", "name"),
    (FERRY, FERRY_SHORT, "Selby Island", "Garvie Island", "name"),
    (TALK, TALK_SHORT, "6:30 pm", "7:30 pm", "date"),
    (TALK, TALK_SHORT, "14 euros", "19 euros", "value"),
    (LETTER, LETTER_SHORT, "$2,400", "$2,900", "value"),
    (LETTER, LETTER_SHORT, "12 April", "22 April", "date"),
    (LETTER, LETTER_SHORT, "10% discount", "15% discount", "value"),
    (LETTER, LETTER_SHORT, "6 years", "8 years", "value"),
    (LETTER, LETTER_SHORT, "30 days", "60 days", "value"),
    (LETTER, LETTER_SHORT, "HW-300", "HW-500", "name"),
    (LETTER, LETTER_SHORT, "are made of", "are not made of", "polarity"),
]


@pytest.mark.parametrize(("source", "short", "right", "wrong", "kind"), CHANGED)
def test_one_changed_word_of_a_retelling_is_found(source: str, short: str, right: str, wrong: str, kind: str) -> None:
    """The conflict quotes both texts, whichever of them comes first, and stands alone."""
    changed = short.replace(right, wrong)
    assert changed != short
    for texts in ((source, changed), (changed, source)):
        (conflict,) = told(*texts)
        assert conflict.kind == kind
        assert {e.document for e in conflict.evidence} == {"0", "1"}
        assert all(e.span is not None and e.quote == e.span.of(texts[int(e.document)]) for e in conflict.evidence)
        assert all(len(e.quote) <= 300 for e in conflict.evidence)


#: Sentences that no two documents share, so that a source of any length can be made of them.
FILLER = "Nobody asked about parcel {} and nobody has weighed it. "


def test_the_end_of_a_long_source_bears_a_retelling_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands late in a long source is in it, and of a source like a book nothing is said."""
    long = "".join(FILLER.format(number) for number in range(1000, 1420)) + FERRY
    changed = FERRY_SHORT.replace("Lindqvist", "Okonkwo")
    assert told(FERRY_SHORT, long) == []
    assert [c.kind for c in told(changed, long)] == ["name"]
    monkeypatch.setattr(retelling, "_MOST_OF_SOURCE", 400)
    assert told(changed, long) == []


@pytest.mark.parametrize(
    ("source", "short"),
    [
        # A unit that is understood in the source.
        (
            "Walkers have covered 1.4 million kilometres in the county's contest, the council says. The best team, "
            "from the fire station, alone covered 73,000. The contest ran for four weeks and had 5,200 walkers.",
            "The fire station has won the county's walking contest. Its 160 walkers covered 73,000 kilometres in "
            "four weeks. The contest had 5,200 walkers, the council says.",
        ),
        # An age is no number of things.
        (
            "A beekeeper from Tern has given his 900 hives to the farm school in Alder. Piet Manders, 71, began with "
            "bees as a boy. The school has kept bees since 1934. It will keep 200 of Manders's hives in Alder.",
            "The farm school in Alder has got 900 hives from Piet Manders, a beekeeper from Tern. Manders, 71, began "
            "with bees as a boy.",
        ),
        # What is as much as something else is not the opposite of less.
        (
            "The bakery burned 60 tonnes of wood a year. Heat in the village costs 12 cents a kilowatt hour, twice as "
            "much as in the town. The new oven was built by Ofenbau Krug and needs only 25 tonnes of wood.",
            "Ofenbau Krug has built a new oven for the bakery. In the village, where heat costs 12 cents a kilowatt "
            "hour, that means less wood: 25 tonnes a year.",
        ),
    ],
)
def test_a_retelling_may_put_it_otherwise(source: str, short: str) -> None:
    """Units that are understood, ages, and degrees beside amounts are no conflict."""
    assert told(source, short) == []


SAME = [
    (FERRY, FERRY_SHORT, "£38 million", "about £40 million"),
    (FERRY, FERRY_SHORT, "4 electric", "four electric"),
    (FERRY, FERRY_SHORT, "Tolmouth has", "The Tolmouth board has"),
    (TALK, TALK_SHORT, "6:30 pm", "half past six"),
    (TALK, TALK_SHORT, "6:30 pm", "18:30"),
    (LETTER, LETTER_SHORT, "6 years", "six years"),
    (LETTER, LETTER_SHORT, "12 April", "April 12"),
]


@pytest.mark.parametrize(("source", "short", "right", "other"), SAME)
def test_the_same_in_other_words_is_left_alone(source: str, short: str, right: str, other: str) -> None:
    """Number words, roundings that say so, other forms of a date or time are no conflict."""
    changed = short.replace(right, other)
    assert changed != short
    assert told(source, changed) == []


def _match(home: str, away: str, score: str, day: str, crowd: str, scorer: str, minute: str) -> str:
    return (
        f"{home} beat {away} {score} in the northern league on {day} before {crowd} spectators. {scorer} scored the "
        f"first goal after {minute} minutes with a header from a corner. The visitors pressed hard in the second half "
        f"but hit the post twice. The coach praised the defence, which has now kept the goal clean in away games, and "
        f"said the club would sign another striker before the window closes."
    )


def _quarter(company: str, quarter: str, revenue: str, change: str, profit: str, staff: str) -> str:
    return (
        f"{company} reported revenue of {revenue} for the {quarter} quarter, {change} on the year before, as "
        f"demand for "
        f"pumps held up in Europe. Operating profit came to {profit}. The company employs {staff} people in its plants "
        f"and expects prices for steel to remain high. Orders from shipyards were strong, while the market for garden "
        f"pumps stayed weak. The board will propose the dividend at the annual meeting."
    )


def _short_match(home: str, away: str, score: str, day: str, crowd: str) -> str:
    told_short = f"{home} beat {away} {score} in the northern league on {day}."
    return f"{told_short} {crowd} spectators came, and the coach praised it."


def _short_quarter(company: str, quarter: str, revenue: str, change: str, profit: str) -> str:
    return (
        f"{company} had revenue of {revenue} in the {quarter} quarter, {change} on the year before, with an operating "
        f"profit of {profit}, as demand for pumps held up."
    )


MATCH = _match("Arle Rovers", "Brome", "3-1", "12 May", "8,400", "Davit Sorel", "14")
QUARTER = _quarter("Halvard Pumps", "first", "€212 million", "up 4%", "€31 million", "5,200")
STORM = (
    "Storm Agda reached the coast of Morland on Tuesday with gusts of 140 km/h and tore the roofs off 60 houses in the "
    "town of Wick. Two people were hurt by falling trees. The power company said 21,000 homes had no "
    "electricity. Schools "
    "stay closed until Thursday, the county said. Trains between Wick and Fenby were stopped for 9 hours. The weather "
    "office had warned of flooding along the river, which rose by 2 metres."
)
TRIAL = (
    "A court in Palmero sentenced the former mayor Ugo Ferrante to 4 years in prison on Monday for taking bribes of "
    "€300,000 from a builder. The trial lasted 18 months and heard 75 witnesses. Ferrante denies the charges and will "
    "appeal, his lawyer said. The builder, who had confessed, was fined €90,000. The prosecutor had asked for 6 years."
)
APART = [
    (MATCH, _short_match("Arle Rovers", "Brome", "2-0", "8 October", "7,100")),
    (MATCH, _short_match("Arle Rovers", "Catton", "4-2", "19 May", "9,050")),
    (MATCH, _short_match("Dunmere", "Elsby", "1-0", "12 May", "3,300")),
    (MATCH, _short_match("Brome", "Arle Rovers", "2-1", "3 March", "5,900")),
    (MATCH, _match("Arle Rovers", "Brome", "1-0", "2 November", "6,120", "Ivo Lanz", "71")),
    (MATCH, _match("Farrow", "Gresham", "3-1", "12 May", "4,800", "Piet Maas", "33")),
    (QUARTER, _short_quarter("Halvard Pumps", "second", "€230 million", "up 9%", "€36 million")),
    (QUARTER, _short_quarter("Halvard Pumps", "third", "€198 million", "down 2%", "€24 million")),
    (QUARTER, _short_quarter("Merton Valves", "first", "€97 million", "up 1%", "€8 million")),
    (QUARTER, _quarter("Halvard Pumps", "second", "€230 million", "up 9%", "€36 million", "5,350")),
    (QUARTER, _quarter("Merton Valves", "first", "€97 million", "up 1%", "€8 million", "2,100")),
    (
        STORM,
        "Storm Birk reached the coast of Morland on Friday with gusts of 120 km/h. The power company said 9,000 "
        "homes had "
        "no electricity, and trains were stopped for 4 hours.",
    ),
    (
        STORM,
        "The river at Fenby rose by 3 metres after rain in the hills. Schools stay closed until Monday, the county "
        "said, and 40 houses in the valley were flooded.",
    ),
    (STORM, "Repairs after the storm at Wick will cost the county £7 million, of which insurers pay half."),
    (STORM, "Wick has 60 new houses."),
    (
        STORM,
        "A year after the storm, Wick has opened a shelter for 300 people. It cost £2 million, has power for 5 "
        "days and "
        "stands on the hill above the river.",
    ),
    (
        TRIAL,
        "A court in Palmero sentenced the banker Rosa Nitti to 7 years in prison on Thursday for fraud of €2 million. "
        "The trial lasted 11 months and heard 40 witnesses.",
    ),
    (
        TRIAL,
        "The appeal of the former mayor Ugo Ferrante will be heard in Palmero in autumn by three judges. He has "
        "spent 5 "
        "months in prison so far.",
    ),
    (TRIAL, "The builder has gone bankrupt with debts of €12 million and 130 employees, a court in Palmero said."),
    (TRIAL, "Palmero elects a new mayor on Sunday; 9 candidates stand, and 48,000 people may vote."),
    (FERRY, "The harbour board of Tolmouth sold 3 diesel boats to a museum for £90,000 in January."),
    (
        FERRY,
        "The board of Garvie has ordered 2 electric ferries from the Rossi yard for £21 million. The first is to enter "
        "service in June 2028 on the crossing to Norden, which takes 40 minutes.",
    ),
    (FERRY, "Selby Island counted 2,300 people in the last census, 140 more than ten years before."),
    (FERRY, "The Lindqvist yard has 900 employees and built 12 ships last year, four of them for Norway."),
    (FERRY, "Corran Grid builds 70 charging stations a year at about £400,000 each, most of them in towns."),
    (LETTER, "Lena Brandt has worked at Hushwall for 9 years. She lives in Bremen with two cats and plays the cello."),
    (
        LETTER,
        "Dear Ms Adeyemi, our Hall Set covers 300 square metres and costs $5,100, fitting included. Order before "
        "3 June "
        "for a 5% discount and a warranty of 4 years.",
    ),
    (LETTER, "The office of Mr Okafor has 45 desks on 3 floors and is let for $9,000 a month until 2031."),
    (
        TALK,
        "Mira: Do you know a good tent? . Jonas: The one I have weighs 2 kilos and was 240 euros. . Mira: That's "
        "a lot . "
        "Jonas: It lasted 8 years",
    ),
    (TALK, "Jonas and Mira ran the marathon in Ghent in 4 hours, and 12,000 people watched them from the bridges."),
    (TALK, "Petra asks Karl for a lift to the airport on Sunday at 9. Karl has to be at work by 10 and says no."),
    ("The hall seats 900.", "The hall has 400 lamps."),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_texts_that_share_a_subject_are_left_alone(one: str, other: str) -> None:
    """Two matches, quarters, storms or trials differ in every figure and contradict each other in none."""
    assert not [c for c in (*told(one, other), *told(other, one)) if "retells" in c.message]


def test_a_retelling_is_found_among_other_documents() -> None:
    """In a batch the partner is found by rare words; the others stay out of it."""
    changed = FERRY_SHORT.replace("£38 million", "£48 million")
    (conflict,) = told(MATCH, FERRY, QUARTER, STORM, changed, TRIAL)
    assert {e.document for e in conflict.evidence} == {"1", "4"}


TIMES = [
    ("half past six", "6:30 pm", True),
    ("quarter to nine", "8:45", True),
    ("19:30", "7.30 pm", True),
    ("noon", "12 pm", True),
    ("7 am", "7 pm", False),
    ("at 7.", "19:00", True),
    ("6:55 PM", "7:55 PM", False),
]


@pytest.mark.parametrize(("one", "other", "same"), TIMES)
def test_times_of_day_are_compared_by_the_clock(one: str, other: str, *, same: bool) -> None:
    """Twelve and twenty-four hours, words and figures are one clock; morning and evening are not."""
    (first,), (second,) = find_clocks(one, 0, len(one)), find_clocks(other, 0, len(other))
    assert same_time(first, second) is same


@pytest.mark.parametrize("text", ["a score of 3:1", "£7.30 each", "20.15 metres", "Matthew 7", "Room 7"])
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    """Scores, prices and measures are no times of day."""
    assert find_clocks(text, 0, len(text)) == ()


@pytest.mark.parametrize(
    ("one", "other"), [("accept", "refuse"), ("stable", "unstable"), ("careful", "careless"), ("high-risk", "low-risk")]
)
def test_opposites_are_known_both_ways(one: str, other: str) -> None:
    """From the table, by prefix, by ending, and in one part of a compound."""
    assert opposed(one, other)
    assert opposed(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("put", "input"), ("ship", "boat"), ("increase", "increased"), ("port", "import")]
)
def test_other_pairs_are_no_opposites(one: str, other: str) -> None:
    """Likeness of form is not enough."""
    assert not opposed(one, other)


@given(st.text(max_size=300), st.text(max_size=300))
@settings(max_examples=30)
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    """Whatever the texts, evidence lies inside them."""
    for conflict in told(one, other):
        assert all(
            e.span is not None and e.span.of((one, other)[int(e.document)]) == e.quote for e in conflict.evidence
        )
