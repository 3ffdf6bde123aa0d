"""The noise model of the training: letters stay what they are, spaces are lost and added as the damage says."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.correct.spacing.word_table import load_table
from training.batches import PAIR_WEIGHTS, REPORTED, Corpus, batches, divide, letters
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


def pairs_below(folder: Path, count: int, mark: str) -> Path:
    """Pair sets of so many lines, each line the only one of its letters in the folder."""
    for name in PAIR_WEIGHTS:
        words = [f"The {mark} book numbered {'abcdefghij'[n % 10] * (1 + n // 10)} was read" for n in range(count)]
        (folder / name).mkdir(parents=True)
        (folder / name / "correct.txt").write_text("\n".join(words), encoding="utf-8")
        (folder / name / "corrupt.txt").write_text("\n".join(w.replace(" was", "was") for w in words), encoding="utf-8")
    return folder


def test_what_is_reported_is_never_learnt(tmp_path: Path) -> None:
    """The head of each set of the second folder stays out of the training, and so do lines like it elsewhere."""
    first = pairs_below(tmp_path / "first", 260, "red")
    second = pairs_below(tmp_path / "second", REPORTED + 40, "blue")
    copied = (second / "Wiki" / "correct.txt").read_text(encoding="utf-8").split("\n")[5]
    (first / "Wiki" / "correct.txt").open("a", encoding="utf-8").write("\n" + copied)
    (first / "Wiki" / "corrupt.txt").open("a", encoding="utf-8").write("\n" + copied)
    learnt, unseen = divide(first, second)
    assert letters(copied) in unseen
    assert sum(len(block) for block in learnt["arXiv.OCR"]) == 240 + 40
    texts = tmp_path / "texts"
    texts.mkdir()
    corpus = Corpus(texts, first, seed=1, more=second)
    right = {line for block in corpus.blocks for _, line in block} | set(corpus.texts["pair:Wiki"])
    assert copied not in right
    assert any("blue" in line for line in right)


def test_batches_can_be_made(tmp_path: Path) -> None:
    """Training text becomes streams with an answer, a hint and features for every gap."""
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "classics.txt").write_text("The house stood by the river for a hundred years.\n" * 40, encoding="utf-8")
    corpus = Corpus(texts, pairs_below(tmp_path / "pairs", 40, "old"), seed=1)
    for batch in islice(batches(corpus, load_table("en"), 2000, bits=1), 3):
        assert len(batch.stream) == len(batch.answers) == len(batch.hints) == len(batch.features.numbers)
        assert 0.05 < batch.answers[batch.counted].mean() < 0.4
