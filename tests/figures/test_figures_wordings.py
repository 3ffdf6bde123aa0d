"""Less common wordings of one number or quantity, each read as a whole or left alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from normalize.figures import periods, read_figures
from normalize.ingest import document_from_text
from normalize.model import Figure


def quantities(text: str) -> list[Figure]:
    """The figures of a text that are no ordinals."""
    return [figure for figure in read_figures(document_from_text(text)) if figure.kind != "ordinal"]


@pytest.mark.parametrize(
    ("text", "quote", "value", "unit"),
    [
        ("The drive took 3 hours 15 minutes.", "3 hours 15 minutes", "3.25", "hour"),
        ("It ran for one hour, 30 minutes and 36 seconds.", "one hour, 30 minutes and 36 seconds", "1.51", "hour"),
        ("He was jailed for two years and six months.", "two years and six months", "2.5", "year"),
        ("The filly is one year and nine months old.", "one year and nine months old", "1.75", "year"),
        ("The bull weighs 11 stone 7 pounds.", "11 stone 7 pounds", "11.5", "stone"),
        ("It took an hour and 45 minutes.", "an hour and 45 minutes", "1.75", "hour"),
        ("The lamb is a year and three months old.", "a year and three months old", "1.25", "year"),
        ("A 2 hour 30 minute film was shown.", "2 hour 30 minute", "2.5", "hour"),
        ("He missed by 0.4 of a second.", "0.4 of a second", "0.4", "second"),
        ("A half-mile queue formed.", "half-mile", "0.5", "mile"),
        ("The goat weighed 6lb 4oz.", "6lb 4oz", "6.25", "pound"),
        ("The 6'3\" keeper dived.", "6'3\"", "6.25", "foot"),
    ],
)
def test_one_quantity_in_two_units(text: str, quote: str, value: str, unit: str) -> None:
    """Greater and lesser units that follow each other are one quantity in the greater."""
    (figure,) = quantities(text)
    assert (figure.text, figure.value, figure.unit) == (quote, Decimal(value), unit)


@pytest.mark.parametrize(
    "text",
    [
        "They were jailed for two years and six months respectively.",
        "It lasts between one hour and 30 minutes.",
        "He spent two years, six months of it abroad.",
        "They compared one year and two month returns.",
    ],
)
def test_two_stretches_of_time_stay_two(text: str) -> None:
    """A list, the ends of a range and a part of the whole are not added up."""
    assert len(quantities(text)) == 2


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("one and half", "1.5"),
        ("forty and two and a half", "42.5"),
        ("9 point 81", "9.81"),
        ("- 7 1/4", "-7.25"),
        ("- 30  k", "-30000"),
        ("-2/5", "-0.4"),
    ],
)
def test_a_text_that_is_one_number(text: str, value: str) -> None:
    """Old and spoken ways to say a number, and a sign with a space when nothing else stands there."""
    (figure,) = quantities(text)
    assert (figure.text, figure.value) == (text, Decimal(value))


def test_an_ordinal_may_leave_out_its_one() -> None:
    """The hundred and fifth is the hundred and fifth, not the fifth."""
    (figure,) = read_figures(document_from_text("The hundred-and-fifth bridge was shut."))
    assert (figure.text, figure.value) == ("hundred-and-fifth", Decimal(105))


def test_a_list_dash_is_no_sign() -> None:
    """Two lines with dashes are a list, and so is a dash before a counted thing."""
    assert [figure.value for figure in quantities("- 12\n- 14")] == [Decimal(12), Decimal(14)]
    assert [figure.value for figure in quantities("- 12 hens")] == [Decimal(12)]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Sales fell in the first nine months of 2025.", date(2025, 1, 1), date(2025, 9, 30)),
        ("It sold more in the last two months of 2019.", date(2019, 11, 1), date(2019, 12, 31)),
    ],
)
def test_the_first_months_of_a_year_are_a_period(text: str, start: date, end: date) -> None:
    """They are a stretch of the calendar, not a length of time."""
    (period,) = periods(text)
    assert (period.start, period.end) == (start, end)
    assert quantities(text) == []


def test_the_first_months_of_work_are_a_length_of_time() -> None:
    """Without a year nothing ties them to the calendar."""
    (figure,) = quantities("It sold nothing in the first nine months of trading.")
    assert (figure.value, figure.unit) == (Decimal(9), "month")


@pytest.mark.parametrize(
    ("text", "values", "unit"),
    [
        ("Fares went up from 8 to 9 euros.", [8, 9], "EUR"),
        ("Output rose from 20 to 26 million tonnes.", [20_000_000, 26_000_000], "metric_ton"),
        ("Output fell from 26 to 20 million tonnes.", [26_000_000, 20_000_000], "metric_ton"),
        ("Turnout fell from 71 to 64 per cent.", [71, 64], "%"),
        ("The herd grew from 900,000 to 1.1 million cows.", [900_000, 1_100_000], "cow"),
        ("The staff was cut from 80 to 65 clerks.", [80, 65], "clerk"),
        ("The grant was cut from Rs 400 to Rs 350 crore.", [4_000_000_000, 3_500_000_000], "INR"),
        ("The fee rose from $400 to $450.", [400, 450], "USD"),
        ("Its debt rose from $900 to $1.2 million.", [1_200_000], "USD"),
        ("It grew from 600 to 1.1 million cows.", [1_100_000], "cow"),
        ("It fell from 3 to 5 million cows.", [5_000_000], "cow"),
    ],
)
def test_the_start_of_a_change_borrows_from_its_end(text: str, values: list[int], unit: str) -> None:
    """Scale and unit stand at the end only; a start that may share the scale or not is left out."""
    found = quantities(text)
    assert [figure.value for figure in found] == [Decimal(value) for value in values]
    assert {figure.unit for figure in found} == {unit}


@pytest.mark.parametrize(
    ("text", "quote", "value", "unit"),
    [
        ("Rupees 7 crore was found.", "Rupees 7 crore", "70000000", "INR"),
        ("They sent Kuwaiti dinars 450.", "Kuwaiti dinars 450", "450", "KWD"),
        ("A grant of Norwegian kroner 60m.", "Norwegian kroner 60m", "60000000", "NOK"),
        ("It cost six thousand Icelandic kronur.", "six thousand Icelandic kronur", "6000", "ISK"),
        ("It cost 8 million CFA francs.", "8 million CFA francs", "8000000", "XOF"),
        ("A stamp is 90 euro cents.", "90 euro cents", "0.90", "EUR"),
        ("He owed nine thousand dollars and ten cents.", "nine thousand dollars and ten cents", "9000.10", "USD"),
        ("A bag of 25~30 kg.", "25~30 kg", None, "kilogram"),
        ("It is 60 kb/s or 2 tb.", "2 tb", "2", "terabyte"),
        ("A motor of 2,400 rpm.", "2,400 rpm", "2400", "revolutions_per_minute"),
        ("It was 35 below zero on the cold plain.", "35 below zero", "-35", "degree"),
        ("The hamlet is 21 km/13 miles off.", "21 km", "21", "kilometer"),
        ("The hamlet is 21 km/13 miles off.", "13 miles", "13", "mile"),
        ("A 6 m pole and 3 m people.", "6 m", "6", "meter"),
        ("A 6 m pole and 3 m people.", "3 m", "3000000", "person"),
        ("She swam 400m for 2m viewers.", "400m", "400", "meter"),
        ("She swam 400m for 2m viewers.", "2m", "2000000", "viewer"),
        ("They paid 20m euros plus 3m in bonuses.", "20m euros", "20000000", "EUR"),
        ("It has 40 plus years of use.", "40 plus years", None, "year"),
        ("The hundred-and-fifth bridge opened after 10K riders left.", "10K", "10000", "rider"),
        ("Ten or so monks sang.", "Ten", "10", "monk"),
        ("The work takes 18 months to two years.", "18 months to two years", None, "year"),
        ("A 57 mm/60 gun stood there.", "57 mm", "57", "millimeter"),
    ],
)
def test_signs_and_units_in_other_places(text: str, quote: str, value: str | None, unit: str) -> None:
    """Names of currencies before the sum, slashes and tildes between figures, and letters after a space."""
    figure = next(figure for figure in quantities(text) if figure.text == quote)
    assert (figure.value, figure.unit) == (None if value is None else Decimal(value), unit)


@pytest.mark.parametrize(
    "text",
    [
        "Euro 96 was long ago.",
        "The clinic is open from 2 to 3 pm.",
        "The dose was 80 mg/dl.",
        "She wore size 5'6.",
        "Nine-to-five work suits him.",
        "It was a score to settle.",
        "It was a zero-sum affair.",
        "He sells 4K screens.",
        "One day he will come.",
        "A half-finished mural hung there.",
    ],
)
def test_numbers_without_a_readable_unit_are_left_out(text: str) -> None:
    """Names with numbers, hours and rates that have no name are no figures."""
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("It was lost to the dollar 40 years ago.", "year"),
        ("The tribunal heard of 300 rights.", "right"),
        ("They met 2,000 Guarani farmers.", "farmer"),
        ("Two colons stood in the line.", "colon"),
        ("They won 6 cups.", "cup"),
    ],
)
def test_names_of_currencies_that_are_other_words(text: str, unit: str) -> None:
    """A number with a unit of its own is no money, whatever word stands beside it."""
    (figure,) = quantities(text)
    assert figure.unit == unit


def test_every_currency_of_the_cldr_is_read_by_its_english_name() -> None:
    """Names with their country are read before and after a sum, with and without accents."""
    from babel import Locale
    from babel.core import get_global

    names = Locale("en").currencies
    entries = [entry for country in get_global("territory_currencies").values() for entry in country]
    current = {code for code, _start, end, tender in entries if end is None and tender}
    named = [(names[code], code) for code in sorted(current) if names.get(code, "").replace(" ", "").isalpha()]
    texts = [
        (f"They paid {sum_} for it.", code)
        for name, code in named
        if " " in name
        for sum_ in (f"250 {name}", f"{name} 250")
    ]
    missed = [text for text, code in texts if [(f.value, f.unit) for f in quantities(text)] != [(Decimal(250), code)]]
    assert len(texts) > 200
    assert missed == []
