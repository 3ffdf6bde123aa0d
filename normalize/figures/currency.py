"""Money signs: which currency a sign, code or name stands for.

Names come from the Unicode CLDR through Babel. A name that several currencies share (`franc`, `peso`, `krone`)
stays a name unless the text itself says whose it is; `$`, `£`, `¥` and `rupee` have the reading of the
international press (USD, GBP, JPY, INR).
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import regex

from normalize.figures.neighbours import first_words, word_after, word_before
from normalize.figures.words import word_set

if TYPE_CHECKING:
    from babel import Locale

_ONE = Decimal(1)
_CENT = Decimal("0.01")

#: Signs in use in newsrooms beside those of the CLDR's English data.
_SIGNS: Final[dict[str, str]] = {
    "$": "USD",
    "£": "GBP",
    "€": "EUR",
    "¥": "JPY",
    "￥": "JPY",
    "₹": "INR",
    "₨": "INR",
    "₩": "KRW",
    "₽": "RUB",
    "₺": "TRY",
    "₦": "NGN",
    "₱": "PHP",
    "₫": "VND",
    "₡": "CRC",
    "₭": "LAK",
    "₮": "MNT",
    "₴": "UAH",
    "₲": "PYG",
    "₵": "GHS",
    "₸": "KZT",
    "₼": "AZN",
    "₾": "GEL",
    "₪": "ILS",
    "฿": "THB",
    "৳": "BDT",
    "៛": "KHR",
    "֏": "AMD",
    "₿": "XBT",
}
#: Letters before a dollar sign. A lone A or S with a space after it is an article or the end of a word.
_DOLLARS: Final[dict[str, str]] = {
    "US": "USD",
    "U.S.": "USD",
    "A": "AUD",
    "AU": "AUD",
    "Aus": "AUD",
    "AUD": "AUD",
    "C": "CAD",
    "CA": "CAD",
    "Can": "CAD",
    "CAD": "CAD",
    "CDN": "CAD",
    "Cdn": "CAD",
    "NZ": "NZD",
    "NZD": "NZD",
    "HK": "HKD",
    "HKD": "HKD",
    "S": "SGD",
    "SG": "SGD",
    "SGD": "SGD",
    "NT": "TWD",
    "R": "BRL",
    "BR": "BRL",
    "Mex": "MXN",
    "MX": "MXN",
    "MXN": "MXN",
    "USD": "USD",
    "J": "JMD",
    "TT": "TTD",
    "EC": "XCD",
    "FJ": "FJD",
    "Bds": "BBD",
    "N": "NAD",
    "G": "GYD",
}
_SPACED_DOLLARS: Final = frozenset(
    ["US", "U.S.", "C", "NZ", "HK", "NT", "MXN", "CAD", "AUD", "USD", "NZD", "HKD", "SGD", "Mex", "Can"]
)
#: Letter signs that stand before an amount.
_LETTERS: Final[dict[str, str]] = {
    "Rs": "INR",
    "Rs.": "INR",
    "Re": "INR",
    "RMB": "CNY",
    "KSh": "KES",
    "Ksh": "KES",
    "Kshs": "KES",
    "USh": "UGX",
    "Ush": "UGX",
    "TSh": "TZS",
    "Tsh": "TZS",
    "Rp": "IDR",
    "Rp.": "IDR",
    "RM": "MYR",
    "SFr": "CHF",
    "Sfr": "CHF",
    "Tk": "BDT",
    "GH₵": "GHS",
    "GH¢": "GHS",
    "Dh": "AED",
    "Dhs": "AED",
    "S/": "PEN",
    "S/.": "PEN",
    "kr": "krone",
    "Kč": "CZK",
    "zł": "PLN",
    "UK£": "GBP",
    "I£": "INR",
    "E£": "EGP",
    "EGP": "EGP",
    "CN¥": "CNY",
    "JP¥": "JPY",
    "CFA": "XOF",
    "FCFA": "XOF",
}
_TRAILING: Final[dict[str, str]] = {
    "Kč": "CZK",
    "zł": "PLN",
    "kr": "krone",
    "RMB": "CNY",
    "Ft": "HUF",
    "лв": "BGN",
    "руб": "RUB",
    "BTC": "XBT",
}
_NAMES: Final[dict[str, str]] = {
    "dollar": "USD",
    "greenback": "USD",
    "buck": "USD",
    "euro": "EUR",
    "pound": "GBP",
    "quid": "GBP",
    "sterling": "GBP",
    "pound sterling": "GBP",
    "yen": "JPY",
    "yuan": "CNY",
    "renminbi": "CNY",
    "kuai": "CNY",
    "rupee": "INR",
    "won": "KRW",
    "ruble": "RUB",
    "rouble": "RUB",
    "lira": "TRY",
    "zloty": "PLN",
    "złoty": "PLN",
    "forint": "HUF",
    "koruna": "CZK",
    "krona": "SEK",
    "rand": "ZAR",
    "real": "BRL",
    "reais": "BRL",
    "ringgit": "MYR",
    "baht": "THB",
    "rupiah": "IDR",
    "taka": "BDT",
    "hryvnia": "UAH",
    "hryvna": "UAH",
    "shekel": "ILS",
    "naira": "NGN",
    "cedi": "GHS",
    "birr": "ETB",
    "dong": "VND",
    "riel": "KHR",
    "tenge": "KZT",
    "lari": "GEL",
    "bitcoin": "XBT",
    "satoshi": "satoshi",
    "ether": "ETH",
    "guilder": "guilder",
    "deutschmark": "DEM",
    "franc": "franc",
    "peso": "peso",
    "krone": "krone",
    "dinar": "dinar",
    "dirham": "dirham",
    "rial": "rial",
    "riyal": "riyal",
    "shilling": "shilling",
    "kwacha": "kwacha",
}
_PLURALS: Final[dict[str, str]] = {
    "kronor": "krona",
    "kronur": "ISK",
    "krónur": "ISK",
    "kroner": "krone",
    "lire": "lira",
    "zlotych": "zloty",
    "korun": "koruna",
    "leva": "BGN",
    "lei": "RON",
    "soles": "PEN",
    "pesetas": "ESP",
    "drachmas": "GRD",
    "sterling": "GBP",
    "euros": "euro",
    "cfa franc": "XOF",
    "cfa francs": "XOF",
}
#: Adjectives before a shared name, beyond the CLDR's own ("US dollar", "Danish krone").
_OWNERS: Final[dict[str, str]] = {
    "american": "US",
    "u.s.": "US",
    "us": "US",
    "united states": "US",
    "chinese": "Chinese",
    "british": "British",
    "kiwi": "New Zealand",
}
_NAME_REACH: Final = 40
#: What may stand between a sign and its number.
_BETWEEN: Final = " \u00a0\u202f\u2009-−–"
_LAST_WORDS = regex.compile(r"(?:(?<!\w)[^\W\d_]{1,20}[ ]){0,3}(?<!\w)(?P<last>[^\W\d_]{3,20})[ \u00a0]\Z")
_GAP = regex.compile(r"[ ]")
#: Names before a number that is a rate or a level (`a euro 1.08`, `against the dollar 3 points`).
_RATE_BEFORE = regex.compile(r"(?<!\w)(?:an?|the|per|each|every|one|against|to)[ ]\Z", regex.IGNORECASE)
#: Names that are other words of English when a number follows.
_NEVER_BEFORE: Final = frozenset(["won", "pound", "pounds", "sterling", "quid", "buck", "bucks", "dong", "lei", "leva"])
#: Codes that are also capitalised words of headlines.
_WORDLIKE_CODES: Final = frozenset(["ALL", "TOP", "PEN", "CUP", "MOP", "SOS", "BAM", "GEL", "MAD", "ANG"])
#: Last words of names that mean other things more often.
_COMMON_WORDS: Final = frozenset(["gold", "units", "unit", "kina", "tala", "real", "reals", "rights"])
#: Names that are words of English first.
_OTHER_WORDS: Final = ("real", "reals", "all", "sole", "colon", "colons")
#: Names that are those of peoples when they have a capital letter.
_PEOPLES: Final = frozenset(["guarani", "guaranis", "afghani", "afghanis"])
_LOWER_CODES: Final = word_set(
    "usd eur gbp jpy cny rmb inr aud cad nzd chf sek nok dkk mxn sgd hkd zar brl krw rub thb"
)
_AFTER_OWNERS: Final = (
    "US",
    "U.S.",
    "American",
    "Australian",
    "Canadian",
    "euro",
    "Hong Kong",
    "New Zealand",
    "Singapore",
)
_CENTS: Final[dict[str, str]] = {
    "pence": "GBP",
    "penny": "GBP",
    "pennies": "GBP",
    "p": "GBP",
    "cent": "USD",
    "cents": "USD",
    "¢": "USD",
    "centavo": "peso",
}


@dataclass(frozen=True, slots=True)
class Sign:
    """A money sign in a text: the currency (ISO 4217, or a shared name), its worth in it, and its place."""

    start: int
    end: int
    unit: str
    worth: Decimal = _ONE
    multiplier: Decimal = _ONE
    name: bool = False


@dataclass(frozen=True, slots=True)
class _Tables:
    """Patterns and names of signs. `letters` are all letters that are a sign before a number, `starts` those that a
    sign or name after one begins with (names in lower case).
    """

    before: regex.Pattern[str]
    after: regex.Pattern[str]
    units: dict[str, str]
    last_words: frozenset[str]
    letters: frozenset[str]
    starts: frozenset[str]


def _plural(word: str) -> str:
    return (
        word if word.endswith("s") or word in ("yen", "yuan", "won", "baht", "rand", "renminbi", "dong") else word + "s"
    )


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    """The patterns and names, built once when the first text with money is read."""
    from babel import Locale
    from babel.core import get_global

    locale = Locale("en")
    current = {
        code
        for entries in get_global("territory_currencies").values()
        for code, _start, end, tender in entries
        if end is None and tender
    }
    current |= {"CNH", "XDR"}
    units = _standard_names(locale, current)
    for word, unit in _NAMES.items():
        units[word] = units[_plural(word)] = unit
    for word, singular in _PLURALS.items():
        units[word] = _NAMES.get(singular, singular)
    for owner, standard in _OWNERS.items():
        for name in ("dollar", "dollars", "yuan", "pound", "pounds"):
            owned = units.get(f"{standard} {name}".lower())
            if owned:
                units[f"{owner} {name}"] = owned
    for name, unit in tuple(units.items()):
        units.setdefault(_unaccented(name), unit)
    for word in _OTHER_WORDS:
        units.pop(word, None)
    last_words = frozenset(name.split()[-1] for name in units if name not in _NEVER_BEFORE)
    codes = current - _WORDLIKE_CODES
    codes |= {million + code for million in ("M", "m", "bn") for code in codes} | _LOWER_CODES
    starts = first_words((*codes, *_TRAILING, *_CENTS, *units, *_AFTER_OWNERS))
    letters = frozenset((*codes, *_LETTERS, "R"))
    return _Tables(_before(current), _after(units, current), units, last_words, letters, starts)


def _unaccented(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def _standard_names(locale: Locale, current: set[str]) -> dict[str, str]:
    """The CLDR's English names of the currencies in use, and their last word where it is theirs alone."""
    units: dict[str, str] = {}
    shared: dict[str, set[str]] = defaultdict(set)
    plural = locale._data["currency_names_plural"]  # Babel's own functions give one name at a time
    for code in sorted(current):
        for form in {locale.currencies.get(code, code), *(plural.get(code) or {}).values()}:
            if form.replace(" ", "").isalpha():
                units.setdefault(form.lower(), code)
                if " " in form:
                    shared[form.split()[-1].lower()].add(code)
    for word, codes in shared.items():
        if len(codes) == 1 and len(word) > 3 and word not in _COMMON_WORDS:
            units.setdefault(word, next(iter(codes)))
    return units


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(regex.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


def _before(current: set[str]) -> regex.Pattern[str]:
    codes = _alternatives(current - _WORDLIKE_CODES)
    lower = _alternatives(_LOWER_CODES)
    spaced = _alternatives(_SPACED_DOLLARS)
    close = _alternatives(_DOLLARS)
    letters = _alternatives(_LETTERS)
    signs = _alternatives(_SIGNS)
    return regex.compile(
        rf"""(?: (?<![\w$]) (?: (?P<spaced>{spaced}|[Cc]|us|mxn|cad|aud) [ ]? \$ | (?P<close>{close}) \$
              | (?P<million>M|m|bn)(?P<mcode>{codes}) | (?P<code>{codes}|{lower})
              | (?P<unknown>[A-Za-z]{{1,4}})(?=[$£¥]) [$£¥]
              | (?P<letters>{letters}) | (?P<rand>R) (?=[0-9]|\Z) )
            | (?P<sign>{signs}) )
            [ \u00a0\u202f\u2009]{{0,2}}(?P<minus>[-−–]?)\Z""",
        regex.VERBOSE,
    )


def _after(units: dict[str, str], current: set[str]) -> regex.Pattern[str]:
    names = _alternatives(set(units))
    codes = _alternatives(current - _WORDLIKE_CODES)
    lower = _alternatives(_LOWER_CODES)
    owners = "|".join(regex.escape(owner) for owner in _AFTER_OWNERS)
    return regex.compile(
        rf"""[ \u00a0\u202f\u2009]{{0,2}} (?P<sign>{_alternatives(_SIGNS)})
           | [ \u00a0\u202f\u2009-]{{0,2}} (?: (?P<million>M|m|bn)(?P<mcode>{codes})(?![\w])
              | (?P<code>{codes}|{lower}|{_alternatives(_TRAILING)})(?![\w$])
              | (?:(?P<owner>{owners})[ ])?(?P<cents>cents?|pence|pennies|penny|¢|p(?<=[0-9]p))(?![\w])
              | (?P<name>(?i:{names}))(?![\w]) )""",
        regex.VERBOSE,
    )


class Money:
    """Money signs of one text; shared names are settled by what the text itself says."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._settled: dict[str, str] = {}

    def before(self, start: int, limit: int) -> Sign | None:
        """The sign that ends where a number starts; nothing before `limit` counts."""
        at = start - 1
        if at < limit:
            return None
        near = self._text[max(limit, start - 3) : start].rstrip(_BETWEEN)
        if not near or not (near[-1].isalpha() or near[-1] in "$£€¥￥.₿/¢֏฿৳៛" or "\u20a0" <= near[-1] <= "\u20cf"):
            return None
        tables = _tables()
        if near[-1].isalpha():
            word = word_before(self._text[max(limit, start - _NAME_REACH) : start].rstrip(_BETWEEN))
            if word not in tables.letters:
                return self._named_before(start, limit) if word.lower() in tables.last_words else None
        match = tables.before.search(self._text, max(limit, start - 14), start)
        if match is None:
            return self._named_before(start, limit) if near[-1].isalpha() else None
        unit, multiplier = self._unit_before(match)
        return Sign(match.start(), match.end(), unit, multiplier=multiplier)

    def _named_before(self, start: int, limit: int) -> Sign | None:
        """The longest name of a currency that ends where a number starts (`Bahraini dinars 300`, `Rupees 5 crore`)."""
        words = _LAST_WORDS.search(self._text, max(limit, start - _NAME_REACH), start)
        if words is None or words["last"].lower() not in _tables().last_words:
            return None
        units = _tables().units
        for begin in (words.start(), *(gap.end() for gap in _GAP.finditer(self._text, words.start(), start - 1))):
            name = self._text[begin : words.end("last")].lower()
            if name not in units or name in _NEVER_BEFORE:
                continue
            if not _RATE_BEFORE.search(self._text, max(limit, begin - 9), begin):
                return Sign(begin, start, self._settled_name(name), name=True)
        return None

    def _settled_name(self, name: str) -> str:
        family = name if name in _FAMILIES else name.removesuffix("s")
        return self._settle(family, _tables().units[name])

    def _unit_before(self, match: regex.Match[str]) -> tuple[str, Decimal]:
        if match["unknown"]:
            return "", _ONE
        if match["sign"]:
            sign = _SIGNS[match["sign"]]
            return (self._settle("dollar", sign) if match["sign"] == "$" else sign), _ONE
        if match["spaced"] or match["close"]:
            key = match["spaced"] or match["close"]
            return _DOLLARS.get(key) or _DOLLARS[key.upper()], _ONE
        if match["mcode"]:
            return match["mcode"], Decimal(10**9 if match["million"] == "bn" else 10**6)
        if match["code"]:
            return _code(match["code"]), _ONE
        if match["letters"]:
            unit = _LETTERS[match["letters"]]
            return (self._settle("rupee", unit) if unit == "INR" else self._settle(unit, unit)), _ONE
        return "ZAR", _ONE

    def after(self, end: int) -> Sign | None:
        """The sign or name that follows a number or scale word ending at `end`."""
        tables = _tables()
        first = word_after(self._text, end)
        if first and first not in tables.starts and first.lower() not in tables.starts:
            return None
        match = tables.after.match(self._text, end)
        if match is None:
            return None
        stop = match.end()
        if match["sign"]:
            return Sign(end, stop, _SIGNS[match["sign"]])
        if match["mcode"]:
            return Sign(end, stop, match["mcode"], multiplier=Decimal(10**9 if match["million"] == "bn" else 10**6))
        if match["code"]:
            return Sign(end, stop, _TRAILING.get(match["code"]) or _code(match["code"]))
        if match["cents"]:
            unit = _CENTS[match["cents"]]
            owner = (match["owner"] or "").lower()
            if owner == "euro":
                unit = "EUR"
            elif owner and unit == "USD":
                unit = _tables().units.get(f"{_OWNERS.get(owner, owner).lower()} dollar", unit)
            return Sign(end, stop, unit, _CENT, name=True)
        name = match["name"].lower()
        if name in _PEOPLES and match["name"] != name:
            return None
        return Sign(end, stop, self._settled_name(name), name=True)

    def _settle(self, family: str, unit: str) -> str:
        """The currency of a shared name, when the text names exactly one of its family in full."""
        if family not in _FAMILIES:
            return unit
        if family not in self._settled:
            self._settled[family] = self._stated(family) or unit
        return self._settled[family]

    def _stated(self, family: str) -> str | None:
        tables = _tables()
        if family == "dollar":
            found = _ALL_DOLLARS.search(self._text)
            return tables.units.get(f"{found[1].lower()} dollars") if found else None
        named = {
            tables.units[match[0].lower()]
            for match in _qualified(family).finditer(self._text)
            if match[0].lower() in tables.units
        }
        return next(iter(named)) if len(named) == 1 else None


_FAMILIES: Final = frozenset(
    ["dollar", "franc", "peso", "krone", "dinar", "dirham", "rial", "riyal", "rupee", "shilling", "kroner", "kwacha"]
)
_ALL_DOLLARS = regex.compile(
    r"\b(?:all|figures|amounts|prices|sums)\b[^.\n]{0,40}?\bin ([A-Z][a-z]+(?: [A-Z][a-z]+)?) dollars\b",
    regex.IGNORECASE,
)


@lru_cache(maxsize=32)
def _qualified(family: str) -> regex.Pattern[str]:
    names = {name for name in _tables().units if " " in name and name.split()[-1].startswith(family[:4])}
    return regex.compile(rf"\b(?i:{_alternatives(names)})\b") if names else regex.compile(r"(?!)")


def _code(code: str) -> str:
    upper = code.upper()
    return {"RMB": "CNY", "BTC": "XBT", "CNH": "CNY"}.get(upper, upper)
