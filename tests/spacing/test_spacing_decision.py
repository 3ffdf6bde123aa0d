"""How the decision about a flip weighs its evidence."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.correct.spacing.decision import COLUMNS, load_decision
from normalize.correct.spacing.evidence import INPUTS, Evidence, Kind

KINDS = st.sampled_from(list(Kind))
#: A candidate as any text may show it.
CANDIDATES = st.fixed_dictionaries(
    {
        "odds": st.floats(-4, 12),
        "first odds": st.floats(-4, 12),
        "rate of this kind": st.floats(-8, -1),
        "rate of all kinds": st.floats(-8, -1),
        "gain in the lexicon": st.floats(-20, 20),
        "form used elsewhere": st.floats(0, 5),
        "capital": st.sampled_from((0.0, 1.0)),
        "formula": st.floats(0, 1),
    }
)


def likely(kind: Kind, inputs: dict[str, float]) -> float:
    """What the decision makes of one candidate; inputs that are not named are 0."""
    row = np.zeros((1, len(INPUTS)), np.float32)
    for name, value in inputs.items():
        row[0, INPUTS.index(name)] = value
    evidence = Evidence(np.zeros(1, np.int64), np.array([kind], np.int8), row, np.zeros(1, np.bool_))
    return float(load_decision("en").probability(evidence)[0])


def test_the_trees_are_whole() -> None:
    """Every node of every tree asks for a column that there is, and leads to a node of its own tree."""
    trees = load_decision("en")
    count = trees.column.shape[1]
    assert trees.column.max() < len(COLUMNS)
    assert max(trees.lower.max(), trees.higher.max()) < count
    assert np.isfinite(trees.value).all()


@pytest.mark.parametrize("kind", list(Kind), ids=lambda kind: kind.name)
def test_what_the_models_are_sure_of_is_a_repair(kind: Kind) -> None:
    """A flip that both models find certain in a text full of such faults is written; one they doubt is not."""
    faulty = {"rate of this kind": -2.0, "rate of all kinds": -2.0, "gain in the lexicon": 10.0}
    assert likely(kind, {**faulty, "odds": 10.0, "first odds": 10.0}) > 0.6
    assert likely(kind, {"rate of this kind": -7.0, "rate of all kinds": -7.0, "odds": -3.0, "first odds": -3.0}) < 0.3


@given(kind=KINDS, inputs=CANDIDATES, more=st.floats(0, 6), name=st.sampled_from(("odds", "first odds")))
def test_surer_models_never_make_less_likely_repairs(
    kind: Kind, inputs: dict[str, float], more: float, name: str
) -> None:
    """Whatever else is seen, a flip that a model finds surer is at least as likely a repair."""
    assert likely(kind, {**inputs, name: inputs[name] + more}) >= likely(kind, inputs)


@given(inputs=CANDIDATES, more=st.floats(0, 4))
def test_a_form_that_the_text_uses_again_is_rather_a_word(inputs: dict[str, float], more: float) -> None:
    """A token that occurs often is never more likely two words run together than one that occurs once."""
    often = {**inputs, "form used elsewhere": inputs["form used elsewhere"] + more}
    assert likely(Kind.JOINED_WORDS, often) <= likely(Kind.JOINED_WORDS, inputs)
