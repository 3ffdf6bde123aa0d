"""Capitals inside words: a name after a small word is parted, names of programs and firms are not."""

from __future__ import annotations

import pytest

from normalize import repair_spacing


@pytest.mark.parametrize(
    ("glued", "repaired"),
    [
        ("The prize was shared between the painter andIngrid Solberg.", "painter and Ingrid Solberg"),
        ("A song byHalvard Lie opened the evening.", "song by Halvard Lie"),
        ("He moved to Norway in2019 and married there.", "in 2019 and"),
        ("The garden dates from the17th century.", "the 17th century"),
        ("The fair opened on 15May and closed in June.", "15 May"),
        ("In 2017won the club its first title.", "2017 won"),
    ],
)
def test_one_surely_lost_space_in_a_clean_text(glued: str, repaired: str) -> None:
    """One space that is surely lost is put back though all else is right."""
    text = f"The town lies on the river.\n\n{glued}\n\nIts bridge was built a century later by a guild of masons."
    assert repaired in repair_spacing(text)


@pytest.mark.parametrize(
    "name",
    ["forEach", "andThen", "hasNext", "toString", "maxRetries", "getElementById", "addEventListener", "StringBuilder"],
)
@pytest.mark.parametrize("sentence", ["Set {} before you start the server.", "Call {} on each row and return."])
def test_names_of_program_text(sentence: str, name: str) -> None:
    """Names as program text has them stay whole, alone in a short text too."""
    text = sentence.format(name)
    assert repair_spacing(text) == text


@pytest.mark.parametrize("name", ["RealClearPolitics", "FiveThirtyEight", "PizzaExpress", "StreetEasy"])
def test_names_built_of_words(name: str) -> None:
    """A name built of two or three words stays whole, though the text has it once and the tables do not."""
    text = f"Shares in {name} rose on Tuesday, the ministry said."
    assert repair_spacing(text) == text


@pytest.mark.parametrize(
    ("glued", "repaired"),
    [
        ("Itwas late when the vote came.", "It was late"),
        ("Shedescribed the plan as sound.", "She described"),
        ("The vote in theSenate is due.", "the Senate is"),
        ("The Bank ofEngland kept its rate.", "of England kept"),
        ("Leaders of the UnitedStates took part.", "the United States took"),
        ("The mayor met MariaHolt on Friday. Maria Holt had asked for it.", "met Maria Holt on"),
    ],
)
def test_capitals_that_surely_begin_a_word(glued: str, repaired: str) -> None:
    """One lost space beside a capital is put back in a clean text where nothing else can be meant."""
    assert repaired in repair_spacing(CLEAN.format(glued))


@pytest.mark.parametrize(
    "sentence",
    [
        "We met Theis and Herentals there.",
        "Proveis did not reply.",
        "Robertas said no.",
        "Conradin said no, and so did Hermanis.",
    ],
)
def test_names_that_read_as_two_words(sentence: str) -> None:
    """Names that no table has stay whole though a small word stands in them, also at the head of a sentence."""
    assert repair_spacing(CLEAN.format(sentence)) == CLEAN.format(sentence)


CLEAN = (
    "The council met on Monday to speak of the bridge. {} Nobody asked for more, and the plan will be read again "
    "in the spring, the clerk said."
)
