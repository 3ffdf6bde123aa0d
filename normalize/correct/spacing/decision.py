"""The decision about each flip: how likely it is a repair, weighed from evidence by kind of gap.

A document with twenty split formulae is damaged in formulae though its words are clean; so each kind of gap has its
own rate and its own weights. They are fitted on text that the model has not learnt from, in which correct text counts
several times (`training/decision.py`), and stand in `decision.<language>.toml` by name.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from normalize.correct.spacing.evidence import INPUTS, Evidence, Floats, Kind
from normalize.correct.spacing.lexicon import TABLES, base_language

#: Products of inputs that are weighed too: how far a rate is believed depends on what the text around looks like.
PRODUCTS = (("formula", "rate of this kind"), ("technical", "rate of this kind"))
CONSTANT = "constant"
#: The weighed columns in order.
COLUMNS = (CONSTANT, *INPUTS, *(" by ".join(pair) for pair in PRODUCTS))


@dataclass(frozen=True, slots=True)
class Decision:
    """`weights[kind, column]`, columns in the order of `COLUMNS`."""

    weights: NDArray[np.float64]

    def probability(self, evidence: Evidence) -> Floats:
        """How likely each candidate flip is a repair."""
        total = (columns_of(evidence.inputs) * self.weights[evidence.kinds]).sum(axis=1)
        likely: Floats = (1.0 / (1.0 + np.exp(-np.clip(total, -30, 30)))).astype(np.float32)
        return likely


def columns_of(inputs: Floats) -> NDArray[np.float64]:
    """The weighed columns of rows of inputs."""
    wide = inputs.astype(np.float64)
    products = [wide[:, INPUTS.index(a)] * wide[:, INPUTS.index(b)] for a, b in PRODUCTS]
    return np.column_stack([np.ones(len(wide)), wide, *products])


@cache
def load_decision(language: str) -> Decision:
    """The weights of a language. Raises UsageError when there is no model for it."""
    path = TABLES / f"decision.{base_language(language)}.toml"
    named = tomllib.loads(path.read_text(encoding="utf-8"))
    rows = [[named[kind.name.lower()][column] for column in COLUMNS] for kind in Kind]
    return Decision(np.array(rows))
