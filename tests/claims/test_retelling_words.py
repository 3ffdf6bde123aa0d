"""What a retelling turns round or copies wrongly is found by its place; what it only words otherwise is left alone."""

from __future__ import annotations

import pytest

from normalize.claims import find_conflicts, read_claims
from normalize.claims.opposites import move_apart, opposed
from normalize.figures import read_figures
from normalize.ingest import document_from_text
from normalize.model import Conflict, Facts


def told(*texts: str) -> list[Conflict]:
    """The conflicts between these texts that are more than something to look at."""
    documents = [document_from_text(text, str(number)) for number, text in enumerate(texts)]
    readings = [read_claims(document, read_figures(document), Facts()) for document in documents]
    found = find_conflicts(readings, Facts())
    return [c for c in found if c.confidence != "review" and len({e.document for e in c.evidence}) > 1]


OFFER = (
    "Dear Ms Lindqvist,\n\nI am writing on behalf of Keelboard, which makes scheduling software for small harbours. "
    "Our "
    "berth planner allows harbour masters to install new moorings in the plan within minutes.\n\nOur plans:\n\n"
    "1. Quay plan: €90 a month, with the berth planner.\n"
    "2. Basin plan: €190 a month, with tide alerts that reduce the waiting time of boats by 25%.\n"
    "3. Fleet plan: €390 a month, with alerts and invoices.\n\n"
    "Harbours that use Keelboard report an 18% increase in guest nights and a 30% reduction in unpaid fees. The "
    "one-time "
    "set-up costs €999. We invite you to a 20-Day Open Trial of the Basin plan at no cost to your harbour, and you get "
    "15% off during the first year. The offer ends within the next 12 days. Each berth gets a 6-month warranty and a "
    "3D map.\n\nKind regards,\nPaul Oriel"
)
OFFER_SHORT = (
    "Paul Oriel of Keelboard offers Ms Lindqvist scheduling software for small harbours. The berth planner allows "
    "harbour "
    "masters to install new moorings in the plan within minutes. Harbours report an 18% increase in guest nights and a "
    "30% reduction in unpaid fees. The one-time set-up costs €999. They offer a 20-day open trial of the Basin plan "
    "and 15% off during the first year. The offer ends within the next 12 days, and each berth gets a 6-month warranty."
)
REPORT = (
    "The Orchard Growers of Sandmere sold 4,200 tonnes of pears in 2021, when frost cut the harvest. In 2022 the "
    "growers "
    "sold 6,900 tonnes of pears. The chair, Anneke Wolde, said that the cold store in Fenwick had kept losses "
    "small. A storm in Fenwick in 2019 had destroyed 300 trees after another storm in Callow. The growers spent "
    "€2.4 million on nets, and an old press was sold to a museum in Tarn for 6,900 euros. Wages rose while the price "
    "of boxes fell in spring."
)
REPORT_SHORT = (
    "The Orchard Growers of Sandmere sold 6,900 tonnes of pears in 2022. The chair, Anneke Wolde, said that the cold "
    "store in Fenwick had kept losses small. The growers spent €2.4 million on nets. Wages rose while the price of "
    "boxes "
    "fell in spring."
)


@pytest.mark.parametrize(("source", "short"), [(OFFER, OFFER_SHORT), (REPORT, REPORT_SHORT)])
def test_what_is_retold_rightly_is_left_alone(source: str, short: str) -> None:
    """A faithful retelling has no conflict with its source."""
    assert told(source, short) == []


CHANGED = [
    # The numbers of a list bear nothing out, nor does the name of a thing.
    (OFFER, OFFER_SHORT, "next 12 days", "next 3 days", "value"),
    (OFFER, OFFER_SHORT, "6-month warranty", "3-month warranty", "value"),
    # A length of time without a numeral.
    (OFFER, OFFER_SHORT, "during the first year", "during the first 5 months", "value"),
    (OFFER, OFFER_SHORT, "during the first year", "during the second year", "polarity"),
    # Prices are not rounded up.
    (OFFER, OFFER_SHORT, "€999", "€1,000", "value"),
    # What is denied is not told.
    (OFFER, OFFER_SHORT, "an 18% increase", "a 12% increase instead of 18%", "value"),
    # "At no cost" denies no trial.
    (OFFER, OFFER_SHORT, "They offer a 20-day open trial", "They don't offer a 20-day open trial", "polarity"),
    (OFFER, OFFER_SHORT, "an 18% increase in guest nights", "an 18% decrease in guest nights", "polarity"),
    (OFFER, OFFER_SHORT, "a 30% reduction in unpaid", "a 30% increase in unpaid", "polarity"),
    (OFFER, OFFER_SHORT, "install new moorings", "remove new moorings", "polarity"),
    # The figure of another year.
    (REPORT, REPORT_SHORT, "6,900 tonnes", "4,200 tonnes", "value"),
    # A name that nobody mentions, in the place of one that is told elsewhere as well.
    (REPORT, REPORT_SHORT, "cold store in Fenwick", "cold store in Harle", "name"),
    (
        REPORT,
        REPORT_SHORT + " A storm in Fenwick destroyed 300 trees.",
        "cold store in Fenwick",
        "cold store in Harle",
        "name",
    ),
    (OFFER, OFFER_SHORT, "planner allows harbour", "planner forbids harbour", "polarity"),
]


@pytest.mark.parametrize(("source", "short", "right", "wrong", "kind"), CHANGED)
def test_a_changed_passage_is_found(source: str, short: str, right: str, wrong: str, kind: str) -> None:
    """One passage is changed; at least one conflict is told, all of its kind."""
    changed = short.replace(right, wrong)
    assert changed != short
    assert {conflict.kind for conflict in told(source, changed)} == {kind}


CALENDAR = (
    "The lifeboat crew of Garrick Bay pulled four people out of a sinking yacht in the early hours of Tuesday, "
    "the second "
    "straight night of rescues. The coxswain, Morag Tulloch, said on Wednesday that the yacht had lost its rudder. The "
    "crew collected £84,000 for a new boat in the fourth quarter. It will open its station to visitors on Sunday, and "
    "today the harbour is calm. The skipper, who comes from Leith, thanked the crew and gave them a bottle of rum."
)
CALENDAR_SHORT = (
    "The lifeboat crew of Garrick Bay pulled four people out of a sinking yacht on Tuesday, the second straight night "
    "of rescues. Morag Tulloch said the yacht had lost its rudder. The crew collected £84,000 in the fourth quarter."
)
CHANGED_TIMES = [
    ("sinking yacht on Tuesday", "sinking yacht on Friday"),
    ("second straight night", "third straight night"),
    ("fourth quarter", "third quarter"),
]


@pytest.mark.parametrize(("right", "wrong"), CHANGED_TIMES)
def test_a_changed_time_is_found(right: str, wrong: str) -> None:
    """Weekdays, quarters and counted nights are held against those of the passage; "today" elsewhere is no proof."""
    assert told(CALENDAR, CALENDAR_SHORT) == []
    (conflict,) = told(CALENDAR, CALENDAR_SHORT.replace(right, wrong))
    assert conflict.kind in ("date", "value")


BRIEF_SOURCE = (
    "The zoning board of Marlin Cove met for five hours. Councillor Ines Dahl said she did not plan to sell the old "
    "cannery, where 40 artists have their rooms. The board will not accept the noise report as proof of harm. The "
    "weekly market moves to the quay in June."
)
BRIEF = [
    ("The board will accept the noise report as proof of harm in Marlin Cove.", True),
    ("Ines Dahl plans to sell the old cannery.", True),
    ("Ines Dahl did not plan to sell the old cannery.", False),
    ("The weekly market moves to the quay.", False),
    ("The weekly market of Marlin Cove does not move to the quay.", True),
    ("Ines Dahl did not meet the artists of Elver Sound.", False),
]


@pytest.mark.parametrize(("sentence", "wrong"), BRIEF)
def test_a_single_sentence_that_denies_its_source_is_found(sentence: str, wrong: bool) -> None:  # noqa: FBT001
    """A caption retells one sentence; it is a conflict when it has a "not" that the source lacks, or the reverse."""
    assert bool(told(BRIEF_SOURCE, sentence)) == wrong


def test_what_somebody_does_rather_than_another_thing_is_not_done() -> None:
    """What follows "rather than" or "instead of" is neither done nor denied, whatever else says of it."""
    one = "The union of Marlin Cove refuses to load the ships of Dahl Lines."
    other = "The union of Marlin Cove goes on strike rather than load the ships of Dahl Lines."
    assert told(one, other) == []


def test_what_is_back_was_gone_before() -> None:
    """A report of a loss and one of its end do not exclude each other."""
    one = "# Gale leaves 9,000 farms without water\n\nA gale cut off 9,000 farms in Brenmark county on Saturday night."
    other = "# Water back after gale in Brenmark\n\nThe last of 9,000 farms in Brenmark county got water on Monday."
    assert told(one, other) == []


KEPT = [
    (OFFER, OFFER_SHORT, "€999", "about €1,000"),
    (OFFER, OFFER_SHORT, "during the first year", "during the first 12 months"),
    (OFFER, OFFER_SHORT, "offers Ms Lindqvist", "offers in three plans Ms Lindqvist"),
    (OFFER, OFFER_SHORT, "They offer", "Not for 25 but for 20 days they offer"),
    (REPORT, REPORT_SHORT, "6,900 tonnes", "nearly 7,000 tonnes"),
    (REPORT, REPORT_SHORT, "Wages rose while", "Wages climbed while"),
    (REPORT, REPORT_SHORT, "fell in spring", "dropped in spring"),
]


@pytest.mark.parametrize(("source", "short", "right", "other"), KEPT)
def test_other_words_for_the_same_are_left_alone(source: str, short: str, right: str, other: str) -> None:
    """Roundings that say so, other lengths of the same, counts of a list, other words for a rise."""
    changed = short.replace(right, other)
    assert changed != short
    assert told(source, changed) == []


def test_opposites_are_those_of_the_tables() -> None:
    """Two words exclude each other by a table, a prefix, or as a rise and a fall."""
    assert opposed("installed", "remove")
    assert opposed("mandatory", "voluntary")
    assert not opposed("monthly", "weeks")
    assert move_apart("increase", "reducing")
    assert not move_apart("adding", "cut")
