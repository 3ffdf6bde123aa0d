"""Two accounts of one story in other words: what only one of them has meets what only the other has."""

from __future__ import annotations

import pytest

from normalize.claims import accounts, find_conflicts, read_claims, synonyms
from normalize.claims.reading import Reading
from normalize.figures import read_figures
from normalize.ingest import document_from_text
from normalize.model import Facts


def reading(text: str, name: str) -> Reading:
    """What a text states."""
    document = document_from_text(text, name)
    return read_claims(document, read_figures(document), Facts())


def kinds(*texts: str) -> list[str]:
    """The kinds of what these texts say differently beyond doubt."""
    found = find_conflicts([reading(text, str(number)) for number, text in enumerate(texts)], Facts())
    return [c.kind for c in found if c.confidence != "review"]


LAUNCH = (
    "The shipyard in Torvik has launched the ferry Solveig. She is 96 metres long, can carry 140 cars and cost 410 "
    "million kroner. The shipyard employs 640 people. The maiden voyage is set for 12 May."
)


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        ("The shipyard in Torvik, which has 460 workers, put the ferry Solveig into the water. She takes 140 cars and "
         "cost 410 million kroner.", "value"),
        ("The ferry Solveig left her slip in Torvik. With a length of 96 feet she takes 140 cars. The shipyard got "
         "410 million kroner.", "unit"),
        ("The ferry Solveig, launched by the shipyard in Torvik, has room for 140 cars. The bill was 410 billion "
         "kroner.", "scale"),
        ("The ferry Solveig, launched by the shipyard in Torvik, has room for 140 cars and is 96 metres long. The bill "
         "was 410 million euros.", "currency"),
    ],
)  # fmt: skip
def test_what_is_left_over_in_both_is_one_thing(other: str, kind: str) -> None:
    """The figures that agree show that it is one story; the two that do not are told."""
    assert kind in kinds(LAUNCH, other)


@pytest.mark.parametrize(
    "other",
    [
        "Torvik's shipyard put the ferry Solveig into the water. She takes 140 cars. The yard wants to hire 80 people.",
        "The ferry Solveig, launched by the shipyard in Torvik, has room for 140 cars. Her sister, the Gudrun, was "
        "cheaper, at 380 million kroner, and takes 120 cars. The Solveig cost 410 million.",
        "The shipyard in Arnes has launched the ferry Ragnhild. She is 88 metres long and cost 380 million kroner.",
    ],
)
def test_another_thing_is_left_alone(other: str) -> None:
    """What is told beside a figure that agrees, and another ship of another yard, are no conflict."""
    assert kinds(LAUNCH, other) == []


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("The council of Ebbing has scrapped the fee for its pier on Monday. Anglers had paid 3 crowns.",
         "The council of Ebbing left the fee for its pier in place on Monday. Anglers pay 3 crowns.", "change"),
        ("The bakery Hagel is cutting 150 jobs in Brod. Founder Nora Vik will step down in June.",
         "The bakery Hagel cuts 150 jobs. The founder, Nora Vik, will remain at the head of the bakery in Brod.",
         "polarity"),
        ("The surgeon Ivo Lang will not appeal. The court in Brod had fined him 4,000 crowns.",
         "The surgeon Ivo Lang has lodged an appeal. The court in Brod fined him 4,000 crowns.", "polarity"),
        ("The rowers of Arle froze in the sleet when the race began on 9 March. The rowers of Arle won.",
         "The race of the rowers of Arle began on 19 March in sleet. The rowers of Arle won.", "date"),
        ("The reporter Lotte Brandt of Kiel rowed 900 miles. Lotte Brandt wants to go on.",
         "The reporter Lotte Brand of Kiel has rowed 900 miles.", "name"),
    ],
)  # fmt: skip
def test_acts_days_and_names_of_two_accounts_are_told(one: str, other: str, kind: str) -> None:
    """What is scrapped is not left in place, who goes does not stay, and one act has one day."""
    assert kind in kinds(one, other)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Prices in Arle fell from 50 crowns in May to 40 crowns in June. The drop of 30% was the first.", "percent"),
        ("The mill in Arle ground 9,000 tonnes, a fall of 40% from last year's 10,000 tonnes.", "percent"),
        ("She left it to the town in 2019, four years after the painter's death in 2018.", "duration"),
        ("They married in 1970. The marriage lasted 22 years, until his death in 1986.", "duration"),
        ("The mason needed 14 months for the tower. She began in July 2023 and finished in March 2024.", "duration"),
        ("The pool cost 90 million crowns. The state pays 40 million crowns, the county 30 million and the town 30 "
         "million. Together they cover the whole cost.", "sum"),
        ("Six divers set a record. The team consists of Ada Holm, Bo Lund, Cy Marsh, Di North and Ed Orr.",
         "count-list"),
        ("A survey found that 64% drive. Another 31% take the train and 15% walk.", "percent"),
    ],
)  # fmt: skip
def test_the_next_sentence_is_held_against_the_one_before(text: str, kind: str) -> None:
    """A change, a length, a sum or a list may be told in two sentences."""
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Prices in Arle fell from 50 crowns in May to 40 crowns in June. The drop of 20% was the first.",
        "She left it to the town in 2019, a year after the painter's death in 2018.",
        "They married in 1970. The marriage lasted 16 years, until his death in 1986.",
        "Six divers set a record. The team consists of Ada Holm, Bo Lund, Cy Marsh, Di North, Ed Orr and Fay Pell.",
    ],
)
def test_what_fits_is_left_alone(text: str) -> None:
    """Right arithmetic over two sentences is no conflict."""
    assert kinds(text) == []


def test_synonyms_meet_and_other_words_do_not() -> None:
    """Words of one class of the table stand for each other, and whoever does a thing for doing it."""
    assert synonyms.one_concept("worker", "employe")
    assert synonyms.one_concept("inspector", "inspect")
    assert not synonyms.one_concept("river", "bread")


def test_one_story_is_the_same_from_both_sides() -> None:
    """Which of two accounts comes first makes no difference to how many conflicts there are."""
    other = (
        "The shipyard in Torvik, which has 460 workers, put the ferry Solveig into the water. She takes 140 cars and "
        "cost 410 million kroner."
    )
    one, two = reading(LAUNCH, "a"), reading(other, "b")
    assert len(list(accounts.conflicts(one, two))) == len(list(accounts.conflicts(two, one))) > 0
