"""Two accounts of one story are held against each other in whatever words; a retelling also for swaps and "no"."""

from __future__ import annotations

import pytest

from normalize.claims import find_conflicts, read_claims
from normalize.figures import read_figures
from normalize.ingest import document_from_text
from normalize.model import Conflict, Facts


def told(*texts: str) -> list[Conflict]:
    """The conflicts of these texts that are more than something to look at."""
    documents = [document_from_text(text, str(number)) for number, text in enumerate(texts)]
    readings = [read_claims(document, read_figures(document), Facts()) for document in documents]
    return [c for c in find_conflicts(readings, Facts()) if c.confidence != "review"]


#: Two accounts, and the kind of what they disagree on.
DIFFER = [
    (
        "The eye clinic in Norbrook does 90 operations a week. The average wait for a cataract operation was 17 weeks.",
        "Patients of the eye clinic in Norbrook have to wait 71 weeks on average for a cataract operation.",
        "value",
    ),
    (
        "The lighthouse of Skerry Point is for sale. It was sold for £640,000 in 1998, the agent said.",
        "In 1998 the lighthouse of Skerry Point was bought for £460,000. It is for sale again.",
        "value",
    ),
    (
        "The cable car to Monte Alvo is to open on 12 June, the town of Ferrazza said.",
        "The opening of the cable car to Monte Alvo has been set for 22 June, according to the town of Ferrazza.",
        "date",
    ),
    (
        "The probe Lyra will reach Vesta in March 2031. It was built in Turin.",
        "On its arrival at Vesta in May 2031 the probe Lyra, which was built in Turin, will take pictures.",
        "date",
    ),
    (
        "The dairy Almhof has been sold to the Dutch group Zuivelland for €90 million.",
        "Zuivelland has been sold to Almhof for €90 million. The dairy is the larger of the two.",
        "direction",
    ),
]


@pytest.mark.parametrize(("one", "other", "kind"), DIFFER)
def test_two_accounts_that_differ_are_told(one: str, other: str, kind: str) -> None:
    """Figures, dates and roles of one thing meet although no sentence is repeated."""
    assert kind in {c.kind for c in told(one, other)}


#: Two accounts that only seem to differ.
AGREE = [
    (
        "Ilja Marek was sentenced to four years in prison in 2011. The court in Brod gave him seven years on Friday.",
        "The court in Brod has sentenced Ilja Marek to seven years in prison.",
    ),
    (
        "The arm of Telvia in Ghana won 310,000 customers last quarter and its arm in Togo 130,000.",
        "The arm of Telvia in Togo won 130,000 customers last quarter.",
    ),
    ("Tarn beat Orle 2-0 on Tuesday.", "Orle beat Tarn 3-1 and are through."),
    ("The winery Colsec sold 1.3 million bottles in 2020.", "The winery Colsec sold 1.5 million bottles in 2021."),
    (
        "The tunnel under the Rivan, which opens in June, is 4.1 miles long and lies 330 feet below the river.",
        "At its deepest the tunnel under the Rivan is 100 metres below the river. It opens in June.",
    ),
    ("At least 12 people were killed in the flood at Orsk, the governor said.", "The toll at Orsk has risen to 21."),
]


@pytest.mark.parametrize(("one", "other"), AGREE)
def test_two_accounts_that_agree_are_left_alone(one: str, other: str) -> None:
    """Another sentence, country, match, year, depth or a later toll is no conflict."""
    assert told(one, other) == []


SHOP = (
    "The bakers' guild of Melling asked 900 customers about the new market hall. Visits to the bread stalls rose by "
    "24% and spending on cheese fell by 9%. The guild offers a tasting on Fridays and gives a 15% discount on loaves "
    "from the day before. Its chairwoman, Ada Coyle, wants the hall to open earlier. The stalls employ 60 people, and "
    "the guild expects the hall to pay for itself within 11 years."
)


def test_figures_that_changed_places_are_told() -> None:
    """Each figure is in the source, but beside the words of the other."""
    short = (
        "Visits to the bread stalls in the new market hall of Melling rose by 9% and spending on cheese fell by 24%, "
        "the bakers' guild found when it asked 900 customers. Ada Coyle wants the hall to open earlier."
    )
    right = short.replace("9%", "X").replace("24%", "9%").replace("X", "24%")
    assert told(SHOP, short)
    assert told(SHOP, right) == []


def test_no_denies_what_the_source_gives() -> None:
    """ "No discount" is held against the discount of the source."""
    short = (
        "The bakers' guild of Melling asked 900 customers about the new market hall. It offers a tasting on Fridays "
        "and gives no discount on loaves from the day before. Ada Coyle wants the hall to open earlier."
    )
    right = short.replace("no discount", "a 15% discount")
    assert "polarity" in {c.kind for c in told(SHOP, short)}
    assert told(SHOP, right) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Oil output in Carvia fell by a quarter to 8.4 million tonnes, from 9.3 million a year earlier.", "percent"),
        ("The bus will no longer stop at five villages — Arle, Brome, Catton and Dunmere — from May.", "count-list"),
        ("The court charged three people with arson: the baker Ugo Lenz and his wife Karin.", "count-list"),
        ("The poet Leopold Hrubicka has won a prize. Leopold Hrubitka, 52, teaches in Graz.", "name"),
    ],
)
def test_one_text_that_contradicts_itself_is_told(text: str, kind: str) -> None:
    """Changes in words, lists between dashes and after people, and slips in a consonant."""
    assert [c.kind for c in told(text)] == [kind]
