"""How the decision about a flip weighs its evidence."""

from __future__ import annotations

import numpy as np
import pytest

from normalize.correct.spacing.decision import COLUMNS, load_decision
from normalize.correct.spacing.evidence import INPUTS, Evidence, Kind


def likely(kind: Kind, **inputs: float) -> float:
    """What the decision makes of one candidate; inputs that are not named are 0."""
    row = np.zeros((1, len(INPUTS)), np.float32)
    for name, value in {"rate of this kind": -7.0, "rate of all kinds": -7.0, **inputs}.items():
        row[0, INPUTS.index(name.replace("_", " "))] = value
    evidence = Evidence(np.zeros(1, np.int64), np.array([kind], np.int8), row, np.zeros(1, np.bool_))
    return float(load_decision("en").probability(evidence)[0])


def test_every_kind_has_all_weights() -> None:
    """The table of weights is whole and finite."""
    weights = load_decision("en").weights
    assert weights.shape == (len(Kind), len(COLUMNS))
    assert np.isfinite(weights).all()


@pytest.mark.parametrize("kind", list(Kind), ids=lambda kind: kind.name)
def test_surer_models_make_likelier_repairs(kind: Kind) -> None:
    """Of two candidates that differ in the models' odds alone, the surer one is the likelier repair."""
    assert likely(kind, odds=8.0, first_odds=8.0) > likely(kind, odds=0.0, first_odds=0.0)


def test_a_form_that_the_text_uses_again_is_rather_a_word() -> None:
    """A token that occurs often is less likely two words run together."""
    assert likely(Kind.JOINED_WORDS, odds=4.0, form_used_elsewhere=2.0) < likely(Kind.JOINED_WORDS, odds=4.0)
