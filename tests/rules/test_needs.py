"""What a rule needs a text to hold before it is asked at all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.correct.load import load_rules
from normalize.correct.rule import Context, Flags, Keeps, Rule
from normalize.correct.run import find_corrections
from normalize.ingest import document_from_text
from normalize.model import Correction, Document

NEEDY = [rule for rule in load_rules() if rule.needs]
#: Every rule's examples, whole and cut: what rules look for, in all neighbourhoods.
PARTS = sorted(
    {
        part
        for rule in load_rules()
        for example in rule.examples
        for text in [example.text if isinstance(example, Flags | Keeps) else example.before]
        for part in (text, *text.split(". "), *text.split())
    }
)
TEXTS = st.lists(st.sampled_from(PARTS), min_size=1, max_size=8).map(" ".join)


@pytest.mark.parametrize("rule", NEEDY, ids=lambda rule: rule.id)
def test_what_a_rule_finds_holds_what_it_needs(rule: Rule) -> None:
    """Needs are in lower case, and each text in which a rule shall find something holds one of them."""
    assert all(need == need.lower() for need in rule.needs)
    for example in rule.examples:
        if isinstance(example, Keeps):
            continue
        text = example.text if isinstance(example, Flags) else example.before
        assert any(need in text.lower() for need in rule.needs), text


@pytest.mark.parametrize("rule", NEEDY, ids=lambda rule: rule.id)
@given(text=TEXTS)
def test_nothing_is_missed_for_a_need(rule: Rule, text: str) -> None:
    """A rule that is not asked, because a text holds nothing that it needs, would have found nothing."""
    document = document_from_text(text)
    found = [c for c in rule.find(document, Context()) if c.rule == rule.id]
    assert not found or any(need in text.lower() for need in rule.needs)


def test_a_rule_without_what_it_needs_is_not_asked() -> None:
    """The rule is asked where the text holds a word that it needs, in whatever case, and nowhere else."""
    asked: list[str] = []

    def find(document: Document, context: Context) -> list[Correction]:
        asked.append(document.text)
        return []

    probe = replace(NEEDY[0], find=find, needs=("percent",))
    for text in ("Forty PERCENT.", "Forty per cent."):
        find_corrections(document_from_text(text), (probe,), probe.phase, Context())
    assert asked == ["Forty PERCENT."]
