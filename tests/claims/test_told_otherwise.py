"""Conflicts that newsrooms word in many ways, one cause a pair, each beside a text that only looks like one."""

from __future__ import annotations

from typing import Any

import pytest

from normalize.claims import find_conflicts, read_claims
from normalize.facts import load_facts
from normalize.figures import read_figures
from normalize.ingest import document_from_text
from normalize.model import Conflict, Facts


def told(*texts: str, facts: dict[str, Any] | None = None) -> list[Conflict]:
    """The conflicts of these texts that are more than something to look at."""
    known = load_facts(facts) if facts else Facts()
    documents = [document_from_text(text, str(number)) for number, text in enumerate(texts)]
    readings = [read_claims(document, read_figures(document), known) for document in documents]
    return [conflict for conflict in find_conflicts(readings, known) if conflict.confidence != "review"]


FOUND = [
    # What rounds to one whole number does not round to the next.
    ("value", "The Arle tunnel will cost £3 million, the Arle council said.", "The Arle tunnel will cost £4 million."),
    ("value", "Turnout in Brome was 6%, its mayor said.", "Turnout in Brome was 7%, its mayor said."),
    # A change between two written-out numbers, with times and a unit between them and their change.
    ("percent", "The fare climbed from $1,150 in May last year to $1,380 this May, an increase of 30%."),
    ("percent", "The tin goes from 80 grams to 60, a reduction of 20%."),
    ("percent", "Rents rose from 300 to 360 crowns a square metre over the year, an increase of 25%."),
    # Parts that a sentence of their own tells.
    (
        "sum",
        "The harbour will spend $7.4 million on its piers. Of that total, $4.1 million goes to concrete, $2.2 million "
        "to cranes and rails, and the remaining $1.5 million to paint.",
    ),
    (
        "sum",
        "The clinic has 18 beds. Nine are kept for births, six for children and four for the old, which leaves none "
        "empty.",
    ),
    (
        "sum",
        "That night 3,100 slept in halls, 2,400 with friends and 900 in cars, and these made up all 6,800 who fled.",
    ),
    ("sum", "The choir gave 48 concerts last season: 20 at home, 16 in schools and 8 abroad."),
    # Shares of a list with a line for the rest, and of votes.
    (
        "percent",
        "Where a ticket's price goes:\n\n- actors: 41%\n- the house: 32%\n- costumes: 19%\n- everything else: 14%\n\n"
        "The theatre has no debt.",
    ),
    ("percent", "Of all votes, 48% were for the oak, 37% for the lime and 21% for the elm."),
    # Lists with clauses, and behind "are".
    (
        "count-list",
        "The strikers made two demands: a say in how shifts are planned, a free Sunday and no fine for those who "
        "walked out.",
    ),
    ("count-list", "The four islands are Arle, Brome, Catton, Dunmore and Esk."),
    # A length that takes up two dates.
    (
        "duration",
        "The repair of the organ took from 3 May to 20 June. A donor paid for it. During the five months in the loft, "
        "the organist played a piano.",
    ),
    # One name with and without what somebody is.
    ("name", "Captain Torvald Andreassen was 71.\n\nCaptain Andreasen had sailed since he was twelve."),
    # Orders that a noun and a verb tell.
    (
        "order",
        "Ivo Krantz was arrested in May, two months before his farm was sold.",
        "Only after the sale of the farm was Krantz arrested.",
    ),
    (
        "order",
        "The bridge at Tern was shut before the river rose.",
        "It was not until the river had risen that the bridge at Tern was shut.",
    ),
    # A leave, and a duty.
    (
        "polarity",
        "Boats on Lake Orrin may stay out all winter, the park decided in Tern. There are 22 of them.",
        "Boats on Lake Orrin must close down for the winter, the park decided in Tern, and owners of all 22 are angry.",
    ),
    # Nobody, and somebody.
    (
        "polarity",
        "A bus left the road near Tern on Monday. Nobody was hurt in the crash.",
        "The two passengers injured in Monday's crash near Tern have gone home.",
    ),
    # One number with two units.
    (
        "unit",
        "Trams on the Orrin line are limited to 30 km/h.\n\nOn the Orrin line, trams crawl at no more than 30 mph.",
    ),
    (
        "unit",
        "Lena Holt came in 37 seconds ahead of Ivo Krantz.\n\nKrantz, second again, finished 37 minutes behind Holt.",
    ),
    # "It was only after … that".
    (
        "order",
        "The alarm at Tern was raised an hour before the last message from the yacht.",
        "It was only when that message had gone unanswered that the alarm was raised at Tern.",
    ),
    # The last part of a list may have a clause of its own.
    (
        "sum",
        "Krantz has put aside £54m: £31m for refunds, £12m for repairs and £14m for lawyers, the last of which it may "
        "not use for anything else.",
    ),
    # An act and a noun for it, a slip apart.
    ("date", "The mill opened on 13 May 1904. Since its opening on 3 May 1904, the mill has burned down twice."),
    # Since when something has not been seen.
    (
        "date",
        "Beavers have been seen on the Orrin for the first time since 1786. A camera at Tern caught two on 4 May. "
        "Anglers at Tern want a fence.",
        "Anglers met at Tern to talk about the fence on the Orrin. Beavers were last there in 1768.",
    ),
    # The doer in apposition, and behind "as the owner of".
    (
        "direction",
        "Brome Dairy has been bought by its largest customer, the cheese maker Alder.\n\n"
        "As the new owner of Alder, Brome Dairy will build a third shed.",
    ),
    # A noun with its change in one phrase.
    (
        "change",
        "The college agreed on Monday to freeze rents for the coming year. The rent increase for the coming year will "
        "drive students away.",
    ),
    (
        "change",
        "In June Brome Dairy cut its dividend. It is in Tern.",
        "Brome Dairy is in Tern. Its dividend had not been touched in 30 years.",
    ),
    # Votes of which one side, or the sum, is the same.
    (
        "value",
        "The Orrin Islands keep the pound. Speaker Lena Holt said that it had been settled by 1,140 votes to 426.",
        "When the Orrin Islands voted, it rained. They wanted the pound, by 1,140 votes to 462.",
    ),
    (
        "value",
        "Members passed the ban on Monday, by 28 votes to 19.\n\nMonday's count saw it through by 30 votes to 17.",
    ),
    # A change in percent against two values of another account.
    (
        "percent",
        "Bookings at Brome came to 12,000 last year, down from 16,000 the year before. Lena Holt has shut two hotels.",
        "Bookings at Brome fell by 40% last year. Lena Holt had to shut two hotels.",
    ),
    # What has been given up, and what still goes on.
    (
        "change",
        "Brome Dairy has stopped selling its goat cheese, after tests found glass in two boxes. Lena Holt leads the "
        "agency in Tern.",
        "Lena Holt of the agency in Tern held a box of goat cheese of Brome Dairy. Glass was found in two boxes. The "
        "dairy is still selling the goat cheese.",
    ),
    (
        "change",
        "The zoo has kept its admission charge at £14 since 2016. The £3 that the zoo added to its admission charge in "
        "2021 drove people away.",
    ),
    # Two ages, more than a birthday apart.
    (
        "value",
        "Lena Holt, 58, pleaded guilty in Tern to 14 counts of fraud. She had led the county for ten years.",
        "The county's former treasurer, Lena Holt, 52, was silent in Tern as 14 counts of fraud were read.",
    ),
    # A story has one weight of 140.
    (
        "unit",
        "The bear had come to him as a cub. It weighs 140 kilograms.\n\nA vet said he was gentle. At 140 pounds, he "
        "was too heavy.",
    ),
]


@pytest.mark.parametrize("case", FOUND)
def test_one_conflict_is_found(case: tuple[str, ...]) -> None:
    """Each of these has one conflict, of the kind that it is."""
    kind, *texts = case
    assert [conflict.kind for conflict in told(*texts)] == [kind]


QUIET = [
    ("Fares rose from $300 to $400, an increase of 33%.",),
    ("Its output fell from 1.2 million tonnes to 1 million, a drop of 17%.",),
    (
        "The town has put aside €8 million. Of this, €5 million is for roads, €2 million for schools and the "
        "remaining €1 million for parks.",
    ),
    ("The town has put aside €8 million. Of this, €5 million is for roads and €2 million for schools.",),
    # A place at the head of a sentence limits all that its subject does.
    (
        "The grocer opened 30 shops last year. In Arle, where it has 200, it spent €64 million on ovens. In Brome it "
        "has 90 and spent €19 million.",
    ),
    # What goes on has a figure of the hour.
    (
        "The fire on Mount Orrin has burned 400 hectares of heath, the rangers said on Monday.",
        "The fire on Mount Orrin was out on Friday. It burned 650 hectares of heath.",
    ),
    (
        "Where a ticket's price goes:\n\n- actors: 41%\n- the house: 32%\n- costumes: 19%\n- everything else: 8%\n\n"
        "The theatre has no debt.",
    ),
    ("The strikers made two demands: a say in how shifts are planned and no fine for those who walked out.",),
    ("The three winners are Lena Holt, from Arle, Piet Manders and Ivo Krantz.",),
    ("Lena Holt led the agency from 2009 until 2021. Over the 20 years before, nobody had built a lock.",),
    # Tax is nothing that happens.
    ("The firm earned £3 million before tax last year. It will pay out half its profit after tax.",),
    (
        "A bus left the road near Tern on Monday. Nobody was seriously hurt in the crash.",
        "The two passengers injured in Monday's crash near Tern have gone home.",
    ),
    # What has not happened yet, and what is denied from the head of a sentence.
    ("A ban on diving is in force at Tern. Until the ban is lifted, divers may ask for a permit.",),
    ("At no time is the full name written to the disk. The full name is never written to the disk.",),
    # What comes every month.
    (
        "Join the Tern choir on Friday, May 4, for its monthly rehearsal with guests from all over the county.",
        "Join the Tern choir on Friday, June 8, for its monthly rehearsal with guests from all over the county.",
    ),
    # Things that are bought, and all there are.
    ("Orrin Travel has bought 41 coaches in Tern.\n\nOrrin Travel now has 388 coaches.",),
    # A sum for one thing, and another for another.
    ("The price of the yard, £88 million, is high.\n\nThe company paid £88,000 for the surfboard in its hall.",),
    # Two votes, and a change that two accounts tell alike.
    ("Members passed the ban on bags by 28 votes to 19.\n\nThe budget was passed by 40 votes to 7.",),
    (
        "Bookings at Brome came to 12,000 last year, down from 16,000 the year before. Lena Holt has shut two hotels.",
        "Bookings at Brome fell by a quarter last year. Lena Holt had to shut two hotels.",
    ),
    # Cases that a text tells in one form, conditions, rules and questions.
    (
        "Two languages are shown with two similar pages in different colours.\n\nThree languages are shown with three "
        "similar pages in different colours.",
    ),
    ("Do we test it before we publish it? We published the guide after we had tested it.",),
    ("We always ask readers before we publish a plan.", "We published the plan, and then we asked readers about it."),
    (
        "Lena Holt, 58, pleaded guilty in Tern to 14 counts of fraud. She had led the county for ten years.",
        "The county's former treasurer, Lena Holt, 59, was silent in Tern as 14 counts of fraud were read.",
    ),
    (
        "The bridge at Tern was shut after the river rose.",
        "Not until the river had risen was the bridge at Tern shut.",
    ),
    # A part of the Members, and all of them.
    ("The chamber includes 235 Democrats. In the vote fifteen Democrats left the party line.",),
    # An accent that one newsroom leaves out.
    (
        "Amateur Inés Quiñones found the comet in Chile. The comet moves at 58 kilometres a second.",
        "Amateur Inés Quinones found the comet in Chile. The comet moves at 58 kilometres a second.",
    ),
    # Two hosts of one row of evenings, each in their own words; two reports of a row.
    (
        "I am Lena Holt, and I lead the reading room in Tern. We meet on Mondays in the old mill. We read one novel a "
        "month, and we can answer your questions at the door. I would like to introduce our baker, Ada Coyle.",
        "I am Ivo Krantz, and I lead the reading room in Tern. We meet on Mondays in the old mill. We read one novel a "
        "month, and we like to answer your questions. I would like to introduce our baker, Piet Manders.",
    ),
    (
        "The monthly call of the design group for August 2023 took place in Tern. Lena Holt showed 14 buttons, 6 maps "
        "and a form with 9 fields. Questions were answered at the end of the call.",
        "The monthly call of the design group for May 2024 took place in Tern. Ivo Krantz showed 22 buttons. Questions "
        "were answered at the end of the call.",
    ),
    # Two talks with one person.
    (
        "Ada: I really like the job.\n\nBen: I like plain words.\n\nAda: It took five years to learn.\n\nBen: I see.",
        "Ada: I was not looking for a job.\n\nBen: They like plain words.\n\nAda: I came two years ago.\n\nBen: I see.",
    ),
    # Two things of one kind that a word tells apart.
    (
        "Parliament in Torv approved the hunting bill on Monday. The first bill, which went further, was rejected in "
        "May.",
    ),
]


@pytest.mark.parametrize("texts", QUIET)
def test_nothing_is_found(texts: tuple[str, ...]) -> None:
    """What fits together is left alone."""
    assert told(*texts) == []


def test_a_figure_of_now_is_later_than_a_fact() -> None:
    """A fact of an earlier day says nothing against what is so now, but for a misread scale."""
    shops = {"id": "s", "subject": "Krantz", "measure": "shops", "value": "150", "as_of": "2022-12-31"}
    assert told("The bakery chain Krantz now has 171 shops.", facts={"facts": [shops]}) == []
    assert [c.kind for c in told("The bakery chain Krantz now has 1,500 shops.", facts={"facts": [shops]})] == ["scale"]


def test_a_surname_with_a_letter_more_than_in_the_facts() -> None:
    """The facts spell a full name; a letter more at its end is a slip."""
    names = [{"canonical": "Yves Delacour", "aliases": ["Delacour"]}]
    assert [c.kind for c in told("Yves Delacourt plays in Tern.", facts={"facts": [], "names": names})] == ["name"]


def test_a_fact_of_a_change_against_what_was_left_as_it_was() -> None:
    """The facts tell of a cut; what the article leaves as it was has not been cut."""
    week = {"id": "w", "subject": "Tram Union", "measure": "working week of drivers", "value": "cut to 38 hours"}
    text = "The Tram Union ended its strike. The Tram Union left the working week as it was, at 40 hours."
    assert [c.kind for c in told(text, facts={"facts": [week]})] == ["change"]


def test_a_length_of_time_is_held_against_its_own_fact_only() -> None:
    """A length beside which the words of a measure merely stand is of something else."""
    week = {"id": "w", "subject": "Tram Union", "measure": "working week of drivers", "value": "38 hours"}
    text = "Drivers went back to work after the Tram Union ended a strike that had emptied the streets for {}."
    assert told(text.format("six days"), facts={"facts": [week]}) == []
