"""Documents that are copies of one text: what a copy only repeats counts once.

A copy is told from its wording alone. What it says otherwise than the text that it copies (another figure, a passage
of its own) is compared like anything else, so nothing is lost by calling a document a copy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

import numpy as np

from normalize.claims.batch import Batch
from normalize.claims.blocks import Comparison, Hit, Place
from normalize.claims.rows import BANDS, Numbers, Rows, blocks, grouped
from normalize.model import Conflict, Evidence
from normalize.wording import likeness

#: Two documents are copies of one text if they share so much of their wording.
_SHARED = 0.7
#: In a band that more documents have, each is held against so many of the first ones.
_FIRST = 4
#: So many sketches are kept read.
_KEPT = 50_000
#: So many copies of a passage are listed with a conflict.
_LISTED = 8
#: What the evidence in a copy is called: it adds nothing to a conflict, and does not make it another one.
COPY = "copy"


def copies(batch: Batch) -> dict[int, int]:
    """The documents that copy an earlier one, each with the one that it copies, which is no copy itself."""
    pairs: set[tuple[int, int]] = set()
    for part in range(batch.partitions):
        pairs.update(pair for block in blocks(grouped(batch.rows(BANDS, part))) for pair in _pairs(block))
    read = lru_cache(maxsize=_KEPT)(lambda number: batch.reading(number, "wording").wording)
    found: dict[int, int] = {}
    for later, earlier in sorted(pairs):
        if later not in found and earlier not in found and likeness(read(later), read(earlier)) >= _SHARED:
            found[later] = earlier
    return found


def _pairs(block: Rows) -> Iterator[tuple[int, int]]:
    documents = block["document"].tolist()
    return ((later, earlier) for at, later in enumerate(documents) for earlier in documents[: min(at, _FIRST)])


@dataclass(slots=True)
class Repeats:
    """The statements of one comparison that copies repeat: left out, and listed with those that they repeat."""

    of: dict[Place, list[Place]] = field(default_factory=lambda: defaultdict(list))

    def left_out(self) -> Numbers | None:
        """The statements to be left out, as `rows.without` numbers them."""
        left_out = [(number << 32) | at for found in self.of.values() for number, at in found]
        return np.array(left_out, dtype=np.uint64) if left_out else None


def repeats(batch: Batch, found: dict[int, int], comparison: Comparison[Any]) -> Repeats:
    """What the copies repeat of the statements of a comparison."""
    made = Repeats()
    sources: dict[int, dict[Hashable, int]] = {}
    for copy, source in found.items():
        if source not in sources:
            said = comparison.statements(batch.reading(source, *comparison.fields))
            sources[source] = {comparison.words(one): at for at, one in reversed(list(enumerate(said)))}
        for at, one in enumerate(comparison.statements(batch.reading(copy, *comparison.fields))):
            original = sources[source].get(comparison.words(one))
            if original is not None:
                made.of[source, original].append((copy, at))
    return made


def listed(conflict: Conflict, hit: Hit, comparison: Comparison[Any], batch: Batch, made: Repeats) -> Conflict:
    """The conflict with the passages of copies that say the same as its own."""
    more: list[Evidence] = []
    pairs = [(copy, (copy, hit.second)) for copy in made.of.get(hit.first, ())[:_LISTED]]
    pairs += [(copy, (hit.first, copy)) for copy in made.of.get(hit.second, ())[:_LISTED]]
    for copy, (first, second) in pairs:
        said = comparison.tell(batch.statement(comparison, *first), batch.statement(comparison, *second), hit.detail)
        name = batch.reading(copy[0]).document
        more += [replace(e, label=COPY) for e in said.evidence if e.document == name][:1]
    return replace(conflict, evidence=(*conflict.evidence, *more)) if more else conflict


def alone(batch: Batch, found: dict[int, int]) -> list[Conflict]:
    """The conflicts of single documents within themselves; one that a copy repeats is listed with its source's."""
    told: dict[tuple[int, Hashable], Conflict] = {}
    sources = set(found.values())
    kept: list[tuple[int, Hashable]] = []
    for number in range(len(batch)):
        for at, conflict in enumerate(batch.reading(number, "local").local):
            source = found.get(number)
            words = (conflict.kind, *(e.quote for e in conflict.evidence))
            if source is not None and (source, words) in told:
                first = told[source, words]
                if sum(e.label == COPY for e in first.evidence) < _LISTED:
                    more = (replace(e, label=COPY) for e in conflict.evidence[:1])
                    told[source, words] = replace(first, evidence=(*first.evidence, *more))
                continue
            key = (number, words if number in sources and (number, words) not in told else at)
            told[key] = conflict
            kept.append(key)
    return [told[key] for key in kept]


def is_copy(evidence: Evidence) -> bool:
    """Whether a piece of evidence is a copy of another piece."""
    return evidence.label == COPY
