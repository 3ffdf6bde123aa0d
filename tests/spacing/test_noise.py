"""The noise model of the training: letters stay what they are, spaces are lost and added as the damage says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.mixture import regress
from training.noise import Damage, damage_spaces, draw_damage, split_spaces


@given(st.text(max_size=80))
def test_splitting_keeps_every_other_character(text: str) -> None:
    """Characters and flags together are the text with its white space made single."""
    codes, spaces = split_spaces(text)
    read = "".join((" " if space else "") + chr(code) for code, space in zip(codes, spaces, strict=True))
    assert read == " ".join(text.split())


def test_rates_are_kept() -> None:
    """Over a long text the share of spaces lost and added is near the document's rates."""
    random = np.random.default_rng(1)
    spaces = random.random(200_000) < 0.2
    damage = Damage(0.1, 0.02, 0.0, typos=0.0, capitals=False, varied=False)
    seen = damage_spaces(spaces, damage, random)
    assert (spaces & ~seen).sum() / spaces.sum() == pytest.approx(0.1, abs=0.01)
    assert (seen & ~spaces).sum() / (~spaces).sum() == pytest.approx(0.02, abs=0.003)


def test_documents_differ_and_a_seed_fixes_them() -> None:
    """Damage is drawn anew for each document, the same for the same seed."""
    first, again = ([draw_damage(random) for _ in range(200)] for random in (np.random.default_rng(3) for _ in "ab"))
    assert first == again
    assert any(damage.lost == 1.0 for damage in first)
    assert sum(damage.lost == 0 and damage.added == 0 for damage in first) > 20


def test_shares_are_found_again() -> None:
    """The fit of the shares finds the weights that made the truth."""
    random = np.random.default_rng(2)
    columns = np.concatenate([random.normal(0, 2, (20_000, 2)), np.ones((20_000, 1))], axis=1)
    chance = 1 / (1 + np.exp(-columns @ [0.3, 0.9, -0.5]))
    found = regress(columns, random.random(20_000) < chance, np.ones(20_000))
    assert found == pytest.approx([0.3, 0.9, -0.5], abs=0.06)
