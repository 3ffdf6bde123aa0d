"""From gap odds to repairs: what may change, how likely is likely enough, which flips belong together, and why."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import regex

from normalize.correct.prose import FUNCTION_WORDS, MONTHS
from normalize.correct.spacing.decision import load_decision
from normalize.correct.spacing.evidence import Evidence, Floats, Kind, gather
from normalize.correct.spacing.gap_odds import Damage, GapOdds
from normalize.correct.spacing.left_alone import BEYOND_DOUBT, is_left_alone
from normalize.correct.spacing.lexical_check import SHORTEST_JOIN, is_compound, lexically_sound, pieces, pieces_known
from normalize.correct.spacing.repair import RUN_TOGETHER, SPLIT_WORD, Repair
from normalize.correct.spacing.surroundings import Surroundings
from normalize.correct.spacing.word_table import load_table
from normalize.model import Span

#: Flips that the model finds less likely than this are not looked at.
LEAST = 0.03
#: How likely a flip must be a repair to be written, by faults per word of the document; between them in log rate.
_RATES = (0.003, 0.02, 0.5)
_SAFE = (0.6, 0.5, 0.45)
#: A space before a mark or a sign needs less: little can go wrong, and formulae lose many.
_SAFE_AT_SIGN = 0.35
#: Pieces that the lexicon would join need that much less.
_FOR_PIECES = 0.15
#: So likely a capital inside a word must part it after a small word, in a text that has more such joins.
_SURE = 0.65
#: So likely a word with a capital must be two, whatever the lexicon has of it, and where the lexicon agrees. Of 1,600
#: names that no lexicon has and that read as two words, the decision was as sure of none.
_SURE_OF_NAME, _SURE_OF_SOUND_NAME = 0.97, 0.95
#: So likely a long word and a verb (`Bureaufound`) must be two: names end otherwise.
_SURE_OF_SAID, _LONG_WORD = 0.75, 6
#: So likely names that run together must be two for the text to be asked whether it has them apart elsewhere, how sure
#: that makes it, and how sure the decision must be without it for the repair to be made.
_LEAST_OF_NAMES, _SURE_ELSEWHERE, _LEAST_ELSEWHERE = 0.3, 0.9, 0.5
#: So likely parts of what looks like a name are suggested to be words.
_SURE_OF_PARTS = 0.9
#: So likely two content words must be two in a text without other joins; below it they may be a compound.
_NO_COMPOUND = 0.93
#: So likely two content words must be two where the text has such joins, and pieces one word: names of other languages
#: are unknown pieces too.
_SURE_OF_PIECES = 0.8
#: So likely pieces are one word though each is a word (`in|ce`), where the text has more such pieces.
_SURE_OF_SCRAPS = 0.95
#: The same where it has no more.
_SURE_OF_WHOLE = 0.98
#: What a mark stands after.
_BEFORE_MARK = regex.compile(r"[\p{L}\p{N}\p{M})\]}”’\"'%°]")
#: A mark that ends something, and is no eye of `:-)`.
_ENDING_MARK = regex.compile(r"[.,;:!?)]++(?![-\p{L}\p{N}(])")
_DATE = regex.compile(rf"(?:{MONTHS})[ ][0-9]")
_HUMP = regex.compile(r"(?<=\p{Ll})\p{Lu}")
#: Signs around the names of program text.
_CODE_SIGN = regex.compile(r"[`_@#/\\$=<>{}|]|[\p{L}\p{N}][(.][\p{L}\p{N})]")
_LONGEST_NAME = 24  # characters
_HUMP_BEFORE = regex.compile(r"\p{Lu}\p{Ll}*+\Z")
_HUMP_AFTER = regex.compile(r"\p{Lu}++\p{Ll}*+")
#: A flip in a word that a rule has already repaired must be this likely.
_BESIDE_RULE = 0.6
_SUGGEST = 0.4
_LONGEST_GROUP = 60  # flips that one correction may hold


def safe_from(damage: Damage) -> float:
    """How likely a flip must be a repair to be written by itself in a document with this damage."""
    return float(np.interp(np.log(max(damage.total, 1e-6)), np.log(_RATES), _SAFE))


@dataclass(frozen=True, slots=True)
class _Flip:
    """One gap that should change: where in the text, how likely that is a repair, and what was found about it.

    `glued`: a rule has repaired another gap of the word. `apart`: the two words are used elsewhere, the one only here.
    """

    start: int
    end: int
    gap: int
    sure: float
    kind: Kind
    shown: bool
    capital: bool
    glued: bool = False
    apart: bool = False

    @property
    def insert(self) -> bool:
        """Whether a space is put in (else one is taken out)."""
        return self.start == self.end


def find_gap_repairs(around: Surroundings, odds: GapOdds, taken: Sequence[tuple[Span, Span]]) -> Iterator[Repair]:
    """Repairs of all gaps that are surely wrong; `taken` are word and edited place of each repair made by rule."""
    evidence = gather(odds, load_table(around.lexicon.language), around.names, LEAST)
    likely = load_decision(around.lexicon.language).probability(evidence)
    flips = [flip for flip in _flips(around, odds, evidence, likely) if _is_free(around, flip, odds.damage)]
    flips = _not_taken(flips, taken)
    clean = odds.damage.is_light
    likely_too = set() if clean else {flip.start for flip in flips if flip.sure >= _SURE}
    flips = [f for f in flips if not is_left_alone(around.text, Span(f.start, f.end), odds.damage, likely_too, f.sure)]
    needed = safe_from(odds.damage)
    scraps = _scraps(around.text, flips)
    names = set() if odds.damage.is_ruin else _inside_names(around, flips, len(taken))
    written: list[_Flip] = []
    doubtful: list[_Flip] = []
    for flip in flips:
        strict = clean or flip.gap in names
        barred = strict and not (flip.glued or flip.gap in scraps) and not _is_borne_out(around, flip)
        safe = _is_likely(around, flip, needed) and not barred
        if safe:
            written.append(flip)
        elif flip.sure >= _suggest_from(flip, barred=barred):
            doubtful.append(flip)
    walls = sorted([edit.start for _, edit in taken] + [flip.start for flip in doubtful])
    for group in _groups(odds, written, walls):
        yield _repair(around, odds, group, safe=True)
    for flip in doubtful:
        yield _repair(around, odds, [flip], safe=False)


def _suggest_from(flip: _Flip, *, barred: bool) -> float:
    """How likely a flip must be a repair to be suggested. What has a capital is a name until more speaks against it."""
    if flip.insert and flip.capital:
        return _SURE_OF_PARTS
    return _SURE_OF_PIECES if barred else _SUGGEST


def _scraps(text: str, flips: Sequence[_Flip]) -> set[int]:
    """Gaps of words in more than two pieces (`en er gies`): no two pieces are a word, so the lexicon cannot say."""
    likely = [f for f in flips if f.kind in (Kind.SPLIT_WORD, Kind.SPLIT_LETTER) and f.sure >= _SURE_OF_PIECES]
    return {
        flip.gap for one, other in pairwise(likely) if text[one.end : other.start].isalpha() for flip in (one, other)
    }


def _inside_names(around: Surroundings, flips: Sequence[_Flip], repaired: int) -> Set[int]:
    """Gaps inside words with inner capitals (`getElementById`) where little but such words speaks for damage.

    However short the text, words that are built like names do not make it a damaged one: there must be as many faults
    elsewhere; `repaired` is the number that rules have found.
    """
    inside = {flip.gap for flip in flips if _may_be_name(around.text, flip.start)}
    words = {_token_around(around.text, flip.start, flip.end) for flip in flips if flip.gap in inside}
    elsewhere = sum(flip.sure >= _SURE for flip in flips if flip.gap not in inside)
    return inside if elsewhere + repaired < len(words) else set()


def _flips(around: Surroundings, odds: GapOdds, evidence: Evidence, likely: Floats) -> Iterator[_Flip]:
    stream = odds.stream
    capital = evidence.of("capital")
    least = min(min(_SAFE) - _FOR_PIECES, _SAFE_AT_SIGN)
    perhaps = (evidence.kinds == Kind.JOINED_CASE) & (odds.sure[evidence.gaps] >= _LEAST_OF_NAMES)
    for at in np.flatnonzero((likely >= least) | perhaps).tolist():
        gap = int(evidence.gaps[at])
        end = int(stream.places[gap])
        start = int(stream.places[gap - 1]) + 1 if stream.spaced[gap] else end
        kind = Kind(int(evidence.kinds[at]))
        flip = _Flip(start, end, gap, float(likely[at]), kind, bool(evidence.shown[at]), bool(capital[at]))
        if flip.insert:
            flip = _compared(around, flip)
        if flip.sure >= least:
            yield flip


def _compared(around: Surroundings, flip: _Flip) -> _Flip:
    """A flip that parts a word, surer where the word stands only here and its parts elsewhere, in this text or in most.

    A text that writes a firm's name both ways (`MarineTraffic`) only suggests it, unless the decision thinks so too.
    """
    parts = pieces(around.text, flip.start, flip.end)
    if parts is None:
        return flip
    known = " ".join(parts) in around.lexicon.name_pairs
    if not (known or around.has_in_a_row(*parts, flip.start)) or around.counts["".join(parts)] > 1:
        return flip
    sure = max(flip.sure, _SURE_ELSEWHERE) if flip.capital else flip.sure
    return replace(flip, apart=known or not flip.capital or flip.sure >= _LEAST_ELSEWHERE, sure=sure)


def _is_likely(around: Surroundings, flip: _Flip, needed: float) -> bool:
    """Whether a flip is as likely as needed; pieces that the lexicon would join need less."""
    if flip.kind in (Kind.SPLIT_MARK, Kind.SPLIT_SIGN):
        return flip.sure >= _SAFE_AT_SIGN
    if flip.sure >= needed or flip.sure < needed - _FOR_PIECES:
        return flip.sure >= needed
    return flip.kind in (Kind.SPLIT_WORD, Kind.SPLIT_LETTER) and lexically_sound(around, flip.start, flip.end)


def _is_borne_out(around: Surroundings, flip: _Flip) -> bool:
    """Whether a flip in a mostly clean text has more for it than its likelihood: names and signs look like faults.

    A capitalised word (`Wasif`) is a name unless the lexicon agrees that it is two, and so are unknown pieces
    (`Mhac an tSaoi`); two words (`problem solving`) are two; two content words in one may be a compound. Marks and
    signs beside figures belong to them (`2,4-D`). A space before a mark stands after a word or a bracket, one at a sign
    beside a word, not in `:( ;)`.
    """
    if flip.apart:
        return True
    if flip.kind is Kind.JOINED_CASE:
        return _parts_names(around, flip)
    if flip.kind in (Kind.JOINED_MARK, Kind.JOINED_SIGN):
        return flip.sure >= BEYOND_DOUBT or not any(
            char.isdigit() for char in around.text[max(0, flip.start - 2) : flip.end + 1]
        )
    if flip.kind is Kind.SPLIT_MARK:
        after_word = _BEFORE_MARK.match(around.text, flip.start - 1) is not None
        return after_word and _ENDING_MARK.match(around.text, flip.end) is not None
    if flip.kind is Kind.SPLIT_SIGN:
        return _touches_word(around.text, flip)
    if flip.kind is Kind.JOINED_WORDS and not flip.capital:
        return flip.sure >= (_SURE_OF_PIECES if flip.shown else _NO_COMPOUND) or not is_compound(
            around, flip.start, flip.end
        )
    if flip.kind is Kind.JOINED_WORDS:
        return _parts_title(around, flip)
    doubtful = False
    if flip.kind in (Kind.SPLIT_WORD, Kind.SPLIT_LETTER):
        parts = pieces(around.text, flip.start, flip.end)
        enough = _SURE_OF_SCRAPS if flip.shown else _SURE_OF_WHOLE
        if flip.sure >= enough and parts is not None and parts[0].islower():
            return True
        doubtful = flip.sure < _SURE_OF_PIECES or pieces_known(around, flip.start, flip.end)
    return not doubtful or lexically_sound(around, flip.start, flip.end)


def _parts_title(around: Surroundings, flip: _Flip) -> bool:
    """Whether a word with a capital is surely two.

    A name is what begins with a small word inside a sentence (`met Theis`), where that would have no capital, and a
    short one that begins with a verb (`Wasif`). Where all are capitals (`CLICKHERE`), they say nothing of names.
    """
    parts = pieces(around.text, flip.start, flip.end)
    if parts is None:
        return flip.sure >= _SURE_OF_NAME
    left, right = parts
    if (left + right).isupper():
        return flip.sure >= _SURE_OF_PIECES and lexically_sound(around, flip.start, flip.end)
    if len(left) > 1 and left.lower() in FUNCTION_WORDS and not around.opens_sentence(flip.start - len(left)):
        return False
    if lexically_sound(around, flip.start, flip.end):
        said = len(left) >= _LONG_WORD and around.is_finite(right)
        return flip.sure >= (_SURE_OF_SAID if said else _SURE_OF_SOUND_NAME)
    return flip.sure >= _SURE_OF_NAME and (len(left + right) >= SHORTEST_JOIN or not around.is_finite(left))


def _touches_word(text: str, flip: _Flip) -> bool:
    return text[flip.start - 1 : flip.start].isalnum() or text[flip.end : flip.end + 1].isalnum()


def _parts_names(around: Surroundings, flip: _Flip) -> bool:
    """Whether a capital inside a word begins another: not in `toString`, `StringBuilder`, `RealClearPolitics`.

    What is surely two words (`and|Sahih Muslim`) has a small word on the left and a name on the right, or a title with
    another after it.
    """
    parts = pieces(around.text, flip.start, flip.end)
    if parts is None or flip.sure < (_SURE if flip.shown else BEYOND_DOUBT):
        return False
    left, right = parts
    if around.lexicon.within("brand_prefixes", left) or around.counts[left + right] > 1:
        return False
    if left.islower() and _DATE.match(around.text, flip.end):
        return True
    start, end = _token_around(around.text, flip.start, flip.end)
    if around.near_code(start, end) or _CODE_SIGN.search(around.text, start, end):
        return False
    if flip.sure >= _SURE_OF_NAME and _begins_no_name(around, left, start):
        return True
    if not left.islower() or _humps(around.text, flip.start) > 1:
        return False
    following = around.after(flip.end + len(right), 1)
    return around.lexicon.is_name(right) or (bool(following) and following[0][0].isupper())


def _begins_no_name(around: Surroundings, left: str, start: int) -> bool:
    """Whether no name of a program or firm begins with `left`: `their`, `Taiwan's`, `of` as in `Bank ofEngland`."""
    if left.endswith(("'s", "’s")) or around.lexicon.within("name_openers", left):
        return True
    before = around.before(start, 2)
    return left == "of" and len(before) == 2 and before[1][0].isupper()


def _may_be_name(text: str, place: int) -> bool:
    """Whether the word at a place has a capital inside and is no longer than names are."""
    start, end = _token_around(text, place, place)
    return end - start <= _LONGEST_NAME and _HUMP.search(text, start, end) is not None


def _humps(text: str, place: int) -> int:
    """Capitals after small letters in the word at a place."""
    start, end = _token_around(text, place, place)
    return len(_HUMP.findall(text, start, end))


def _is_free(around: Surroundings, flip: _Flip, damage: Damage) -> bool:
    place = Span(max(0, flip.start - 1), min(len(around.text), flip.end + 1))
    if flip.kind is Kind.JOINED_CASE and not damage.is_ruin and _in_name(around, flip, damage):
        return False
    if flip.insert and around.named and "".join(pieces(around.text, flip.start, flip.end) or ()) in around.named:
        return False
    return not around.document.is_untouchable(place)


def _in_name(around: Surroundings, flip: _Flip, damage: Damage) -> bool:
    """Whether the two humps either side of a capital are one name: known, in the facts, built like one, or used again.

    `SoftBank`, `LaGuardia`; also in `andSoftBank`, of which only the first two words are parted. What is only built
    like one (`SanAntonio`) may be two where much else is broken.
    """
    place = flip.start
    left, right = _HUMP_BEFORE.search(around.text, max(0, place - 40), place), _HUMP_AFTER.match(around.text, place)
    if left is None or right is None:
        return False
    if around.is_known_form(left.group() + right.group()):
        return True
    surely_two = not damage.is_light and flip.sure >= _SURE_OF_NAME
    return not surely_two and around.lexicon.within("brand_prefixes", left.group())


def _not_taken(flips: list[_Flip], taken: Sequence[tuple[Span, Span]]) -> list[_Flip]:
    """Flips that no rule has decided: outside its edits, and in the rest of its word only when likely."""
    words = sorted(taken, key=lambda pair: pair[0])
    starts = [word.start for word, _ in words]
    kept = []
    for flip in flips:
        at = bisect_right(starts, flip.end) - 1
        word, edit = words[at] if at >= 0 else (Span(0, 0), Span(0, 0))
        if at < 0 or flip.start > word.end:
            kept.append(flip)
        elif flip.sure >= _BESIDE_RULE and not (edit.start <= flip.end and flip.start <= edit.end):
            kept.append(replace(flip, glued=True))
    return kept


def _groups(odds: GapOdds, flips: list[_Flip], walls: list[int]) -> Iterator[list[_Flip]]:
    """Flips that no kept space and no wall parts, so that one correction tells them together."""
    kept_spaces = odds.stream.spaced.copy()
    kept_spaces[[flip.gap for flip in flips]] = False
    spaces_before = np.cumsum(kept_spaces).tolist()
    breaks_before = np.cumsum(odds.stream.symbols == 0).tolist()
    group: list[_Flip] = []
    for flip in flips:
        if group:
            last = group[-1]
            parted = (
                spaces_before[flip.gap] != spaces_before[last.gap]
                or breaks_before[flip.gap] != breaks_before[last.gap]
                or bisect_left(walls, last.start) != bisect_right(walls, flip.end)
                or len(group) >= _LONGEST_GROUP
            )
            if parted:
                yield group
                group = []
        group.append(flip)
    if group:
        yield group


def _repair(around: Surroundings, odds: GapOdds, group: list[_Flip], *, safe: bool) -> Repair:
    text = around.text
    start, end = _token_around(text, group[0].start, group[-1].end)
    parts, at = [], start
    for flip in group:
        parts += [text[at : flip.start], " " if flip.insert else ""]
        at = flip.end
    fixed = "".join([*parts, text[at:end]])
    insert = group[0].insert
    sure = min(flip.sure for flip in group)
    return Repair(
        RUN_TOGETHER if insert else SPLIT_WORD,
        Span(start, end),
        fixed,
        sure,
        _reason(around, text[start:end], fixed, odds.damage),
        safe=safe,
    )


def _token_around(text: str, start: int, end: int, limit: int = 40) -> tuple[int, int]:
    low, high = start, end
    while low > 0 and start - low < limit and not text[low - 1].isspace():
        low -= 1
    while high < len(text) and high - end < limit and not text[high].isspace():
        high += 1
    return low, high


def _reason(around: Surroundings, seen: str, fixed: str, damage: Damage) -> str:
    lexicon = around.lexicon
    words = [word.strip(".,;:!?()[]“”\"'") for word in fixed.split()]
    known = [word for word in words if word and (lexicon.knows(word) or word in around.named)]
    shown = "”, “".join(known[:3])
    many = " The text has many such faults." if damage.total > 0.03 else ""
    if len(seen.split()) <= 1:
        if known and not lexicon.knows(seen.strip(".,;:!?()[]")):
            return f"“{shown}” {'are words' if len(known) > 1 else 'is a word'}, what stands there is none.{many}"
        return f"Two or more words fit the text around better than one.{many}"
    if known:
        return f"“{shown}” {'are words' if len(known) > 1 else 'is one word'}; its parts stand apart.{many}"
    return f"The parts make one word that fits the text around.{many}"
