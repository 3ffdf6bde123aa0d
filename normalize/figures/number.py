"""Numbers from tokens: how number words, numerals, scale words and fractions combine into one value.

The grammar only reads what is a well-formed number in English; where a sequence cannot be one number it
ends the number and begins another (`fifty fifty` is two numbers, `fifty five` is one).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from typing import Literal

import regex

from normalize.figures.tokens import Token
from normalize.figures.words import SHORT_SCALES, Role

Form = Literal["plain", "fraction", "ordinal"]
#: Digits that quotients such as two thirds are carried to.
PRECISION = 30
_ONE, _ZERO = Decimal(1), Decimal(0)
_HALF_PARTS: dict[str, Decimal] = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}
_SPACES = " \u00a0\u202f\t\n\r"
_SHORT = regex.compile(
    r"[ \u00a0\u202f\u2009-]?(" + "|".join(SHORT_SCALES) + r")(?![\w])\.?+(?=\W|$)", regex.IGNORECASE
)
_POWER = regex.compile(
    r"e(?P<e>[+-]?[0-9]{1,3})(?![\w])|[ ]?[x×*][ ]?10\^(?P<ten>[+-]?[0-9]{1,3})(?![\w])"
    r"|\^(?P<p>[+-]{0,2}[0-9]{1,2})(?![\w])",
    regex.IGNORECASE,
)
_ROLE_OF_SIZE: tuple[tuple[int, Role], ...] = ((10, "unit"), (20, "teen"), (100, "tens"), (101, "hundred"))


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text. `first` and `after` index the tokens it is made of.

    `mantissa` is the value before its last scale word, `scale` that word's worth; `step` is the size of one unit
    in the last place that the writer stated. `value` is None where the digits can be read in two ways.
    """

    start: int
    end: int
    value: Decimal | None
    step: Decimal
    form: Form
    in_words: bool
    first: int
    after: int
    mantissa: Decimal | None = None
    scale: Decimal = _ONE
    grouped: bool = False
    listed: bool = False
    spaced: bool = False
    dozen: bool = False
    article: bool = False


@dataclass(frozen=True, slots=True)
class _Group:
    value: Decimal
    after: int
    step: Decimal = _ONE
    in_words: bool = True
    hundreds: bool = False


@dataclass(frozen=True, slots=True)
class _Cardinal:
    value: Decimal
    after: int
    step: Decimal
    mantissa: Decimal
    scale: Decimal
    in_words: bool
    dozen: bool = False


class Grammar:
    """Reads numbers off the tokens of one text."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self._text = text
        self._tokens = tokens

    def numbers(self) -> list[Number]:
        """Every number of the text, in order, none overlapping another."""
        found: list[Number] = []
        i = 0
        with localcontext() as context:
            context.prec = PRECISION
            while i < len(self._tokens):
                number = self._number(i)
                if number is None:
                    i += 1
                else:
                    found.append(self._signed(number))
                    i = number.after
        return found

    # Neighbourhood -------------------------------------------------------------------------------------------------

    def _joined(self, i: int) -> bool:
        """Whether token `i` continues token `i - 1`: a space or hyphen at most lies between them."""
        if not 0 < i < len(self._tokens):
            return False
        a, b = self._tokens[i - 1], self._tokens[i]
        gap = self._text[a.end : b.start]
        if len(gap) > 4 or gap.count("\n") > 1:
            return False
        bare = gap.strip(_SPACES)
        if bare in ("-", "\u2010", "\u2011"):
            return not (a.role == b.role == "num")
        return bare == "" and (gap != "" or a.role == "num")

    def _role(self, i: int) -> Role | None:
        """The role of token `i` when it continues the token before it."""
        return self._tokens[i].role if self._joined(i) else None

    def _begins_compound(self, i: int) -> bool:
        """Whether token `i` begins a word such as `two-bedroom` or `one-way`."""
        end = self._tokens[i].end
        return self._text[end : end + 1] == "-" and self._text[end + 1 : end + 2].isalpha() and not self._joined(i + 1)

    def _after_between(self, i: int) -> bool:
        start = self._tokens[i].start
        return self._text[max(0, start - 8) : start].lower().endswith(("between ", "both ", "either "))

    # Whole numbers -------------------------------------------------------------------------------------------------

    def _below_hundred(self, i: int) -> _Group | None:
        token = self._tokens[i]
        if token.value is None:
            return None
        if token.role == "tens" and self._role(i + 1) == "unit" and not self._begins_compound(i + 1):
            unit = self._tokens[i + 1].value
            assert unit is not None
            return _Group(token.value + unit, i + 2)
        if token.role in ("tens", "teen", "unit", "zero"):
            return _Group(token.value, i + 1)
        return None

    def _group(self, i: int, tokens: Sequence[Token], *, joins: bool) -> _Group | None:
        """Up to three digits in words, or a numeral, with its hundreds."""
        token = tokens[i]
        if token.role == "num":
            if token.value is None:
                return None
            head = _Group(token.value, i + 1, token.step, in_words=False)
        elif token.role == "article":
            if self._role(i + 1) not in ("hundred", "scale", "dozen"):
                return None
            head = _Group(_ONE, i + 1)
        elif token.role == "hundred":
            if self._role(i + 1) != "scale":
                return None
            return _Group(Decimal(100), i + 1, Decimal(100), hundreds=True)
        else:
            small = self._below_hundred(i)
            if small is None:
                return None
            head = small
        if self._role(head.after) == "hundred":
            return self._with_hundreds(head, joins=joins)
        return head

    def _with_hundreds(self, head: _Group, *, joins: bool) -> _Group:
        base = _Group(head.value * 100, head.after + 1, head.step * 100, head.in_words, hundreds=True)
        at = base.after
        if joins and self._role(at) == "and":
            at += 1
            if self._joined(at) and self._fraction(at, _always) is not None:
                return base
        if not self._joined(at) or (at < len(self._tokens) and self._begins_compound(at)):
            return base
        tail = self._below_hundred(at)
        token = self._tokens[at]
        if tail is None and not head.in_words:
            tail = _small_numeral(token, at)
        if tail is None or self._role(tail.after) == "hundred":
            return base
        return _Group(base.value + tail.value, tail.after, _ONE, head.in_words, hundreds=True)

    def _scales(self, i: int) -> tuple[Decimal, int]:
        """The scale words from token `i` on (`lakh crore` is two of them) and the token after them."""
        scale, last = _ONE, _ZERO
        while self._role(i) == "scale":
            worth = self._tokens[i].value
            assert worth is not None
            if worth < last:
                break
            scale, last, i = scale * worth, worth, i + 1
        return scale, i

    def _cardinal(self, i: int) -> _Cardinal | None:
        """The longest whole or decimal number that begins at token `i`."""
        joins = not self._after_between(i)
        group = self._group(i, self._tokens, joins=joins)
        if group is None:
            return None
        if self._role(group.after) == "dozen" and not group.hundreds:
            value = group.value * (self._tokens[group.after].value or _ONE)
            return _Cardinal(value, group.after + 1, _ONE, value, _ONE, group.in_words, dozen=True)
        total, step, limit = _ZERO, _ONE, None
        mantissa = scale = _ONE
        in_words, after = group.in_words, i
        while group is not None:
            scale_here, end = self._scales(group.after)
            value = group.value * scale_here
            if limit is not None and value >= limit:
                break
            total, step, after = total + value, group.step * scale_here, end
            mantissa, scale, limit = group.value, scale_here, scale_here
            if scale_here == 1 or scale_here != scale_here.to_integral_value():
                break
            group = self._next_group(end, in_words=in_words, joins=joins)
        return _Cardinal(total, after, step, mantissa if total == mantissa * scale else total / scale, scale, in_words)

    def _next_group(self, at: int, *, in_words: bool, joins: bool) -> _Group | None:
        """The group that continues a number after a scale word, if the next words are one."""
        linked = joins and self._role(at) == "and"
        if linked:
            at += 1
            if self._joined(at) and self._fraction(at, _always) is not None:
                return None
        if not self._joined(at) or self._begins_compound(at) or self._tokens[at].role in ("article", "hundred"):
            return None
        is_numeral = self._tokens[at].role == "num"
        if is_numeral == in_words:
            return None
        group = self._group(at, self._tokens, joins=joins)
        if group is None or (is_numeral and not group.hundreds and self._role(group.after) != "scale"):
            return None
        return group

    def _decimals(self, cardinal: _Cardinal) -> _Cardinal:
        """The cardinal with spoken decimals (`five point two five`) added."""
        at = cardinal.after + 1
        if self._role(cardinal.after) != "point" or not self._joined(at):
            return cardinal
        digits, after = self._digits(at)
        if not digits or cardinal.value >= 1000:
            return cardinal
        step = _ONE.scaleb(-len(digits))
        value = cardinal.value + Decimal(digits) * step
        scale, end = self._scales(after)
        return _Cardinal(value * scale, end, step * scale, value, scale, in_words=True)

    def _digits(self, at: int) -> tuple[str, int]:
        """The digits from token `at` on, in words (`seven one`) or as one numeral, and the token after them."""
        first = self._tokens[at]
        if first.role == "num":
            written = self._text[first.start : first.end]
            return (written, at + 1) if written.isdecimal() else ("", at)
        digits, after = "", at
        while after == at or self._joined(after):
            part = self._below_hundred(after)
            if part is None:
                break
            digits, after = digits + str(part.value), part.after
        return digits, after

    # Fractions -----------------------------------------------------------------------------------------------------

    def _denominator(self, d: int, k: int) -> Decimal | None:
        """The whole number that tokens `d` to `k` spell when the last of them is an ordinal or `-ths` word."""
        last = self._tokens[k]
        if last.role in _HALF_PARTS:
            return last.value if d == k else None
        if d == k:
            return last.value
        if self._tokens[d].role not in ("unit", "teen", "tens"):
            return None
        role: Role = next((r for size, r in _ROLE_OF_SIZE if last.value is not None and last.value < size), "scale")
        spelled = (*self._tokens[:0], *self._tokens[d:k], replace(last, role=role))
        inner = Grammar(self._text, spelled)._cardinal(0)
        return inner.value if inner is not None and inner.after == len(spelled) else None

    def _fraction(self, i: int, accept: Callable[[Token, int], bool]) -> tuple[Decimal, int] | None:
        """A spoken fraction from token `i` on: its value and the token after it."""
        k = i + 1
        while k - i < 8 and self._role(k) not in (None, "and", "ordinal", "parts", "half", "quarter"):
            k += 1
        if self._role(k) not in ("ordinal", "parts", "half", "quarter"):
            return None
        last = self._tokens[k]
        if last.value is None or (last.role == "ordinal" and last.value == 2):
            return None
        starts = range(i + 1, k + 1) if last.value < 100 else (k,)
        for d in starts:
            if "-" in self._text[self._tokens[d - 1].end : self._tokens[d].start] and d != k:
                continue
            above, below = self._numerator(i, d), self._denominator(d, k)
            if above is None or below is None or below < 2:
                continue
            if last.role == "ordinal" and (above != 1 or not accept(self._tokens[i], last.end)):
                return None
            return above / below, k + 1
        return None

    def _numerator(self, i: int, d: int) -> Decimal | None:
        if d == i + 1 and self._tokens[i].role == "article":
            return _ONE
        inner = Grammar(self._text, self._tokens[i:d])._cardinal(0)
        return inner.value if inner is not None and inner.after == d - i else None

    def _mixed(self, cardinal: _Cardinal) -> tuple[Decimal, int, Decimal] | None:
        """`three and a half`, `two million and three fifths`: the value, the token after it, and its step."""
        at = cardinal.after
        if self._role(at) != "and" or not self._joined(at + 1):
            return None
        part = self._fraction(at + 1, _always) or self._half_more(at + 1) or self._unit_and_part(cardinal, at + 1)
        if part is None:
            return None
        value, after = part
        scale, end = self._scales(after)
        if scale == 1 and cardinal.scale >= 1000:
            scale = cardinal.scale
        if scale > 1 and cardinal.scale == 1 and end != after:
            # "two and a half million": the scale belongs to the whole.
            return (cardinal.value + value) * scale, end, scale / 10
        return cardinal.value + value * scale, end, scale / 10

    def _half_more(self, i: int) -> tuple[Decimal, int] | None:
        """The half of `one and half`, unless it is a half of something (`one and half of the other`)."""
        token = self._tokens[i]
        whole = _HALF_OF_SOMETHING.match(self._text, token.end) is None
        return (_HALF_PARTS["half"], i + 1) if token.role == "half" and whole else None

    def _unit_and_part(self, cardinal: _Cardinal, i: int) -> tuple[Decimal, int] | None:
        """The three and a half of `twenty and three and a half`: an old way to count, told by its fraction."""
        unit = self._tokens[i]
        tens = cardinal.in_words and cardinal.scale == 1 and 20 <= cardinal.value < 100 and cardinal.value % 10 == 0
        if not tens or unit.role != "unit" or unit.value is None or self._role(i + 1) != "and":
            return None
        part = self._fraction(i + 2, _always) if self._joined(i + 2) else None
        return (unit.value + part[0], part[1]) if part is not None else None

    # One number ----------------------------------------------------------------------------------------------------

    def _number(self, i: int) -> Number | None:
        token = self._tokens[i]
        if token.role in ("and", "point", "minus", "scale"):
            return None
        if token.role in ("half", "quarter"):
            return self._part_of_scale(i)
        if token.role == "vulgar":
            return self._vulgar(i)
        if token.role == "num":
            written = self._written(i)
            if written is not None:
                return written
        fraction = self._fraction(i, self._spoken_fraction)
        if fraction is not None:
            return self._scaled_fraction(i, *fraction)
        ordinal = self._ordinal(i)
        if ordinal is not None:
            return ordinal
        return self._plain(i)

    def _plain(self, i: int) -> Number | None:
        token = self._tokens[i]
        cardinal = self._cardinal(i)
        if cardinal is None:
            if token.role == "num":
                return Number(token.start, token.end, None, token.step, "plain", in_words=False, first=i, after=i + 1)
            return None
        if cardinal.scale == 1:
            cardinal = self._decimals(cardinal)
        value, after, step = cardinal.value, cardinal.after, cardinal.step
        mixed = None if cardinal.dozen else self._mixed(cardinal)
        mantissa, scale = cardinal.mantissa, cardinal.scale
        if mixed is not None:
            value, after, step = mixed
            mantissa, scale = value / scale, scale
        end = self._tokens[after - 1].end
        return Number(
            token.start,
            end,
            value,
            step,
            "plain",
            in_words=cardinal.in_words,
            first=i,
            after=after,
            mantissa=mantissa,
            scale=scale,
            grouped=token.grouped,
            listed=token.listed,
            spaced=token.spaced,
            dozen=cardinal.dozen,
            article=token.role == "article",
        )

    def _written(self, i: int) -> Number | None:
        """What only numerals do: `1/4`, `2 1/2`, `1½`, `12e3`, `1.3x10^6`, `$5bn`."""
        token = self._tokens[i]
        if token.value is None:
            return None
        slash = self._slash(i)
        if slash is not None:
            value, after = slash
            return self._fraction_number(i, after, value)
        nxt = self._tokens[i + 1] if i + 1 < len(self._tokens) else None
        if nxt is not None and token.value == token.value.to_integral_value():
            gap = self._text[token.end : nxt.start]
            if gap in ("", " ", "  ", "\u00a0", "-"):
                part = (nxt.value, i + 2) if nxt.role == "vulgar" and nxt.value else self._slash(i + 1)
                if part is not None and (nxt.role == "vulgar" or gap != "") and token.value < 1000:
                    return self._mixed_number(i, token.value + part[0], part[1])
        short = _SHORT.match(self._text, token.end)
        if short is not None:
            scale = Decimal(SHORT_SCALES[short[1].lower()])
            after = i + 1 if nxt is None or nxt.start >= short.end(1) else i + 2
            return self._short_scaled(i, short.end(1), scale, after)
        power = _POWER.match(self._text, token.end)
        return self._raised(i, power) if power is not None else None

    def _short_scaled(self, i: int, end: int, scale: Decimal, after: int) -> Number:
        token = self._tokens[i]
        assert token.value is not None
        return Number(
            token.start,
            end,
            token.value * scale,
            token.step * scale,
            "plain",
            in_words=False,
            first=i,
            after=after,
            mantissa=token.value,
            scale=scale,
            grouped=token.grouped,
        )

    def _raised(self, i: int, power: regex.Match[str]) -> Number | None:
        token = self._tokens[i]
        assert token.value is not None
        if power["p"] is None:
            factor = _ONE.scaleb(int(power["e"] or power["ten"]))
            value, step = token.value * factor, token.step * factor
        else:
            sign = -1 if power["p"].count("-") == 1 else 1
            exponent = sign * int(power["p"].lstrip("+-"))
            if abs(token.value) > 10**6 or (token.value == 0 and exponent <= 0):
                return None
            value = token.value**exponent
            step = _ZERO
        after = i + 1
        while after < len(self._tokens) and self._tokens[after].start < power.end():
            after += 1
        number = Number(token.start, power.end(), value, step, "plain", in_words=False, first=i, after=after)
        return replace(number, mantissa=value)

    def _slash(self, i: int) -> tuple[Decimal, int] | None:
        """`3/4`: a proper fraction whose denominator people use; anything else may be a date or a reference."""
        if i + 1 >= len(self._tokens):
            return None
        above, below = self._tokens[i], self._tokens[i + 1]
        around = self._text[max(0, above.start - 1) : above.start] + self._text[below.end : below.end + 1]
        if _SIGNED.search(self._text, max(0, above.start - 2), above.start):
            around = around[1:]
        if above.role != "num" or below.role != "num" or above.value is None or below.value is None:
            return None
        if self._text[above.end : below.start] not in ("/", "⁄") or set(around) & set("/-."):
            return None
        if not 0 < above.value < below.value or below.value not in _DENOMINATORS or above.step != 1:
            return None
        return above.value / below.value, i + 2

    def _vulgar(self, i: int) -> Number | None:
        token = self._tokens[i]
        assert token.value is not None
        return self._scaled_fraction(i, token.value, i + 1)

    def _part_of_scale(self, i: int) -> Number | None:
        """`half a million`, `quarter million`, or a bare `half`, whose sense is left to the context."""
        value = _HALF_PARTS[self._tokens[i].role]
        if self._text[self._tokens[i].end - 1] == "s":
            return None
        return self._scaled_fraction(i, value, i + 1)

    def _scaled_fraction(self, i: int, value: Decimal, after: int) -> Number:
        at = after
        if at < len(self._tokens) and self._tokens[at].role == "article" and self._near(at):
            at += 1
        if self._role(at) == "dozen":
            dozen = value * (self._tokens[at].value or _ONE)
            return replace(self._fraction_number(i, at + 1, dozen), form="plain", step=_ONE, mantissa=dozen, dozen=True)
        scale, end = self._scales(at)
        if end == at:
            return self._fraction_number(i, after, value)
        number = self._fraction_number(i, end, value * scale)
        return replace(number, form="plain", step=scale / 10, mantissa=value, scale=scale)

    def _near(self, i: int) -> bool:
        gap = self._text[self._tokens[i - 1].end : self._tokens[i].start]
        return gap in (" ", "\u00a0", " of ", "-")

    def _fraction_number(self, i: int, after: int, value: Decimal) -> Number:
        end = self._tokens[after - 1].end
        return Number(
            self._tokens[i].start,
            end,
            value,
            _ZERO,
            "fraction",
            in_words=self._tokens[i].role != "num",
            first=i,
            after=after,
            mantissa=value,
        )

    def _mixed_number(self, i: int, value: Decimal, after: int) -> Number:
        number = self._fraction_number(i, after, value)
        scale, end = self._scales(after)
        if end > after:
            number = self._fraction_number(i, end, value * scale)
        return replace(number, form="plain", step=scale / 10, mantissa=value, scale=scale, in_words=False)

    def _spoken_fraction(self, numerator: Token, end: int) -> bool:
        """Whether `a third` or `one tenth` is a fraction here: `a third man` and `a fifth goal` are not."""
        if numerator.role != "article" and numerator.value == 1:
            return True
        if numerator.start == 0 and end == len(self._text.rstrip()):
            return True
        before = self._text[max(0, numerator.start - 14) : numerator.start].lower()
        return bool(_FRACTION_AFTER.match(self._text, end)) or bool(_FRACTION_BEFORE.search(before))

    def _ordinal(self, i: int) -> Number | None:
        k = i
        while k - i < 10 and k < len(self._tokens) and (k == i or self._joined(k)):
            token = self._tokens[k]
            if token.role == "ordinal" and token.value is not None:
                value = self._ordinal_value(i, k)
                if value is None:
                    return None
                number = self._fraction_number(i, k + 1, value)
                return replace(number, form="ordinal", step=_ONE)
            if token.role in ("num", "parts", "half", "quarter", "vulgar"):
                return None
            k += 1
        return None

    def _ordinal_value(self, i: int, k: int) -> Decimal | None:
        last = self._tokens[k]
        if i == k:
            return last.value
        assert last.value is not None
        role: Role = next((r for size, r in _ROLE_OF_SIZE if last.value < size), "scale")
        spelled = (*self._tokens[i:k], replace(last, role=role))
        if self._tokens[i].role == "hundred":
            # "the hundred and tenth": one hundred, whose "one" is not said
            spelled = (Token("num", self._tokens[i].start, self._tokens[i].start, _ONE), *spelled)
        inner = Grammar(self._text, spelled)._cardinal(0)
        return inner.value if inner is not None and inner.after == len(spelled) else None

    def _signed(self, number: Number) -> Number:
        """The number with a spoken minus before it."""
        i = number.first
        if i == 0 or self._tokens[i - 1].role != "minus" or not self._joined(i) or number.value is None:
            return number
        negative = -number.mantissa if number.mantissa is not None else None
        return replace(number, start=self._tokens[i - 1].start, value=-number.value, mantissa=negative)


def _small_numeral(token: Token, at: int) -> _Group | None:
    """The 21 of `3 hundred and 21`."""
    value = token.value
    if token.role != "num" or value is None or value >= 100 or value != value.to_integral_value():
        return None
    return _Group(value, at + 1)


def _always(_numerator: Token, _end: int) -> bool:
    return True


_SIGNED = regex.compile(r"(?<![^\s(])-\Z")
_HALF_OF_SOMETHING = regex.compile(
    r"[ ](?:of|the|an?|its?|their|his|her|our|my|your|th[eo]se|all|as|is|was|were|are|had|ha[sv]e|did|do|will)\b",
    regex.IGNORECASE,
)
_DENOMINATORS = frozenset(map(Decimal, (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 32, 50, 64, 100, 1000)))
_FRACTION_AFTER = regex.compile(
    r"[ ]+(?:of|more|less|fewer|higher|lower|larger|smaller|as|above|below|over|under)\b", regex.IGNORECASE
)
_FRACTION_BEFORE = regex.compile(r"\b(?:by|than|nearly|almost|about|around|roughly|over|some|only|just) $")
