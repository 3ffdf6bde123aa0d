"""Words near a figure that settle what an ambiguous unit means: pounds, metres or millions, degrees."""

from __future__ import annotations

from functools import lru_cache

import regex

_REACH = 70

_MASS = regex.compile(
    r"\b(?:weigh\w*|weights?|heavy|heavier|lift\w*|lbs?|ounces?|oz|kg|kilogram\w*|kilos?|grams?|tons?"
    r"|tonnes?|body|baby|babies"
    r"|explosives?|cocaine|marijuana|heroin|drugs?|cannabis|fish|meat|beef|flour|sugar|coffee|rice|force|thrust|payload"
    r"|cargo|dumbbells?|muscle|fat|obes\w*|diet|born|birth|catch|pumpkins?|gained|shed|bomb|warhead|inch"
    r"|inches|feet|foot|stone)\b",
    regex.IGNORECASE,
)
_MONEY = regex.compile(
    r"£|\b(?:cost\w*|paid|pay|pays|paying|payment\w*|prices?|priced|worth|earn\w*|fund\w*|fines?|fined"
    r"|tax\w*|grants?|spen[dt]\w*"
    r"|rais(?:e|ed|ing)|s[eo]ld|sell\w*|sterling|pence|budget\w*|debts?|loans?|borrow\w*|money|cash"
    r"|bank\w*|salar\w+|wages?"
    r"|income|profit\w*|revenue\w*|sales|bill|fees?|charg\w+|rent|mortgage\w*|invest\w*|donat\w+|prize|won|win|wins|bet"
    r"|deficit|compensation|damages|euros?|dollars?|buy\w*|bought|purchas\w+|valued?|save\w*|saving\w*"
    r"|subsid\w+|currency|ticket\w*)\b",
    regex.IGNORECASE,
)
_TEMPERATURE = regex.compile(
    r"\b(?:temperatures?|heat\w*|cold\w*|hot\w*|warm\w*|cool\w*|freez\w*|frost\w*|lows?|highs?|weather"
    r"|celsius|fahrenheit|centigrade"
    r"|thermometer|climate|kiln|oven|boil\w*|melt\w*|fever|mercury|degrees[ ](?:c|f|celsius|fahrenheit)"
    r"|winter|summer|chill\w*|°)\b|°",
    regex.IGNORECASE,
)
_ANGLE = regex.compile(
    r"\b(?:angles?|rotat\w*|turn\w*|tilt\w*|lean\w*|slope\w*|incline\w*|bearing|latitude|longitude|north"
    r"|south|east|west|pitch|roll"
    r"|yaw|swivel\w*|bank(?:ed|ing)|panoram\w*|arc|view)\b",
    regex.IGNORECASE,
)
_HEIGHT = regex.compile(
    r"\b(?:waves?|tall|high|higher|deep|deeper|wide|wider|long|longer|level|levels|river|tunnel|bridge"
    r"|race|sprint|metres?|meters?"
    r"|tower|depth|height|length|width|distance|walls?|water|snow|swim\w*|freestyle|butterfly|hurdles"
    r"|relay|jump\w*|dive\w*|dived"
    r"|altitude|feet|ft|km|cm|mm|away|above|below|beneath|surge|tides?|flood\w*|tsunami|cliff|drop|fell"
    r"|asteroid|diameter"
    r"|crater|hole|reservoir|lake|sea|ship|boat|yacht|runway|track|pool|mountain|peak|summit|radius"
    r"|stretch|crane|statue|building|masts?|poles?|fences?|trench\w*|hulls?|turbines?|telescopes?|blades?)\b",
    regex.IGNORECASE,
)


@lru_cache(maxsize=4096)
def _near(pattern: regex.Pattern[str], window: str) -> bool:
    return pattern.search(window) is not None


def _window(text: str, start: int, end: int, *, reach: int = _REACH) -> str:
    """The words around a figure, without the figure and not beyond its paragraph."""
    before = text[max(0, start - reach) : start].rpartition("\n")[2]
    after = text[end : end + reach].partition("\n")[0]
    return before + " | " + after


def is_mass(text: str, start: int, end: int) -> bool:
    """Whether the words near a figure speak of weight."""
    return _near(_MASS, _window(text, start, end)) or text[end : end + 4] == " of "


def pounds_are_money(text: str, start: int, end: int, *, scaled: bool) -> bool:
    """Whether `pounds` are sterling: the nearer words decide, large sums are money."""
    window = _window(text, start, end)
    if _near(_MASS, window):
        return False
    return scaled or _near(_MONEY, window)


def pounds_are_mass(text: str, start: int, end: int) -> bool:
    """Whether `pounds` are a weight."""
    return is_mass(text, start, end)


def is_temperature(text: str, start: int, end: int) -> bool:
    """Whether the words near a figure speak of heat or cold."""
    return _near(_TEMPERATURE, _window(text, start, end))


def is_angle(text: str, start: int, end: int) -> bool:
    """Whether the words near a figure speak of angles."""
    return _near(_ANGLE, _window(text, start, end, reach=24))


def is_height(text: str, start: int, end: int) -> bool:
    """Whether the words near a figure speak of lengths."""
    return _near(_HEIGHT, _window(text, start, end, reach=48))
