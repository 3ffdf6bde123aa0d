"""What figures of every form are read as, and what is left alone."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest

from normalize.figures import read_figures
from normalize.ingest import document_from_text
from normalize.model import Figure


def figures(text: str) -> list[Figure]:
    """The figures of a text."""
    return list(read_figures(document_from_text(text)))


def quantities(text: str) -> list[Figure]:
    """The figures that are no ordinals."""
    return [figure for figure in figures(text) if figure.kind != "ordinal"]


def only(text: str) -> Figure:
    """The one quantity of a text."""
    found = quantities(text)
    assert len(found) == 1, [figure.text for figure in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "quote", "value", "unit"),
    [
        ("The port cost US$7.3bn to build.", "US$7.3bn", "7300000000", "USD"),
        ("They offered A$18.4m for the herd.", "A$18.4m", "18400000", "AUD"),
        ("A $310-million bond was placed.", "$310-million", "310000000", "USD"),
        ("Rents rose to Rs 17,500 a month.", "Rs 17,500", "17500", "INR"),
        ("The state owes ₹6.2 lakh crore.", "₹6.2 lakh crore", "6200000000000", "INR"),
        ("A bridge for Rs 4,56,789 crore.", "Rs 4,56,789 crore", "4567890000000", "INR"),
        ("A ticket is Rs.750 now.", "Rs.750", "750", "INR"),
        ("The plan needs ₹40k crore.", "₹40k crore", "400000000000", "INR"),
        ("The clinic billed SEK 31m.", "SEK 31m", "31000000", "SEK"),
        ("It sold for 44m zlotys.", "44m zlotys", "44000000", "PLN"),
        ("The stall sells pears at 62p each.", "62p", "0.62", "GBP"),
        ("Eggs cost 35 US cents.", "35 US cents", "0.35", "USD"),
        ("The estate left a quarter of a million pounds to charity.", "a quarter of a million pounds", "250000", "GBP"),
        ("The grant is 3.400.000 euros.", "3.400.000 euros", "3400000", "EUR"),
        ("The Vienna shop asks 2.199,90 euros.", "2.199,90 euros", "2199.90", "EUR"),
        ("It comes to 2\u202f750\u00a0€.", "2\u202f750\u00a0€", "2750", "EUR"),
        ("The loss came to -£8.2m.", "-£8.2m", "-8200000", "GBP"),
        ("It took nine dollars and eighty cents.", "nine dollars and eighty cents", "9.80", "USD"),
        ("Receipts reached 66 MEUR.", "66 MEUR", "66000000", "EUR"),
        ("The lot made 20 million francs.", "20 million francs", "20000000", "franc"),
    ],
)
def test_money(text: str, quote: str, value: str, unit: str) -> None:
    """Sums are exact in their currency, whatever sign, name, scale and grouping they are written with."""
    figure = only(text)
    assert (figure.text, figure.value, figure.unit, figure.kind) == (quote, Decimal(value), unit, "money")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Output grew 3.7% in June.", "3.7", "%"),
        ("Output grew 61 per cent.", "61", "%"),
        ("Some nine percent of calves died.", "9", "%"),
        ("The levy rose three percentage points.", "3", "pp"),
        ("The coupon is up 35 basis points.", "35", "bp"),
        ("The lead shrank by half a percentage point.", "0.5", "pp"),
        ("Demand moved by -1.8%.", "-1.8", "%"),
    ],
)
def test_shares(text: str, value: str, unit: str) -> None:
    """Percentages, points and basis points are told apart."""
    assert (only(text).value, only(text).unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The yard laid off 2,300 people.", "2300", "person"),
        ("It printed 640 new posters.", "640", "poster"),
        ("Four hundred and seven oxen were sold.", "407", "ox"),
        ("A dozen wolves came down.", "12", "wolf"),
        ("The roll lists 7,65,432 voters.", "765432", "voter"),
        ("The firm mailed 5m leaflets.", "5000000", "leaflet"),
        ("Thirty-one countries signed.", "31", "country"),
        ("Turnout: 48,100.", "48100", "count"),
        ("Six other U.S. diplomats left.", "6", "diplomat"),
    ],
)
def test_counts(text: str, value: str, unit: str) -> None:
    """A count takes its head noun in the singular as its unit."""
    assert (only(text).value, only(text).unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "value", "unit", "kind"),
    [
        ("A 730-metre pier was built.", "730", "meter", "length"),
        ("The ridge is 4.6 km long.", "4.6", "kilometer", "length"),
        ("The farm covers 55 hectares.", "55", "hectare", "area"),
        ("They pumped 900 litres.", "900", "liter", "volume"),
        ("The pig weighed 610 pounds.", "610", "pound", "mass"),
        ("It was -7C, a record low.", "-7", "degree_Celsius", "temperature"),
        ("It was 12 degrees below zero in the cold valley.", "-12", "degree", "temperature"),
        ("The oven reached 230 degrees Fahrenheit.", "230", "degree_Fahrenheit", "temperature"),
        ("Gusts reached 71mph.", "71", "mile_per_hour", "speed"),
        ("A plant of 2.2 gigawatts.", "2.2", "gigawatt", "power"),
        ("The archive holds 18TB.", "18", "terabyte", "data"),
        ("The siege lasted eleven weeks.", "11", "week", "duration"),
        ("It took three decades.", "30", "year", "duration"),
        ("He was away for a year and a half.", "1.5", "year", "duration"),
        ("They waited five more years.", "5", "year", "duration"),
        ("She is 41 years old.", "41", "year", "age"),
        ("A 26-year-old driver was held.", "26", "year", "age"),
        ("Maria Lopez, 52, was not hurt.", "52", "year", "age"),
    ],
)
def test_measures(text: str, value: str, unit: str, kind: str) -> None:
    """Physical units, durations and ages come with the name that pint knows."""
    figure = only(text)
    assert (figure.value, figure.unit, figure.kind) == (Decimal(value), unit, kind)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A third of the crop was lost.", "0.3333"),
        ("Four in nine voters stayed away.", "0.4444"),
        ("Seven out of eight said yes.", "0.875"),
        ("Half the barns burnt.", "0.5"),
        ("Nearly three-fifths of them agreed.", "0.6"),
    ],
)
def test_fractions(text: str, value: str) -> None:
    """Shares in words are fractions."""
    figure = only(text)
    assert figure.unit == "fraction"
    assert figure.value is not None
    assert round(figure.value, 4) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "quote", "low", "high", "unit"),
    [
        ("Between 14 and 19 million trees died.", "Between 14 and 19 million", "14000000", "19000000", "tree"),
        ("A profit of €210–240 million is forecast.", "€210–240 million", "210000000", "240000000", "EUR"),
        ("The fee would be £15 to £25.", "£15 to £25", "15", "25", "GBP"),
        ("Growth of 1% to 2% is likely.", "1% to 2%", "1", "2", "%"),
        ("Work will take 16 to 20 weeks.", "16 to 20 weeks", "16", "20", "week"),
        ("More than 650 jobs will go.", "More than 650", "650", None, "job"),
        ("It will pay up to $9m.", "up to $9m", None, "9000000", "USD"),
        ("Fewer than 3% of tins leaked.", "Fewer than 3%", None, "3", "%"),
        ("At least 21 goats were lost.", "At least 21", "21", None, "goat"),
        ("He has 25+ years of service.", "25+ years", "25", None, "year"),
        ("Groups of twelve or more people pay less.", "twelve or more", "12", None, "person"),
        ("Pupils between the ages of 12 and 16 may enter.", "between the ages of 12 and 16", "12", "16", "year"),
    ],
)
def test_ranges_and_bounds(text: str, quote: str, low: str | None, high: str | None, unit: str) -> None:
    """Ranges and bounds have ends and no value; the first end borrows scale and unit from the second."""
    figure = only(text)
    ends = tuple(None if end is None else Decimal(end) for end in (low, high))
    assert (figure.text, figure.value, figure.low, figure.high, figure.unit) == (quote, None, *ends, unit)


def test_a_change_is_two_points() -> None:
    """What rose from one sum to another is no range."""
    assert [f.value for f in quantities("The toll rose from $12 to $18.")] == [Decimal(12), Decimal(18)]


def test_a_first_end_that_the_words_do_not_settle_is_left_open() -> None:
    """Nobody can tell whether 500 means five hundred or 500 million here."""
    figure = only("It needs between 500 and 1.2 million tents.")
    assert (figure.low, figure.high) == (None, Decimal(1200000))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("about 4,000 seals", "3600", "4400"),
        ("nearly 4,000 seals", "3600", "4000"),
        ("just over 4,000 seals", "4000", "4400"),
        ("4,000 seals", "3950", "4050"),
        ("4,017 seals", "4017", "4017"),
        ("4.2bn seals", "4150000000", "4250000000"),
        ("US$4 trillion", "3500000000000", "4500000000000"),
        ("4.0 trillion won", "3950000000000", "4050000000000"),
        ("5.25%", "5.245", "5.255"),
    ],
)
def test_what_a_wording_allows(text: str, low: str, high: str) -> None:
    """Digits and hedges decide the interval."""
    figure = only(text)
    assert (figure.low, figure.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    "text",
    [
        "Ring 020 7946 0991 for details.",
        "The 747 taxied in.",
        "It happened in 1964.",
        "Room 511 is upstairs.",
        "The B-52 flew low.",
        "Flight QX 731 was late.",
        "Take the number 9 tram.",
        "On 14 June 2022 it opened.",
        "Doors open at 6.45pm.",
        "Version 4.12 is out.",
        "He lives at 27 Orchard Lane.",
        "The 1960s were loud.",
        "Turn to page 214.",
        "Covid-19 spread fast.",
        "It met from 2011 to 2014.",
        "They won 3-1 at home.",
        "The bug was found at 0430 UTC.",
        "He quoted the study.[12]",
        "The court in Article 19 cases sat late.",
        "They met at a Six Flags park.",
        "Hers is a second-quarter report.",
        "This one is better than that one.",
        "See https://example.org/a?b=500 now.",
        "It raised XY$500 for charity.",
        "They owe R 700 million.",
        "Lunch is at 12 noon.",
        "Dates such as 07/08/2021 are unclear.",
    ],
)
def test_what_is_no_quantity_is_left_alone(text: str) -> None:
    """Years, telephone numbers, names, references, scores and unknown currencies give no quantity."""
    assert [figure.text for figure in quantities(text)] == []


@pytest.mark.parametrize(
    ("text", "value"), [("the 38th floor", 38), ("her fifty-second win", 52), ("the twenty-third time", 23)]
)
def test_ordinals(text: str, value: int) -> None:
    """Ordinals are ordinals, not counts."""
    found = figures(text)
    assert [(f.kind, f.value) for f in found] == [("ordinal", Decimal(value))]


def test_the_text_settles_whose_a_shared_name_is() -> None:
    """Once Norwegian kroner are named, plain kroner are Norwegian."""
    found = quantities("It cost 900 Norwegian kroner, up from 700 kroner.")
    assert [f.unit for f in found] == ["NOK", "NOK"]


def test_figures_do_not_overlap_and_quote_the_text() -> None:
    """Every figure's text is what its span covers."""
    text = "Between 3 and 5 per cent of 12,000 cows, or about €4.5m, were lost by the 2nd of May in 31 places."
    found = figures(text)
    assert all(f.span.of(text) == f.text for f in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
