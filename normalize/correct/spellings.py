"""Names that one document spells in two ways: the pairs of forms, and how often each stands."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from normalize.correct.names import form_pattern, words_of
from normalize.correct.prose import word_set
from normalize.correct.spacing.lexicon import Lexicon
from normalize.model import Document, Span

#: Begins with a set of letters, so that the engine skips to them.
_HYPHENATED = re.compile(r"([^\W\d_a-z](?<![\w-].)[^\W\d_]{2,30})-([^\W\d_a-z][^\W\d_]{2,30})(?![\w-])")
_HUMPS = re.compile(r"[^\W\d_]+?(?<=[a-zà-ÿ])(?=[A-Z])")
_LAST_WORD = re.compile(r"([^\W\d_]{2,30})[ \xa0]\Z")
_IN_SENTENCE = re.compile(r"[^\W\d_A-Z][,;]?[ \xa0]\Z")

#: Halves of compounds that are spelled with and without a hyphen for reasons of grammar, not of names.
_COMPOUNDS = word_set(
    """
    North South East West Northern Southern Eastern Western Central Vice Deputy General President Prime Minister
    Chief Secretary Director Editor Mid Anti Non Pro Pre Post Co Self Ex Asia Asian Pacific Atlantic African
    American Anglo Franco Indo Sino Euro Afro Latin Trans Inter Intra Multi Semi Super Ultra New Great Upper Lower
    First Second Third High Long Short Full Part Year Day Time Mr Mrs Ms Dr Sir Saint St One Two Three Four Five Six
    Seven Eight Nine Ten World Cup League Division
    """
)
#: A shared word before two forms says nothing when it is a title or a word of many names.
_TITLES = word_set(
    """
    Mr Mrs Ms Miss Dr Prof Professor Sir Lord Lady Dame Saint St President Minister Senator Governor Mayor General
    Captain Colonel Major Judge Justice King Queen Prince Princess Pope Bishop Father Sister Brother Uncle Aunt The
    A An New Old North South East West Great San Santa Los Las El La Le Al Bin Ben Van Von De Di Da Du Mount Lake
    River Port Fort Cape University College School Street Road Avenue In On At By For From And Of To With
    """
)
#: Letters that stand for each other in British and American spelling, so two names may rightly differ in them.
_BRITISH = frozenset(
    {frozenset("sz"), frozenset("cs"), frozenset("u"), frozenset("l"), frozenset("e"), frozenset("ae")}
)


@dataclass(frozen=True, slots=True)
class TwoSpellings:
    """Two forms of what seems to be one name, with the places of each in order."""

    first: str
    second: str
    first_places: tuple[Span, ...]
    second_places: tuple[Span, ...]
    reason: str


def find_two_spellings(document: Document, known: frozenset[str], lexicon: Lexicon | None) -> Iterator[TwoSpellings]:
    """Pairs of forms of one name; `known` are wrong forms that another rule corrects already."""
    words = words_of(document.text)
    names = [word for word in words if len(word) >= 4 and _is_name(word) and word not in known]
    common = _common_words(lexicon)
    candidates = [
        *(pair for pair in _capitals(names) if not common(pair[0])),
        *_joined(document.text, names, words),
        *(p for p in _hyphens(document.text, words) if not any(common(half) for half in p[1].split())),
    ]
    candidates += [pair for pair in _one_letter(names, words) if not _are_two_words(pair, lexicon)]
    seen: set[frozenset[str]] = set()
    for first, second, reason in candidates:
        pair = frozenset((first, second))
        if pair in seen or first in known or second in known:
            continue
        seen.add(pair)
        places = {form: _places(document, form) for form in pair}
        if not all(places.values()):
            continue
        found = TwoSpellings(first, second, places[first], places[second], reason)
        if reason != ONE_LETTER or _is_one_name(document.text, found, lexicon):
            yield found


CAPITALS = "only in their capitals"
SPACE = "only in a space"
HYPHEN = "only in a hyphen"
ONE_LETTER = "in one letter"

_Pair = tuple[str, str, str]


def _common_words(lexicon: Lexicon | None) -> Callable[[str], bool]:
    """Tells whether a word is one of the dictionary's that is mostly written without a capital."""
    return lambda word: lexicon is not None and lexicon.knows(word) and not lexicon.is_name(word)


def _is_name(word: str) -> bool:
    return not word.islower() and not word.isupper() and word.isalpha()


def _places(document: Document, form: str) -> tuple[Span, ...]:
    found = (Span(*match.span()) for match in form_pattern(form).finditer(document.text))
    return tuple(span for span in found if not document.is_untouchable(span))


def _capitals(names: Iterable[str]) -> Iterator[_Pair]:
    """`SoftBank` and `Softbank`; a capital at the start alone is a matter of the sentence."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        groups[name.casefold()].append(name)
    for forms in groups.values():
        for first, second in combinations(forms, 2):
            if first[1:] != second[1:]:
                yield first, second, CAPITALS


def _joined(text: str, names: Iterable[str], words: Mapping[str, int]) -> Iterator[_Pair]:
    """`SoftBank` and `Soft Bank`."""
    for name in names:
        hump = None if name[1:].islower() else _HUMPS.match(name)
        if hump is None or name[0].islower() or hump.end() < 3:
            continue
        left, right = name[: hump.end()], name[hump.end() :]
        apart = f"{left} {right}"
        if left in words and right in words and apart in text:
            yield name, apart, SPACE


def _hyphens(text: str, words: Mapping[str, int]) -> Iterator[_Pair]:
    """`Bonham-Carter` and `Bonham Carter`."""
    for match in {found.group(): found for found in _HYPHENATED.finditer(text)}.values():
        left, right = match[1], match[2]
        if not (left[0].isupper() and right[0].isupper()) or {left, right} & _COMPOUNDS:
            continue
        if left.lower() in words or right.lower() in words or left.isupper() or right.isupper():
            continue  # made of common words: a heading, or an adjective before its noun
        apart = f"{left} {right}"
        if words.get(left, 0) > 1 and words.get(right, 0) > 1 and apart in text:
            yield match.group(), apart, HYPHEN


def _one_letter(names: Sequence[str], words: Mapping[str, int]) -> Iterator[_Pair]:
    """`Zinichev` and `Zinchev`; the first and the last two letters agree, so endings of grammar are no matter."""
    shortened: defaultdict[str, set[str]] = defaultdict(set)
    names = [n for n in names if len(n) >= 6 and n[1:] == n[1:].lower() and n.lower() not in words]
    alike = Counter((name[0], name[-2:]) for name in names)
    for name in names:
        if alike[name[0], name[-2:]] < 2:
            continue
        for at in range(1, min(len(name) - 2, 24)):
            shortened[name[:at] + name[at + 1 :]].add(name)
        shortened[name].add(name)
    for forms in shortened.values():
        for first, second in combinations(sorted(forms), 2):
            changed = _changed(first, second)
            if changed is not None and changed not in _BRITISH:
                yield first, second, ONE_LETTER


def _changed(first: str, second: str) -> frozenset[str] | None:
    """The letters in which two words differ, when that is one place behind the first letter and before the last two."""
    head = 0
    while head < min(len(first), len(second)) and first[head] == second[head]:
        head += 1
    tail = 0
    while tail < min(len(first), len(second)) - head and first[-1 - tail] == second[-1 - tail]:
        tail += 1
    left, right = first[head : len(first) - tail], second[head : len(second) - tail]
    if head < 1 or tail < 2 or len(left) > 1 or len(right) > 1:
        return None
    return frozenset(left + right)


def _are_two_words(pair: _Pair, lexicon: Lexicon | None) -> bool:
    """Whether both forms are words or names that a dictionary has, so that each may be right."""
    first, second, _ = pair
    if _plain(first) == _plain(second):
        return False
    return lexicon is not None and lexicon.knows(first) and lexicon.knows(second)


def _plain(word: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", word) if not unicodedata.combining(sign)).casefold()


def _is_one_name(text: str, found: TwoSpellings, lexicon: Lexicon | None) -> bool:
    """Whether both forms stand inside sentences, and one first name or plain numbers say that one person is meant."""
    places = (found.first_places, found.second_places)
    if not all(any(_stands_as_name(text, span) for span in spans) for spans in places):
        return False
    shared = {_name_before(text, s) for s in places[0]} & {_name_before(text, s) for s in places[1]} - {""}
    if shared:
        return True
    rare, usual = sorted(places, key=len)
    rare_form = found.first if places[0] is rare else found.second
    if len(rare) > 1 or len(usual) < 3 or len(rare_form) < 7:
        return False
    return _plain(found.first) == _plain(found.second) or (lexicon is not None and not lexicon.knows(rare_form))


def _stands_as_name(text: str, span: Span) -> bool:
    """Whether a capital here means a name: the word does not begin a sentence."""
    return bool(_IN_SENTENCE.search(text, max(0, span.start - 4), span.start) or _name_before(text, span))


def _name_before(text: str, span: Span) -> str:
    """The first name (or other capitalised word) that stands just before `span`."""
    last = _LAST_WORD.search(text, max(0, span.start - 32), span.start)
    word = last[1] if last is not None else ""
    return word if word and word[0].isupper() and not word.isupper() and word not in _TITLES else ""
