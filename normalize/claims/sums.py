"""Totals against the parts that are said to make them up, in sentences and in tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from normalize.claims import words
from normalize.claims.analysis import Analysis, Statement
from normalize.claims.blocks import Hit, Member, hit
from normalize.claims.events import clipped
from normalize.claims.explain import amount, figure_words
from normalize.claims.measures import Measured
from normalize.claims.names import match
from normalize.claims.tokens import Token
from normalize.claims.units import dimension
from normalize.claims.values import evidence
from normalize.model import BlockKind, Conflict, Evidence, Figure, Span

#: Words that say that the parts after a colon make up the whole.
_WHOLE = regex.compile(
    r"\b(?:in all|in total|altogether|all told|a total of|whole|entire|made up of|consist(?:s|ed|ing)? of|comprise[sd]?"
    r"|comprising|split|divided|broken down|breaks? down|c[oa]me from|together)\b",
    regex.IGNORECASE,
)
_OPEN = regex.compile(
    r"\b(?:includ(?:e|es|ed|ing)|such as|among (?:them|others)|of which|of whom|mainly|mostly)\b", regex.IGNORECASE
)
#: A rest closes a list only if it has its number: "the others" alone may be any number.
_REST = regex.compile(r"\bthe (?:rest|others?|remainder|remaining|balance)\b", regex.IGNORECASE)
_CLOSED = regex.compile(
    r"\b(?:no other|nobody else|nothing (?:is |was )?(?:else|left)|every one of them|each of them"
    r"|(?:leaves|leaving) (?:none|nothing|nobody))\b",
    regex.IGNORECASE,
)
#: Words right between a total and all of its parts.
_SPLIT = regex.compile(
    r"\b(?:split|divided|broken down|breaks? down|made up|consist(?:s|ed|ing)?|compris(?:es?|ed|ing)|composed|shared)\b"
    r"[^.;:]{0,40}$",
    regex.IGNORECASE,
)
#: Words between a total and some of its parts, which can be no more than it.
_SOME = regex.compile(r"\b(?:of which|of whom|including)\b[^.;:]{0,30}$", regex.IGNORECASE)
#: Counts that exclude each other; others may overlap ("80 women and 60 foreigners").
_APART = (frozenset({"man", "woman", "child"}), frozenset({"boy", "girl"}), frozenset({"adult", "child"}))
#: Words that lead from a total to its parts, and so stand between no two parts.
_INTO_PARTS = words.listed(
    "including which whom made split divided shared broken consisting consists consisted comprising comprises "
    "comprised composed"
)
_COUNTED_SPLIT = regex.compile(r"\b(?:made up|consist|compris|compos)", regex.IGNORECASE)
_BETWEEN = 90
_FEW = 4
_MEASURED = frozenset({"money", "mass", "length", "area", "power", "energy", "volume"})
#: A bare number beside a sum of money is one as well, if it is no smaller than one part in so many.
_FAR = 100
_PART = Decimal("0.05")
_CELL = regex.compile(r"\|")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures of a table: `stem` is its heading's, `low`..`high` their sum."""

    document: str
    stem: str
    heading: str
    low: Decimal
    high: Decimal
    rows: tuple[tuple[Span, str], ...]
    topic: frozenset[str]


def conflicts(analysis: Analysis) -> Iterator[Conflict]:
    """Sentences in which parts do not add up to their total."""
    for number, statement in enumerate(analysis.statements):
        if statement.sentence.kind is BlockKind.TABLE or len(statement.figures) < 2:
            continue
        parts = _parts(statement)
        if len(parts) < 2:
            continue
        total, at_most = _total(analysis, number, parts)
        if total is None:
            continue
        low, high = _sum(parts)
        over = total.high is not None and low > total.high
        under = total.low is not None and high < total.low
        if over or (under and not at_most):
            yield _conflict(analysis, total, parts, surely=not at_most)
        elif _off(total, parts, at_most=at_most):
            yield _conflict(analysis, total, parts, surely=False)
    yield from _totals(analysis)


def _off(total: Figure, parts: Sequence[Figure], *, at_most: bool) -> bool:
    """Whether a few plain figures miss their total by more than their rounding makes likely ($5m + $4m + $2m = $12m).

    Figures with decimals are rounded ones, whose last digits need not add up.
    """
    stated = [f.value for f in (total, *parts) if f.value is not None and "." not in f.text]
    if len(stated) != len(parts) + 1 or len(parts) > _FEW:
        return False
    gap = sum(stated[1:], Decimal(0)) - stated[0]
    return abs(gap) >= stated[0] * _PART and (gap > 0 or not at_most)


def _parts(statement: Statement) -> list[Figure]:
    """The figures of one coordinated list: each followed by words, a comma or "and", the last after an "and"."""
    tokens = statement.parsed.tokens
    places = [n for n, token in enumerate(tokens) if token.figure is not None and not _of_the(tokens, token.figure)]
    best: list[Figure] = []
    for start in range(len(places)):
        run = [places[start]]
        for place in places[start + 1 :]:
            gap = tokens[run[-1] + 1 : place]
            if not _listed(gap) or not _kin(tokens[run[0]].figure, tokens[place].figure):
                break
            run.append(place)
            if any(w.lower == "and" for w in gap):
                break
        closed = len(run) > 1 and any(w.lower == "and" for w in tokens[run[-2] + 1 : run[-1]])
        if closed and len(run) > len(best):
            best = [f for f in (tokens[n].figure for n in run) if f is not None]
    return best


def _listed(gap: Sequence[Token]) -> bool:
    """Whether the words between two figures are those between members of a list: few, with one comma or "and"."""
    if len(gap) > 14 or any(w.text in ".;:(—" or w.lower in _INTO_PARTS for w in gap):
        return False
    # ", and" is one joint: "2 million to plumbing and gas lines, and 1 million to training".
    joints = sum(w.text == "," or (w.lower == "and" and gap[n - 1].text != ",") for n, w in enumerate(gap))
    last = gap[-1] if gap else None
    near = last is not None and (
        last.text == "," or last.lower == "and" or any(w.text == "," or w.lower == "and" for w in gap[-4:])
    )
    return 1 <= joints <= 2 and near


def _kin(one: Figure | None, other: Figure | None) -> bool:
    if one is not None and other is not None and one.kind in _MEASURED and other.kind == "number":
        # "60 million francs, the canton 58 million": the currency is not said again.
        return other.value is not None and one.value is not None and other.value * _FAR > one.value
    if one is None or other is None or dimension(one) != dimension(other):
        return False
    if one.kind not in ("money", "count", "number", "mass", "length", "area", "power", "energy", "volume"):
        return False
    return one.unit == other.unit or dimension(one) == "count"


def _total(analysis: Analysis, number: int, parts: list[Figure]) -> tuple[Figure | None, bool]:
    """The total that the parts belong to, and whether they may leave something over."""
    statement = analysis.statements[number]
    text = analysis.text(statement.span)
    if any(p.approximate for p in parts):
        return None, True
    linked = _linked(text, statement, parts)
    if linked is not None:
        return linked
    if _OPEN.search(text[: parts[-1].span.end - statement.span.start]):
        return None, True
    before = [f for f in statement.figures if f.span.end <= parts[0].span.start]
    announced = _announced(statement, text, before, parts)
    if announced is not None:
        return announced
    after = [f for f in statement.figures if f.span.start >= parts[-1].span.end and _kin_total(f, parts)]
    tail = text[parts[-1].span.end - statement.span.start :]
    if after and regex.search(
        r"\b(?:a total of|in all|in total|altogether|makes?|making|(?:mak(?:e|es|ing)|made) up|adds? up to)\b", tail
    ):
        return after[0], False
    if _CLOSED.search(tail) and not before and len(parts) > 2:
        return _earlier(analysis, number, parts), False
    if _TOGETHER.search(_next(analysis, number)) and len(parts) > 1:
        return _near(analysis, number, parts), False
    if _OF_THAT.match(text) and not before:
        return _earlier(analysis, number, parts), not _closed(text, statement.span.start, parts)
    if _OF_IT.match(text, parts[0].span.end - statement.span.start) and len(parts) > 1:
        # "19 million tonnes a year. Arle makes 12 million of it and Brome 9 million": no more than the whole.
        return _earlier(analysis, number, parts), True
    lead = text[: parts[0].span.start - statement.span.start]
    own = not before or bool(regex.search(r"\b(?:whole|entire|total|full)\b", lead, regex.IGNORECASE))
    if lead.rstrip().endswith(":") and _WHOLE.search(text) and own:
        return _earlier(analysis, number, parts), False
    return None, True


#: A sentence that tells what becomes of the sum or number before it.
_OF_THAT = regex.compile(r"Of (?:that|this|these|those|them|the (?:total|sum|money|amount))\b", regex.IGNORECASE)
_OF_IT = regex.compile(r"\s(?:\w+\s)?of (?:it|them|these|those|that)\b")
#: Words of a sentence that says that the parts before it leave nothing over.
_TOGETHER = regex.compile(
    r"^(?:Together|Between them|In all|All told|Combined)\b[^.]*\b(?:whole|entire|full|all of|everything|total)\b"
    r"|^(?:That|Those|These|They) (?:is|are|makes?|made|covers?|covered|adds? up to) [^.]*\b(?:whole|entire|full|all)\b"
)


def _next(analysis: Analysis, number: int) -> str:
    """The sentence behind a statement."""
    following = analysis.statements[number + 1 : number + 2]
    return analysis.text(following[0].span) if following else ""


def _near(analysis: Analysis, number: int, parts: list[Figure]) -> Figure | None:
    """The figure in the sentences before that the parts nearly make up."""
    earlier = [f for s in analysis.statements[max(0, number - _BACK) : number] for f in s.figures]
    return next((f for f in reversed(earlier) if _kin_total(f, parts) and _near_sum(f, parts)), None)


#: So many sentences lie between a total and parts that are said to make up the whole of it, at most.
_BACK = 5


def _announced(
    statement: Statement, text: str, before: list[Figure], parts: list[Figure]
) -> tuple[Figure, bool] | None:
    """The total behind "Of the", or before the colon that the parts follow."""
    lead = text[: parts[0].span.start - statement.span.start]
    colon, whole = lead.rstrip().endswith(":"), bool(_WHOLE.search(text))
    for total in reversed(before):
        if not _kin_total(total, parts):
            continue
        if _of_the(statement.parsed.tokens, total):
            return total, not (whole or _closed(text, statement.span.start, parts))
        if colon and (whole or _same_noun(total, parts) or _close(lead, total, statement)):
            return total, False
    if colon and all(part.unit == "count" for part in parts):
        # "212 passengers had to be taken off: 96 from the …": bare numbers take up the noun before the colon.
        larger = [f for f in before if f.kind == "count" and _kin_total(f, parts) and _near_sum(f, parts)]
        # "480 million pesos on roads: 210 million …": the currency is not said again.
        larger = larger or [f for f in before if f.kind == "money" and not f.approximate and _near_sum(f, parts)]
        if len(larger) == 1:
            return larger[0], False
    return None


def _closed(text: str, start: int, parts: list[Figure]) -> bool:
    """Whether the list leaves nothing over: "and the other 90 in Hull", "and no other"."""
    ends = [start + match.end() for match in _REST.finditer(text)]
    return bool(_CLOSED.search(text)) or any(0 <= p.span.start - end <= 8 for end in ends for p in parts)


def _near_sum(total: Figure, parts: list[Figure]) -> bool:
    """Whether a number is within a quarter of the sum of the parts: a slip stays near, another number seldom does."""
    low, high = _sum(parts)
    return total.value is not None and low * 3 <= total.value * 4 and total.value * 3 <= high * 4


def _linked(text: str, statement: Statement, parts: list[Figure]) -> tuple[Figure, bool] | None:
    """The total right before the parts that words such as "split into" or "of which" lead over from."""
    before = [f for f in statement.figures if f.span.end <= parts[0].span.start]
    if not before or not _kin_total(before[-1], parts):
        return None
    total = before[-1]
    between = text[total.span.end - statement.span.start : parts[0].span.start - statement.span.start]
    if len(between) > _BETWEEN:
        return None
    money = total.kind == "money"
    if _SOME.search(between) and (money or _exclusive(parts)):
        return total, True
    if not _SPLIT.search(between) or _OPEN.search(text):
        return None
    # "A parish of 200 houses consists of three villages and two farms": the parts are of another sort.
    near = sum((p.value or Decimal(0) for p in parts), Decimal(0)) * 2 > (total.value or Decimal(0))
    if money or (near and _COUNTED_SPLIT.search(between)):
        return total, bool(_REST.search(text)) and not _closed(text, statement.span.start, parts)
    return None


def _exclusive(parts: Sequence[Figure]) -> bool:
    units = {part.unit for part in parts}
    return len(units) == len(parts) and any(units <= apart for apart in _APART)


def _kin_total(total: Figure, parts: list[Figure]) -> bool:
    return (
        _kin(total, parts[0])
        and total.value is not None
        and not total.approximate
        and all(p.value is not None and p.value < total.value * 2 for p in parts)
    )


def _same_noun(total: Figure, parts: list[Figure]) -> bool:
    return all(part.unit == total.unit for part in parts)


def _close(lead: str, total: Figure, statement: Statement) -> bool:
    """Whether the total stands right before the colon ("120 members: …"): then the list is of it."""
    return len(lead[total.span.end - statement.span.start :].split()) <= 3


def _of_the(tokens: Sequence[Token], total: Figure) -> bool:
    """ "Of the 900 at the works, 310 …": the total stands behind "of" and opens the sentence."""
    at = next((n for n, token in enumerate(tokens) if token.figure is total), -1)
    # "Of this, €5 million is for roads": that is the first part.
    return 0 < at <= 3 and tokens[0].lower == "of" and not any(w.text == "," for w in tokens[:at])


def _earlier(analysis: Analysis, number: int, parts: list[Figure]) -> Figure | None:
    """ "The whole sum": the last figure of the same unit in the two sentences before."""
    for back in range(number - 1, max(-1, number - 3), -1):
        for figure in reversed(analysis.statements[back].figures):
            if _kin_total(figure, parts) and max(p.value or 0 for p in parts) < (figure.value or 0):
                return figure
    return None


def _sum(parts: Sequence[Figure]) -> tuple[Decimal, Decimal]:
    low = sum((p.low if p.low is not None else p.value or Decimal(0) for p in parts), Decimal(0))
    high = sum((p.high if p.high is not None else p.value or Decimal(0) for p in parts), Decimal(0))
    return low, high


def _conflict(analysis: Analysis, total: Figure, parts: Sequence[Figure], *, surely: bool) -> Conflict:
    name = analysis.document.name
    whole = clipped(Span(parts[0].span.start, parts[-1].span.end))
    added = sum((p.value or Decimal(0) for p in parts), Decimal(0))
    # "= 125 man, not 120 person" would say less: counts are told without their nouns.
    money = parts[0].kind not in ("count", "number")
    whole_sum = amount(added, parts[0].unit if money else "")
    stated = figure_words(total) if money or total.value is None else amount(total.value, "")
    arithmetic = " + ".join(amount(p.value or Decimal(0), "") for p in parts)
    return Conflict(
        "sum",
        "certain" if surely else "likely",
        (
            Evidence(document=name, span=total.span, quote=analysis.text(total.span), figure=total, label="total"),
            Evidence(document=name, span=whole, quote=analysis.text(whole), label="parts"),
        ),
        f"The parts do not add up: {arithmetic} = {whole_sum}, not {stated}.",
        caveat="A part may be missing from the list, or counted twice, or figures may be rounded.",
        resolution="Check the parts and the total.",
    )


_COUNTED = ("count", "number", "money")


def columns(analysis: Analysis) -> Iterator[Column]:
    """The columns of the document's tables that hold at least three whole figures under a heading."""
    for rows in _tables(analysis):
        yield from _columns(analysis, rows)


def _tables(analysis: Analysis) -> Iterator[list[Statement]]:
    """The rows of each table that has at least a heading and three rows."""
    rows: list[Statement] = []
    for statement in [*analysis.statements, None]:
        if statement is not None and statement.sentence.kind is BlockKind.TABLE:
            rows.append(statement)
            continue
        if len(rows) > 3:
            yield rows
        rows = []


def _cut(analysis: Analysis, rows: list[Statement]) -> tuple[list[str], list[tuple[Statement, list[str]]]]:
    """The cells of a table's heading, and its rows with theirs; ruled lines are left out."""
    heading, *cells = [_cells(analysis.text(row.span)) for row in rows]
    body = [(row, cell) for row, cell in zip(rows[1:], cells, strict=True) if not set("".join(cell)) <= set("-: ")]
    return heading, body


def _columns(analysis: Analysis, rows: list[Statement]) -> Iterator[Column]:
    heading, body = _cut(analysis, rows)
    for at, title in enumerate(heading):
        figures = []
        for row, cell in body:
            inside = [
                f
                for f in row.figures
                if at < len(cell) and f.text in cell[at] and f.kind in ("count", "number", "money")
            ]
            figures += inside[-1:]
        labels = " ".join(cell[0].lower() for _, cell in body if cell)
        if len(figures) == len(body) >= 3 and title and not _TOTAL.search(labels):
            low, high = _sum(figures)
            spans = tuple((clipped(row.span), analysis.text(clipped(row.span))) for row, _ in body)
            topic = analysis.topic
            yield Column(analysis.document.name, words.stem(title.lower()), title, low, high, spans, topic)


_TOTAL = regex.compile(r"\b(?:(?:sub-?)?totals?|all|sum|average|of which|thereof)\b", regex.IGNORECASE)
_LAST_ROW = regex.compile(r"(?:grand )?total|in all|sum", regex.IGNORECASE)


def _totals(analysis: Analysis) -> Iterator[Conflict]:
    """Tables whose last row is called the total and is not the sum of the rows above it."""
    for rows in _tables(analysis):
        yield from _last_row(analysis, rows)


def _last_row(analysis: Analysis, rows: list[Statement]) -> Iterator[Conflict]:
    heading, body = _cut(analysis, rows)
    labels = [cell[0] if cell else "" for _, cell in body]
    if len(body) < 3 or not _LAST_ROW.fullmatch(labels[-1].strip(": ")) or any(map(_TOTAL.search, labels[:-1])):
        return
    for at in range(1, len(heading)):
        column = [next((f for f in row.figures if at < len(cell) and f.text == cell[at]), None) for row, cell in body]
        figures = [f for f in column if f is not None and f.value is not None and f.kind in _COUNTED]
        if len(figures) == len(body) and len({f.unit for f in figures}) == 1:
            total, parts = figures[-1], figures[:-1]
            low, high = _sum(parts)
            if (total.high is not None and low > total.high) or (total.low is not None and high < total.low):
                yield _conflict(analysis, total, parts, surely=True)


def _cells(row: str) -> list[str]:
    return [cell.strip().strip("*_") for cell in _CELL.split(row.strip().strip("|"))]


#: So many totals are held against the columns of one heading.
_MOST = 2000


def table_keys(one: Column | Measured) -> Iterator[str]:
    """What a column counts, and what a total is of."""
    if isinstance(one, Column):
        yield one.stem
    elif one.unit.startswith("count:") and _is_total(one):
        yield one.unit[6:]


def table_hits(block: Iterable[Member[Column | Measured]]) -> Iterator[Hit]:
    """Columns of one block whose sum is not the total that a text on the same subject gives for their heading."""
    columns: list[tuple[Member[Column | Measured], Column]] = []
    totals: list[tuple[Member[Column | Measured], Measured]] = []
    for member in block:
        if isinstance(member.it, Column):
            columns.append((member, member.it))
        elif len(totals) < _MOST:
            totals.append((member, member.it))
    for member, column in columns:
        wrong = next((other for other, total in totals if _misses(column, total)), None)
        if wrong is not None:
            yield hit(wrong, member)


def _misses(column: Column, total: Measured) -> bool:
    low, high = total.figure.low, total.figure.high
    apart = low is not None and high is not None and (column.high < low or column.low > high)
    return apart and match(total.topic | total.near_names, column.topic)


def tell_table(total: Column | Measured, column: Column | Measured, _: str) -> Conflict:
    """The conflict of a total and a column."""
    assert isinstance(total, Measured)
    assert isinstance(column, Column)
    return Conflict(
        "sum",
        "likely",
        (
            evidence(total, "total"),
            *(Evidence(document=column.document, span=s, quote=q) for s, q in column.rows[:12]),
        ),
        f"The column “{column.heading}” adds up to {amount(column.low, '')}, not {figure_words(total.figure)}.",
        caveat="The table may leave rows out.",
        resolution="Check the rows and the total.",
    )


def _is_total(claim: Measured) -> bool:
    """Whether a count is said to be the whole: "votes cast", "in all", "a total of"."""
    said = claim.quote.lower()
    return bool(claim.context & {words.stem("cast"), words.stem("total")}) or "in all" in said
