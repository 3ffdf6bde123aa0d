"""Names of one document: which of them mean one thing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import DamerauLevenshtein

from normalize.claims import tokens as t
from normalize.claims import words
from normalize.claims.phrases import NounPhrase
from normalize.claims.words import listed
from normalize.model import Facts

#: Titles and forms of address: they go with a name and are no part of it.
_TITLES = listed("mr mrs ms miss dr prof professor sir dame lord lady chief executive president chairman the")


#: Shorter words are one letter from many other names ("Ross", "Rose"; "Lena", "Lana").
SHORTEST = 6


@dataclass(frozen=True, slots=True)
class NameTable:
    """`full` leads from a name as written (lower case) to the longest form that it stands for.

    `common` leads from "the bridge" to the one name of the document that ends in that word ("Marlow Bridge").
    `known` holds each phrase that was asked for with its names: every extractor asks for the same ones.
    """

    full: dict[str, str] = field(default_factory=dict)
    described: dict[str, str] = field(default_factory=dict)
    common: dict[str, str] = field(default_factory=dict)
    known: dict[int, tuple[NounPhrase, frozenset[str]]] = field(default_factory=dict, compare=False, repr=False)

    def resolve(self, name: str) -> str:
        """The full form of a name, in lower case."""
        low = bare(name)
        return self.full.get(low, low)

    def of(self, phrase: NounPhrase | None) -> frozenset[str]:
        """The names that a phrase holds, resolved; a description that the facts list as alias counts as a name."""
        if phrase is None:
            return frozenset()
        held = self.known.get(id(phrase))
        if held is None:
            held = self.known[id(phrase)] = (phrase, self._of(phrase))
        return held[1]

    def _of(self, phrase: NounPhrase) -> frozenset[str]:
        if not phrase.named and not self.described and phrase.words[0].lower != "the":
            # What stands for a name begins with "the", but for descriptions that the user's facts give.
            return frozenset()
        found = {self.resolve(" ".join(run)) for run in name_runs(phrase)}
        said = " ".join(w.lower for w in phrase.words if w.tag != t.PUNCT)
        if said in self.described:
            found.add(self.described[said])
        elif not found and said in self.common:
            found.add(self.common[said])
        return words.shared(frozenset(name for name in found if name))


def bare(name: str) -> str:
    """A name in lower case without titles and with plain apostrophes."""
    return " ".join(untitled(name.lower().replace("’", "'").split()))


def untitled(parts: Sequence[str]) -> Sequence[str]:
    """The words of a name without the titles before it; the last word always stays."""
    first = 0
    while first < len(parts) - 1 and parts[first].lower().rstrip(".") in _TITLES:
        first += 1
    return parts[first:]


def name_runs(phrase: NounPhrase) -> list[list[str]]:
    """The runs of name words in a phrase."""
    if not phrase.named:
        return []
    if len(phrase.words) == 1:
        return [[phrase.words[0].text]]
    runs: list[list[str]] = []
    last = -2
    for number, token in enumerate(phrase.words):
        if token.tag == t.NAME:
            if last == number - 1 and runs:
                runs[-1].append(token.text)
            else:
                runs.append([token.text])
            last = number
        elif token.text == "&" and last == number - 1:
            runs[-1].append("&")
            last = number
    return [run for run in runs if run[-1] != "&"]


def name_table(phrases: Iterable[NounPhrase], facts: Facts) -> NameTable:
    """The names of a document; facts give aliases. A short form that fits two long ones stays by itself."""
    full: dict[str, str] = {}
    described: dict[str, str] = {}
    for canonical, aliases in _known(facts):
        for form in (canonical, *aliases):
            low = bare(form)
            full.setdefault(low, canonical.lower())
            if form[:1].islower() or form.lower().startswith("the "):
                described[form.lower()] = canonical.lower()
            else:
                described.setdefault(form.lower(), canonical.lower())
                described.setdefault("the " + form.lower(), canonical.lower())
    written = {bare(" ".join(run)) for phrase in phrases for run in name_runs(phrase)} - {""}
    by_part: dict[str, set[str]] = {}
    for name in written:
        parts = name.split()
        for part in {parts[0], parts[-1], " ".join(parts[:2])} if len(parts) > 1 else set():
            by_part.setdefault(part, set()).add(name)
    # The longest first: what a name is short for may be short itself.
    for name in sorted(written, key=lambda name: (-len(name), name)):
        longer = by_part.get(name, set()) - {name}
        if name not in full and len(longer) == 1:
            target = next(iter(longer))
            full[name] = full.get(target, target)
    return NameTable(full, described, _common(written, full))


#: Parts of a name that are common nouns and yet, as "the west" or "the city", mean something else.
_WIDE = words.listed("north south east west city town county state world day week year people house man woman")


def _common(written: Iterable[str], full: dict[str, str]) -> dict[str, str]:
    """ "The bank" for Pellworm Bank: the last word of exactly one name, if it is a common noun."""
    ending: dict[str, set[str]] = {}
    # "Argo" may be short for "Argo Rowing Club": then "the club" is it too.
    for name in {*written, *(full[name] for name in written if name in full)}:
        first, _, last = name.rpartition(" ")
        noun = last in words.readings(last).values()
        if first and noun and last not in _WIDE and first.split()[-1] not in ("of", "the", "and"):
            ending.setdefault(last, set()).add(full.get(name, name))
    return {f"the {last}": next(iter(names)) for last, names in ending.items() if len(names) == 1}


def _known(facts: Facts) -> Iterable[tuple[str, tuple[str, ...]]]:
    for name in facts.names:
        yield name.canonical, (*name.aliases, *name.wrong)
    for fact in facts.facts:
        yield fact.subject, fact.aliases


def match(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of names share one: equal, or one the beginning or end of the other."""
    return not one.isdisjoint(other) or any(same_name(a, b) for a in one for b in other)


def same_name(a: str, b: str) -> bool:
    """Whether two names can mean one thing: equal, one the first or last words of the other, or a misspelling."""
    if a == b or not (a and b):
        return a == b
    if (a[0] != b[0] and a[-1] != b[-1]) or (a.isalpha() and b.isalpha()):
        # Neither begins or ends like the other, or both are one word.
        return False
    if " " in a and a[:3] == b[:3] and a.count(" ") == b.count(" "):
        pairs = [(x, y) for x, y in zip(a.split(), b.split(), strict=True) if x != y]
        return len(pairs) == 1 and near(*pairs[0])
    short, long = sorted((a.split(), b.split()), key=len)
    return len(short) < len(long) and (long[: len(short)] == short or long[-len(short) :] == short)


def clash(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether both name something and none of the names can be one."""
    return bool(one and other) and not match(one, other)


#: Words of place that differ by letters and never by a slip.
_COMPASS = words.listed("northern southern eastern western")


def near(one: str, other: str) -> bool:
    """Whether two words are one letter apart, or two in words of eight letters and more; never a mere ending."""
    low, high = one.lower(), other.lower()
    if low == high or min(len(low), len(high)) < SHORTEST:
        return False
    if _ending(low, high) or {low, high} <= _COMPASS or (words.readings(low) and words.readings(high)):
        return False
    return DamerauLevenshtein.distance(low, high) <= (2 if min(len(low), len(high)) >= 8 else 1)


def _ending(low: str, high: str) -> bool:
    """Whether only the last letters differ: plural, possessive, or the other gender ("Mario", "Maria")."""
    if low.startswith(high) or high.startswith(low):
        return True
    same = len(low) == len(high) and low[:-1] == high[:-1]
    return same and bool({low[-1], high[-1]} & _GENDERS)


#: Last letters in which words of one stem differ by gender, number or case.
_GENDERS = frozenset("aeiouys")
