"""What every rule must hold, tried on the examples that it declares."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import pytest

from normalize.apply import apply_edits
from normalize.correct.load import load_rules
from normalize.correct.rule import Context, Fixes, Flags, Keeps, Misses, Phase, Rule
from normalize.correct.run import find_corrections
from normalize.ingest import document_from_text
from normalize.model import Applicability, Applied, Correction, Facts, KeyedEdit, write

RULES = load_rules()
KEBAB = re.compile(r"[a-z]+(?:-[a-z]+)*")
QUOTED = re.compile("“[^”]*”")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
NEGATION = re.compile(
    r"\b(?:not?|nor|never|neither|none|nobody|nothing|nowhere|without|cannot)\b|n['’]t\b", re.IGNORECASE
)


def found(rule: Rule, text: str, facts: Facts = Facts()) -> tuple[Correction, ...]:
    """What a rule finds in a text, as far as protection admits it."""
    return find_corrections(document_from_text(text), (rule,), rule.phase, Context(facts=facts))


def repaired(rule: Rule, text: str, facts: Facts = Facts()) -> Applied:
    """The text with the rule's safe repairs, or where it has none, with the first suggestion of each finding."""
    corrections = found(rule, text, facts)
    safe = [c for c in corrections if c.applicability is Applicability.SAFE]
    return apply_edits(text, [KeyedEdit(c.rule, c.fixes[0]) for c in safe or corrections if c.fixes])


def examples(*kinds: type) -> list[object]:
    """Every example of these kinds, with its rule, as a test parameter."""
    return [
        pytest.param(rule, example, id=f"{rule.id}-{number}")
        for rule in RULES
        for number, example in enumerate(rule.examples, 1)
        if isinstance(example, kinds)
    ]


@pytest.mark.parametrize(("rule", "example"), examples(Fixes))
def test_repair_is_the_declared_one(rule: Rule, example: Fixes) -> None:
    """The rule turns the text before into the text after."""
    assert repaired(rule, example.before, example.facts).text == example.after


@pytest.mark.parametrize(("rule", "example"), examples(Fixes))
def test_second_run_finds_nothing(rule: Rule, example: Fixes) -> None:
    """What the rule has repaired it does not find again."""
    assert found(rule, example.after, example.facts) == ()


@pytest.mark.parametrize(("rule", "example"), examples(Fixes))
def test_repair_can_be_undone(rule: Rule, example: Fixes) -> None:
    """The inverse restores the text before, to the character."""
    applied = repaired(rule, example.before, example.facts)
    assert applied.skipped == ()
    assert write(applied.text, applied.inverse) == example.before


@pytest.mark.parametrize(("rule", "example"), examples(Fixes))
def test_no_rule_goes_past_its_declaration(rule: Rule, example: Fixes) -> None:
    """No finding claims more than the rule declares, and each is told in one sentence of its own."""
    for correction in found(rule, example.before, example.facts):
        assert correction.applicability <= rule.applicability
        assert correction.message.strip()


@pytest.mark.parametrize(("rule", "example"), examples(Fixes))
def test_safe_repair_keeps_numbers_and_negations(rule: Rule, example: Fixes) -> None:
    """A repair that is made by itself changes no number, loses no word that denies, and adds none to the wording."""
    safe = [c for c in found(rule, example.before, example.facts) if c.applicability is Applicability.SAFE]
    after = apply_edits(example.before, [KeyedEdit(c.rule, c.fixes[0]) for c in safe]).text
    # Broken characters look like anything ("&#8217;" holds digits); only what follows works on words as written.
    assert rule.phase is Phase.CHARACTERS or NUMBER.findall(after) == NUMBER.findall(example.before)
    denials, kept = Counter(NEGATION.findall(example.before)), Counter(NEGATION.findall(after))
    assert denials <= kept
    # Lost spaces may have hidden a denial too.
    assert rule.phase is not Phase.LANGUAGE or kept == denials


@pytest.mark.parametrize(("rule", "example"), examples(Fixes))
def test_repair_triggers_no_other_rule(rule: Rule, example: Fixes) -> None:
    """What one rule writes is no fault to another, so rules cannot work against each other."""
    assert _all_findings(example.after, example.facts) == []


@pytest.mark.parametrize(("rule", "example"), examples(Keeps))
def test_correct_text_is_kept(rule: Rule, example: Keeps) -> None:
    """The rule finds nothing where its examples say so."""
    assert found(rule, example.text, example.facts) == ()


@pytest.mark.parametrize(("rule", "example"), examples(Flags))
def test_flag_points_at_the_passage(rule: Rule, example: Flags) -> None:
    """The rule points at the quoted passage and offers no repair for it."""
    flags = [c for c in found(rule, example.text, example.facts) if c.applicability is Applicability.FLAG]
    assert example.quote in [c.span.of(example.text) for c in flags]


@pytest.mark.parametrize(
    ("rule", "example"),
    [
        pytest.param(*param.values, id=param.id, marks=pytest.mark.xfail(reason=param.values[1].why, strict=True))
        for param in examples(Misses)
    ],
)
def test_known_misses(rule: Rule, example: Misses) -> None:
    """A fault that the rule is known to miss; the day it is found, the example becomes one of its repairs."""
    assert repaired(rule, example.before).text == example.after


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_shows_what_it_does_and_what_it_leaves(rule: Rule) -> None:
    """Every rule has at least two examples that it acts on and two that it leaves alone."""
    assert sum(isinstance(example, Fixes | Flags) for example in rule.examples) >= 2
    assert sum(isinstance(example, Keeps) for example in rule.examples) >= 2


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_is_named_and_explained(rule: Rule) -> None:
    """Ids are kebab-case, and summary, reason and safety are sentences."""
    assert KEBAB.fullmatch(rule.id)
    for prose in (rule.summary, rule.why, rule.safety):
        assert prose[0].isupper()
        assert prose.endswith(".")


def test_rule_ids_are_unique() -> None:
    """No two rules share an id, nor one id two texts."""
    ids = [rule.id for rule in RULES]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_own_prose_passes_all_rules(rule: Rule) -> None:
    """What a rule says about itself and its findings is no fault to any rule; only what it quotes may be one."""
    messages = [correction.message for example in rule.examples for correction in found(rule, *_text_of(example))]
    told = [QUOTED.sub("“word”", message) for message in messages]
    assert [finding for prose in (rule.summary, rule.why, rule.safety, *told) for finding in _all_findings(prose)] == []


def _text_of(example: object) -> tuple[str, Facts]:
    if isinstance(example, Fixes):
        return example.before, example.facts
    if isinstance(example, Keeps | Flags):
        return example.text, example.facts
    assert isinstance(example, Misses)
    return example.before, Facts()


def _all_findings(text: str, facts: Facts = Facts()) -> list[str]:
    document, context = document_from_text(text), Context(facts=facts)
    corrections: Iterable[Correction] = (
        correction for phase in Phase for correction in find_corrections(document, RULES, phase, context)
    )
    return [f"{c.rule}: {c.span.of(text)!r} in {text!r}" for c in corrections]
