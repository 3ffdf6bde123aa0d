"""From a number to a quantity: what it is a number of, and whether it is a quantity at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal, localcontext
from typing import Final

import regex

from normalize.figures.bounds import Bound, bound_inside, hedge_end
from normalize.figures.compound import duration, has_lesser, joined, marked_length, one_and_part
from normalize.figures.currency import Money, Sign
from normalize.figures.evidence import is_angle, is_height, is_mass, is_temperature, pounds_are_money
from normalize.figures.labels import is_glued, is_label, is_pronoun_one, names_a_thing, numbers_a_year
from normalize.figures.nouns import Noun, noun_after
from normalize.figures.number import PRECISION, Number
from normalize.figures.quantity import Quantity
from normalize.figures.units import LONE, UnitMatch, pounds_at, unit_at
from normalize.figures.words import SCALES, word_set

_ONE = Decimal(1)
_LETTER = regex.compile(r"(?:[ \u00a0\u202f]{1,2}|-)?(?P<letter>k|K|mm|m|M|b|B|t|T|cr)(?![\w²³/°])")
_LETTERS: Final[dict[str, int]] = {
    "k": 10**3,
    "K": 10**3,
    "m": 10**6,
    "M": 10**6,
    "mm": 10**6,
    "b": 10**9,
    "B": 10**9,
    "t": 10**12,
    "T": 10**12,
    "cr": 10**7,
}
_PERCENT = regex.compile(
    r"(?:(?P<points>[ \u00a0]?[ -]?(?:percentage[ -]points?|per[ ]?cent[ ]points?|%[ -]?points?"
    r"|ppts?(?!\w)|pps?(?!\w)))"
    r"|(?P<basis>[ \u00a0]?[ -]?(?:basis[ -]points?|bps?(?!\w)))"
    r"|(?P<percent>[ \u00a0\u202f]{0,2}(?:%|-?(?:per[ \u00a0-]cents?|percents?|percentage|pct|pc)(?!\w)))(?![0-9]))",
    regex.IGNORECASE,
)
_PERCENT_FIRST = regex.compile(
    r"(?m:^)[ \t]*+(?P<label>(?:per[ ]?cent|percentage|%)(?:[ ]of|:)?[ ])\Z", regex.IGNORECASE
)
_LINE_END = regex.compile(r"[ \t.]*(?:\n|$)")
_YO = regex.compile(r"[ -]?(?:yo|y/o|y\.o\.)(?!\w)")
_AGED = regex.compile(
    r"(?<!\w)(?:aged|ages?)[ ](?:of[ ])?(?:(?:about|around|just|only|between)[ ])?\Z", regex.IGNORECASE
)
_NAMED = regex.compile(r"(?<!\w)[A-Z][\w.'’-]*+[ ][A-Z][\w'’-]*+(?:[ ](?:Jr|Sr|II|III)\.?)?,[ ]\Z")
_APPOSED = regex.compile(r"(?:,(?![0-9])|\.(?=\s|$)|;|[ ]and[ ](?=[A-Z]))")
_OF_ONE = regex.compile(r"(?:[ ]of)?[ ](?:an?|one)(?=[ ])", regex.IGNORECASE)
_BELOW_ZERO = regex.compile(r"[ ]below[ ]zero(?!\w)", regex.IGNORECASE)
_DEGREES = regex.compile(r"[ ]?(?P<scale>[CFcf])(?![\w/'’-])")
_NEXT_SIGNED = regex.compile(r"[ ]?[0-9][0-9.,]*[ ]?[$€£¥₹]")
_NEXT_NUMBER = regex.compile(r"[ ]?[0-9]")
_SCALE_WORD = regex.compile(
    r"[ -](?P<word>thousand|million|billion|trillion|crore|lakh|mn|bn|tn)(?!\w)", regex.IGNORECASE
)
_FURTHER = regex.compile(r"[ ]?(?:crores?|cr)(?!\w)", regex.IGNORECASE)
_UNREAD_SIGN = regex.compile(r"(?<![\w.])[B-HJ-Z][ ]\Z")
_SHORT: Final = {"mn": 10**6, "bn": 10**9, "tn": 10**12}
_MINUS: Final = frozenset("-−–")
_NUMBERED_EURO = regex.compile(r"(?<!\w)[Ee]uro[ ]\Z")  # Euro 96, the Euro 6 standard
_ATTRIBUTED_HALF = regex.compile(r"a[ ](?=half-[^\W\d_])", regex.IGNORECASE)  # the article of `a half-mile queue`
#: Readings kept at a time: a number is asked for as a range's first and second end and by itself, one after the other.
_REMEMBERED: Final = 64
_ALONE_BEFORE = regex.compile(r"\s*+(?P<dash>[-−–])[ ]{1,2}")
_ALONE_AFTER = regex.compile(r"[ ]{0,2}[\p{L}%°]{0,3}\s*+")
_TRAILING_CENTS = regex.compile(r"[ ](?P<cents>[0-9]{2})(?=[ ]*(?:$|[.;!?](?!\d)|,(?!\d)|more\b|less\b|each\b))")
_FRACTION_CONTEXT = regex.compile(
    r"[ ]of\b|[ ](?:the|its|their|his|her|our|my|your|those|these|all|a|an|as|again)\b|[ ]?(?:$|[.,;:!?)])"
    r"|[ ](?:more|less)\b",
    regex.IGNORECASE,
)
_HALF_BEFORE = regex.compile(
    r"\b(?:first|second|other|latter|former|last|this|next|each|better|time|the|every|opening|closing)[ -]\Z",
    regex.IGNORECASE,
)
_HALF_OF = regex.compile(
    r"[ ](?:of|the|its|their|his|her|our|my|your|those|these|all|as)\b|[ ]an?[ ]", regex.IGNORECASE
)
_QUARTERS_OF_A_YEAR = regex.compile(
    r"\b(?:for|last|past|next|consecutive|straight|first|previous|in|of)[ -]\Z", regex.IGNORECASE
)


class Measurer:
    """Reads quantities off the numbers of one text."""

    def __init__(self, text: str, numbers: Sequence[Number]) -> None:
        self._text = text
        self._numbers = numbers
        self._money = Money(text)
        self._known: dict[tuple[int, int, bool], Quantity | None] = {}

    def quantity(self, i: int, limit: int, *, in_range: bool = False) -> Quantity | None:
        """The quantity of number `i`; words before `limit` belong to others. None when the number is no quantity.

        `in_range` when the number is an end of a range or has a bound word, which tells that it is a quantity.
        """
        key = (i, limit, in_range)
        if key not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[key] = self._quantity(i, limit, in_range=in_range)
        return self._known[key]

    def _quantity(self, i: int, limit: int, *, in_range: bool) -> Quantity | None:
        number = self._numbers[i]
        if number.value is None or number.form == "ordinal" or _SOME_DAY.match(self._text, number.start):
            return None
        sign = self._money.before(number.start, limit)
        if sign is not None and sign.name and self._is_of_other(number):
            sign = None
        if (sign is None and is_glued(self._text, number, limit)) or (sign is not None and not sign.unit):
            return None
        base = self._base(i, number, limit, sign)
        with localcontext() as context:
            context.prec = PRECISION
            inner = bound_inside(self._text, number.end)
            if inner is not None:
                bounded = self._inside(base, inner, limit)
                if bounded is not None:
                    return bounded
            for read in self._readers():
                quantity = read(base, limit)
                if quantity is not None:
                    return quantity
            if number.form == "fraction" or self._text[number.start - 1 : number.start] == "/":
                return None
            return self._count(base, limit, in_range=in_range)

    def _is_of_other(self, number: Number) -> bool:
        """Whether a number after the name of a currency has a unit of its own (`lost to the dollar 50 years ago`)."""
        text = self._text
        value = number.value
        if number.scale != 1 or value is None:
            return False
        plain = not number.in_words and not number.grouped
        if plain and (1500 <= value <= 2100 or _NUMBERED_EURO.search(text, max(0, number.start - 6), number.start)):
            return True
        found = unit_at(text, number.end)
        if found is not None and found.written not in LONE:
            return True
        noun = noun_after(text, number.end)
        return _PERCENT.match(text, number.end) is not None or (noun is not None and noun.plural)

    def _inside(self, base: Quantity, bound: Bound, limit: int) -> Quantity | None:
        """`18+ years`, `30-plus people`, `five or more days`: the bound stands between number and unit."""
        moved = replace(base, end=bound.at, bound=bound)
        for read in (self._share, self._physical):
            quantity = read(moved, limit)
            if quantity is not None:
                return quantity
        noun = noun_after(self._text, bound.at)
        return self._with_noun(moved, noun) if noun is not None and noun.plural else None

    def money_tail(self, i: int, limit: int, unit: str) -> Quantity | None:
        """Number `i` as the second end of a range of money: its letter is a scale, its sign may be missing."""
        number = self._numbers[i]
        if number.value is None or number.form != "plain":
            return None
        base = self._base(i, number, limit)
        if self._money.before(number.start, limit) is not None or self._share(base, limit) is not None:
            return None
        scaled = self._letter(base, money=True) or base
        found = unit_at(self._text, scaled.end)
        return None if found is not None else replace(scaled, unit=unit, kind="money")

    def _readers(self) -> tuple[Callable[[Quantity, int], Quantity | None], ...]:
        return (self._monetary, self._share, self._physical, self._lettered, self._fraction)

    def _base(self, i: int, number: Number, limit: int, sign: Sign | None = None) -> Quantity:
        value, start = number.value, number.start
        assert value is not None
        mantissa = number.mantissa if number.mantissa is not None else value
        before = self._text[start - 1 : start] if start > limit else ""
        signed = False
        if before in _MINUS and before and self._is_minus(start - 1):
            value, mantissa, start, signed = -value, -mantissa, start - 1, True
        elif before == " " and (dash := self._lone_minus(number)) is not None:
            value, mantissa, start, signed = -value, -mantissa, dash, True
        if number.form == "fraction" and (article := _ATTRIBUTED_HALF.match(self._text, start)) is not None:
            start = article.end()
        return Quantity(
            start,
            number.end,
            value,
            number.step,
            "count",
            "number",
            number,
            i + 1,
            scale=number.scale,
            mantissa=mantissa,
            signed=signed,
            sign=sign,
        )

    def _lone_minus(self, number: Number) -> int | None:
        """Where the dash of `- 40` stands, when that is the whole text: one line with one number is no list."""
        if self._text[number.start - 2] not in _MINUS and self._text[number.start - 3] not in _MINUS:
            return None
        alone = _ALONE_BEFORE.fullmatch(self._text, 0, number.start)
        ends = _ALONE_AFTER.fullmatch(self._text, number.end) is not None
        return alone.start("dash") if alone is not None and ends else None

    def _is_minus(self, at: int) -> bool:
        """Whether the dash at `at` is a sign: no word, digit or closing bracket touches it on the left."""
        left = self._text[at - 1 : at] if at > 0 else ""
        if left in ("", " ", "\n", "(", "\u00a0", "[", "=", ":", "~", ">", "<") or left in "$€£¥₹":
            return not (left == " " and self._text[at] == "–" and self._text[at + 1 : at + 2] == " ")
        return False

    # Money ---------------------------------------------------------------------------------------------------------

    def _monetary(self, base: Quantity, limit: int) -> Quantity | None:
        del limit  # the sign before the number was read with its limit
        if base.sign is not None:
            return self._prefixed(base, base.sign)
        scaled = self._letter(base, money=True)
        for candidate in (scaled, base) if scaled is not None else (base,):
            after = self._money.after(candidate.end)
            if after is not None and self._owns(candidate, after):
                return self._suffixed(candidate, after)
        return None

    def _prefixed(self, base: Quantity, sign: Sign) -> Quantity:
        text = self._text
        scaled = self._further(self._letter(base, money=True) or self._after_scale(base, base.end))
        start = sign.start
        negative = text[sign.end - 1] in _MINUS
        if start > 0 and text[start - 1] in _MINUS and self._is_minus(start - 1):
            start, negative = start - 1, True
        value = abs(scaled.value) * sign.multiplier
        if negative or scaled.value < 0:
            value = -value
        scale = scaled.scale * sign.multiplier
        step = scaled.step * sign.multiplier
        return replace(scaled, start=start, value=value, step=step, scale=scale, unit=sign.unit, kind="money")

    def _owns(self, base: Quantity, sign: Sign) -> bool:
        """Whether a money sign after a number belongs to it, and not to the number behind the sign."""
        text = self._text
        if sign.name:
            word = text[base.end : sign.end].strip(" -\u00a0").lower()
            if word in ("pound", "pounds"):
                return pounds_are_money(text, base.number.start, sign.end, scaled=abs(base.value) >= 10**5)
            if word == "p" and base.number.in_words:
                return False
            return not (word == "dram" or word == "drams")
        if _NEXT_NUMBER.match(text, sign.end):
            if text[sign.end - 1].isalpha():
                return True
            return text[base.end] == " " and _NEXT_SIGNED.match(text, sign.end) is not None
        return True

    def _suffixed(self, base: Quantity, sign: Sign) -> Quantity:
        factor = sign.worth * sign.multiplier
        money = replace(
            base,
            end=sign.end,
            value=base.value * factor,
            step=base.step * factor,
            scale=base.scale * sign.multiplier,
            unit=sign.unit,
            kind="money",
        )
        if sign.worth != 1:
            return money
        scaled = self._after_scale(money, sign.end) if money.scale == 1 else money
        return self._with_cents(scaled) if scaled.end == sign.end else scaled

    def _after_scale(self, base: Quantity, end: int) -> Quantity:
        """`75 USD million`, `₹3 crore`: a scale word that stands after the currency."""
        match = _SCALE_WORD.match(self._text, end) if base.scale == 1 else None
        if match is None:
            return base
        word = match["word"].lower()
        worth = Decimal(_SHORT.get(word) or SCALES[word])
        after = base.after
        while after < len(self._numbers) and self._numbers[after].start < match.end():
            after += 1
        value, step = base.value * worth, base.step * worth
        return replace(base, end=match.end(), value=value, step=step, scale=worth, after=after)

    def _further(self, money: Quantity) -> Quantity:
        """`₹50k crore`, `Rs 1.5 lakh cr`: a second scale word, as Indian papers write."""
        match = _FURTHER.match(self._text, money.end) if money.scale in (1000, 10**5) else None
        if match is None:
            return money
        value, step, scale = money.value * 10**7, money.step * 10**7, money.scale * 10**7
        return replace(money, end=match.end(), value=value, step=step, scale=scale)

    def _with_cents(self, money: Quantity) -> Quantity:
        """`thirteen dollars and forty-five cents`, `15 dollars 50`."""
        if money.after >= len(self._numbers) or money.value != money.value.to_integral_value():
            return money
        part = self._numbers[money.after]
        gap = self._text[money.end : part.start]
        if gap not in (" ", " and ", ", ") or part.value is None or not 0 < part.value < 100 or part.step != 1:
            return money
        sign = self._money.after(part.end)
        cents = part.value * Decimal("0.01")
        sum_ = money.value - cents if money.value < 0 else money.value + cents
        if sign is not None and sign.worth != 1:
            return replace(money, end=sign.end, value=sum_, step=sign.worth, after=money.after + 1)
        if gap != " " or part.value < 10 or money.scale != 1:
            return money
        trailing = _TRAILING_CENTS.match(self._text, money.end)
        at_end = part.in_words and not self._text[part.end : part.end + 4].strip(" .!?\n")[:1].isalnum()
        if trailing is None and not at_end:
            return money
        return replace(money, end=part.end, value=sum_, step=Decimal("0.01"), after=money.after + 1)

    # Letters for scales --------------------------------------------------------------------------------------------

    def _letter(self, base: Quantity, *, money: bool) -> Quantity | None:
        """The quantity with the letter after it as its scale; only money lets every letter be one."""
        if base.scale != 1 or base.number.in_words:
            return None
        match = _LETTER.match(self._text, base.end)
        if match is None:
            return None
        letter = match["letter"]
        apart = match.end() - match.start() > len(letter)
        if money and apart and letter in ("t", "b", "T", "B", "K"):
            return None
        worth = Decimal(_LETTERS[letter])
        return replace(
            base, end=match.end(), value=base.value * worth, step=base.step * worth, scale=worth, mantissa=base.value
        )

    def _lettered(self, base: Quantity, limit: int) -> Quantity | None:
        """`2m leaflets`, `10k`, `1.2b`: a scale letter without money, where the words leave no other sense."""
        scaled = self._letter(base, money=False)
        if scaled is None or is_label(self._text, base.start, limit):
            return None
        letter = self._text[scaled.end - 1]
        noun = noun_after(self._text, scaled.end)
        plural = noun is not None and noun.plural
        decimal = base.step < 1 or base.number.grouped
        if letter in "kK":
            if self._text[base.end] == "-" or _RUN.match(self._text, scaled.end):
                return None
            sure = letter == "k" or plural
        elif letter in "mt":
            apart = self._text[base.end] in " \u00a0\u202f"
            sure = plural and not apart and not is_height(self._text, base.start, scaled.end)
            sure = sure or (noun is not None and noun.plural and noun.lemma in _BY_THE_MILLION)
        else:
            sure = plural or decimal
        return self._with_noun(scaled, noun) if sure else None

    def _of_one(self, base: Quantity) -> regex.Match[str] | None:
        """The `of a` between a part and its unit: `a quarter of a mile`, `half an hour`, `0.2 of a second`."""
        match = _OF_ONE.match(self._text, base.end)
        if match is None or base.number.form == "fraction":
            return match
        return match if base.number.step < 1 and abs(base.value) < 1 and match[0].startswith(" of") else None

    # Percentages and points ----------------------------------------------------------------------------------------

    def _share(self, base: Quantity, limit: int) -> Quantity | None:
        end = base.end
        of_one = self._of_one(base)
        if of_one is not None:
            end = of_one.end()
        match = _PERCENT.match(self._text, end)
        if match is None:
            return self._unit_first(base, limit)
        if match["points"]:
            return replace(base, end=match.end(), unit="pp", kind="points")
        if match["basis"]:
            return replace(base, end=match.end(), unit="bp", kind="points")
        return replace(base, end=match.end(), unit="%", kind="percent")

    def _unit_first(self, base: Quantity, limit: int) -> Quantity | None:
        """`Percent: 45`, `per cent of 210`: a label that puts the unit first and has its line to itself."""
        match = _PERCENT_FIRST.search(self._text, max(limit, base.start - 20), base.start)
        if match is None or _LINE_END.match(self._text, base.end) is None:
            return None
        return replace(base, start=match.start("label"), unit="%", kind="percent")

    # Units ---------------------------------------------------------------------------------------------------------

    def _physical(self, base: Quantity, limit: int) -> Quantity | None:
        text = self._text
        if _YO.match(text, base.end) and base.value < 130:
            return replace(base, end=_YO.match(text, base.end).end(), unit="year", kind="age")  # type: ignore[union-attr]
        end = base.end
        of_one = self._of_one(base)
        found = unit_at(text, of_one.end() if of_one is not None else end) or pounds_at(text, end)
        if found is None:
            return self._aged(base, limit) or self._degrees(base, limit) or marked_length(text, base)
        if not self._is_unit(base, found, limit):
            return None
        factor = found.unit.factor
        quantity = replace(
            base,
            end=found.end,
            value=base.value * factor,
            step=base.step * factor,
            unit=found.unit.name,
            kind=found.unit.kind,
        )
        if quantity.kind == "duration":
            return duration(text, self._numbers, quantity, limit)
        if quantity.unit == "degree" and not is_temperature(text, base.start, found.end):
            return replace(quantity, kind="quantity")
        return joined(text, self._numbers, quantity, limit)

    def _is_unit(self, base: Quantity, found: UnitMatch, limit: int) -> bool:
        """Whether a word or symbol after a number is a unit here."""
        text, written, number = self._text, found.written, base.number
        rest = text[found.end : found.end + 1]
        pair = rest == "/" and text[found.end + 1 : found.end + 2].isdigit()
        if found.symbol and rest in ("/", "'", "’") and found.unit.kind != "data" and not pair:
            return False
        if found.symbol and (number.in_words and not _CLEAR_SYMBOL.fullmatch(written)):
            return False
        if found.symbol and is_label(text, base.start, limit):
            return False
        spaced = text[number.end : number.end + 1] in (" ", "\u00a0", "\u202f")
        if written == "m":
            if self._lettered(base, limit) is not None:
                return False
            return (
                spaced or is_height(text, base.start, found.end) or _RACED.search(text, limit, base.start) is not None
            )
        if written in ("°C", "°F", "℃", "℉"):
            return True
        if written in LONE:
            return (spaced or number.step < 1 or written == "g") and not (
                written == "g" and number.value == 5 and spaced
            )
        if found.unit.name == "turn":
            return is_angle(text, base.start, found.end)
        if found.unit.name == "degree":
            if (number.in_words and text[number.end] == "-") or _ATTRIBUTE.match(text, found.end):
                return False
            return not number.in_words or is_temperature(text, base.start, found.end)
        if written.lower() in ("stone", "pound", "pounds"):
            return has_lesser(text, found.end, written.lower()) or is_mass(text, base.start, found.end)
        return True

    def _aged(self, base: Quantity, limit: int) -> Quantity | None:
        """`aged 45`, `age 87`."""
        text, number = self._text, base.number
        if base.value > 130 or number.form != "plain" or number.grouped or base.signed or number.step != 1:
            return None
        match = _AGED.search(text, max(limit, base.start - 18), base.start)
        if match is not None:
            if match[0].lower() == "age ":
                return replace(base, start=match.start(), unit="year", kind="age")
            return replace(base, unit="year", kind="age")
        named = not number.in_words and 1 < base.value < 115 and _APPOSED.match(text, base.end) is not None
        if named and _NAMED.search(text, max(limit, base.start - 40), base.start):
            return replace(base, unit="year", kind="age")
        return None

    def _degrees(self, base: Quantity, limit: int) -> Quantity | None:
        """`17C`, `95F`: a temperature without its sign, where the sentence speaks of one."""
        if _BELOW_ZERO.match(self._text, base.end) and is_temperature(self._text, base.start, base.end):
            return replace(base, unit="degree", kind="temperature")
        match = _DEGREES.match(self._text, base.end)
        if match is None or is_label(self._text, base.start, limit):
            return None
        if base.number.in_words or not is_temperature(self._text, base.start, match.end()):
            return None
        name = "degree_Celsius" if match["scale"] in "Cc" else "degree_Fahrenheit"
        return replace(base, end=match.end(), unit=name, kind="temperature")

    # Fractions and counts ------------------------------------------------------------------------------------------

    def _fraction(self, base: Quantity, limit: int) -> Quantity | None:
        number, text = base.number, self._text
        if number.form != "fraction" or _GLUED_WORD.match(text, base.end):
            return None
        longer = one_and_part(text, base, limit)
        if longer is not None:
            return longer
        word = text[number.start : number.end].lower()
        before = text[max(limit, number.start - 12) : number.start]
        if word in ("half", "quarter"):
            if word == "quarter" or not _FRACTION_CONTEXT.match(text, base.end) or _HALF_BEFORE.search(before):
                return None
            if not regex.match(
                r"[ ](?:of|the|its|their|his|her|our|my|your|those|these|all|as)\b|[ ]an?[ ]", text[base.end :]
            ):
                return None
        elif (word.endswith("quarter") and not _FRACTION_CONTEXT.match(text, base.end)) or (
            word.endswith("quarters") and _QUARTERS_OF_A_YEAR.search(before)
        ):
            return None
        return replace(base, unit="fraction", kind="fraction")

    def _with_noun(self, quantity: Quantity, noun: Noun | None) -> Quantity:
        if noun is None:
            bare = quantity.number.scale == 1 and quantity.number.end == quantity.end
            return replace(quantity, unit="count", kind="number", bare=bare)
        return replace(quantity, unit=noun.lemma, kind="count", noun=noun)

    def _count(self, base: Quantity, limit: int, *, in_range: bool) -> Quantity | None:
        """A count with its noun, or a bare number, unless it only numbers, names or dates a thing."""
        text, number = self._text, base.number
        rate = unit_at(text, base.end) if "/" in text[base.end : base.end + 6] else None
        if rate is not None and rate.symbol and text[rate.end] == "/":
            return None  # a rate without a name (`120 mg/dl`)
        whole = base.value == base.value.to_integral_value()
        hedged = hedge_end(text, base.end)
        noun = noun_after(text, hedged, singular_too=base.value == 1) if whole else noun_after(text, hedged)
        if noun is not None and noun.hyphened and (base.value in (0, 1) or number.form != "plain" or base.signed):
            return None
        if noun is not None and noun.lemma in ("degree", "pound") and not (number.in_words and noun.lemma == "degree"):
            return None  # a unit, but nothing tells which
        if not in_range and is_pronoun_one(text, number.start, number.end):
            return None
        if number.article and _SCORE.match(text, number.end - 5) and not self._counts_scores(number):
            return None
        marked = number.grouped or number.scale != 1 or number.step != 1 or number.dozen
        if numbers_a_year(text, number, noun, limit) and not in_range:
            return None
        if not (in_range or marked) and names_a_thing(text, number, limit, counted=noun is not None):
            return None
        if marked and _UNREAD_SIGN.search(text, max(limit, number.start - 3), number.start):
            return None  # a letter that may be a currency (`R 500 million`)
        if marked and noun is None and text[max(limit, number.start - 4) : number.start].lower() == "per ":
            return None
        if text[base.end : base.end + 1] == "-" and noun is None and _GLUED_WORD.match(text, base.end):
            return None
        spelled = self._spelled_duration(base, noun)
        if spelled is not None:
            return spelled
        return self._with_noun(base, noun)

    def _counts_scores(self, number: Number) -> bool:
        """Whether `a score` is twenty: of things; else it is the result of a game, or music."""
        noun = noun_after(self._text, number.end + 3) if self._text.startswith(" of ", number.end) else None
        return noun is not None and noun.plural

    def _spelled_duration(self, base: Quantity, noun: Noun | None) -> Quantity | None:
        """`five more years`, `33 Earth days`: a duration with adjectives inside."""
        if noun is None or not noun.plural:
            return None
        found = unit_at(self._text, noun.end - len(noun.lemma) - 1)
        if found is None or found.unit.kind != "duration" or found.end != noun.end:
            return None
        factor = found.unit.factor
        value, step = base.value * factor, base.step * factor
        return replace(base, end=noun.end, value=value, step=step, unit=found.unit.name, kind="duration")


_GLUED_WORD = regex.compile(
    r"-(?!(?:nought|zero|one|two|three|four|five|six|seven|eight|nine)\b)[^\W\d_]", regex.IGNORECASE
)
_ATTRIBUTE = regex.compile(
    r"[ -](?:angles?|turns?|views?|photos?|images?|videos?|cameras?|panoramas?|feedback|burns?)(?!\w)"
)
_CLEAR_SYMBOL = regex.compile(r"kgs?|kms?|cm|lbs?|mph|kph|km/h|m/s|ft|mm|oz|°[CF]|[kMGT]W|[kMGT]Wh")
#: What `5 m` counts in millions; before other nouns a letter after a space is the metre.
_BY_THE_MILLION: Final = word_set(
    """person man woman child adult pupil student worker employee farmer voter user customer consumer subscriber member
    household home job family visitor tourist passenger refugee migrant patient resident inhabitant citizen vote share
    copy tonne barrel dose case vehicle car unit acre hectare view download euro dollar bird tree account record"""
)
#: `One day he will come` counts no days.
_SOME_DAY = regex.compile(
    r"[Oo]ne[ ]day[ ]"
    r"(?:he|she|it|they|we|you|I|will|would|might|may|could|when|soon|there|the|an?|his|her|my|our|your)\b"
)
_SCORE = regex.compile(r"score", regex.IGNORECASE)
_RACED = regex.compile(
    r"\b(?:r[au]n|swam|swim|sprinted|jogged|rowed|walked|skated)[ ](?:(?:the|an?|only|over|about|his|her)[ ])?\Z",
    regex.IGNORECASE,
)
_RUN = regex.compile(
    r"[ ](?:runs?|races?|walks?|swims?|rides?|resolution|videos?|tvs?|televisions?|screens?|displays?|monitors?"
    r"|cameras?|projectors?|streams?|streaming|footage)(?!\w)",
    regex.IGNORECASE,
)
