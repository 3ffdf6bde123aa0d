"""Physical units and durations: how newspapers write them, and what pint calls them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import regex

from normalize.figures.neighbours import first_words, word_after

_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: pint's singular name, the kind of figure it makes, and how many of `name` one of it is."""

    name: str
    kind: str
    factor: Decimal = _ONE


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """A unit found in a text, up to `end`. `symbol` is false for units written as words."""

    unit: Unit
    end: int
    written: str
    symbol: bool


#: name | kind | words (singular and plural) | symbols, which are told apart by case.
_TABLE: Final = """
kilometer|length|kilometer kilometers kilometre kilometres|km kms Km KM
meter|length|meter meters metre metres|m
centimeter|length|centimeter centimeters centimetre centimetres|cm cms
decimeter|length|decimeter decimeters decimetre decimetres|dm
millimeter|length|millimeter millimeters millimetre millimetres|mm
micrometer|length|micrometer micrometers micrometre micrometres micron microns|µm μm
nanometer|length|nanometer nanometers nanometre nanometres|nm
picometer|length|picometer picometers picometre picometres|
mile|length|mile miles|mi
nautical_mile|length|nautical_mile nautical_miles|nmi
yard|length|yard yards|yd yds
foot|length|foot feet|ft
inch|length|inch inches|
fathom|length|fathom fathoms|
furlong|length|furlong furlongs|
light_year|length|light_year light_years light-year light-years lightyear lightyears|
astronomical_unit|length|astronomical_unit astronomical_units|
square_kilometer|area|square_kilometer square_kilometers square_kilometre square_kilometres|square_km sq_km \
sq._km km² km2 sqkm
square_meter|area|square_meter square_meters square_metre square_metres|square_m sq_m sq._m m² m2 sqm
square_centimeter|area|square_centimeter square_centimeters square_centimetre square_centimetres|cm² cm2 sq_cm
square_mile|area|square_mile square_miles|sq_mi sq_mile sq_miles sq._miles
square_foot|area|square_foot square_feet|sq_ft sq._ft ft² ft2 sqft
square_inch|area|square_inch square_inches|sq_in
square_yard|area|square_yard square_yards|sq_yd
hectare|area|hectare hectares|ha
acre|area|acre acres|
acre_foot|volume|acre_foot acre_feet acre-foot acre-feet|
liter|volume|liter liters litre litres|L l
milliliter|volume|milliliter milliliters millilitre millilitres|ml mL
hectoliter|volume|hectoliter hectoliters hectolitre hectolitres|hl
cubic_meter|volume|cubic_meter cubic_meters cubic_metre cubic_metres|m³ m3 cu_m
cubic_kilometer|volume|cubic_kilometer cubic_kilometers cubic_kilometre cubic_kilometres|km³ km3
cubic_centimeter|volume|cubic_centimeter cubic_centimeters cubic_centimetre cubic_centimetres|cc cm³ cm3
cubic_foot|volume|cubic_foot cubic_feet|cu_ft ft³ ft3
cubic_yard|volume|cubic_yard cubic_yards|
cubic_inch|volume|cubic_inch cubic_inches|
gallon|volume|gallon gallons us_gallon us_gallons u.s._gallon u.s._gallons|gal
imperial_gallon|volume|imperial_gallon imperial_gallons uk_gallons|
oil_barrel|volume||bbl
barrel|volume|barrel barrels|
pint|volume|pint pints|
quart|volume|quart quarts|
teaspoon|volume|teaspoon teaspoons|tsp
tablespoon|volume|tablespoon tablespoons|tbsp
fluid_ounce|volume|fluid_ounce fluid_ounces|fl_oz
bushel|volume|bushel bushels|
kilogram|mass|kilogram kilograms kilogramme kilogrammes kilo kilos|kg kgs Kg KG
gram|mass|gram grams gramme grammes|g
milligram|mass|milligram milligrams|mg
microgram|mass|microgram micrograms|µg μg mcg
metric_ton|mass|tonne tonnes metric_ton metric_tons metric_tonne metric_tonnes|
kilotonne|mass|kilotonne kilotonnes kiloton kilotons|kt
megatonne|mass|megatonne megatonnes megaton megatons|Mt
gigatonne|mass|gigatonne gigatonnes gigaton gigatons|Gt
quintal|mass|quintal quintals|
hundredweight|mass|hundredweight hundredweights|
ton|mass|ton tons|
long_ton|mass|long_ton long_tons|
short_ton|mass|short_ton short_tons|
ounce|mass|ounce ounces|oz
pound|mass||lb lbs
stone|mass|stone|
carat|mass|carat carats|
grain|mass||
dram|mass|dram drams drachm drachms drachma|
mile_per_hour|speed|mile_per_hour miles_per_hour miles_an_hour mile_an_hour|mph
kilometer_per_hour|speed|kilometer_per_hour kilometers_per_hour kilometre_per_hour kilometres_per_hour \
kilometres_an_hour kilometers_an_hour|km/h kph kmh kmph km/hr KPH
meter per second|speed|meter_per_second meters_per_second metre_per_second metres_per_second metres_a_second|m/s
foot per second|speed|foot_per_second feet_per_second|ft/s
kilometer per second|speed|kilometers_per_second kilometres_per_second|km/s
knot|speed|knot knots|kn kts
watt|power|watt watts|W
kilowatt|power|kilowatt kilowatts|kW kw KW
megawatt|power|megawatt megawatts|MW
gigawatt|power|gigawatt gigawatts|GW
terawatt|power|terawatt terawatts|TW
horsepower|power|horsepower|hp bhp
watt_hour|energy|watt_hour watt_hours watt-hour watt-hours|Wh
kilowatt_hour|energy|kilowatt_hour kilowatt_hours kilowatt-hour kilowatt-hours|kWh kwh KWh
megawatt_hour|energy|megawatt_hour megawatt_hours megawatt-hour megawatt-hours|MWh
gigawatt_hour|energy|gigawatt_hour gigawatt_hours gigawatt-hour gigawatt-hours|GWh
terawatt_hour|energy|terawatt_hour terawatt_hours terawatt-hour terawatt-hours|TWh
joule|energy|joule joules|J
kilojoule|energy|kilojoule kilojoules|kJ
megajoule|energy|megajoule megajoules|MJ
gigajoule|energy|gigajoule gigajoules|GJ
calorie|energy|calorie calories|
kilocalorie|energy|kilocalorie kilocalories|kcal
bit|data|bit|
kilobit|data|kilobit kilobits|kbit
megabit|data|megabit megabits|Mbit Mb
gigabit|data|gigabit gigabits|Gbit Gb
byte|data|byte bytes|
kilobyte|data|kilobyte kilobytes|kB KB
megabyte|data|megabyte megabytes|MB
gigabyte|data|gigabyte gigabytes|GB gb
terabyte|data|terabyte terabytes|TB tb
petabyte|data|petabyte petabytes|PB
exabyte|data|exabyte exabytes|EB
kbit/s|data|kilobits_per_second|kbps kbit/s Kbps
Mbit/s|data|megabits_per_second megabits_a_second|Mbps Mbit/s Mb/s mbps
Gbit/s|data|gigabits_per_second gigabits_a_second|Gbps Gbit/s Gb/s gbps
MB/s|data|megabytes_per_second|MB/s MBps
GB/s|data|gigabytes_per_second|GB/s
hertz|quantity|hertz|Hz
kilohertz|quantity|kilohertz|kHz khz
megahertz|quantity|megahertz|MHz mhz
gigahertz|quantity|gigahertz|GHz ghz
volt|quantity|volt volts|V
kilovolt|quantity|kilovolt kilovolts|kV
ampere|quantity|ampere amperes amp amps|
revolutions_per_minute|quantity|revolutions_per_minute|rpm RPM
pound_force_per_square_inch|quantity|pounds_per_square_inch|psi
megapixel|quantity|megapixel megapixels|
becquerel|quantity|becquerel becquerels|Bq
ppm|quantity|parts_per_million|ppm
pascal|quantity|pascal pascals|Pa
hectopascal|quantity|hectopascal hectopascals|hPa
kilopascal|quantity|kilopascal kilopascals|kPa
millibar|quantity|millibar millibars|mb mbar
decibel|quantity|decibel decibels|dB
radian|quantity|radian radians|rad
turn|quantity|turns|
newton|quantity|newton newtons|
sievert|quantity|sievert sieverts|Sv
millisievert|quantity|millisievert millisieverts|mSv
microsievert|quantity|microsievert microsieverts|µSv μSv
degree_Celsius|temperature|degree_celsius degrees_celsius degree_centigrade degrees_centigrade celsius \
°_celsius celcius centigrade centigrate degrees_c degree_c deg_celsius deg_c degree_celcius degrees_celcius|°C \
°_C °_Celsius °_celsius ℃ ºC º_C
degree_Fahrenheit|temperature|degree_fahrenheit degrees_fahrenheit fahrenheit °_fahrenheit farenheit degrees_f \
degree_f deg_fahrenheit deg_f|°F °_F °_Fahrenheit °_fahrenheit ℉ ºF º_F
kelvin|temperature|kelvin kelvins degrees_kelvin|
degree|temperature|degree degrees deg deg.|°
millisecond|duration|millisecond milliseconds|ms
microsecond|duration|microsecond microseconds|µs μs
nanosecond|duration|nanosecond nanoseconds|ns
second|duration|second seconds sec secs|
minute|duration|minute minutes min mins|
hour|duration|hour hours hr hrs|
day|duration|day days|
week|duration|week weeks wk wks|
month|duration|month months mth mths|
year|duration|year years yr yrs|
"""
_MULTIPLES: Final = {
    "decade": ("year", 10),
    "decades": ("year", 10),
    "century": ("year", 100),
    "centuries": ("year", 100),
    "millennium": ("year", 1000),
    "millennia": ("year", 1000),
    "fortnight": ("week", 2),
    "fortnights": ("week", 2),
}
#: One-letter symbols need more than themselves to be a unit; `units_at` leaves them to the caller's judgement.
LONE: Final = frozenset(["m", "g", "l", "L", "W", "J", "V"])
_PER: Final = frozenset(["length", "mass", "volume", "data", "energy"])


def _tables() -> tuple[dict[str, Unit], dict[str, Unit]]:
    words: dict[str, Unit] = {}
    symbols: dict[str, Unit] = {}
    for line in _TABLE.strip().splitlines():
        name, kind, spelled, signs = line.split("|")
        unit = Unit(name, kind)
        for word in spelled.split():
            words[word.replace("_", " ")] = unit
        for sign in signs.split():
            symbols[sign.replace("_", " ")] = unit
    for word, (name, factor) in _MULTIPLES.items():
        words[word] = Unit(name, "duration", Decimal(factor))
    return words, symbols


_WORDS, _SYMBOLS = _tables()
#: What symbols and words begin with; no other letters after a number begin a unit.
_SYMBOL_STARTS: Final = first_words(_SYMBOLS)
_WORD_STARTS: Final = first_words(_WORDS)


def _alternatives(forms: Iterator[str]) -> str:
    return "|".join(
        regex.escape(form).replace("\\ ", "[ \\u00a0-]") for form in sorted(forms, key=lambda f: (-len(f), f))
    )


_UNIT = regex.compile(
    rf"""[ \u00a0\u202f\u2009]{{0,2}}[-\u2010\u2011]?[ ]?(?P<open>[\[<])?(?:
        (?P<symbol>{_alternatives(iter(_SYMBOLS))})(?![\w²³])
      | (?P<word>(?i:{_alternatives(iter(_WORDS))}))(?![\w])
    )(?(open)[\]>])""",
    regex.VERBOSE,
)
_OTHER_END = regex.compile(r"-[0-9][0-9.,]{0,12}[ ]?")
_RATE = regex.compile(
    rf"[ ]?(?:per[ ]|/)(?:(?P<word>(?i:{_alternatives(w for w, u in _WORDS.items() if u.kind == 'duration')}))"
    rf"|(?P<symbol>ms|s|min|h|hr))(?![\w])"
)
_RATE_SYMBOLS: Final = {"ms": "millisecond", "s": "second", "min": "minute", "h": "hour", "hr": "hour"}


def unit_at(text: str, end: int) -> UnitMatch | None:
    """The unit that follows a number ending at `end`, the longest that fits."""
    first = word_after(text, end)
    if first and first not in _SYMBOL_STARTS and first.lower() not in _WORD_STARTS:
        return None
    match = _UNIT.match(text, end)
    if match is None:
        return None
    written = match["symbol"] or match["word"]
    if match["symbol"]:
        unit = _SYMBOLS[written.replace("\u00a0", " ").replace("-", " ") if written not in _SYMBOLS else written]
        # A symbol is never hyphenated on (`24703 L-202` is a part number), except to the end of a range in it.
        other = _OTHER_END.match(text, match.end())
        ends = other is not None and text.startswith(written.strip("[]<>"), other.end())
        if (
            text[match.end() : match.end() + 1] == "-"
            and text[match.end() + 1 : match.end() + 2].isalnum()
            and not ends
        ):
            return None
    else:
        unit = _word(written)
    return _with_rate(text, UnitMatch(unit, match.end(), written, symbol=match["symbol"] is not None))


def _word(written: str) -> Unit:
    key = written.lower().replace("\u00a0", " ")
    return _WORDS.get(key) or _WORDS.get(key.replace("-", " ")) or _WORDS[key.replace(" ", "-")]


def _with_rate(text: str, found: UnitMatch) -> UnitMatch:
    """`50 km/ms`: a rate that has no name of its own. Rates over days and longer are not part of a figure."""
    rate = _RATE.match(text, found.end) if found.unit.kind == "length" else None
    if rate is None:
        return found
    over = _RATE_SYMBOLS[rate["symbol"]] if rate["symbol"] else _word(rate["word"]).name
    if over in ("day", "week", "month", "year"):
        return found
    return UnitMatch(Unit(f"{found.unit.name} per {over}", "speed"), rate.end(), found.written, found.symbol)


_POUNDS = regex.compile(r"[ \u00a0-]?(?P<word>pounds?)(?!\w)", regex.IGNORECASE)


def pounds_at(text: str, end: int) -> UnitMatch | None:
    """`pounds` as a unit of mass; whether they are money is for the caller to know."""
    match = _POUNDS.match(text, end)
    return UnitMatch(Unit("pound", "mass"), match.end(), match["word"], symbol=False) if match is not None else None
