"""Converted pairs that do not convert are told; free rounding and two different things are not."""

from __future__ import annotations

import pytest

from normalize.claims import find_conflicts, read_claims
from normalize.figures import read_figures
from normalize.ingest import document_from_text
from normalize.model import Conflict, Facts


def units(text: str) -> list[Conflict]:
    """The unit conflicts of a text that are more than something to look at."""
    document = document_from_text(text, "a")
    found = find_conflicts([read_claims(document, read_figures(document), Facts())], Facts())
    return [c for c in found if c.kind == "unit" and c.confidence != "review"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The canal is 40 miles (94 km) long.", "about 64.4 km"),
        ("The estate covers 500 acres (20 hectares) of moor.", "about 202 hectares"),
        ("At noon it was 25°C (87°F) in Lorne.", "about 77°F"),
        ("The anchor weighs 80 kg, or 110 lb.", "about 176 lb"),
        ("The wall is 12 feet (2 metres) high.", "about 3.66 metres"),
        ("They carried 15 lb (70 kg) of salt each.", "about 6.8 kg"),
        ("Gusts of 90 mph (110 km/h) were measured.", "about 145 km/h"),
        ("The trail is 18 miles / 19 km long.", "about 29 km"),
        ("The island has 60 square miles (100 square kilometres) of forest.", "about 155 square kilometres"),
        ("It was 10°C (18°F) in the tent.", "about 50°F"),
        ("The dam is 50 metres (164 ft) high and 10 kilometres (12 miles) long.", "about 6.21 miles"),
    ],
)
def test_wrong_conversions_are_told_with_the_right_figure(text: str, told: str) -> None:
    """What the first figure is in the other unit stands in the message."""
    (found,) = units(text)
    assert told in found.message
    assert len(found.evidence) == 2


@pytest.mark.parametrize(
    "text",
    [
        "The canal is 40 miles (64 km) long, and 120 miles (195 km) with its arms.",
        "The wall is about 30 feet (9 metres) high and 50 metres (160 ft) long.",
        "Warming of 1.5°C (2.7°F) is the limit; the 2C (3.6F) target was dropped.",
        "The night was 4°C (7°F) colder than usual.",
        "At 3 mph (6 kph) the tug is slow.",
        "The tank holds 20 gallons (91 litres) and the can 20 gallons (76 litres).",
        "The wreck lies 10 miles (18.5 km) off the cape.",
        "It is more than 100 miles (160 km) from the sea.",
        "She is five feet, six inches (168 cm) tall; he is 6 feet 2 inches (188 cm).",
        "Runners choose between 10 miles or 12 km on the day.",
        "The path is 12 km long (300 feet of it over a bridge).",
        "The route of 42 km (200 m of it uphill) was closed.",
        "Tickets are €10 ($14), and the 10 mile/20 km races start at noon.",
        "Snow fell 6 to 12 inches (15 to 30 cm) deep.",
        "The range is 10-20 miles (16-32 km).",
    ],
)
def test_right_or_unlike_pairs_are_left_alone(text: str) -> None:
    """Rounding, differences of temperature, national units and choices are no conflict."""
    assert units(text) == []


def test_what_no_rounding_explains_is_certain() -> None:
    """Confidence follows how far the two are apart."""
    assert [c.confidence for c in units("The farm has 200 acres (8 hectares).")] == ["certain"]
    assert [c.confidence for c in units("The road is 10 miles (12 km) long.")] == ["likely"]
