"""What the words around a figure make of it: an old value or a new one, a difference, a rate, a forecast."""

from __future__ import annotations

from collections.abc import Set

from normalize.claims import tokens as t
from normalize.claims import words
from normalize.claims.phrases import Clause, NounPhrase, Parsed
from normalize.claims.vocabulary import FALLING, RISING, SHIFT_VERBS


def role_of(parsed: Parsed, phrase: NounPhrase | None, clause: Clause | None, number: int, said: str) -> str:
    """The role of a figure (see `Measured`); `said` is the one that a word of its own phrase gives it, or empty."""
    taken_up = [w.lower for w in parsed.tokens[number + 1 : number + 3]]
    whole = number > 0 and parsed.tokens[number - 1].lower == "all"
    if taken_up in (["of", "it"], ["of", "them"]) and not whole:
        # "Paying €84 million, €14 million of it in shares".
        return "part"
    role = said or _role(parsed, phrase, number)
    if clause is None:
        return role
    if role == "by" and clause.verb.passive and _counts_doers(parsed, phrase, clause):
        role = ""
    if role == "to" and phrase is not None and phrase.kind == "noun" and phrase.words[0].lower in ("the", "its", "all"):
        # "Apologised to the 90 passengers".
        role = ""
    if role == "to" and clause.verb.lemma in _LEVEL:
        # "Sentenced to eight years", "came to £5m": a plain value, nothing has moved.
        role = ""
    shifts = clause.verb.lemma in SHIFT_VERBS and clause.verb.last < number
    if shifts and not role and phrase is not None and phrase in clause.objects[:1]:
        return "by"
    return role


#: Verbs whose "to" leads to a plain value.
_LEVEL = words.listed("sentence condemn jail amount come run add limit confine restrict commit")


def some_of(parsed: Parsed, number: int) -> bool:
    """Whether a number counts a part ("52 of the injured")."""
    return number + 1 < len(parsed.tokens) and parsed.tokens[number + 1].lower == "of"


def _counts_doers(parsed: Parsed, phrase: NounPhrase | None, clause: Clause) -> bool:
    """Whether "by" leads to those who do it ("passed by 38% of pupils"), and to no difference ("raised by 9%")."""
    if phrase is None or clause.verb.lemma in RISING | FALLING or parsed.tokens[phrase.first - 1].lower != "by":
        return False
    return phrase.kind == "noun" or some_of(parsed, phrase.last)


def _role(parsed: Parsed, phrase: NounPhrase | None, number: int) -> str:
    """What the word before the figure makes of it: `from` an old value, `to` a new one, `by` a difference."""
    at = (phrase.first if phrase else number) - 1
    while at >= 0 and (parsed.tokens[at].tag in (t.ADV, t.DET) or parsed.tokens[at].lower in ("just", "some")):
        at -= 1
    word = parsed.tokens[at].lower if at >= 0 else ""
    after = parsed.tokens[number + 1].lower if number + 1 < len(parsed.tokens) else ""
    if word in ("from", "against", "than", "versus"):
        return "from"
    if after == "ago":
        return "ago"
    if word == "by" or after in ("more", "fewer", "less", "higher", "lower", "up", "down", "earlier", "later"):
        return "by"
    return "to" if word == "to" else ""


def rate_of(parsed: Parsed, number: int) -> str:
    """What a figure is counted per: "a litre", "per head", "each", "apiece"."""
    rest = parsed.tokens[number + 1 : number + 4]
    for at, word in enumerate(rest):
        if word.text == "/" and at + 1 < len(rest) and rest[at + 1].tag in (t.NOUN, t.VERB):
            return rest[at + 1].stem
        if word.lower in ("each", "apiece"):
            return "each"
        if word.tag == t.FIG and word.lower.startswith(("a ", "every ")):
            return word.lower.split()[-1]
        counted = at + 1 < len(rest) and rest[at + 1].tag in (t.NOUN, t.TIME, t.NUM)
        if word.lower in ("a", "an", "per", "every") and counted:
            return rest[at + 1].stem
        if word.tag not in (t.NOUN, t.ADJ):
            break
    return ""


def modality_of(parsed: Parsed, clause: Clause | None, stems: Set[str]) -> str:
    """Whether a figure is a forecast or plan: by the stems of its carrier, its verb, or the verb before that."""
    if stems & FORECASTS:
        return "forecast"
    if clause is None:
        return ""
    at = parsed.clauses.index(clause)
    opening = min(clause.verb.first, clause.subject.first if clause.subject is not None else clause.verb.first)
    if opening and parsed.tokens[opening - 1].lower in ("if", "unless", "whether"):
        return "possible"
    before = parsed.clauses[at - 1].verb if at else None
    if before is not None and clause.verb.infinitive and before.main.lower in ("was", "were"):
        # "Was to have 12,000 seats": so it was meant, whatever came of it.
        return "forecast"
    # "Plans to raise", "considered raising".
    near = at and clause.verb.first - parsed.clauses[at - 1].verb.last == 1
    hung = clause.verb.infinitive or (near and clause.verb.main.lower.endswith("ing"))
    verbs = [clause.verb.lemma] + ([parsed.clauses[at - 1].verb.lemma] if hung and at else [])
    if clause.verb.lemma in _MEANT and clause.verb.passive:
        # "Was meant for 450 inmates": so many it may hold, whatever it does.
        return "forecast"
    if {words.stem(verb) for verb in verbs} & FORECASTS or (hung and at and verbs[-1] in _WISHING):
        return "forecast"
    if clause.verb.modal in ("may", "might", "could", "can"):
        # "Could not make calls": so it was.
        return "" if clause.verb.negated and clause.verb.modal == "could" else "possible"
    if clause.verb.modal in ("would", "should"):
        return "planned"
    return "future" if clause.verb.modal in ("will", "shall") else ""


#: Verbs by which a thing is made for so much.
_MEANT = words.listed("mean design intend")
#: Verbs before an infinitive that leave open whether it comes about.
_WISHING = words.listed("want seek need try intend wish ask")
#: Stems of words that make a figure an expectation, a plan or a limit rather than an outcome.
FORECASTS = frozenset(
    words.stem(w)
    for w in words.listed(
        "forecast expect predict estimate target goal limit aim project outlook hope foresee plan propose consider"
    )
)


def part_of_all(subject: NounPhrase) -> frozenset[str]:
    """ "The women's final", "the men": the stem of such a part of all people."""
    whose = subject.owner or subject
    return frozenset({whose.stem}) if whose.head_token.lower in _PARTS_OF_ALL else frozenset()


#: Parts of all people: what is said of them is not said of all.
_PARTS_OF_ALL = words.listed("men women boys girls adults children")


#: What grows while it goes on: its figure is that of the hour.
_GROWING = words.listed("burn consume destroy scorch blacken spread displace infect sicken collect gather")


def so_far(parsed: Parsed, clause: Clause) -> bool:
    """Whether a figure is that of something which goes on ("has burned 300 hectares"): it will be another later."""
    verb = clause.verb
    helpers = parsed.tokens[verb.first : verb.last]
    return verb.lemma in _GROWING and any(w.lower in ("has", "have") for w in helpers)


def before_an_event(parsed: Parsed, number: int) -> bool:
    """Whether a figure is of the time before something ("had 640 seats before the war")."""
    behind = next((n for n in parsed.nouns if n.prep == "before" and n.kind == "noun" and n.first > number), None)
    between = parsed.tokens[number : behind.first] if behind is not None and behind.definite else ()
    return bool(between) and not any(w.tag in (t.VERB, t.AUX) for w in between)
