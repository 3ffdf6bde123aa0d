"""Words: closed classes, lemmas, stems, and what part of speech a word can be.

Open classes come from LemmInflect's lookup (the NIH Specialist Lexicon), stems from Snowball. The closed
classes are short and complete by nature: English makes no new determiners or auxiliaries.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any


def listed(words: str) -> frozenset[str]:
    """The words of a table written as running text."""
    return frozenset(words.split())


DETERMINERS = listed("the a an this that these those each every some any no another both all either neither")
POSSESSIVES = listed("my your his her its our their whose")
PRONOUNS = listed(
    "i you he she it we they me him them us who whom which what itself himself herself themselves one ones "
    "everyone everybody nobody someone somebody anyone anybody nothing something none there"
)
RELATIVES = listed("who whom which that whose")
PREPOSITIONS = listed(
    "of in on at by for from with to into onto over under against between among through during before after "
    "since until till about above below beside besides beyond despite except inside outside near off per than "
    "towards toward upon via within without across along around behind beneath like as amid including "
    "excluding following versus unlike throughout up down out"
)
CONJUNCTIONS = listed("and or but nor yet so")
SUBORDINATORS = listed("because although though while whereas if unless when where once since whether")
BE = listed("be is are was were been being am 's 're")
HAVE = listed("have has had having 've")
DO = listed("do does did")
MODALS = listed("will would shall should can could may might must 'll")
AUXILIARIES = BE | HAVE | DO | MODALS
NEGATIONS = listed("not n't never no longer neither nor cannot") - {"longer"}
ADVERBS = listed(
    "not n't never also only just still already even now then soon again here there too very so well almost nearly "
    "about around roughly first later earlier ago ever always often once twice together apart instead"
)
#: Verbs of being in a state: their noun readings ("the remains") hardly ever follow a name or noun directly.
STATIVE = listed("remain stay stand seem become belong consist depend exist lie")
#: Verbs whose past is their present: they can follow a singular subject without an "s".
INVARIANT = listed(
    "beat bet bid broadcast burst cast cost cut forecast hit hurt let put quit set shut split spread upset"
)
CARDINALS = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million "
    "billion trillion dozen half"
)
#: Words that say nothing about which thing a figure belongs to: they never decide whether two figures are one.
LIGHT = listed(
    "be have do say tell make take get give go come put set see know think call show use keep let include "
    "become mean add accord report announce state note expect plan hope want need good new big large small "
    "high low long short great own other same such more less most least many much few several next last "
    "first year month week day time people way thing part number amount figure total level rate also only "
    "still already now then about around some per cent percent mr mrs ms dr"
)

_ORDER = ("VERB", "NOUN", "ADJ", "ADV", "AUX", "PROPN")


@cache
def _lookup() -> Any:
    # Reading the lexicon takes a quarter of a second: only who compares claims pays for it.
    from lemminflect import getAllLemmas

    return getAllLemmas


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=1000)
def several(noun: str) -> str:
    """The plural of a noun in lower case; a word that is one already, or that the lexicon lacks, as it is."""
    if plural(noun) or noun not in readings(noun).values():
        return noun
    from lemminflect import getInflection

    forms = getInflection(noun, "NNS")
    return str(forms[0]) if forms else noun


@lru_cache(maxsize=100_000)
def readings(word: str) -> dict[str, str]:
    """Lemma by part of speech (`NOUN`, `VERB`, `ADJ`, `ADV`, `AUX`) of a lower-case word; empty when unknown."""
    found = _lookup()(word)
    return {pos: _best(word, found[pos]) for pos in _ORDER if pos in found}


def _best(word: str, lemmas: tuple[str, ...]) -> str:
    # "fell" is past of "fall" far more often than a form of "to fell": prefer a lemma that is another word.
    changed = [lemma for lemma in lemmas if lemma != word]
    return changed[0] if changed else lemmas[0]


def plural(word: str) -> bool:
    """Whether a noun in lower case stands in its plural ("fares"), as far as the lexicon tells."""
    lemma = readings(word).get("NOUN", word)
    return word != lemma and word.endswith(("s", "men", "people", "children"))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem that a word shares with its inflections and most of its derivations (`approval`, `approved`)."""
    lower = word.lower()
    found = readings(lower)
    lemma = found.get("VERB") or found.get("NOUN") or found.get("ADJ") or lower
    if "NOUN" in found and "VERB" in found and not lower.endswith(("ed", "ing")):
        lemma = found["NOUN"] if lower.endswith("s") or found["NOUN"] == lower else lemma
    return stem_of_lemma(lemma)


@lru_cache(maxsize=100_000)
def stem_of_lemma(lemma: str) -> str:
    """The stem of a word that is a lemma already ("found" the institution is not "find")."""
    return str(_stemmer().stemWord(_IRREGULAR_NOUNS.get(lemma, lemma)))


#: Nouns whose verb Snowball cannot see, by the verb's lemma: English keeps these pairs from older sound changes.
_IRREGULAR_NOUNS = {
    "sale": "sell",
    "purchase": "buy",
    "growth": "grow",
    "loss": "lose",
    "birth": "bear",
    "born": "bear",
    "choice": "choose",
    "closure": "close",
    "arrival": "arrive",
    "death": "die",
    "dead": "die",
    "success": "succeed",
    "lent": "lend",
    "acquisition": "acquire",
    "decision": "decide",
    "reduction": "reduce",
    "expansion": "expand",
    "explosion": "explode",
    "collision": "collide",
    "invasion": "invade",
    "division": "divide",
    "extension": "extend",
    "conclusion": "conclude",
    "production": "produce",
    "suspension": "suspend",
    "permission": "permit",
    "admission": "admit",
    "rejection": "reject",
    "destruction": "destroy",
    "resignation": "resign",
    "revision": "revise",
    "depth": "deep",
    "length": "long",
    "width": "wide",
    "height": "high",
    "weight": "weigh",
    "flight": "fly",
    "thought": "think",
    "proof": "prove",
    "belief": "believe",
    "defence": "defend",
    "defense": "defend",
    "refusal": "refuse",
    "theft": "steal",
    "payment": "pay",
    "delivery": "deliver",
    "discovery": "discover",
    "recovery": "recover",
    "entry": "enter",
    "injury": "injure",
    "victory": "win",
    "departure": "depart",
    "failure": "fail",
    "removal": "remove",
}


@lru_cache(maxsize=100_000)
def shared(words: frozenset[str]) -> frozenset[str]:
    """The one copy of a set of words that is kept: a batch holds the same small sets many times over."""
    return words
