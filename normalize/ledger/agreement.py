"""Blind double review, and how far two people agree."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from normalize.ledger.event import Event
from normalize.ledger.state import Standing


def is_shared(run: str, finding: str, percent: int) -> bool:
    """Whether a finding belongs to the share that two people decide without seeing each other's verdict.

    Drawn by hash, so that everybody's browser, and tomorrow's run over the same text, draws the same.
    """
    drawn = int(hashlib.sha256(f"{run}\x1f{finding}".encode()).hexdigest()[:8], 16)
    return drawn < percent / 100 * 2**32


def hidden_from(standing: Standing, person: str, *, shared: bool) -> bool:
    """Whether the verdicts of others on a shared finding are kept from a person, who has not decided yet."""
    return shared and bool(standing.verdicts) and all(event.person != person for event in standing.verdicts)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two people's verdicts on the same findings of a rule went together.

    `kappa` is Cohen's: how much more they agree than by chance, 1 at best; None where chance alone explains all
    (both always said the same one thing) or nobody shared a finding. It looks at the verdicts alone, for chance has no
    words of its own; `agreed` also wants the same words.
    """

    rule: str
    shared: int
    agreed: int
    kappa: float | None

    @property
    def share(self) -> float:
        """Share of the shared findings on which they agree."""
        return self.agreed / self.shared if self.shared else 0.0


def agreement(standings: Iterable[Standing]) -> tuple[Agreement, ...]:
    """Agreement by rule, over every two people who decided the same finding; rules by name."""
    pairs: dict[str, list[tuple[Event, Event]]] = defaultdict(list)
    for held in standings:
        verdicts = sorted((e for e in held.verdicts if not e.leaves_open), key=lambda e: e.person)
        for one, other in combinations(verdicts, 2):
            pairs[one.rule].append((one, other))
    return tuple(_of_rule(rule, told) for rule, told in sorted(pairs.items()))


def _of_rule(rule: str, pairs: list[tuple[Event, Event]]) -> Agreement:
    agreed = sum(one.agrees_with(other) for one, other in pairs)
    return Agreement(rule, len(pairs), agreed, cohens_kappa([(a.verdict, b.verdict) for a, b in pairs]))


def cohens_kappa(pairs: Iterable[tuple[str, str]]) -> float | None:
    """Cohen's kappa of two raters: (p_o - p_e) / (1 - p_e).

    p_o is the share of equal pairs, p_e the share expected from how often each rater says what.
    J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20 (1960).
    """
    told = list(pairs)
    if not told:
        return None
    observed = sum(one == other for one, other in told) / len(told)
    first, second = Counter(one for one, _ in told), Counter(other for _, other in told)
    expected = sum(first[said] * second[said] for said in first) / len(told) ** 2
    return None if expected == 1 else (observed - expected) / (1 - expected)
