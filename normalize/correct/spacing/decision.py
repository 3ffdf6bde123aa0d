"""The decision about each flip: how likely it is a repair, weighed from the evidence by a few small trees.

A document with twenty split formulae is damaged in formulae though its words are clean; so each kind of gap has its
own rate, and what a rate is worth depends on the rest. The trees are fitted on text that the model has not learnt from
(`training/decision.py`) and stand in `decision.<language>.npz`. Where more of an input can only speak for a repair, or
only against, the fit was bound to that direction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from normalize.correct.spacing.evidence import INPUTS, Evidence, Floats, Kind
from normalize.correct.spacing.lexicon import TABLES, base_language

#: The weighed columns in order: the inputs, and a flag for each kind.
COLUMNS = (*INPUTS, *(kind.name.lower() for kind in Kind))
_JOINED = (Kind.JOINED_WORDS, Kind.JOINED_CASE, Kind.JOINED_MARK, Kind.JOINED_SIGN)
_USED = INPUTS.index("form used elsewhere")

Nodes = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Decision:
    """Trees, one a row: at node `n` a candidate goes to `lower[n]` when its `column[n]` is at most `limit[n]`, else to
    `higher[n]`; a leaf leads to itself. The log odds are `base` and the `value` of the leaf of each tree.
    """

    column: Nodes
    limit: NDArray[np.float32]
    lower: Nodes
    higher: Nodes
    value: NDArray[np.float32]
    depth: int
    base: float

    def probability(self, evidence: Evidence) -> Floats:
        """How likely each candidate flip is a repair."""
        total = self.log_odds(columns_of(evidence))
        likely: Floats = (1.0 / (1.0 + np.exp(-np.clip(total, -30, 30)))).astype(np.float32)
        return likely

    def log_odds(self, rows: Floats) -> NDArray[np.float64]:
        """The log odds of rows of columns, in the order of `COLUMNS`."""
        trees = np.arange(len(self.column))
        here = np.arange(len(rows))[:, None]
        at = np.zeros((len(rows), len(trees)), np.int16)
        for _ in range(self.depth):
            low = rows[here, self.column[trees, at]] <= self.limit[trees, at]
            at = np.where(low, self.lower[trees, at], self.higher[trees, at])
        total: NDArray[np.float64] = self.value[trees, at].sum(axis=1, dtype=np.float64) + self.base
        return total


def columns_of(evidence: Evidence) -> Floats:
    """The weighed columns. A form that the text uses elsewhere speaks against parting it and for joining it."""
    inputs = evidence.inputs.astype(np.float32)
    inputs[:, _USED] *= np.where(np.isin(evidence.kinds, _JOINED), -1, 1)
    kinds = np.eye(len(Kind), dtype=np.float32)[evidence.kinds]
    return np.concatenate([inputs, kinds], axis=1)


@cache
def load_decision(language: str) -> Decision:
    """The trees of a language. Raises UsageError when there is no model for it."""
    with np.load(TABLES / f"decision.{base_language(language)}.npz", allow_pickle=False) as packed:
        return unpack(packed)


def unpack(arrays: Mapping[str, Any]) -> Decision:
    """The decision whose packed arrays these are (`training/decision.py` makes them)."""
    return Decision(
        column=arrays["column"],
        limit=arrays["limit"],
        lower=arrays["lower"],
        higher=arrays["higher"],
        value=arrays["value"],
        depth=int(arrays["depth"]),
        base=float(arrays["base"]),
    )
